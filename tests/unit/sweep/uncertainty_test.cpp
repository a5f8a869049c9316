#include "sweep/uncertainty.hpp"

#include <atomic>
#include <cmath>

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "sweep/assessment.hpp"
#include "sweep/target_weights.hpp"

using namespace firebreak;

namespace {

// Gambler's ruin, the weight of a step up unknown between 0.3 and 0.8, that of a step down 0.5.
constexpr double kLeast = 0.3;
constexpr double kMost = 0.8;

Spec ruin() {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/theory/ruin.yaml"));
    REQUIRE(loaded.spec);
    Spec spec = *loaded.spec;
    const Distribution law{Distribution::Kind::uniform, kLeast, kMost, 0, {}};
    spec.provenance = {
        {"actors.walker.doctrine.1.do.up", "assumed", "", "", "", RangeSpec{law, false, false, false}}};
    return spec;
}

// The probability that the walk from rung 3 reaches rung 9, the crisis rung, before rung 0 (Feller, vol. 1).
double reaches_top(double up) {
    const double ratio = 0.5 / up;
    if (std::fabs(ratio - 1) < 1e-12) return 3.0 / 9.0;
    return (1 - std::pow(ratio, 3)) / (1 - std::pow(ratio, 9));
}

double weight_at(double quantile) { return kLeast + (kMost - kLeast) * quantile; }

UncertaintyOptions options(std::uint64_t points, std::uint64_t runs, unsigned jobs = 2) {
    UncertaintyOptions made;
    made.points = points;
    made.runs = runs;
    made.jobs = jobs;
    return made;
}

}  // namespace

TEST_CASE("The spread over a range is the one that the closed form gives", "[uncertainty]") {
    const Uncertainty sweep = run_uncertainty(ruin(), options(256, 200));
    REQUIRE(sweep.complete);
    REQUIRE(sweep.points.size() == 256);
    const Assessment crises = assess(sweep).front();
    REQUIRE(crises.settings == 256);

    // Each point against its own value: n = 256 x 200 runs, |z| <= 4.5 for their sum.
    double excess = 0;
    double variance = 0;
    for (const SweepPoint& point : sweep.points) {
        const double share = reaches_top(weight_at(point.coordinates[0]));
        excess += static_cast<double>(point.arms[0].crises) - 200 * share;
        variance += 200 * share * (1 - share);
    }
    CHECK(std::fabs(excess / std::sqrt(variance)) <= 4.5);

    // The share rises with the weight, so its quantiles are those of the weight. Their two-level intervals
    // (95 %) hold them, and the figures lie within 0.03, about one standard error of a setting's share.
    const std::array<double, 3> levels{0.05, 0.5, 0.95};
    const Spread& spread = crises.spread.spread;
    const std::array<double, 3> found{spread.low, spread.median, spread.high};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double exact = reaches_top(weight_at(levels[i]));
        INFO("level " << levels[i]);
        CHECK(found[i] == Approx(exact).margin(0.03));
        CHECK(crises.spread.bounds[i].low - 0.01 <= exact);
        CHECK(exact <= crises.spread.bounds[i].high + 0.01);
    }
    // Chance: the mean variance of a setting's share over that of the shares.
    CHECK(crises.spread.chance_share > 0.005);
    CHECK(crises.spread.chance_share < 0.05);
    REQUIRE(crises.drivers.factors.size() == 1);
    CHECK(crises.drivers.factors[0].coefficient > 0.9);
    CHECK(crises.drivers.factors[0].above_noise);
}

TEST_CASE("A sweep is the same for any number of threads, and its first points are a smaller sweep",
          "[uncertainty]") {
    const Spec spec = ruin();
    const Uncertainty one = run_uncertainty(spec, options(24, 40, 1));
    const Uncertainty three = run_uncertainty(spec, options(24, 40, 3));
    const Uncertainty fewer = run_uncertainty(spec, options(10, 40, 2));
    CHECK(one.points == three.points);
    CHECK(std::vector(one.points.begin(), one.points.begin() + 10) == fewer.points);
}

