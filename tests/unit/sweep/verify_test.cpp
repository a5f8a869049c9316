#include <algorithm>
#include <atomic>
#include <cmath>

#include <firebreak/ensemble.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"

using namespace firebreak;
using State = Verdict::State;

namespace {

// Outages every ten days on average, watched for ten minutes: their number is Poisson with mean 1/1440.
Spec watched(const std::string& expectation) {
    const std::string text =
        "{firebreak: 1, id: watched, clock: {start: 2026-01-01, horizon: 10m}, ladder: [{id: calm}, {id: "
        "crisis}, {id: war}], endings: {crisis: crisis, war: war}, causes: {accident: {hostility: 0}, "
        "attack: {hostility: 1}}, moves: {}, actors: {north: {doctrine: [{do: hold}]}, south: {doctrine: "
        "[{do: hold}]}}, incidents: {outage: {target: north, cause: accident, every: {exponential: 10d}, "
        "severity: 5}}, expects: [{name: it, " +
        expectation + "}]}";
    const LoadedScenario loaded = parse_scenario(text, "watched");
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

Verdict verdict_on(const std::string& expectation, std::uint64_t runs) {
    EnsembleOptions options;
    options.runs = runs;
    const std::vector<Verdict> verdicts = verify(watched(expectation), options);
    REQUIRE(verdicts.size() == 1);
    return verdicts.front();
}

}  // namespace

TEST_CASE("a mean of values that do not vary is unknown unless it is the exact one") {
    const Verdict rare = verdict_on("mean: incidents, exact: 0.000694444", 10);
    CHECK(rare.measured == Approx(0).margin(1e-15));
    CHECK(rare.standard_error == 0);
    CHECK(std::isnan(rare.z));
    CHECK(rare.state() == State::unknown);
    CHECK_FALSE(rare.passed(1e9));
    CHECK((rare.made == 10 && rare.runs == 10 && rare.complete));

    const Verdict one = verdict_on("mean: incidents, exact: 0.000694444", 1);
    CHECK(std::isnan(one.standard_error));
    CHECK(one.state() == State::unknown);

    const Verdict exact = verdict_on("mean: duration, exact: 10m", 10);
    CHECK((exact.z == 0 && exact.state() == State::passed));
    CHECK(verdict_on("mean: duration, exact: 11m", 10).state() == State::unknown);
}

TEST_CASE("a mean of values that vary is measured") {
    const Verdict right = verdict_on("mean: incidents, exact: 0.000694444", 200'000);  // some 139 outages
    CHECK(right.state() == State::passed);
    CHECK(right.standard_error == Approx(std::sqrt(0.000694444 / 200'000)).epsilon(0.2));
    CHECK(verdict_on("mean: incidents, exact: 0.002", 200'000).state() == State::failed);
}

// An outage in one run of 1,440. That one of ten runs or more has one has the probability 0.0069, a normal
// score of 2.46; the normal law of the share would give 11.9, and call it a failure.
TEST_CASE("a rare share is judged by the binomial law") {
    const auto share = [](const std::string& exact, std::uint64_t runs) {
        return verdict_on("share: {incidents: \">= 1\"}, exact: " + exact, runs);
    };
    const std::string right = "0.000694203";  // 1 - exp(-1/1440)
    CHECK(share(right, 10).passed());
    // The fewest runs among which one has an outage.
    std::uint64_t without = 1;
    while (share(right, 2 * without).measured == 0) without *= 2;
    std::uint64_t with = 2 * without;
    while (with - without > 1) {
        const std::uint64_t middle = without + (with - without) / 2;
        (share(right, middle).measured == 0 ? without : with) = middle;
    }
    const Verdict first = share(right, with);
    CHECK(first.measured == 1 / static_cast<double>(with));
    CHECK(first.passed());
    // A standard normal lies beyond z as likely as so many runs have one outage or more; where that is
    // likely, z is 0.
    const double probability = -std::expm1(static_cast<double>(with) * std::log1p(-0.000694203));
    CHECK(0.5 * std::erfc(first.z / std::sqrt(2.0)) == Approx(std::min(0.5, probability)).epsilon(1e-6));
    const Verdict surprising = share("0.00001", with);
    const double small = -std::expm1(static_cast<double>(with) * std::log1p(-0.00001));
    CHECK(0.5 * std::erfc(surprising.z / std::sqrt(2.0)) == Approx(std::min(0.5, small)).epsilon(1e-6));
    CHECK(share("1e-12", with).state() == State::failed);
}

TEST_CASE("a share that must be 0 or 1 fails at the first run that says otherwise") {
    CHECK(verdict_on("share: {incidents: \">= 0\"}, exact: 1", 100).state() == State::passed);
    const Verdict wrong = verdict_on("share: {incidents: \">= 0\"}, exact: 0", 100);
    CHECK(wrong.state() == State::failed);
    CHECK(std::isinf(wrong.z));
}

TEST_CASE("what was not run is not known") {
    const std::atomic<bool> stop{true};
    EnsembleOptions options;
    options.runs = 100;
    options.stop = &stop;
    const Verdict verdict = verify(watched("mean: incidents, exact: 0"), options).at(0);
    CHECK((verdict.made == 0 && verdict.runs == 0 && !verdict.complete));
    CHECK(std::isnan(verdict.measured));
    CHECK(verdict.state(1e9) == State::unknown);
}
