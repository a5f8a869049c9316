#include "sweep/morris.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "kernel/noise.hpp"
#include "support/catch.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;
using Point = std::span<const double>;

std::unique_ptr<Design> trajectories(std::uint64_t size, std::size_t factors, std::uint64_t seed = 1) {
    DesignPlan plan;
    plan.kind = DesignPlan::Kind::morris;
    plan.size = size;
    return make_design(plan, factors, seed);
}

template <class Function>
Numbers answers_of(const Design& design, Function function) {
    Numbers answers;
    Numbers point(design.dimensions());
    for (std::uint64_t i = 0; i < design.points(); ++i) {
        design.point(i, point);
        answers.push_back(function(Point(point)));
    }
    return answers;
}

template <class Function>
MorrisEffects effects_of(std::uint64_t size, std::size_t factors, Function function, std::uint64_t seed = 1) {
    const auto design = trajectories(size, factors, seed);
    const Numbers answers = answers_of(*design, function);
    return morris_effects(*design, {answers}, 1);
}

const MorrisEffect& of(const MorrisEffects& all, std::size_t factor) {
    for (const MorrisEffect& effect : all.factors)
        if (effect.factor == factor) return effect;
    throw std::logic_error("no such factor");
}

bool inside(double value, const Bounds& bounds) { return bounds.low <= value && value <= bounds.high; }

// The function of section 4 of Morris (1991), of 20 factors, with (-1)^i and (-1)^(i + j) where the paper
// draws normal numbers.
double weight(std::size_t i, double x) {
    const bool bent = i == 3 || i == 5 || i == 7;
    return bent ? 2 * (1.1 * x / (x + 0.1) - 0.5) : 2 * (x - 0.5);
}

double sign(std::size_t n) { return n % 2 == 0 ? 1 : -1; }

// All of it on the weights, which may be their means: each occurs at most once in each product.
double morris_function(const Numbers& w) {  // from 1
    double y = 0;
    for (std::size_t i = 1; i <= 20; ++i) {
        y += (i <= 10 ? 20 : sign(i)) * w[i];
        for (std::size_t j = i + 1; j <= 20; ++j) {
            y += (j <= 6 ? -15 : sign(i + j)) * w[i] * w[j];
            for (std::size_t k = j + 1; k <= 5; ++k) {
                y -= 10 * w[i] * w[j] * w[k];
                for (std::size_t l = k + 1; l <= 4; ++l) y += 5 * w[i] * w[j] * w[k] * w[l];
            }
        }
    }
    return y;
}

double of_point(Point u) {
    Numbers w(21);
    for (std::size_t i = 1; i <= 20; ++i) w[i] = weight(i, u[i - 1]);
    return morris_function(w);
}

// Other coordinates are at each of the four levels alike and independent, so that in the mean effect their
// weights are their means; the factor's own goes from 0 to 2/3 or from 1/3 to 1, each half the time.
double mean_effect(std::size_t factor) {
    Numbers w(21);
    for (std::size_t i = 1; i <= 20; ++i)
        w[i] = (weight(i, 0) + weight(i, 1.0 / 3) + weight(i, 2.0 / 3) + weight(i, 1)) / 4;
    const auto at = [&](double x) {
        w[factor] = weight(factor, x);
        return morris_function(w);
    };
    return ((at(2.0 / 3) - at(0)) + (at(1) - at(1.0 / 3))) / 2 / (2.0 / 3);
}

double noise(std::uint32_t i, std::uint32_t half = 0) {
    return kernel::Noise(31, 0).draw({i, half, 0, 0}).first - 0.5;
}

}  // namespace

TEST_CASE("effects of a linear function are its coefficients, without spread") {
    const MorrisEffects all = effects_of(10, 4, [](Point u) { return 5 + 3 * u[0] - 7 * u[1] + u[3]; });
    CHECK(all.trajectories == 10);
    const double coefficients[] = {3, -7, 0, 1};
    for (std::size_t f = 0; f < 4; ++f) {
        CHECK(of(all, f).mu == Approx(coefficients[f]).margin(1e-12));
        CHECK(of(all, f).mu_star == Approx(std::fabs(coefficients[f])).margin(1e-12));
        CHECK(of(all, f).sigma == Approx(0).margin(1e-6));
        CHECK(of(all, f).mu_bounds.low == Approx(coefficients[f]).margin(1e-12));
        CHECK(of(all, f).mu_bounds.high == Approx(coefficients[f]).margin(1e-12));
        CHECK(of(all, f).floor == 0);
        CHECK(of(all, f).above_chance == (f != 2));
    }
    CHECK(all.factors[0].factor == 1);
    CHECK(all.factors[3].factor == 2);
}

