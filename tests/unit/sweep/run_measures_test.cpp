#include "sweep/run_measures.hpp"

#include <cmath>
#include <limits>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

using Kind = RunMeasure::Kind;
constexpr double kDay = 86'400'000;

Spec theory(const std::string& name) {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/theory/" + name + ".yaml"));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

RunCondition exactly(const std::string& statistic, double value) {
    Interval only;
    only.low = only.high = value;
    return {statistic, {only}};
}
RunCondition at_most(const std::string& statistic, double value) {
    Interval below;
    below.high = value;
    return {statistic, {below}};
}

RunMeasure share(std::vector<RunCondition> all, std::vector<RunCondition> where = {}) {
    return {Kind::share, std::move(all), "", "", {}, std::move(where)};
}
RunMeasure quantiles(const std::string& statistic, std::vector<double> levels,
                     std::vector<RunCondition> where = {}) {
    return {Kind::quantiles, {}, statistic, "", std::move(levels), std::move(where)};
}

// What the measures come to in `runs` runs without measures.
std::vector<std::vector<Measured>> measure(const Spec& spec, const std::vector<RunMeasure>& asked,
                                           std::uint64_t runs, unsigned jobs = 2) {
    const RunMeasures measures(spec, asked);
    const std::vector<Model> arms{compile(spec)};
    MeasureTotals totals(measures, 1);
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    options.measures = &measures;
    options.observers.push_back(&totals);
    (void)run_ensemble(arms, {}, options);
    std::vector<std::vector<Measured>> found;
    for (std::size_t i = 0; i < asked.size(); ++i) found.push_back(totals.of(0, i));
    return found;
}

}  // namespace

