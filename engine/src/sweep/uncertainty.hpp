// A study of a scenario at many settings of its uncertain numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>

#include "sweep/factors.hpp"

namespace firebreak {

struct UncertaintyOptions {
    std::uint64_t points = 256;
    std::uint64_t runs = 400;  // of each arm and of its clean twin, at each point
    std::uint64_t seed = 1;    // of the runs and of the design
    unsigned jobs = 0;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    const std::atomic<bool>* stop = nullptr;
};

// What the runs of one arm at one point came to.
struct PointArm {
    std::uint64_t crises = 0;
    PairTotals twins;   // as Study::twins
    PairTotals effect;  // as Study::effect; of the first arm empty
    std::uint64_t digest = 0;
    bool operator==(const PointArm&) const = default;
};

struct SweepPoint {
    std::vector<double> coordinates;  // of the factors, in (0,1)
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
};

// Point p of the design (a scrambled Sobol' sequence over the factors) takes the replicates p * runs to
// (p + 1) * runs - 1, so any row can be run again alone, and chance at one point tells nothing of chance at
// another. The arms of a point and their twins share it. The same for any number of threads.
[[nodiscard]] Uncertainty run_uncertainty(const Spec& spec, const UncertaintyOptions& options);

}  // namespace firebreak
