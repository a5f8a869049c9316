// Two sets of runs under the same noise, pair by pair: what became of each in the one and in the other, and
// where they part.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/paths.hpp>

namespace firebreak::viz {

// Who made the step at which the paths of a pair first differ.
struct Parter {
    // one of the two ends while the other goes on
    static constexpr std::uint8_t kEnd = PathTable::kNobody + 1;
    // a side, PathTable::kNobody for an accident, or kEnd
    std::uint8_t mover = kEnd;
    // place in the side's doctrine; below 0: none
    std::int16_t rule = -1;
    bool operator==(const Parter&) const = default;
};
struct PartedBy {
    Parter who;
    std::uint64_t pairs = 0;
    bool operator==(const PartedBy&) const = default;
};

struct Paired {
    // the replicates that both have, from the first on
    std::uint64_t pairs = 0;
    // as far as the shorter reaches, one for one
    bool same_replicates = false;
    std::array<std::array<std::uint64_t, kOutcomes>, kOutcomes> outcomes{};  // [in the first][in the second]
    // n10: only in the first (avoided); n01: only in the second (caused)
    PairTotals crisis;
    // pairs whose paths first differ at this step, from 0; equal ones are in none
    std::vector<std::uint64_t> parting;
    std::vector<PartedBy> parted_by;           // commonest first
    std::uint64_t equal = 0;                   // pairs with the same path and outcome
    std::vector<std::size_t> avoided, caused;  // places of runs
};

// The tables must be of the same ladder and options. Pairs end at the first place where they do not hold the
// same replicate.
[[nodiscard]] Paired pair_up(const PathTable& first, const PathTable& second);
// Only the crises of the pairs.
[[nodiscard]] PairTotals crisis_pairs(const PathTable& first, const PathTable& second);
// Whether two paths are the same as far as the table tells them; the step at which they first differ.
[[nodiscard]] std::size_t parting_step(const PathTable& first, std::size_t run, const PathTable& second,
                                       std::size_t other_run);
inline constexpr std::size_t kNeverPart = static_cast<std::size_t>(-1);

// The earlier of the two steps that differ is what parted them; of two at the same minute that of the first.
// None if they never part.
[[nodiscard]] std::optional<Parter> parter_of(const PathTable& first, std::size_t run,
                                              const PathTable& second, std::size_t other_run);

// The highest rung of either side on a run's path.
[[nodiscard]] std::uint8_t highest_rung(const PathTable& table, std::size_t run);

// The places of the pairs that first differ at one of these steps, the last included, at most so many.
[[nodiscard]] std::vector<std::size_t> pairs_parting(const PathTable& first, const PathTable& second,
                                                     std::size_t pairs, std::size_t first_step,
                                                     std::size_t last_step, std::size_t most);

}  // namespace firebreak::viz
