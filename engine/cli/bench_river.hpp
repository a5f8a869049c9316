// What `firebreak bench` times of the river: adding it up, and filters, over a made-up table of many long
// runs.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace firebreak::cli {

inline constexpr std::uint64_t kRiverRuns = 100'000;
inline constexpr std::size_t kRiverSteps = 30;

struct RiverTask {
    std::string name;
    std::function<std::uint64_t()> work;  // returns a number that depends on all of the work
    std::vector<double> ms;               // one a round
};

// The tasks share one table, the same each time.
[[nodiscard]] std::vector<RiverTask> river_tasks();

}  // namespace firebreak::cli
