// Many replicates of several arms under the same noise, on all cores. Totals are the same for any number of
// threads.
#pragma once

#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

class RunMeasures;  // engine/src/sweep/run_measures.hpp

// Some replicates of an ensemble, one after the other, each in every arm.
struct RunBlock {
    std::uint64_t first = 0;  // replicate
    std::size_t arms = 0;
    std::span<const RunResult> runs;  // of replicate first + i in arm k: runs[i * arms + k]
    // What EnsembleOptions::measures told of each run, in the order of `runs`: as many values for each as it
    // has columns.
    std::span<const double> measured;
};

// Is handed every run of an ensemble, for what totals do not tell. The same blocks in the same order for any
// number of threads; of an ensemble that was stopped, those that count.
class RunObserver {
public:
    virtual ~RunObserver() = default;
    // Work on a block that can be done before its turn comes, by the thread that ran it; several threads may
    // be at it at once. take() gets the result.
    [[nodiscard]] virtual std::string prepare(const RunBlock&) const { return {}; }
    // Called for block after block, by one thread at a time. What it throws ends the work and is thrown
    // again by run_ensemble().
    virtual void take(const RunBlock& block, const std::string& prepared) = 0;
};

struct EnsembleOptions {
    std::uint64_t runs = 10'000;  // replicates first_replicate .. first_replicate + runs - 1
    std::uint64_t first_replicate = 0;
    std::uint64_t seed = 1;
    unsigned jobs = 0;  // threads; 0: one per core
    // Called with the replicates done and requested, a few times a second, by one thread at a time.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    // When set, work ends soon; unfinished replicates are left out.
    const std::atomic<bool>* stop = nullptr;
    // Of run_ensemble() and run_study(); they must outlive the call.
    std::vector<RunObserver*> observers = {};
    // What observers need to know of each run beyond its result. It must outlive the call.
    const RunMeasures* measures = nullptr;
};

// Sums over the runs of one arm. Integer sums are exact; brier_sum is added up in replicate order.
struct ArmTotals : Counts<std::uint64_t> {
    std::array<std::uint64_t, kOutcomes> outcomes{};
    // runs that reached the crisis rung, that is, with outcome war or crisis
    std::uint64_t crisis = 0;
    std::array<std::uint64_t, kMaxRungs> peak_counts{};  // by the higher of both actors' peaks
    std::uint64_t duration_ms = 0;
    std::uint64_t crisis_time_ms = 0;  // over runs with a crisis
    std::uint64_t events = 0;
    std::uint64_t event_limit = 0;                // runs ended by a limit
    std::array<std::uint64_t, kLimits> limits{};  // by which limit
    std::uint64_t most_pending = 0;               // largest RunResult::most_pending of all runs
    double brier_sum = 0;
    std::uint64_t digest = 0;  // of all runs, independent of the order of work

    void add(const RunResult& run, std::uint64_t replicate);
    void add(const ArmTotals& later);  // `later` must hold later replicates
    bool operator==(const ArmTotals&) const = default;
};

// Two arms under the same noise: replicates by which arm had a crisis. n00: neither; n10: only the first;
// n01: only the second; n11: both.
struct PairTotals {
    std::uint64_t n00 = 0, n01 = 0, n10 = 0, n11 = 0;
    bool operator==(const PairTotals&) const = default;
};

struct Ensemble {
    std::uint64_t runs = 0;  // replicates finished, always the first ones of those requested
    bool complete = true;
    double seconds = 0;           // wall time
    std::vector<ArmTotals> arms;  // in the order given
    std::vector<PairTotals> pairs;
};

using ArmPair = std::array<std::size_t, 2>;  // indices into the list of arms

// Runs every arm on every replicate. Thread-safe.
[[nodiscard]] Ensemble run_ensemble(const std::vector<Model>& arms, const std::vector<ArmPair>& pairs,
                                    const EnsembleOptions& options);

// The study that answers a scenario's question: no measures, each measure alone, all measures together, each
// paired with its clean-both twin.
struct Study {
    std::vector<ArmSpec> arms;  // the factual arms
    std::vector<Model> models;  // 2 i: factual arm i; 2 i + 1: its clean-both twin
    // i: factual arm i with its twin; arms.size() + i - 1: arm 0 with arm i (i >= 1)
    std::vector<ArmPair> pairs;
    Ensemble ensemble;  // filled in by run_study()

