// Two sets of runs under the same noise, pair by pair: what became of each in the one and in the other, and where they part.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/paths.hpp>

namespace firebreak::viz {

struct Paired {
    std::uint64_t pairs = 0;                                                 // the replicates that both have, from the first on
    std::array<std::array<std::uint64_t, kOutcomes>, kOutcomes> outcomes{};  // [in the first][in the second]
    PairTotals crisis;                         // n10: only in the first (avoided); n01: only in the second (caused)
    std::vector<std::uint64_t> parting;        // pairs whose paths first differ at this step, from 0; equal ones are in none
    std::uint64_t equal = 0;                   // pairs with the same path and outcome
    std::vector<std::size_t> avoided, caused;  // places of runs
};

// The tables must be of the same ladder and options, and hold the same replicates in the same order as far as the shorter reaches.
[[nodiscard]] Paired pair_up(const PathTable& first, const PathTable& second);
// Whether two paths are the same as far as the table tells them; the step at which they first differ.
[[nodiscard]] std::size_t parting_step(const PathTable& first, std::size_t run, const PathTable& second, std::size_t other_run);
inline constexpr std::size_t kNeverPart = static_cast<std::size_t>(-1);

// The highest rung of either side on a run's path.
[[nodiscard]] std::uint8_t highest_rung(const PathTable& table, std::size_t run);

}  // namespace firebreak::viz
