// What has become of the runs by each column: the curves above and below the river.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include <firebreak/river.hpp>

namespace firebreak::viz {

// Runs that have ended by each column, as parts of all runs in the river; with bounds for the crises.
struct RiverEnds {
    std::vector<double> crisis, crisis_low, crisis_high, settled, unresolved;
    double crisis_axis = 1, ended_axis = 1;  // the top of each curve's own axis
};
// Up to the column `last`, or all.
[[nodiscard]] RiverEnds ends_of(const River& river,
                                std::size_t last = std::numeric_limits<std::size_t>::max());

}  // namespace firebreak::viz
