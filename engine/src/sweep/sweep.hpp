// A plan with its scenario, laid out as blocks of work: which point, which replicates. Everything is a
// function of the index of the block, so that a plan of 10^9 runs opens at once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>

#include "sweep/plan.hpp"
#include "sweep/run_measures.hpp"

namespace firebreak {

// Replicates of one point that are run and kept together: `first` to `first` + `runs` - 1, counted from 0 at
// each point.
struct SweepBlock {
    std::uint64_t point = 0;
    std::uint64_t first = 0;
    std::uint64_t runs = 0;
    bool operator==(const SweepBlock&) const = default;
};

// What the runs of one arm at one point came to.
struct PointArm {
    std::uint64_t crises = 0;
    PairTotals twins;   // as Study::twins
    PairTotals effect;  // as Study::effect; of the first arm empty
    std::uint64_t digest = 0;
    std::vector<MeasureSums> own = {};  // of what the scenario observes, and then of its targets

    void add(const PointArm& other);
    bool operator==(const PointArm&) const = default;
};

struct KeptRun {
    std::uint64_t rep = 0;  // within the point
    std::uint32_t arm = 0;  // 2 i: arm i of the plan; 2 i + 1: its clean-both twin
    RunResult run;
};

struct BlockResult {
    SweepBlock block;   // with the runs that were made, which a target may make fewer
    std::string fault;  // why the point has no setting; then there is nothing else
    std::vector<PointArm> arms;
    std::vector<KeptRun> rows;  // by replicate, then arm; empty unless the plan keeps them
    // What the scenario observes, for each row as many values as observed_measures() has columns.
    std::vector<double> observed = {};
};

// Immutable; thread-safe.
class Sweep {
public:
    // `spec` is the scenario with the plan's settings. `stages`: how many replicates a point had, in
    // ascending order, each time before the sweep was extended; the last entry is how many it has now. Empty:
    // plan.runs. Throws std::invalid_argument for a plan that load_plan() would refuse.
    Sweep(Plan plan, Spec spec, std::vector<std::uint64_t> stages = {});

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const Spec& spec() const { return spec_; }
    [[nodiscard]] std::uint64_t points() const { return design_->points(); }
    // Blocks in the order of work: the first replicates of every point, then the next ones, so that a sweep
    // that is stopped is a smaller sweep.
    [[nodiscard]] std::uint64_t blocks() const { return rounds_.size() * points(); }
    [[nodiscard]] SweepBlock block(std::uint64_t index) const;

    // One for each factor, in [0,1].
    [[nodiscard]] std::vector<double> coordinates(std::uint64_t point) const;
    // The scenario at a point; fails, with the reason, where its numbers make no scenario or break a
    // constraint.
    [[nodiscard]] Result<Spec> setting(std::uint64_t point) const;
    // The noise of a run.
    [[nodiscard]] NoiseKey key(std::uint64_t point, std::uint64_t rep) const;

    // Throws Stopped once `stop` is set.
    [[nodiscard]] BlockResult run(const SweepBlock& block, const StopFlag* stop) const;

private:
    struct Round {
        std::uint64_t first, runs;
    };

    Plan plan_;
    Spec spec_;
    std::shared_ptr<const Design> design_;
    std::vector<Round> rounds_;
};

// What is measured of every run of a sweep: what the scenario observes, and then its targets.
[[nodiscard]] std::vector<RunMeasure> sweep_measures(const Spec& spec);

// The plan that sweeps the ranges of a scenario: `points` of a scrambled Sobol' sequence, each with its own
// chance.
[[nodiscard]] Plan plan_of_ranges(const Spec& spec, std::uint64_t points, std::uint64_t runs,
                                  std::uint64_t seed);

}  // namespace firebreak
