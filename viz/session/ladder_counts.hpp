// Many runs seen from the ladder: how many stand on each rung, what becomes of those that reach it, and what
// is mostly done there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <firebreak/river.hpp>

namespace firebreak::viz {

struct RungCounts {
    std::uint64_t here = 0;  // runs that stand on it at the step asked for
    // runs that stand on it or higher at some time, where their path ends included
    std::uint64_t reached = 0;
    std::uint64_t crises = 0;  // of these, the runs that end in a crisis or in war
    std::uint64_t steps = 0;   // taken from it, by either side or by accident
    MoveId next;               // the commonest move of these; none: an accident, or there are no steps
    std::uint64_t next_steps = 0;
    bool operator==(const RungCounts&) const = default;
};

struct LadderCounts {
    std::uint64_t runs = 0;   // that the mask takes
    std::uint64_t ended = 0;  // of these, the runs whose path ended before the step asked for
    std::size_t longest = 0;  // steps of the longest path
    std::vector<RungCounts> rungs;
    bool operator==(const LadderCounts&) const = default;
};

// True if a filter that asks how runs end makes it so that all or none of them reach a rung: then an interval
// for it would be nonsense.
[[nodiscard]] inline bool by_filter(std::uint64_t count, std::uint64_t of, bool ends_fixed) {
    return ends_fixed && (count == 0 || count == of);
}

// A run of n steps stands somewhere at steps 0 to n; at step n it is where its path ends. With an empty mask
// all runs are taken.
[[nodiscard]] LadderCounts count_ladder(const PathTable& table, std::span<const std::uint8_t> mask, Lane lane,
                                        std::size_t step);

// Pairs of runs by the highest rung of either side, [before * rungs + after]. The tables must have the same
// ladder.
[[nodiscard]] std::vector<std::uint64_t> count_highest(const PathTable& before, const PathTable& after,
                                                       std::size_t pairs);

// The places of the pairs that end in one way before and in another after, at most so many.
[[nodiscard]] std::vector<std::size_t> pairs_ending(const PathTable& before, const PathTable& after,
                                                    std::size_t pairs, Outcome first, Outcome second,
                                                    std::size_t most);

}  // namespace firebreak::viz
