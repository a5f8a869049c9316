// Many replicates of several arms under the same noise, on all cores, with the same totals for any number of
// threads.
#pragma once

#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

struct EnsembleOptions {
    std::uint64_t runs = 10'000;  // replicates first .. first + runs - 1
    std::uint64_t first_replicate = 0;
    std::uint64_t seed = 1;
    unsigned jobs = 0;  // threads; 0: as many as the machine has
    std::function<void(std::uint64_t done, std::uint64_t total)>
        progress;  // replicates; called from one thread at a time, a few times a second
    const std::atomic<bool>* stop =
        nullptr;  // when it becomes true, work on replicates ends soon; those not finished are left out
};

// Sums over the runs of one arm, those of all counts among them. Sums of integers are exact; brier_sum is
// added in the order of replicates.
struct ArmTotals : Counts<std::uint64_t> {
    std::array<std::uint64_t, kOutcomes> outcomes{};
    // runs that reached the crisis rung; war and crisis outcomes together
    std::uint64_t crisis = 0;
    std::array<std::uint64_t, kMaxRungs> peak_counts{};  // by the higher of both actors' peaks
    std::uint64_t duration_ms = 0;
    std::uint64_t crisis_time_ms = 0;  // over runs with a crisis
    std::uint64_t events = 0;
    std::uint64_t event_limit = 0;                // runs stopped by a limit
    std::array<std::uint64_t, kLimits> limits{};  // by which
    std::uint64_t most_pending = 0;               // of all runs (RunResult::most_pending)
    double brier_sum = 0;
    std::uint64_t digest = 0;  // of all runs, independent of the order of work

    void add(const RunResult& run, std::uint64_t replicate);
    void add(const ArmTotals& later);  // `later` holds later replicates
    bool operator==(const ArmTotals&) const = default;
};

// A pair of arms under the same noise: in how many replicates each had a crisis. n10: only the first; n01:
// only the second.
struct PairTotals {
    std::uint64_t n00 = 0, n01 = 0, n10 = 0, n11 = 0;
    bool operator==(const PairTotals&) const = default;
};

struct Ensemble {
    std::uint64_t runs = 0;  // replicates finished: the first so many of those asked for
    bool complete = true;
    double seconds = 0;           // wall time
    std::vector<ArmTotals> arms;  // as given
    std::vector<PairTotals> pairs;
};

using ArmPair = std::array<std::size_t, 2>;  // places in the list of arms

// Runs every arm on every replicate. Thread-safe.
[[nodiscard]] Ensemble run_ensemble(const std::vector<Model>& arms, const std::vector<ArmPair>& pairs,
                                    const EnsembleOptions& options);

// The study that answers a scenario's question: no measures, each measure alone, all together, each with its
// clean-both twin.
struct Study {
    std::vector<ArmSpec> arms;  // factual arms
    std::vector<Model> models;  // 2 i: factual arm i; 2 i + 1: its clean-both twin
    // i: factual i against its twin; arms.size() + i: arm 0 against arm i (i >= 1)
    std::vector<ArmPair> pairs;
    Ensemble ensemble;  // filled by run_study

    [[nodiscard]] const ArmTotals& totals(std::size_t arm) const { return ensemble.arms[2 * arm]; }
    // n10 inadvertent, n01 averted
    [[nodiscard]] const PairTotals& twins(std::size_t arm) const { return ensemble.pairs[arm]; }
    [[nodiscard]] const PairTotals& effect(std::size_t arm) const {
        return ensemble.pairs[arms.size() + arm - 1];
    }  // n10 avoided, n01 caused
};

// With `chosen` empty: no measures, each, all. Otherwise the given arms; the first is what the others are
// compared with.
[[nodiscard]] Study make_study(const Spec& spec, const std::vector<ArmSpec>& chosen = {});
void run_study(Study& study, const EnsembleOptions& options);

// What an expectation of a scenario (ExpectSpec) came to. What the runs do not tell is NaN.
struct Verdict {
    enum class State {
        passed,
        failed,
        // not all runs were made, none has the value, or the values do not vary, so that nothing says how
        // exact their mean is
        unknown
    };

    double measured = std::numeric_limits<double>::quiet_NaN();
    double standard_error = std::numeric_limits<double>::quiet_NaN();
    // (measured - exact) / standard_error; 0 if both agree without error, infinite if a share that must be 0
    // or 1 is not. Of a share of which few runs are expected, the normal score of the binomial tail.
    double z = std::numeric_limits<double>::quiet_NaN();
    std::uint64_t made = 0;  // runs made
    std::uint64_t runs = 0;  // of these, with the value that was asked for
    bool complete = false;   // all runs that were asked for were made

    // `bound`: how far from 0 z may lie.
    [[nodiscard]] State state(double bound = 4.5) const {
        if (!complete || std::isnan(z)) return State::unknown;
        return std::fabs(z) <= bound ? State::passed : State::failed;
    }
    [[nodiscard]] bool passed(double bound = 4.5) const { return state(bound) == State::passed; }
};
// The verdicts on all expectations of a scenario, in their order. Expectations with the same measures and
// settings are measured on the same runs. `before` is called before each such group with its first
// expectation.
[[nodiscard]] std::vector<Verdict> verify(const Spec& spec, const EnsembleOptions& options,
                                          const std::function<void(std::size_t expectation)>& before = {});

// --- What a finite number of runs can say

// Exact (Clopper-Pearson) interval for a proportion of k in n; 0..1 for n = 0. `level` is the coverage, 0.95
// by default.
[[nodiscard]] Bounds clopper_pearson(std::uint64_t k, std::uint64_t n, double level = 0.95);

// Interval for the difference p(second) - p(first) of paired proportions, from the discordant counts:
// `caused` pairs are yes only in the second, `avoided` only in the first, n pairs in all. Wald interval with
// Bonett and Price's adjustment (D. G. Bonett and R. M. Price, J. Educ. Behav. Stat. 37 (2012) 479-488).
[[nodiscard]] Bounds paired_difference(std::uint64_t avoided, std::uint64_t caused, std::uint64_t n,
                                       double level = 0.95);

// The factor by which pairing shrinks the variance of the difference: variance with independent noise over
// variance with shared noise. 1 if there is no variance.
[[nodiscard]] double variance_reduction(std::uint64_t n00, std::uint64_t n01, std::uint64_t n10,
                                        std::uint64_t n11);

// How likely that is which happened in `count` of `n` runs (count <= n), in the words of US Intelligence
// Community Directive 203 (2015), as far as the 95 % interval (Clopper-Pearson) justifies them. Where it lies
// within one of the seven bands, the word of that band: "very unlikely (5 to 20 %)". Where it crosses a
// border, both words, and where the thing is rare also how rare: "about 1 in 20, almost no chance to very
// unlikely (below 20 %)". Where it lies in three bands or more, nothing: the runs are too few for a word.
[[nodiscard]] std::string likelihood_words(std::uint64_t count, std::uint64_t n);

}  // namespace firebreak
