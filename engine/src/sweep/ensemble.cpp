#include <firebreak/ensemble.hpp>

#include <algorithm>
#include <chrono>
#include <string>

#include "kernel/noise.hpp"
#include "sweep/blocks.hpp"
#include "sweep/pairs.hpp"
#include "sweep/run_measures.hpp"

namespace firebreak {
namespace {

struct BlockTotals {
    std::vector<ArmTotals> arms;
    std::vector<PairTotals> pairs;
    // for observers, if there are any
    std::uint64_t first = 0;
    std::vector<RunResult> runs = {};
    std::vector<double> measured = {};
    std::vector<std::string> prepared = {};  // by observer

    [[nodiscard]] RunBlock observed() const { return {first, arms.size(), runs, measured}; }
};

// A run with its measures appended to `values`.
RunResult measured_run(const Model& model, const NoiseKey& key, const EnsembleOptions& options,
                       std::vector<double>& values) {
    RunWatch watch(*options.measures);
    Recorder* const recorder = watch.begin();
    const RunResult run = simulate(model, key, {}, recorder, options.stop);
    watch.append(run, values);
    return run;
}

}  // namespace

void ArmTotals::add(const RunResult& run, std::uint64_t replicate) {
    ++outcomes[static_cast<std::size_t>(run.outcome)];
    if (run.crisis) {
        ++crisis;
        crisis_time_ms += static_cast<std::uint64_t>(run.crisis_time);
    }
    ++peak_counts[std::max(run.peak_rung[0], run.peak_rung[1]).index()];
    duration_ms += static_cast<std::uint64_t>(run.duration);
    events += run.events;
    if (run.end_reason == EndReason::event_limit) {
        ++event_limit;
        ++limits[static_cast<std::size_t>(run.limit)];
    }
    most_pending = std::max<std::uint64_t>(most_pending, run.most_pending);
    for (std::size_t i = 0; i < std::size(kCounts<std::uint64_t>); ++i)
        this->*kCounts<std::uint64_t>[i].member += run.counts.*kCounts<std::uint32_t>[i].member;
    brier_sum += run.brier_sum;
    digest += kernel::mix(run.digest ^ kernel::mix(replicate));
}

void ArmTotals::add(const ArmTotals& later) {
    for (std::size_t i = 0; i < kOutcomes; ++i) outcomes[i] += later.outcomes[i];
    for (std::size_t i = 0; i < kMaxRungs; ++i) peak_counts[i] += later.peak_counts[i];
    for (const auto sum : {&ArmTotals::crisis, &ArmTotals::duration_ms, &ArmTotals::crisis_time_ms,
                           &ArmTotals::events, &ArmTotals::event_limit, &ArmTotals::digest})
        this->*sum += later.*sum;
    for (const auto& count : kCounts<std::uint64_t>) this->*count.member += later.*count.member;
    for (std::size_t i = 0; i < kLimits; ++i) limits[i] += later.limits[i];
    most_pending = std::max(most_pending, later.most_pending);
    brier_sum += later.brier_sum;
}

Ensemble run_ensemble(const std::vector<Model>& arms, const std::vector<ArmPair>& pairs,
                      const EnsembleOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    Ensemble ensemble;
    ensemble.arms.resize(arms.size());
    ensemble.pairs.resize(pairs.size());
    const BlockTotals empty{ensemble.arms, ensemble.pairs};
    const auto work = [&](BlockTotals& block, std::uint64_t replicate) {
        thread_local std::vector<char> crisis;
        crisis.assign(arms.size(), 0);
        for (std::size_t i = 0; i < arms.size(); ++i) {
            const NoiseKey key{options.seed, replicate, 0};
            const RunResult run = options.measures == nullptr
                                      ? simulate(arms[i], key, {}, nullptr, options.stop)
                                      : measured_run(arms[i], key, options, block.measured);
            block.arms[i].add(run, replicate);
            crisis[i] = run.crisis ? 1 : 0;
            if (options.observers.empty()) continue;
            if (block.runs.empty()) block.first = replicate;
            block.runs.push_back(run);
        }
        for (std::size_t i = 0; i < pairs.size(); ++i)
            add_pair(block.pairs[i], crisis[pairs[i][0]] != 0, crisis[pairs[i][1]] != 0);
    };
    const auto merge = [&](const BlockTotals& block) {
        for (std::size_t i = 0; i < arms.size(); ++i) ensemble.arms[i].add(block.arms[i]);
        for (std::size_t i = 0; i < pairs.size(); ++i) add_totals(ensemble.pairs[i], block.pairs[i]);
        for (std::size_t i = 0; i < block.prepared.size(); ++i)
            options.observers[i]->take(block.observed(), block.prepared[i]);
    };
    const auto seal = [&](BlockTotals& block) {
        for (const RunObserver* observer : options.observers)
            block.prepared.push_back(observer->prepare(block.observed()));
    };
    ensemble.runs = run_blocks(options, empty, work, merge, kBlockRuns, seal);
    ensemble.complete = ensemble.runs == options.runs;
    ensemble.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return ensemble;
}

Study make_study(const Spec& spec, const std::vector<ArmSpec>& chosen) {
    Study study;
    study.arms = chosen;
    if (chosen.empty()) {
        study.arms.push_back({});
        ArmSpec all;
        for (const MeasureSpec& measure : spec.measures) {
            study.arms.push_back({{measure.id}, {}});
            all.measures.push_back(measure.id);
        }
        if (spec.measures.size() > 1) study.arms.push_back(all);
    }
    for (std::size_t i = 0; i < study.arms.size(); ++i) {
        ArmSpec twin = study.arms[i];
        twin.clean = {true, true};
        study.models.push_back(compile(spec, study.arms[i]));
        study.models.push_back(compile(spec, twin));
        study.pairs.push_back({2 * i, 2 * i + 1});
    }
    for (std::size_t i = 1; i < study.arms.size(); ++i) study.pairs.push_back({0, 2 * i});
    return study;
}

void run_study(Study& study, const EnsembleOptions& options) {
    study.ensemble = run_ensemble(study.models, study.pairs, options);
}

}  // namespace firebreak
