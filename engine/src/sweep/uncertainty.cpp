#include "sweep/uncertainty.hpp"

#include <chrono>

#include "sweep/blocks.hpp"
#include "sweep/design.hpp"

namespace firebreak {
namespace {

SweepPoint run_point(const Spec& spec, const Uncertainty& sweep, const SobolDesign& design,
                     std::uint64_t index) {
    SweepPoint point;
    point.coordinates.resize(sweep.factors.size());
    design.point(index, point.coordinates);
    const Result<Spec> setting = setting_at(spec, sweep.factors, point.coordinates);
    if (!setting) {
        point.fault = setting.error();
        return point;
    }
    Study study = make_study(*setting);
    EnsembleOptions options;
    options.runs = sweep.options.runs;
    options.first_replicate = index * sweep.options.runs;
    options.seed = sweep.options.seed;
    options.jobs = 1;
    options.stop = sweep.options.stop;
    run_study(study, options);
    if (!study.ensemble.complete) throw Stopped();
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
        point.arms.push_back({study.totals(arm).crisis, study.twins(arm),
                              arm == 0 ? PairTotals{} : study.effect(arm), study.totals(arm).digest});
    }
    return point;
}

}  // namespace

Uncertainty run_uncertainty(const Spec& spec, const UncertaintyOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    Uncertainty sweep;
    sweep.factors = factors_of(spec);
    sweep.options = options;
    sweep.arms = make_study(spec).arms;
    const SobolDesign design(sweep.factors.size(), options.seed);
    EnsembleOptions blocks;
    blocks.runs = options.points;
    blocks.jobs = options.jobs;
    blocks.progress = options.progress;
    blocks.stop = options.stop;
    const auto work = [&](std::vector<SweepPoint>& made, std::uint64_t index) {
        made.push_back(run_point(spec, sweep, design, index));
    };
    const auto merge = [&](std::vector<SweepPoint>& made) {
        for (SweepPoint& point : made) sweep.points.push_back(std::move(point));
    };
    run_blocks(blocks, std::vector<SweepPoint>{}, work, merge, 1);
    sweep.complete = sweep.points.size() == options.points;
    sweep.options.progress = {};
    sweep.options.stop = nullptr;
    sweep.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return sweep;
}

}  // namespace firebreak
