// Two rivers of paired runs as one: how many take each way in each, and which ways are taken less or more in
// the second.
#pragma once

#include <cstdint>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/river.hpp>

namespace firebreak::viz {

// Of the pairs, those that pass a place in the first set, in the second, and in one only.
struct PlaceDifference {
    std::uint64_t before = 0, after = 0;
    std::uint64_t only_before = 0, only_after = 0;
    bool operator==(const PlaceDifference&) const = default;
};

struct RiverDifference {
    std::uint64_t pairs = 0;
    River both;                            // the runs of both sets in one river, for the widths
    std::vector<PlaceDifference> cells;    // as in the river
    std::vector<PlaceDifference> ribbons;  // as in the river

    [[nodiscard]] const PlaceDifference& cell(std::size_t column, std::size_t rung) const {
        return cells[column * both.rungs + rung];
    }
    [[nodiscard]] const PlaceDifference& ribbon(std::size_t column, std::size_t from, std::size_t to) const {
        return ribbons[(column * both.rungs + from) * both.rungs + to];
    }
};

// Of the first `pairs` runs of both tables, which must have the same ladder and hold the same replicates so
// far.
[[nodiscard]] RiverDifference river_difference(const PathTable& before, const PathTable& after,
                                               std::size_t pairs, const RiverOptions& options);

// The change of the share of pairs that pass there, -1 to 1, and its interval.
[[nodiscard]] double change_of(const PlaceDifference& place, std::uint64_t pairs);
[[nodiscard]] Bounds change_bounds(const PlaceDifference& place, std::uint64_t pairs);
// True if the interval has no change in it.
[[nodiscard]] bool unclear(const PlaceDifference& place, std::uint64_t pairs);
// 0 to 4: less by more than 2 points of a hundred, less by more than half a point, even, more, much more.
[[nodiscard]] std::size_t change_class(const PlaceDifference& place, std::uint64_t pairs);

}  // namespace firebreak::viz