TEST_CASE("Shares, joint and conditional, are those of competing hazards", "[run_measures]") {
    // accident.yaml: an accident at h = .02/d against stepping back at s = .25/d, so the stay T on the brink
    // is exponential with rate .27/d and does not depend on how it ends.
    const Spec spec = theory("accident");
    const double accident = 2.0 / 27;
    const double within = 1 - std::exp(-0.27 * 3);
    const double war = static_cast<double>(Outcome::war);
    const auto found = measure(spec,
                               {share({exactly("outcome", war), at_most("duration", 3 * kDay)}),
                                share({at_most("duration", 3 * kDay)}, {exactly("outcome", war)}),
                                share({at_most("first_time.over", 3 * kDay)})},
                               40'000);
    const double joint = accident * within;
    const auto z = [](const Measured& got, double exact) {
        return (got.value - exact) / std::sqrt(exact * (1 - exact) / static_cast<double>(got.runs));
    };
    CHECK(found[0][0].runs == 40'000);
    CHECK(std::fabs(z(found[0][0], joint)) < 4.5);
    CHECK(std::fabs(z(found[1][0], within)) < 4.5);
    CHECK(found[1][0].runs < 4'000);  // wars only
    CHECK(found[1][0].runs > 2'000);
    // A run that never goes over the edge does not go over within three days either.
    CHECK(found[2][0].value == found[0][0].value);
    CHECK(found[2][0].runs == 40'000);
}

TEST_CASE("Quantiles of a first passage count runs that never get there", "[run_measures]") {
    const Spec spec = theory("accident");
    const double war = static_cast<double>(Outcome::war);
    const auto found = measure(spec,
                               {quantiles("first_time.over", {0.05, 0.5}),
                                quantiles("first_time.climber.over", {0.5}, {exactly("outcome", war)}),
                                quantiles("first_time.climber.brink", {0.5})},
                               40'000);
    // P(T <= t, accident) = 2/27 (1 - exp(-.27 t)) = .05 at t = -ln(.325) / .27 d.
    const double exact = -std::log(0.325) / 0.27 * kDay;
    CHECK(found[0][0].runs == 40'000);
    CHECK(found[0][0].bounds.low < exact);
    CHECK(found[0][0].bounds.high > exact);
    CHECK(found[0][0].bounds.high - found[0][0].bounds.low < 0.2 * exact);
    CHECK(std::isinf(found[0][1].value));
    CHECK(std::isinf(found[0][1].bounds.low));
    const double median = std::log(2.0) / 0.27 * kDay;
    CHECK(found[1][0].bounds.low < median);
    CHECK(found[1][0].bounds.high > median);
    CHECK(found[1][0].runs < 4'000);
    CHECK(found[2][0].value == 0);  // where it starts
}

TEST_CASE("The interval of a quantile covers it as often as it says", "[run_measures]") {
    // 400 ensembles of 200 runs; the count of intervals that hold the exact median of T is binomial. Order
    // statistics are discrete, so the coverage is at least 95 %.
    Spec spec = theory("accident");
    const double median = std::log(2.0) / 0.27 * kDay;
    const RunMeasures measures(spec, {quantiles("duration", {0.5})});
    const std::vector<Model> arms{compile(spec)};
    int covered = 0;
    constexpr int kEnsembles = 400;
    for (int i = 0; i < kEnsembles; ++i) {
        MeasureTotals totals(measures, 1);
        EnsembleOptions options;
        options.runs = 200;
        options.first_replicate = static_cast<std::uint64_t>(200 * i);
        options.jobs = 1;
        options.measures = &measures;
        options.observers.push_back(&totals);
        (void)run_ensemble(arms, {}, options);
        const Bounds bounds = totals.of(0, 0).front().bounds;
        covered += bounds.low <= median && median <= bounds.high ? 1 : 0;
    }
    const double error = std::sqrt(0.95 * 0.05 / kEnsembles);
    CHECK(covered > (0.95 - 4.5 * error) * kEnsembles);
    CHECK(covered < kEnsembles);
}

TEST_CASE("A ratio has the error of the delta method", "[run_measures]") {
    MeasureSums sums;
    const std::vector<std::pair<double, double>> runs{{1, 2}, {0, 3}, {2, 4}, {1, 1}};
    for (const auto& [value, per] : runs) sums.add(value, per);
    const Measured found = measured(Kind::ratio, sums);
    CHECK(found.runs == 4);
    CHECK(found.value == 0.4);
    // Residuals v - R p: .2, -1.2, .4, .6; their squares sum to 2; over 3, times 4, the root over 10.
    CHECK(std::fabs(found.error - std::sqrt(2.0 * 4 / 3) / 10) < 1e-12);
    CHECK(std::fabs(found.bounds.high - found.bounds.low - 2 * 1.959963984540054 * found.error) < 1e-12);
    MeasureSums none;
    none.add(0, 0);
    CHECK(std::isnan(measured(Kind::ratio, none).value));
}

TEST_CASE("A mean leaves out runs without the value and times not reached", "[run_measures]") {
    MeasureSums sums;
    sums.add(3, 0);
    sums.add(std::numeric_limits<double>::quiet_NaN(), 0);
    sums.add(std::numeric_limits<double>::infinity(), 0);
    sums.add(5, 0);
    const Measured found = measured(Kind::mean, sums);
    CHECK(found.runs == 2);
    CHECK(found.value == 4);
    CHECK(std::fabs(found.error - 1) < 1e-12);
    CHECK(std::isnan(measured(Kind::mean, MeasureSums()).value));
    MeasureSums alike;  // two years in ms: the squares have no digits left for a difference
    for (int i = 0; i < 1823; ++i) alike.add(63'072'000'000.0);
    CHECK(measured(Kind::mean, alike).error == 0);
    for (int i = 0; i < 1823; ++i) alike.add(63'072'000'000.0 + 3'600'000);
    // Of two values an hour apart, as often each, the deviation is half an hour.
    CHECK(std::fabs(measured(Kind::mean, alike).error / (1'800'000 / std::sqrt(3645.0)) - 1) < 0.01);
}

TEST_CASE("Measures are the same for any number of threads", "[run_measures]") {
    const Spec spec = theory("accident");
    const std::vector<RunMeasure> asked{share({at_most("duration", 3 * kDay)}),
                                        quantiles("first_time.over", {0.01, 0.05})};
    const auto one = measure(spec, asked, 2'000, 1);
    const auto two = measure(spec, asked, 2'000, 2);
    CHECK(one[0][0].value == two[0][0].value);
    CHECK(one[1][1].value == two[1][1].value);
    CHECK(one[1][1].bounds.high == two[1][1].bounds.high);
}
