// The spread that a sweep finds over ranges, against the one that theory gives: gambler's ruin with an
// unknown coin and a race with unknown means, as scenarios/theory has them.
#include <array>
#include <cmath>
#include <functional>
#include <string>

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "sweep/assessment.hpp"
#include "sweep/uncertainty.hpp"

using namespace firebreak;

namespace {

// The share of crises below which a part q of the settings lies.
using Quantiles = std::function<double(double q)>;

Spec theory(const std::string& name) {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/theory/" + name + ".yaml"));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

// Rung 9 before rung 0 from rung 3 (Feller, vol. 1), with a weight u of a step up against .5 for one down. It
// rises with u, which is uniform.
double ruin_quantile(double q) {
    const double ratio = 0.5 / (0.3 + 0.5 * q);
    if (std::fabs(ratio - 1) < 1e-9) return 1.0 / 3;
    return (1 - std::pow(ratio, 3)) / (1 - std::pow(ratio, 9));
}

// P(act) = odds / (1 + odds), where the odds are the mean time of the answer over that of the decision: 12 h
// x f over 24 h x g. The logarithms of f and g are uniform from -log(factor) to log(factor), so that the one
// of f / g is triangular.
double race_quantile(double q, double factor) {
    const double end = 2 * std::log(factor);
    const double log_ratio = q <= 0.5 ? end * (std::sqrt(2 * q) - 1) : end * (1 - std::sqrt(2 * (1 - q)));
    const double odds = 0.5 * std::exp(log_ratio);
    return odds / (1 + odds);
}

Assessment crises_of(const Spec& spec, std::uint64_t points, std::uint64_t runs) {
    UncertaintyOptions options;
    options.points = points;
    options.runs = runs;
    options.jobs = 2;
    const Uncertainty sweep = run_uncertainty(spec, options);
    REQUIRE(sweep.complete);
    Assessment crises = assess(sweep).front();
    REQUIRE(crises.settings == points);
    return crises;
}

// How far a sample quantile of n independent settings strays: |z| <= 4.5 of its asymptotic standard error,
// sqrt(q (1 - q) / n) over the density, and half the step between two shares of so many runs.
double margin(const Quantiles& exact, double q, std::uint64_t points, std::uint64_t runs) {
    constexpr double kStep = 1e-4;
    const double slope = (exact(q + kStep) - exact(q - kStep)) / (2 * kStep);
    return 4.5 * std::sqrt(q * (1 - q) / static_cast<double>(points)) * slope +
           0.5 / static_cast<double>(runs);
}

void check_spread(const Assessment& crises, const Quantiles& exact, std::uint64_t points,
                  std::uint64_t runs) {
    const Spread& spread = crises.spread.spread;
    const std::array<double, 3> levels{0.05, 0.5, 0.95};
    const std::array<double, 3> found{spread.low, spread.median, spread.high};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        INFO("level " << levels[i] << ": found " << found[i] << ", exact " << exact(levels[i]));
        CHECK(std::fabs(found[i] - exact(levels[i])) <= margin(exact, levels[i], points, runs));
    }
}

}  // namespace

TEST_CASE("gambler's ruin with an unknown coin has the spread of its closed form", "[uncertainty]") {
    const Assessment crises = crises_of(theory("ruin"), 1024, 400);
    check_spread(crises, ruin_quantile, 1024, 400);
    // as the scenario's comment says
    CHECK(ruin_quantile(0.05) == Approx(0.0559).margin(5e-5));
    CHECK(ruin_quantile(0.5) == Approx(0.4318).margin(5e-5));
    CHECK(ruin_quantile(0.95) == Approx(0.7459).margin(5e-5));
}

TEST_CASE("a race with unknown means has the spread of its closed form", "[uncertainty]") {
    const auto exact = [](double q) { return race_quantile(q, 4); };
    const Assessment crises = crises_of(theory("race"), 1024, 400);
    check_spread(crises, exact, 1024, 400);
    CHECK(exact(0.05) == Approx(0.0699).margin(5e-5));
    CHECK(exact(0.5) == Approx(1.0 / 3).margin(1e-12));
    CHECK(exact(0.95) == Approx(0.7690).margin(5e-5));
    // Both means count alike, one for the act and one against it.
    REQUIRE(crises.drivers.factors.size() == 2);
    const auto of = [&](std::size_t factor) {
        return crises.drivers.factors[crises.drivers.factors[0].factor == factor ? 0 : 1].coefficient;
    };
    CHECK(of(0) < -0.6);
    CHECK(of(1) > 0.6);
    CHECK(of(0) + of(1) == Approx(0).margin(0.05));
}

TEST_CASE("chance is taken out of a spread of which it makes a third", "[uncertainty]") {
    // Narrow ranges and few runs: with its chance the spread would be a quarter too wide.
    constexpr double kFactor = 4.0 / 3;
    constexpr std::uint64_t kPoints = 4096;
    constexpr std::uint64_t kRuns = 150;
    Spec spec = theory("race");
    for (ProvenanceSpec& entry : spec.provenance) {
        if (entry.range) entry.range->law = {Distribution::Kind::uniform, 1 / kFactor, kFactor, 0, {}};
    }
    const auto exact = [](double q) { return race_quantile(q, kFactor); };
    const Assessment crises = crises_of(spec, kPoints, kRuns);
    check_spread(crises, exact, kPoints, kRuns);
    CHECK(crises.spread.chance_share > 0.3);
    CHECK(crises.spread.chance_share < 0.4);
    // What is left out would show.
    const Spread& raw = crises.spread.raw;
    CHECK(exact(0.05) - raw.low > margin(exact, 0.05, kPoints, kRuns));
    CHECK(raw.high - exact(0.95) > margin(exact, 0.95, kPoints, kRuns));
}
