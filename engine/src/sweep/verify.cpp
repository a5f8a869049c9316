#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>

#include "sweep/blocks.hpp"
#include "sweep/run_measures.hpp"

namespace firebreak {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Sums of deviations from the exact value, so that a large mean costs no digits; and the least and the
// greatest of them.
struct Sums {
    std::uint64_t n = 0;
    double sum = 0;
    double squares = 0;
    double least = HUGE_VAL;
    double most = -HUGE_VAL;

    void add(double deviation) { add({1, deviation, deviation * deviation, deviation, deviation}); }
    void add(const Sums& later) {
        n += later.n;
        sum += later.sum;
        squares += later.squares;
        least = std::fmin(least, later.least);
        most = std::fmax(most, later.most);
    }
};

// z of a mean, from the variance of the sample. Values that differ by rounding alone, as beliefs do after the
// same reports in another order, are all the same; of those nothing can be said unless they are the exact
// value.
double score_of_mean(double exact, const Sums& sums, Verdict& verdict) {
    const auto n = static_cast<double>(sums.n);
    const double deviation = sums.sum / n;
    const double rounding = 1e-12 * std::fmax(1.0, std::fabs(exact));
    verdict.measured = exact + deviation;
    if (sums.most - sums.least <= rounding) {
        if (sums.least == sums.most) verdict.measured = exact + sums.least;
        if (sums.n > 1) verdict.standard_error = 0;
        return std::fabs(deviation) <= rounding ? 0 : kNone;
    }
    verdict.standard_error = std::sqrt(std::fmax(0.0, (sums.squares - sums.sum * deviation) / (n - 1)) / n);
    return verdict.standard_error > 0 ? deviation / verdict.standard_error : kNone;
}

// z of a share, from the variance that the exact value implies.
double score_of_share(double exact, const Sums& sums, Verdict& verdict) {
    constexpr double kEnough = 25;  // expected events, from which on their number is near enough to normal
    const auto n = static_cast<double>(sums.n);
    const double deviation = sums.sum / n;
    const double count = std::round(n * (exact + deviation)) + 0.0;  // never -0
    const double variance = exact * (1 - exact);
    verdict.measured = count / n;
    verdict.standard_error = std::sqrt(std::fmax(0.0, variance) / n);
    if (!(variance > 0)) return std::fabs(deviation) <= 1e-12 ? 0 : std::copysign(HUGE_VAL, deviation);
    if (n * variance >= kEnough) return deviation / verdict.standard_error;
    const boost::math::binomial_distribution<> law(n, exact);
    const boost::math::normal normal;
    // The probability of so many or more, or of so few or fewer; at one half or above, nothing is remarkable.
    const double tail = deviation > 0 ? cdf(complement(law, count - 1)) : cdf(law, count);
    if (tail >= 0.5) return 0;
    const double score = tail > 0 ? quantile(complement(normal, tail)) : HUGE_VAL;
    return std::copysign(score, deviation);
}

Verdict judge(const ExpectSpec& expectation, const Sums& sums) {
    Verdict verdict;
    verdict.runs = sums.n;
    if (sums.n == 0) return verdict;
    const bool share = expectation.of.kind == RunMeasure::Kind::share;
    verdict.z = share ? score_of_share(expectation.exact, sums, verdict)
                      : score_of_mean(expectation.exact, sums, verdict);
    return verdict;
}

// Expectations that can be measured on the same runs.
using Group = std::vector<std::size_t>;

std::vector<Group> group_expectations(const Spec& spec) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < spec.expects.size(); ++i) {
        const auto same = [&](const Group& group) {
            const ExpectSpec& first = spec.expects[group.front()];
            return first.measures == spec.expects[i].measures && first.set == spec.expects[i].set;
        };
        const auto group = std::find_if(groups.begin(), groups.end(), same);
        if (group != groups.end()) {
            group->push_back(i);
        } else {
            groups.push_back({i});
        }
    }
    return groups;
}

void verify_group(const Spec& spec, const Group& group, const EnsembleOptions& options,
                  std::vector<Verdict>& verdicts) {
    const ExpectSpec& first = spec.expects[group.front()];
    Spec changed = spec;
    for (const SetSpec& set : first.set) set_parameter(changed, set);
    const Model model = compile(changed, {first.measures, {}});
    std::vector<RunMeasure> asked;
    for (const std::size_t i : group) asked.push_back(spec.expects[i].of);
    const RunMeasures measures(spec, std::move(asked));
    std::vector<Sums> totals(group.size());
    const auto work = [&](std::vector<Sums>& sums, std::uint64_t replicate) {
        RunWatch watch(measures);
        Recorder* const recorder = watch.begin();
        const RunResult run = simulate(model, {options.seed, replicate, 0}, {}, recorder, options.stop);
        std::vector<double> values;
        watch.append(run, values);
        for (std::size_t i = 0; i < group.size(); ++i) {
            // Not every run has the value: for instance, no message was delivered.
            if (std::isfinite(values[i])) sums[i].add(values[i] - spec.expects[group[i]].exact);
        }
    };
    const auto merge = [&](const std::vector<Sums>& sums) {
        for (std::size_t i = 0; i < group.size(); ++i) totals[i].add(sums[i]);
    };
    const std::uint64_t made = run_blocks(options, std::vector<Sums>(group.size()), work, merge);
    for (std::size_t i = 0; i < group.size(); ++i) {
        verdicts[group[i]] = judge(spec.expects[group[i]], totals[i]);
        verdicts[group[i]].made = made;
        verdicts[group[i]].complete = made == options.runs;
    }
}

}  // namespace

std::vector<Verdict> verify(const Spec& spec, const EnsembleOptions& options,
                            const std::function<void(std::size_t)>& before) {
    std::vector<Verdict> verdicts(spec.expects.size());
    for (const Group& group : group_expectations(spec)) {
        if (before) before(group.front());
        verify_group(spec, group, options, verdicts);
    }
    return verdicts;
}

}  // namespace firebreak