TEST_CASE("the spread of effects is that of the levels of the other factor") {
    // Of u0 * u1 the effect of each is the other: 0, 1/3, 2/3 or 1, with the mean 1/2 and the variance 5/36.
    // 4,000 trajectories: standard error .006 of the mean, .0025 of sigma.
    const MorrisEffects all = effects_of(4000, 2, [](Point u) { return u[0] * u[1]; });
    for (std::size_t f = 0; f < 2; ++f) {
        CHECK(of(all, f).mu == Approx(0.5).margin(0.024));
        CHECK(of(all, f).sigma == Approx(std::sqrt(5.0 / 36)).margin(0.01));
    }
}

TEST_CASE("mu* sees effects of both signs that cancel in mu") {
    // From 0 to 2/3 of (u - 1/2)^2 it is -1/3, from 1/3 to 1 it is 1/3.
    const MorrisEffects all = effects_of(1000, 2, [](Point u) { return (u[0] - 0.5) * (u[0] - 0.5); });
    CHECK(of(all, 0).mu == Approx(0).margin(4 * (1.0 / 3) / std::sqrt(1000.0)));
    CHECK(of(all, 0).mu_star == Approx(1.0 / 3));
    CHECK(of(all, 0).sigma == Approx(1.0 / 3).margin(0.003));
    CHECK(inside(0, of(all, 0).mu_bounds));
    CHECK(of(all, 1).mu_star == 0);
}

TEST_CASE("Morris's own function shows the factors as he describes them") {
    const MorrisEffects all = effects_of(1000, 20, of_point);
    for (std::size_t i = 1; i <= 20; ++i) {
        const MorrisEffect& effect = of(all, i - 1);
        CHECK(std::fabs(effect.mu - mean_effect(i)) < 4 * effect.sigma / std::sqrt(1000.0) + 1e-9);
    }
    // One to seven bend or interact, eight to ten are nearly additive, the rest are weak.
    for (std::size_t i = 1; i <= 7; ++i) CHECK(of(all, i - 1).sigma > 20);
    for (std::size_t i = 8; i <= 10; ++i) {
        CHECK(of(all, i - 1).mu > 35);
        CHECK(of(all, i - 1).sigma < 10);
    }
    for (std::size_t i = 11; i <= 20; ++i) {
        CHECK(of(all, i - 1).mu_star < 10);
        CHECK(of(all, i - 1).sigma < 10);
    }
}

TEST_CASE("the intervals of effects cover what they are about") {
    // mu = 1/2 of u0 * u1 in 100 repetitions of 40 trajectories: percentiles of 40 cover about .94; at least
    // 94 - 3.5 sd.
    int covered = 0;
    int spreads = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const MorrisEffects all = effects_of(
            40, 2, [](Point u) { return u[0] * u[1]; }, seed);
        covered += inside(0.5, of(all, 0).mu_bounds) ? 1 : 0;
        spreads += inside(std::sqrt(5.0 / 36), of(all, 0).sigma_bounds) ? 1 : 0;
    }
    CHECK(covered >= 86);
    CHECK(spreads >= 80);
    CHECK(covered + spreads < 200);
}

TEST_CASE("independent chance is told as a floor of mu* and taken out of sigma") {
    // Chance of the variance 1/12 in each answer: an effect has 2 / 12 / (2/3)^2 = .375, and the mean of its
    // absolute value is that of the triangular difference of two uniforms, 1/3 / (2/3) = .5; for a normal one
    // it would be sqrt(2 / pi .375) = .489.
    std::uint32_t i = 0;
    const auto design = trajectories(2000, 3);
    const Numbers answers = answers_of(*design, [&](Point u) { return 2 * u[0] + u[0] * u[1] + noise(i++); });
    const Numbers variances(answers.size(), 1.0 / 12);
    const MorrisEffects all = morris_effects(*design, {answers, variances, false}, 1);
    CHECK(of(all, 2).floor == Approx(std::sqrt(2 / 3.14159265358979 * 0.375)).margin(1e-9));
    CHECK(of(all, 2).mu_star == Approx(0.5).margin(0.03));
    CHECK(of(all, 2).mu == Approx(0).margin(0.06));
    CHECK(of(all, 2).sigma < 0.2);
    CHECK(of(all, 0).sigma == Approx(std::sqrt(5.0 / 36)).margin(0.06));
    CHECK(of(all, 0).mu == Approx(2.5).margin(0.06));
    CHECK(of(all, 0).above_chance);
    // With shared chance it may be less, so that nothing is taken away.
    const MorrisEffects shared = morris_effects(*design, {answers, variances, true}, 1);
    CHECK(of(shared, 2).sigma == Approx(std::sqrt(0.375)).margin(0.03));
    CHECK(of(shared, 2).floor == of(all, 2).floor);
}

