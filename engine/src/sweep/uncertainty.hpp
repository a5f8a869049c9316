// A study of a scenario at many settings of its uncertain numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>

#include "sweep/factors.hpp"
#include "sweep/sweep.hpp"

namespace firebreak {

struct UncertaintyOptions {
    std::uint64_t points = 256;
    std::uint64_t runs = 400;  // of each arm and of its clean twin, at each point
    std::uint64_t seed = 1;    // of the runs and of the design
    unsigned jobs = 0;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    const std::atomic<bool>* stop = nullptr;
};

struct SweepPoint {
    std::uint64_t index = 0;          // in the design
    std::vector<double> coordinates;  // of the factors, in [0,1]
    std::uint64_t runs = 0;           // replicates of each arm that were made
    std::string fault;                // why there is no such setting; then `arms` is empty
    std::vector<PointArm> arms;
    bool operator==(const SweepPoint&) const = default;
};

struct Uncertainty {
    std::vector<Factor> factors;
    std::vector<ArmSpec> arms;       // no measures, each measure, all
    std::vector<SweepPoint> points;  // those finished, always the first ones of those asked for
    UncertaintyOptions options;
    bool complete = true;
    double seconds = 0;
    // Of the scenario: so many things that it observes come first among PointArm::own, and then these.
    std::size_t observed = 0;
    std::vector<TargetSpec> targets = {};
};

// Adds what a block came to to its point. Blocks must come in the order of the sweep.
void add_block(std::vector<SweepPoint>& points, const Sweep& sweep, const BlockResult& made);

// The study at the points of plan_of_ranges(). A point's own chance means that any of its runs can be made
// again alone, and that chance at one point tells nothing of chance at another. The arms of a point and their
// twins share it. The same for any number of threads.
[[nodiscard]] Uncertainty run_uncertainty(const Spec& spec, const UncertaintyOptions& options);

}  // namespace firebreak
