// Main effects and interactions of measures, against closed forms.
#include "sweep/factorial.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"
#include "sweep/read_results.hpp"
#include "sweep/run_sweep.hpp"

using namespace firebreak;

namespace {

ArmSpec arm(std::vector<std::string> measures) {
    ArmSpec made;
    made.measures = std::move(measures);
    return made;
}

const std::vector<ArmSpec> kAll{arm({}), arm({"a"}), arm({"b"}), arm({"a", "b"})};

SweepFolder planned(const std::string& folder, const std::string& rest) {
    const LoadedPlan plan =
        load_plan_text("scenario: reset-2011.yaml\n" + rest, test::source_path("scenarios/cyber/plan.yaml"));
    REQUIRE(plan.plan);
    SweepFolder made = make_sweep_folder(folder, plan);
    REQUIRE(made.faults.empty());
    return made;
}

// Points at which the crises of 1,000 runs are none: 100, one: 70, other: 80, both: 60 + 10 p.
Uncertainty handmade(std::uint64_t points) {
    Uncertainty made;
    for (std::uint64_t p = 0; p < points; ++p) {
        SweepPoint point;
        point.index = p;
        point.runs = 1000;
        for (const std::uint64_t crises :
             {std::uint64_t{100}, std::uint64_t{70}, std::uint64_t{80}, 60 + 10 * p}) {
            PointArm of_arm;
            of_arm.crises = crises;
            point.arms.push_back(of_arm);
        }
        made.points.push_back(point);
    }
    return made;
}

}  // namespace

TEST_CASE("Arms are a factorial if they are every combination of their measures, in any order",
          "[factorial]") {
    CHECK(factorial_measures(kAll) == std::vector<std::string>{"a", "b"});
    CHECK(factorial_measures({kAll[3], kAll[1], kAll[0], kAll[2]}) == std::vector<std::string>{"a", "b"});
    CHECK(factorial_measures({kAll[0], kAll[1], kAll[2]}).empty());
    CHECK(factorial_measures({kAll[0], kAll[1], kAll[1], kAll[3]}).empty());
    CHECK(factorial_measures({kAll[0]}).empty());
}

TEST_CASE("Effects of two measures are averages and a difference of differences", "[factorial]") {
    const std::vector<double> effects = factorial_effects({0.10, 0.06, 0.07, 0.05});
    CHECK(effects[0] == Approx(0.07));
    CHECK(effects[1] == Approx(-0.03));  // of -0.04 without the other and -0.02 with it
    CHECK(effects[2] == Approx(-0.02));  // of -0.03 and -0.01
    CHECK(effects[3] == Approx(0.02));
}

TEST_CASE("Effects that only add up have no interaction, and one of three measures is found alone",
          "[factorial]") {
    std::vector<double> values;
    for (std::size_t on = 0; on < 8; ++on)
        values.push_back(0.5 - 0.1 * static_cast<double>(on & 1) - 0.05 * static_cast<double>(on >> 1 & 1) +
                         0.02 * static_cast<double>(on >> 2) + (on == 7 ? 0.08 : 0));
    const std::vector<double> effects = factorial_effects(values);
    // 0.08 in one of the four combinations of the others; of a pair, in one of two.
    CHECK(effects[1] == Approx(-0.1 + 0.02));
    CHECK(effects[2] == Approx(-0.05 + 0.02));
    CHECK(effects[4] == Approx(0.02 + 0.02));
    for (const std::size_t pair : {3, 5, 6}) CHECK(effects[pair] == Approx(0.04));
    CHECK(effects[7] == Approx(0.08));
}

TEST_CASE("The interval over chance of a single measure is that of the paired difference", "[factorial]") {
    // 30 replicates with 1 fewer crisis, 12 with 1 more, 358 alike.
    const Bounds found = chance_interval(12 - 30, 12 + 30, 400);
    const Bounds wanted = paired_difference(30, 12, 400);
    CHECK(found.low == Approx(wanted.low));
    CHECK(found.high == Approx(wanted.high));
}

TEST_CASE("Over points, intervals come from drawing the points again", "[factorial]") {
    const test::TemporaryFolder folder;
    const SweepFolder sweep = planned(folder.file("s"),
                                      "points: 64\nkeep: sums\narms: [none, [hotline], [cert-exchange], "
                                      "[hotline, cert-exchange]]\n");
    const Factorial two = analyse_factorial(sweep, handmade(2));
    CHECK(two.interval == Factorial::Interval::points);
    REQUIRE(two.effects.size() == 3);
    const FactorialEffect& pair = two.effects[2];
    CHECK(pair.measures == std::vector<std::size_t>{0, 1});
    CHECK(pair.value == Approx(0.015));
    // Of two points every draw is one of them, the other, or their mean.
    CHECK(pair.bounds.low == Approx(0.01));
    CHECK(pair.bounds.high == Approx(0.02));
    const Factorial many = analyse_factorial(sweep, handmade(64));
    const double error = 0.01 * std::sqrt((64.0 * 64 - 1) / 12 / 64);  // of the mean of 0 to 63 hundredths
    CHECK(many.effects[2].value == Approx(0.01 + 0.01 * 63 / 2));
    CHECK(many.effects[2].bounds.high - many.effects[2].bounds.low == Approx(2 * 1.96 * error).epsilon(0.1));
}

TEST_CASE("At one point, intervals are over the chance of the runs, pair by pair", "[factorial]") {
    const test::TemporaryFolder folder;
    const std::string one = "design: list\nlist: [[0.04]]\nfactors: [actors.*.tremble]\nruns: 300\n";
    const SweepFolder sweep = planned(folder.file("s"), one + "arms: [none, hotline]\n");
    run_sweep(sweep, {});
    const Uncertainty results = read_results(sweep);
    const Factorial found = analyse_factorial(sweep, results);
    REQUIRE(found.effects.size() == 1);
    CHECK(found.interval == Factorial::Interval::chance);
    const PairTotals& effect = results.points[0].arms[1].effect;
    CHECK(effect.n10 + effect.n01 > 0);
    CHECK(found.effects[0].value ==
          Approx((static_cast<double>(effect.n01) - static_cast<double>(effect.n10)) / 300));
    const Bounds wanted = paired_difference(effect.n10, effect.n01, 300);
    CHECK(found.effects[0].bounds.low == Approx(wanted.low));
    CHECK(found.effects[0].bounds.high == Approx(wanted.high));
    const SweepFolder sums = planned(folder.file("sums"), one + "arms: [none, hotline]\nkeep: sums\n");
    run_sweep(sums, {});
    const Factorial without = analyse_factorial(sums, read_results(sums));
    CHECK(without.interval == Factorial::Interval::none);
    CHECK(std::isnan(without.effects[0].bounds.low));
}
