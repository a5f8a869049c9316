#include "sweep/run_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>

#include "model/ranges.hpp"

namespace firebreak {
namespace {

using Kind = RunMeasure::Kind;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kBeyond = std::numeric_limits<double>::infinity();
// Beliefs, which are no whole numbers, are counted in units of 2^-40.
constexpr double kFine = 1099511627776.0;

bool inside(const std::vector<Interval>& any_of, double value, bool span) {
    return std::any_of(any_of.begin(), any_of.end(), [&](const Interval& interval) {
        const ClosedInterval values = values_of(interval, span);
        return values.low <= value && value <= values.high;
    });
}

// The ranks, from 1, of the values between which a quantile of n values lies in 95 of 100 cases; n + 1: none
// of them is so high.
struct Ranks {
    double low, high;
};
Ranks ranks_of(double level, double n) {
    const boost::math::binomial_distribution<> below(n, level);
    return {std::fmax(1, std::floor(quantile(below, 0.025))),
            std::fmin(n + 1, std::ceil(quantile(complement(below, 0.025))) + 1)};
}

}  // namespace

RunMeasures::RunMeasures(const Spec& spec, std::vector<RunMeasure> measures)
    : measures_(std::move(measures)) {
    for (const RunMeasure& measure : measures_) {
        Plan plan;
        plan.where = tests_of(spec, measure.where);
        plan.share = tests_of(spec, measure.share);
        if (measure.kind != Kind::share) plan.statistic = place_of(spec, measure.statistic);
        if (measure.kind == Kind::ratio) plan.per = place_of(spec, measure.per);
        const bool belief = measure.kind == Kind::quantiles &&
                            parse_statistic(spec, measure.statistic)->kind == StatisticRef::Kind::belief;
        scales_.push_back(belief ? kFine : 1);
        first_column_.push_back(columns_);
        columns_ += measure.kind == Kind::ratio ? 2 : 1;
        plans_.push_back(std::move(plan));
    }
    needs_records_ = std::any_of(statistics_.begin(), statistics_.end(),
                                 [](const RunStatistic& each) { return each.needs_records(); });
}

std::size_t RunMeasures::place_of(const Spec& spec, const std::string& statistic) {
    const RunStatistic wanted(*parse_statistic(spec, statistic));
    const auto known = std::find_if(statistics_.begin(), statistics_.end(), [&](const RunStatistic& each) {
        return each.statistic() == wanted.statistic();
    });
    if (known != statistics_.end()) return static_cast<std::size_t>(known - statistics_.begin());
    statistics_.push_back(wanted);
    return statistics_.size() - 1;
}

std::vector<RunMeasures::Test> RunMeasures::tests_of(const Spec& spec,
                                                     const std::vector<RunCondition>& conditions) {
    std::vector<Test> tests;
    for (const RunCondition& condition : conditions) {
        const bool span = is_span(parse_statistic(spec, condition.statistic)->kind);
        tests.push_back({place_of(spec, condition.statistic), condition.any_of, span});
    }
    return tests;
}

std::vector<RunMeasure> observed_measures(const Spec& spec) {
    std::vector<RunMeasure> measures;
    for (const ObserveSpec& observe : spec.observe) measures.push_back(observe.of);
    return measures;
}

std::string observed_column(const ObserveSpec& observe) {
    std::string name = "observe_" + observe.id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::vector<std::string> observed_columns(const Spec& spec) {
    std::vector<std::string> names;
    for (const ObserveSpec& observe : spec.observe) {
        names.push_back(observed_column(observe));
        if (observe.of.kind == Kind::ratio) names.push_back(observed_column(observe) + "_per");
    }
    return names;
}

std::vector<ObservedColumn> observed_meanings(const Spec& spec) {
    std::vector<ObservedColumn> columns;
    for (const ObserveSpec& observe : spec.observe) {
        const bool share = observe.of.kind == Kind::share;
        const std::string unit = is_span(spec, observe.of) ? "ms" : "";
        const std::string statistic = share ? "1 if it holds, else 0" : observe.of.statistic;
        const std::string missing = "the run does not count, or has no such value";
        columns.push_back({observed_column(observe), unit, observe.label + ": " + statistic, missing});
        if (observe.of.kind == Kind::ratio)
            columns.push_back(
                {observed_column(observe) + "_per", "", observe.label + ": " + observe.of.per, missing});
    }
    return columns;
}

Recorder* RunWatch::begin() {
    for (RunStatistic& statistic : statistics_) statistic.begin();
    return measures_.needs_records_ ? this : nullptr;
}

void RunWatch::record(const Record& record) {
    for (RunStatistic& statistic : statistics_) {
        if (statistic.needs_records()) statistic.record(record);
    }
}

// 1 if all of them hold, 0 if not, NaN if the run lacks one of the values.
double RunWatch::holds(const std::vector<RunMeasures::Test>& tests, const RunResult& run) const {
    double all = 1;
    for (const RunMeasures::Test& test : tests) {
        const double found = value(test.statistic, run);
        if (std::isnan(found)) return kNone;
        if (!inside(test.any_of, found, test.span)) all = 0;
    }
    return all;
}

void RunWatch::append(const RunResult& run, std::vector<double>& values) const {
    for (std::size_t i = 0; i < measures_.measures_.size(); ++i) {
        const RunMeasures::Plan& plan = measures_.plans_[i];
        const Kind kind = measures_.measures_[i].kind;
        const bool counts = holds(plan.where, run) == 1;
        if (!counts) values.push_back(kNone);
        else values.push_back(kind == Kind::share ? holds(plan.share, run) : value(plan.statistic, run));
        if (kind == Kind::ratio) values.push_back(counts ? value(plan.per, run) : kNone);
    }
}

MeasureTotals::MeasureTotals(const RunMeasures& measures, std::size_t arms)
    : measures_(measures), arms_(arms), cells_(arms * measures.measures().size()) {}

void MeasureTotals::take(const RunBlock& block, const std::string&) {
    const std::size_t count = measures_.measures().size();
    for (std::size_t run = 0; run < block.runs.size(); ++run) {
        const double* values = block.measured.data() + run * measures_.columns();
        for (std::size_t i = 0; i < count; ++i) {
            Cell& cell = cells_[run % arms_ * count + i];
            const double value = values[measures_.column(i)];
            const Kind kind = measures_.measures()[i].kind;
            cell.sums.add(value, kind == Kind::ratio ? values[measures_.column(i) + 1] : 0);
            if (kind != Kind::quantiles || std::isnan(value)) continue;
            if (!std::isfinite(value)) ++cell.never;
            else cell.tally.add(static_cast<std::uint64_t>(std::llround(value * measures_.scale(i))));
        }
    }
}

std::vector<Measured> MeasureTotals::of(std::size_t arm, std::size_t measure) const {
    const Cell& cell = cells_[arm * measures_.measures().size() + measure];
    const Kind kind = measures_.measures()[measure].kind;
    if (kind == Kind::quantiles) return quantiles(cell, measure);
    return {measured(kind, cell.sums)};
}

std::vector<Measured> MeasureTotals::quantiles(const Cell& cell, std::size_t measure) const {
    const std::uint64_t all = cell.tally.count() + cell.never;
    const auto n = static_cast<double>(all);
    const auto ranked = [&](double rank) {
        return rank > static_cast<double>(cell.tally.count())
                   ? kBeyond
                   : cell.tally.ranked(static_cast<std::uint64_t>(rank)) / measures_.scale(measure);
    };
    std::vector<Measured> found;
    for (const double level : measures_.measures()[measure].levels) {
        if (all == 0) {
            found.push_back({0, kNone, kNone, {kNone, kNone}});
            continue;
        }
        const Ranks ranks = ranks_of(level, n);
        found.push_back({all,
                         ranked(std::fmax(1, std::ceil(n * level - 1e-9))),
                         kNone,
                         {ranked(ranks.low), ranked(ranks.high)}});
    }
    return found;
}

}  // namespace firebreak