TEST_CASE("A row can be run again alone", "[uncertainty]") {
    const Spec spec = ruin();
    const Uncertainty sweep = run_uncertainty(spec, options(5, 30));
    const SweepPoint& point = sweep.points[3];
    const Result<Spec> setting = setting_at(spec, sweep.factors, point.coordinates);
    REQUIRE(setting);
    Study study = make_study(*setting);
    EnsembleOptions runs;
    runs.runs = 30;
    runs.first_replicate = 3 * kOwnChance;
    run_study(study, runs);
    CHECK(study.totals(0).crisis == point.arms[0].crises);
    CHECK(study.totals(0).digest == point.arms[0].digest);
    CHECK(study.twins(0) == point.arms[0].twins);
}

TEST_CASE("A sweep that is stopped keeps the points that are done", "[uncertainty]") {
    std::atomic<bool> stop{true};
    UncertaintyOptions stopped = options(24, 40);
    stopped.stop = &stop;
    const Uncertainty sweep = run_uncertainty(ruin(), stopped);
    CHECK_FALSE(sweep.complete);
    CHECK(sweep.points.empty());
    CHECK(assess(sweep).front().settings == 0);
}

TEST_CASE("Settings are counted by what a measure does there", "[uncertainty]") {
    // Three settings of 1,000 runs: helps, hurts, cannot be told; and one that broke a rule.
    Uncertainty sweep;
    sweep.arms = {{}, {{"a"}, {}}, {{"b"}, {}}};
    const auto point = [](PairTotals a, PairTotals b) {
        const PointArm none{100, {850, 10, 90, 50}, {}, 0};
        return SweepPoint{0, {}, 1000, {}, {none, {0, {}, a, 0}, {0, {}, b, 0}}};
    };
    const PairTotals helps{850, 10, 60, 80};
    const PairTotals hurts{850, 60, 10, 80};
    const PairTotals unclear{890, 5, 6, 99};
    sweep.points = {
        point(helps, unclear), point(hurts, unclear), point(unclear, unclear), {3, {}, 0, "broken", {}}};
    const std::vector<Assessment> all = assess(sweep);
    REQUIRE(all.size() == 4);
    CHECK(all[0].settings == 3);
    CHECK(all[0].spread.mean == Approx(0.1));
    CHECK(all[1].spread.mean == Approx(0.9));
    CHECK(all[2].lowers == 1);
    CHECK(all[2].raises == 1);
    CHECK(all[2].unclear() == 1);
    CHECK(all[2].best == 1);  // in the first; in the third both lower it alike
    CHECK(all[3].lowers == 0);
    CHECK(all[3].unclear() == 3);
    CHECK(all[3].best == 1);  // in the second, where only it lowers the estimate
}

TEST_CASE("Targets weigh settings as Bayes' rule does", "[uncertainty]") {
    // The weight of a step up is uniform; the record says that 30 % of the walks, give or take 5, reach the
    // top.
    constexpr double kRecord = 0.3;
    constexpr double kError = 0.05;
    Spec spec = ruin();
    Interval yes;
    yes.low = yes.high = 1;
    TargetSpec target;
    target.id = target.label = "top";
    target.of.share = {{"crisis", {yes}}};
    target.value = kRecord;
    target.sd = kError;
    spec.targets = {target};
    const Uncertainty sweep = run_uncertainty(spec, options(128, 4000));
    const TargetWeights weights = target_weights(sweep);
    const Assessment crises = assess(sweep, weights.weights).front();
    REQUIRE(crises.weighted);

    double mean = 0;
    double sum = 0;
    constexpr int kSteps = 100'000;
    for (int i = 0; i < kSteps; ++i) {
        const double share = reaches_top(weight_at((i + 0.5) / kSteps));
        const double distance = (share - kRecord) / kError;
        const double likelihood = std::exp(-0.5 * distance * distance);
        mean += share * likelihood;
        sum += likelihood;
    }
    // The chance of 4,000 runs is a seventh of the record's error, and 128 points stand for the integral.
    CHECK(std::fabs(crises.weighted->spread.mean - mean / sum) < 0.003);
    CHECK(std::fabs(crises.spread.mean - mean / sum) > 0.1);
    CHECK(weights.effective > 10);
    CHECK(weights.effective < 64);
}
