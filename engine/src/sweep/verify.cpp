#include <cmath>

#include <firebreak/ensemble.hpp>
#include <firebreak/parameters.hpp>

#include "sweep/blocks.hpp"
#include "sweep/run_statistic.hpp"

namespace firebreak {
namespace {

// Sums of deviations from the exact value, so that a large mean costs no digits.
struct Sums {
    std::uint64_t n = 0;
    double sum = 0;
    double squares = 0;
};

bool inside(const std::vector<Interval>& any_of, double value) {
    for (const Interval& i : any_of) {
        const bool above = i.low_open ? value > i.low : value >= i.low;
        const bool below = i.high_open ? value < i.high : value <= i.high;
        if (above && below) return true;
    }
    return false;
}

Verdict judge(const ExpectSpec& expectation, const Sums& sums) {
    Verdict verdict;
    verdict.runs = sums.n;
    if (sums.n == 0) return verdict;
    const auto n = static_cast<double>(sums.n);
    const double deviation = sums.sum / n;
    verdict.measured = expectation.exact + deviation;
    // A share is tested with the variance that the exact value implies, a mean with the variance of the sample.
    const double variance = expectation.kind == ExpectSpec::Kind::share ? expectation.exact * (1 - expectation.exact)
                            : sums.n > 1 ? std::fmax(0.0, (sums.squares - sums.sum * deviation) / (n - 1))
                                         : 0;
    verdict.standard_error = std::sqrt(variance / n);
    const double tolerance = 1e-12 * std::fmax(1.0, std::fabs(expectation.exact));
    if (verdict.standard_error > tolerance) {
        verdict.z = deviation / verdict.standard_error;
    } else if (std::fabs(deviation) > tolerance) {
        verdict.z = std::copysign(HUGE_VAL, deviation);
    }
    return verdict;
}

}  // namespace

Verdict verify(const Spec& spec, const ExpectSpec& expectation, const EnsembleOptions& options) {
    Spec changed = spec;
    for (const SetSpec& set : expectation.set) set_parameter(changed, set);
    const Model model = compile(changed, {expectation.measures, {}});
    const auto statistic = std::get<StatisticRef>(parse_statistic(spec, expectation.statistic));
    Sums total;
    const auto work = [&](Sums& sums, std::uint64_t replicate) {
        RunStatistic measure(statistic);
        measure.begin();
        const RunResult run = simulate(model, {options.seed, replicate, 0}, {}, measure.needs_records() ? &measure : nullptr);
        double value = measure.value(run);
        if (std::isnan(value)) return;  // the run has no such value, for instance no message was delivered
        if (expectation.kind == ExpectSpec::Kind::share) value = inside(expectation.any_of, value) ? 1 : 0;
        const double deviation = value - expectation.exact;
        ++sums.n;
        sums.sum += deviation;
        sums.squares += deviation * deviation;
    };
    const auto merge = [&](const Sums& sums) {
        total.n += sums.n;
        total.sum += sums.sum;
        total.squares += sums.squares;
    };
    const std::uint64_t finished = run_blocks(options, Sums{}, work, merge);
    Verdict verdict = judge(expectation, total);
    verdict.complete = finished == options.runs;
    return verdict;
}

}  // namespace firebreak
