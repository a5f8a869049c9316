#include "sweep/uncertainty.hpp"

#include <chrono>

#include "sweep/blocks.hpp"

namespace firebreak {

void add_block(std::vector<SweepPoint>& points, const Sweep& sweep, const BlockResult& made) {
    const std::uint64_t index = made.block.point;
    if (points.size() <= index) points.push_back({index, sweep.coordinates(index), 0, {}, {}});
    SweepPoint& point = points[index];
    point.fault = made.fault;
    if (!made.fault.empty()) return;
    point.runs += made.block.runs;
    point.arms.resize(made.arms.size());
    for (std::size_t arm = 0; arm < made.arms.size(); ++arm) point.arms[arm].add(made.arms[arm]);
}

Uncertainty run_uncertainty(const Spec& spec, const UncertaintyOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    Plan plan = plan_of_ranges(spec, options.points, options.runs, options.seed);
    plan.keeps_rows = false;
    const Sweep sweep(std::move(plan), spec);
    Uncertainty made{sweep.plan().factors,        sweep.plan().arms,   {}, options, true, 0,
                     sweep.spec().observe.size(), sweep.spec().targets};
    EnsembleOptions blocks;
    blocks.runs = sweep.blocks();
    blocks.jobs = options.jobs;
    blocks.progress = options.progress;
    blocks.stop = options.stop;
    const auto work = [&](std::vector<BlockResult>& done, std::uint64_t index) {
        done.push_back(sweep.run(sweep.block(index), options.stop));
    };
    const auto merge = [&](const std::vector<BlockResult>& done) {
        for (const BlockResult& block : done) add_block(made.points, sweep, block);
    };
    made.complete = run_blocks(blocks, std::vector<BlockResult>{}, work, merge, 1) == sweep.blocks();
    made.options.progress = {};
    made.options.stop = nullptr;
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return made;
}

}  // namespace firebreak
