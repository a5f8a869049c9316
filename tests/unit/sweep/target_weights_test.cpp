#include "sweep/target_weights.hpp"

#include <cmath>

#include "support/catch.hpp"

#include "sweep/assessment.hpp"

using namespace firebreak;

namespace {

TargetSpec share_of(double value, double sd) {
    TargetSpec target;
    target.id = target.label = "record";
    target.of.kind = RunMeasure::Kind::share;
    target.value = value;
    target.sd = sd;
    return target;
}

// A point in which `count` of 10,000 runs without measures had what the target asks, and `crises` a crisis.
SweepPoint point_with(std::uint64_t index, std::uint64_t count, std::uint64_t crises) {
    SweepPoint point;
    point.index = index;
    point.coordinates = {(static_cast<double>(index) + 0.5) / 4};
    point.runs = 10'000;
    PointArm arm;
    arm.crises = crises;
    MeasureSums sums;
    sums.runs = 10'000;
    sums.sum = sums.squares = static_cast<double>(count);
    arm.own = {MeasureSums(), sums};  // the first is something that the scenario observes
    point.arms = {arm};
    return point;
}

Uncertainty sweep_of(std::vector<SweepPoint> points, std::vector<TargetSpec> targets) {
    Uncertainty sweep;
    sweep.arms = {ArmSpec{}};
    sweep.factors.resize(1);
    sweep.points = std::move(points);
    sweep.observed = 1;
    sweep.targets = std::move(targets);
    return sweep;
}

}  // namespace

TEST_CASE("A point counts by the likelihood of the record there", "[target_weights]") {
    const Uncertainty sweep =
        sweep_of({point_with(0, 2'000, 100), point_with(1, 3'000, 300), point_with(2, 5'000, 900)},
                 {share_of(0.2, 0.1)});
    const TargetWeights found = target_weights(sweep);
    REQUIRE(found.weights.size() == 3);
    // The normal density about each share p, its variance that of the record and of chance, p (1 - p) / n.
    const auto density = [](double p) {
        const double variance = 0.01 + p * (1 - p) / 10'000;
        return std::exp(-0.5 * (p - 0.2) * (p - 0.2) / variance) / std::sqrt(variance);
    };
    CHECK(found.weights[0] == 1);
    CHECK(std::fabs(found.weights[1] - density(0.3) / density(0.2)) < 1e-12);
    CHECK(std::fabs(found.weights[2] - density(0.5) / density(0.2)) < 1e-12);
    double sum = 0;
    double squares = 0;
    for (const double weight : found.weights) sum += weight, squares += weight * weight;
    CHECK(std::fabs(found.effective - sum * sum / squares) < 1e-12);
    REQUIRE(found.fits.size() == 1);
    CHECK(found.fits[0].arm == 0U);
    CHECK(found.fits[0].median == 0.3);
}

TEST_CASE("A record of measures that no arm has tells nothing", "[target_weights]") {
    TargetSpec target = share_of(0.2, 0.1);
    target.measures = {"hotline"};
    const TargetWeights found = target_weights(sweep_of({point_with(0, 2'000, 100)}, {target}));
    CHECK(found.weights.empty());
    REQUIRE(found.fits.size() == 1);
    CHECK_FALSE(found.fits[0].arm);
}

TEST_CASE("A point without a setting, or of which no run tells, has no weight", "[target_weights]") {
    SweepPoint failed = point_with(1, 0, 0);
    failed.arms.clear();
    failed.fault = "no setting";
    SweepPoint silent = point_with(2, 0, 0);
    silent.arms[0].own[1] = MeasureSums();
    const TargetWeights found =
        target_weights(sweep_of({point_with(0, 2'000, 100), failed, silent}, {share_of(0.2, 0.1)}));
    REQUIRE(found.weights.size() == 3);
    CHECK(found.weights[0] == 1);
    CHECK(found.weights[1] == 0);
    CHECK(found.weights[2] == 0);
    CHECK(found.effective == 1);
}

TEST_CASE("Weights move the spread towards the points that agree with the record", "[target_weights]") {
    std::vector<SweepPoint> points;
    for (std::uint64_t i = 0; i < 1000; ++i) points.push_back(point_with(i, 10 * i, 10 * i));
    const Uncertainty sweep = sweep_of(std::move(points), {share_of(0.2, 0.02)});
    const TargetWeights weights = target_weights(sweep);
    const Assessment crises = assess(sweep, weights.weights).front();
    REQUIRE(crises.weighted);
    CHECK(std::fabs(crises.spread.raw.median - 0.4995) < 0.001);
    // Of a uniform prior the posterior is the likelihood: about .2, with the record's error.
    CHECK(std::fabs(crises.weighted->spread.raw.median - 0.2) < 0.003);
    CHECK(std::fabs(crises.weighted->spread.raw.high - crises.weighted->spread.raw.low - 2 * 1.645 * 0.02) <
          0.005);
    CHECK_FALSE(assess(sweep).front().weighted);
}
