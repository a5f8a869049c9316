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
        "{firebreak: 1, id: watched, clock: {start: 2026-01-01, horizon: 10m}, ladder: [{id: calm}, {id: crisis}, {id: war}], "
        "endings: {crisis: crisis, war: war}, causes: {accident: {hostility: 0}, attack: {hostility: 1}}, moves: {}, "
        "actors: {north: {doctrine: [{do: hold}]}, south: {doctrine: [{do: hold}]}}, "
        "incidents: {outage: {target: north, cause: accident, every: {exponential: 10d}, severity: 5}}, expects: [{name: it, " +
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

// Of 1 run in 1,440 one or more of ten runs have an outage with probability 0.0069: a normal score of 2.46, where the normal law of the share
// would give 11.9.
TEST_CASE("a rare share is judged by the binomial law") {
    for (const std::uint64_t runs : {10U, 1'000U})
        CHECK(verdict_on("share: {incidents: \">= 1\"}, exact: 0.000694203", runs).passed());
    std::uint64_t runs = 1;
    while (verdict_on("share: {incidents: \">= 1\"}, exact: 0.000694203", runs).measured == 0) ++runs;
    const Verdict first = verdict_on("share: {incidents: \">= 1\"}, exact: 0.000694203", runs);
    const double probability = -std::expm1(static_cast<double>(runs) * std::log1p(-0.000694203));
    // The probability of a standard normal beyond z is that of one outage or more.
    CHECK(0.5 * std::erfc(first.z / std::sqrt(2.0)) == Approx(std::min(0.5, probability)).epsilon(1e-6));
    CHECK(first.passed());
    CHECK(verdict_on("share: {incidents: \">= 1\"}, exact: 0.0000001", runs).state() ==
          (probability < 1e-6 ? State::failed : State::passed));
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