TEST_CASE("two halves of the replicates tell how much chance is in an effect") {
    // The chance of a point is its first coordinate's, so that all points with the same share it. Only the
    // first factor draws it anew.
    const auto design = trajectories(4000, 3);
    const auto half = [](std::uint32_t which) {
        return [which](Point u) {
            const auto level = static_cast<std::uint32_t>(std::lround(3 * u[0]));
            return u[1] + noise(level, which);
        };
    };
    const Numbers even = answers_of(*design, half(0));
    const Numbers odd = answers_of(*design, half(1));
    const MorrisEffects all = morris_effects(*design, {even, {}, true, odd}, 1);
    CHECK(of(all, 1).mu == Approx(1));
    CHECK(of(all, 1).sigma == Approx(0).margin(1e-6));
    CHECK(of(all, 1).floor == Approx(0).margin(1e-9));
    CHECK(of(all, 1).above_chance);
    CHECK(of(all, 2).mu_star == 0);
    CHECK(!of(all, 2).above_chance);
    // Two steps of the first: from 0 to 2/3 and from 1/3 to 1, each half of the time.
    const auto step = [](std::uint32_t from, std::uint32_t which) {
        return (noise(from + 2, which) - noise(from, which)) / (2.0 / 3);
    };
    double chance = 0;
    double mu_star = 0;
    for (std::uint32_t from = 0; from < 2; ++from) {
        chance += std::pow(step(from, 0) - step(from, 1), 2) / 4 / 2;
        mu_star += std::fabs(step(from, 0) + step(from, 1)) / 2 / 2;
    }
    CHECK(of(all, 0).floor == Approx(std::sqrt(2 / 3.14159265358979 * chance)).epsilon(0.05));
    CHECK(of(all, 0).mu_star == Approx(mu_star).epsilon(0.05));
}

TEST_CASE("steps to and from a point without an answer are left out, and no others") {
    const auto design = trajectories(30, 3);
    const auto linear = [](Point u) { return 3 * u[0] + 2 * u[1] + u[2]; };
    Numbers answers = answers_of(*design, linear);
    for (const std::size_t i : {1U, 7U, 40U}) answers[i] = std::numeric_limits<double>::quiet_NaN();
    const MorrisEffects all = morris_effects(*design, {answers}, 1);
    for (std::size_t f = 0; f < 3; ++f) CHECK(of(all, f).mu == Approx(3.0 - static_cast<double>(f)));
    // Of a single trajectory without its second point one step is left.
    const auto one = trajectories(1, 3);
    Numbers few = answers_of(*one, linear);
    few[1] = std::numeric_limits<double>::infinity();
    const MorrisEffects left = morris_effects(*one, {few}, 1);
    int known = 0;
    for (const MorrisEffect& effect : left.factors) {
        known += std::isnan(effect.mu_star) ? 0 : 1;
        CHECK(std::isnan(effect.sigma));
    }
    CHECK(known == 1);
    CHECK(!std::isnan(left.factors[0].mu_star));
}

TEST_CASE("a seed gives the same intervals again, another seed others") {
    const auto design = trajectories(20, 2);
    const Numbers answers = answers_of(*design, [](Point u) { return u[0] * u[1]; });
    const auto low = [&](std::uint64_t seed) {
        return of(morris_effects(*design, {answers}, seed), 0).mu_star_bounds.low;
    };
    CHECK(low(1) == low(1));
    CHECK(low(1) != low(2));
}

TEST_CASE("effects are refused where the design is not one of Morris's") {
    DesignPlan plan;
    plan.size = 8;
    const auto sobol = make_design(plan, 3, 1);
    const Numbers answers(8, 1);
    CHECK_THROWS_WITH(morris_effects(*sobol, {answers}, 1),
                      "in a design of Morris each step changes one factor");
    CHECK_THROWS_AS(morris_effects(*make_design(plan, 2, 1), {answers}, 1), std::invalid_argument);
    CHECK_THROWS_AS(morris_effects(*trajectories(3, 3), {answers}, 1), std::invalid_argument);
    const Numbers many(64, 1);
    CHECK_THROWS_WITH(morris_effects(*trajectories(2, 31), {many}, 1),
                      "Morris's effects are of 1 to 30 factors or groups, not 31");
}