    [[nodiscard]] const ArmTotals& totals(std::size_t arm) const { return ensemble.arms[2 * arm]; }
    // n10: inadvertent; n01: averted
    [[nodiscard]] const PairTotals& twins(std::size_t arm) const { return ensemble.pairs[arm]; }
    // n10: avoided; n01: caused. For arm >= 1.
    [[nodiscard]] const PairTotals& effect(std::size_t arm) const {
        return ensemble.pairs[arms.size() + arm - 1];
    }
};

// Makes a study of the chosen arms, the first being the baseline. With `chosen` empty: no measures, each
// measure, all.
[[nodiscard]] Study make_study(const Spec& spec, const std::vector<ArmSpec>& chosen = {});
void run_study(Study& study, const EnsembleOptions& options);

// How an expectation of a scenario (ExpectSpec) compares with its runs. NaN: the runs do not tell.
struct Verdict {
    enum class State {
        passed,
        failed,
        // not all runs were made, none has the value, or the values do not vary, so the error of their mean
        // is unknown
        unknown
    };

    double measured = std::numeric_limits<double>::quiet_NaN();
    double standard_error = std::numeric_limits<double>::quiet_NaN();
    // (measured - exact) / standard_error. 0 if both agree without error; infinite if a share that must be 0
    // or 1 is not. For a share that few runs are expected to have, the normal score of the binomial tail.
    double z = std::numeric_limits<double>::quiet_NaN();
    std::uint64_t made = 0;  // runs made
    std::uint64_t runs = 0;  // of these, runs that have the value
    bool complete = false;   // all requested runs were made

    // Passed if |z| <= bound.
    [[nodiscard]] State state(double bound = 4.5) const {
        if (!complete || std::isnan(z)) return State::unknown;
        return std::fabs(z) <= bound ? State::passed : State::failed;
    }
    [[nodiscard]] bool passed(double bound = 4.5) const { return state(bound) == State::passed; }
};
// Checks all expectations of a scenario and returns the verdicts in the same order. Expectations with the
// same measures and settings share their runs. `before` is called before each such group, with the index of
// its first expectation.
[[nodiscard]] std::vector<Verdict> verify(const Spec& spec, const EnsembleOptions& options,
                                          const std::function<void(std::size_t expectation)>& before = {});

// --- What a finite number of runs can say

// Exact (Clopper-Pearson) interval for a proportion, k of n; 0 to 1 if n is 0. `level` is the coverage.
[[nodiscard]] Bounds clopper_pearson(std::uint64_t k, std::uint64_t n, double level = 0.95);

// Interval for the difference p(second) - p(first) of paired proportions among n pairs, from the discordant
// ones: `caused` are positive only in the second, `avoided` only in the first. Wald interval with the
// adjustment of D. G. Bonett and R. M. Price, J. Educ. Behav. Stat. 37 (2012) 479-488.
[[nodiscard]] Bounds paired_difference(std::uint64_t avoided, std::uint64_t caused, std::uint64_t n,
                                       double level = 0.95);

// How much shared noise reduces the variance of the difference: the variance under independent noise divided
// by that under shared noise. 1 if either is 0.
[[nodiscard]] double variance_reduction(std::uint64_t n00, std::uint64_t n01, std::uint64_t n10,
                                        std::uint64_t n11);

// How likely an outcome is that `count` of `n` runs had (count <= n), in the words of US Intelligence
// Community Directive 203 (2015), as far as the 95 % Clopper-Pearson interval justifies them. An interval
// inside one of the seven bands gets its word: "very unlikely (5 to 20 %)". One that crosses a border gets
// both words and, if the outcome is rare, how rare: "about 1 in 20, almost no chance to very unlikely (below
// 20 %)". One that touches three bands or more gets an empty string: there are too few runs for a word.
[[nodiscard]] std::string likelihood_words(std::uint64_t count, std::uint64_t n);

// A share of runs in per cent, with the decimals that its 95 % interval justifies, at most two: "4.3 %". "-"
// where there are no runs.
[[nodiscard]] std::string percent_words(std::uint64_t count, std::uint64_t of);
// The interval (Clopper-Pearson, 95 %) with the same decimals: "55.6 to 58.5 %".
[[nodiscard]] std::string interval_words(std::uint64_t count, std::uint64_t of);

}  // namespace firebreak
