// Quantiles and intervals of the numbers of runs, against the definitions applied to all values at hand.
#include "sweep/run_spread.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

ValueTally tally_of(const std::vector<std::uint64_t>& values) {
    ValueTally tally;
    for (const std::uint64_t value : values) tally.add(value);
    return tally;
}

// The smallest value that at least so many per cent do not exceed.
std::uint64_t quantile_of(std::vector<std::uint64_t> values, std::size_t per_cent) {
    std::sort(values.begin(), values.end());
    std::size_t not_above = 1;
    while (not_above * 100 < per_cent * values.size()) ++not_above;
    return values[not_above - 1];
}

// Of the mean, in two passes.
double standard_error_of(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / (n - 1) / n);
}

std::vector<std::uint64_t> random_values(std::size_t n, double log_of_largest) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> logarithm(0, log_of_largest);
    std::vector<std::uint64_t> values(n);
    for (std::uint64_t& value : values) value = static_cast<std::uint64_t>(std::exp(logarithm(random)) - 1);
    return values;
}

}  // namespace

TEST_CASE("quantiles of small values are exact") {
    for (const std::size_t n : {1U, 2U, 19U, 20U, 21U, 100U, 1000U}) {
        const auto values = random_values(n, std::log(2048));
        const ValueTally tally = tally_of(values);
        for (const unsigned per_cent : {1U, 5U, 50U, 95U, 100U}) {
            INFO(n << " values, " << per_cent << " %");
            CHECK(tally.quantile(per_cent) == static_cast<double>(quantile_of(values, per_cent)));
        }
    }
}

TEST_CASE("quantiles of large values are within 0.05 % of the exact ones, up to the longest horizon") {
    const auto values = random_values(4000, std::log(static_cast<double>(kLongestHorizon)));
    const ValueTally tally = tally_of(values);
    for (unsigned per_cent = 1; per_cent <= 100; ++per_cent) {
        INFO(per_cent << " %");
        CHECK(tally.quantile(per_cent) ==
              Approx(static_cast<double>(quantile_of(values, per_cent))).epsilon(0.0005));
    }
    for (const std::uint64_t value : {2047U, 2048U, 2049U, 4095U, 4096U, 1U << 31U})
        CHECK(tally_of({value}).quantile(50) == Approx(static_cast<double>(value)).epsilon(0.0005));
}

TEST_CASE("the error of a mean is that of two passes, also where the values hardly differ") {
    std::vector<std::uint64_t> values = random_values(1000, 20);
    CHECK(tally_of(values).standard_error() ==
          Approx(standard_error_of({values.begin(), values.end()})).epsilon(1e-9));
    std::vector<std::uint64_t> close(1000, 3'000'000'000'000);
    close[7] += 1;
    CHECK(tally_of(close).standard_error() == Approx(1e-3).epsilon(1e-3));
    const NumberSpread same = tally_of(std::vector<std::uint64_t>(100, 7)).spread();
    CHECK((same.mean_bounds.low == 7 && same.mean_bounds.high == 7));
}

TEST_CASE("too few values have no interval, and none no quantile") {
    CHECK(std::isnan(tally_of({}).quantile(50)));
    CHECK(std::isnan(tally_of({}).spread().mean_bounds.low));
    CHECK(std::isnan(tally_of({5}).spread().mean_bounds.high));
    CHECK(tally_of({5}).quantile(5) == 5);
}

TEST_CASE("a study is watched arm by arm, its twins left out, the same for any number of threads") {
    const Spec spec = scenario(with(busy(), "horizon: 300d", "horizon: 60d"));
    std::vector<ArmSpread> found;
    Study study = make_study(spec);
    for (const unsigned jobs : {1U, 3U}) {
        StudySpread watch(study);
        EnsembleOptions options;
        options.runs = 300;
        options.first_replicate = 40;
        options.jobs = jobs;
        options.observers = {&watch};
        run_study(study, options);
        found.push_back(watch.of(0));
    }
    std::vector<std::uint64_t> durations, crisis_times, messages;
    std::vector<double> briers, decisions;
    for (std::uint64_t replicate = 40; replicate < 340; ++replicate) {
        const RunResult run = simulate(study.models[0], {1, replicate, 0});
        durations.push_back(static_cast<std::uint64_t>(run.duration));
        if (run.crisis) crisis_times.push_back(static_cast<std::uint64_t>(run.crisis_time));
        messages.push_back(run.counts.messages);
        briers.push_back(run.brier_sum);
        decisions.push_back(run.counts.decisions_on_case);
    }
    REQUIRE((!crisis_times.empty() && crisis_times.size() < 300));
    std::size_t row = 0;
    while (std::string_view(kCounts<std::uint32_t>[row].name) != "messages") ++row;
    for (const ArmSpread& spread : found) {
        CHECK(spread.counts[row].p95 == static_cast<double>(quantile_of(messages, 95)));
        CHECK(spread.duration_ms.p5 ==
              Approx(static_cast<double>(quantile_of(durations, 5))).epsilon(0.0005));
        CHECK(spread.crisis_time_ms.p50 ==
              Approx(static_cast<double>(quantile_of(crisis_times, 50))).epsilon(0.0005));
        const double half = spread.crisis_time_ms.mean_bounds.high - spread.crisis_time_ms.mean_bounds.low;
        CHECK(half == Approx(2 * 1.95996 * standard_error_of({crisis_times.begin(), crisis_times.end()}))
                          .epsilon(1e-4));
        // The Brier score per decision: residuals b - R d by the definition of the delta method.
        const double sum = std::accumulate(decisions.begin(), decisions.end(), 0.0);
        const double ratio = std::accumulate(briers.begin(), briers.end(), 0.0) / sum;
        std::vector<double> residuals;
        for (std::size_t i = 0; i < briers.size(); ++i) residuals.push_back(briers[i] - ratio * decisions[i]);
        const double error = standard_error_of(residuals) * 300 / sum;
        CHECK(spread.brier_bounds.high == Approx(ratio + 1.95996 * error).epsilon(1e-6));
        CHECK(spread.brier_bounds.low == Approx(ratio - 1.95996 * error).epsilon(1e-6));
    }
    CHECK(found[0].brier_bounds.low == found[1].brier_bounds.low);  // to the last digit
    CHECK(found[0].duration_ms.mean_bounds.high == found[1].duration_ms.mean_bounds.high);
}
