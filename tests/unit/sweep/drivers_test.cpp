#include "sweep/drivers.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "kernel/noise.hpp"
#include "support/catch.hpp"
#include "sweep/design.hpp"
#include "sweep/regression.hpp"
#include "sweep/resample.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;

struct Sample {
    std::size_t factors;
    Numbers matrix;
    Numbers answer;
    [[nodiscard]] Drivers judged(std::uint64_t seed = 1) const {
        return drivers(matrix, factors, answer, seed);
    }
};

template <class Function>
Sample sample(std::size_t factors, std::size_t n, Function function) {
    const SobolDesign design(factors, 20);
    Sample result{factors, Numbers(factors * n), {}};
    for (std::size_t i = 0; i < n; ++i) {
        const std::span<double> row = std::span(result.matrix).subspan(i * factors, factors);
        design.point(i, row);
        result.answer.push_back(function(row));
    }
    return result;
}

const Driver& of(const Drivers& all, std::size_t factor) {
    for (const Driver& driver : all.factors)
        if (driver.factor == factor) return driver;
    throw std::logic_error("no such factor");
}

std::vector<std::size_t> order_of(const Drivers& all) {
    std::vector<std::size_t> order;
    for (const Driver& driver : all.factors) order.push_back(driver.factor);
    return order;
}

double linear(std::span<const double> u) { return 3 * u[0] - 2 * u[1] + u[2]; }

double ishigami(std::span<const double> u) {
    const auto x = [&](int i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

// a = 0, 1, 4.5, 99: the greater, the less a factor matters.
double sobol_g(std::span<const double> u) {
    const double a[] = {0, 1, 4.5, 99};
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) product *= (std::fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    return product;
}

bool inside(double value, const Bounds& bounds) { return bounds.low <= value && value <= bounds.high; }

}  // namespace

TEST_CASE("regression on a linear model finds its standardised coefficients") {
    // Uniform factors have equal variances, so that b_i sd_i / sd_y = b_i / sqrt(9 + 4 + 1). 256 Sobol'
    // points miss variances and correlations by less than .003.
    const Drivers all = sample(4, 256, linear).judged();
    const double coefficients[] = {3, -2, 1, 0};
    for (std::size_t f = 0; f < 4; ++f) {
        const double exact = coefficients[f] / std::sqrt(14.0);
        CHECK(of(all, f).coefficient == Approx(exact).margin(0.003));
        CHECK(of(all, f).coefficient_bounds.low <= of(all, f).coefficient + 1e-7);
        CHECK(of(all, f).coefficient_bounds.high >= of(all, f).coefficient - 1e-7);
    }
    CHECK(all.r2 == Approx(1).margin(1e-6));
    CHECK(!all.ranks);
    CHECK(order_of(all) == std::vector<std::size_t>{0, 1, 2, 3});
    for (std::size_t f = 0; f < 3; ++f) CHECK(of(all, f).above_noise);
}

TEST_CASE("the coefficients of two factors that go together follow from the three correlations") {
    Sample points = sample(2, 64, [](auto u) { return u[0] + std::sin(9 * u[1]); });
    for (std::size_t i = 0; i < 64; ++i) points.matrix[2 * i + 1] += 0.8 * points.matrix[2 * i];
    for (std::size_t i = 0; i < 64; ++i) points.answer[i] += 2 * points.matrix[2 * i + 1];
    const auto column = [&](std::size_t c, std::size_t i) {
        return c == 2 ? points.answer[i] : points.matrix[2 * i + c];
    };
    const auto covariance = [&](std::size_t a, std::size_t b) {
        double sums[3] = {0, 0, 0};
        for (std::size_t i = 0; i < 64; ++i) {
            sums[0] += column(a, i);
            sums[1] += column(b, i);
            sums[2] += column(a, i) * column(b, i);
        }
        return sums[2] / 64 - sums[0] * sums[1] / 64 / 64;
    };
    const auto r = [&](std::size_t a, std::size_t b) {
        return covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b));
    };
    const double rest = 1 - r(0, 1) * r(0, 1);
    const double first = (r(0, 2) - r(0, 1) * r(1, 2)) / rest;
    const double second = (r(1, 2) - r(0, 1) * r(0, 2)) / rest;
    const Drivers all = points.judged();
    REQUIRE(!all.ranks);
    CHECK(of(all, 0).coefficient == Approx(first).margin(1e-6));
    CHECK(of(all, 1).coefficient == Approx(second).margin(1e-6));
    CHECK(all.r2 == Approx(first * r(0, 2) + second * r(1, 2)).margin(1e-6));
}

TEST_CASE("ranks stand in for values where these fit badly and ranks fit better") {
    const Drivers all = sample(2, 256, [](auto u) { return std::exp(30 * u[0]); }).judged();
    CHECK(all.ranks);
    CHECK(all.r2 == Approx(1).margin(1e-6));
    CHECK(of(all, 0).coefficient == Approx(1).margin(1e-6));
    CHECK(of(all, 1).coefficient == Approx(0).margin(1e-6));
}

TEST_CASE("PAWN is the median distance of slices, by hand") {
    // A slice from a to b of an answer that equals the factor is max(a, 1 - b) away from all points: .9, .8,
    // .7, .6, .5, .5, .6, .7, .8, .9 for ten slices.
    Sample points{1, {}, {}};
    for (int i = 0; i < 100; ++i) points.matrix.push_back(i), points.answer.push_back(i);
    CHECK(of(points.judged(), 0).pawn == Approx(0.7));
    // Two slices of two points: 1 and 3 against 1 to 4 are 1/4 away at 1 and at 3.
    CHECK(of(drivers(Numbers{1, 2, 3, 4}, 1, Numbers{1, 3, 2, 4}, 1), 0).pawn == Approx(0.25));
    CHECK(of(drivers(Numbers{1, 2, 3, 4}, 1, Numbers{1, 1, 2, 2}, 1), 0).pawn == Approx(0.5));
}

TEST_CASE("equal values of a factor are in PAWN's slice of the middle of their places") {
    // 30 points, three slices; values of 8, 14 and 8 points, in the answer's order. Their middles are in a
    // slice each, 22/30, 8/30 and 22/30 away. By their first or their last places two would share a slice:
    // 1/2.
    Sample points{1, {}, {}};
    for (int i = 0; i < 30; ++i) {
        points.matrix.push_back(i < 8 ? 1 : i < 22 ? 2 : 3);
        points.answer.push_back(i);
    }
    CHECK(of(points.judged(), 0).pawn == Approx(22.0 / 30));
}

TEST_CASE("the interval of PAWN is about the index, although points drawn twice lift the bootstrap's") {
    // A factor that does nothing, 60 repetitions of 128 points: the middle of the interval less the index, in
    // widths. As the bootstrap has it, it would be more than .3.
    double above = 0;
    for (std::uint64_t repetition = 0; repetition < 60; ++repetition) {
        const kernel::Noise noise(9, repetition);
        std::uint32_t i = 0;
        const Sample points = sample(1, 128, [&](auto) { return noise.draw({i++, 0, 0, 0}).first; });
        const Driver driver = points.judged(repetition).factors[0];
        const Bounds& bounds = driver.pawn_bounds;
        above += ((bounds.low + bounds.high) / 2 - driver.pawn) / (bounds.high - bounds.low) / 60;
    }
    CHECK(std::fabs(above) < 0.1);
}

TEST_CASE(
    "PAWN of Ishigami's function ranks the second factor, the first and the third above one without effect") {
    const Drivers all = sample(4, 2048, ishigami).judged();
    CHECK(of(all, 1).pawn > of(all, 0).pawn);
    CHECK(of(all, 0).pawn > of(all, 2).pawn);
    CHECK(of(all, 2).pawn > 1.5 * of(all, 3).pawn);
    for (std::size_t f = 0; f < 3; ++f) CHECK(of(all, f).pawn_bounds.low > all.pawn_noise);
    CHECK(!of(all, 3).above_noise);
    CHECK(of(all, 3).pawn < 1.2 * all.pawn_noise);
    // Only the first has a slope: E(x1 y) > 0, whereas the others are even.
    CHECK(of(all, 0).coefficient_bounds.low > 0.2);
    CHECK(std::fabs(of(all, 1).coefficient) < 0.05);
    CHECK(all.r2 < 0.7);
}

TEST_CASE("factors of Sobol's g come in the order of what they matter") {
    const Drivers all = sample(4, 1024, sobol_g).judged();
    CHECK(of(all, 0).pawn > of(all, 1).pawn);
    CHECK(of(all, 1).pawn > of(all, 2).pawn);
    CHECK(of(all, 2).pawn > of(all, 3).pawn);
    CHECK(all.factors[0].factor == 0);
    CHECK(all.factors[1].factor == 1);
    CHECK(of(all, 1).above_noise);
    CHECK(!of(all, 3).above_noise);
}

TEST_CASE("factors that do nothing are rarely taken for drivers") {
    // 60 answers that are noise, 4 factors each: a coefficient's interval misses 0 in about .06 of them at
    // 128 points; below .06 * 240 + 3 sd, which is 25.
    int above = 0;
    for (std::uint64_t repetition = 0; repetition < 60; ++repetition) {
        const kernel::Noise noise(4, repetition);
        std::uint32_t i = 0;
        const Sample points = sample(4, 128, [&](auto) { return noise.draw({i++, 0, 0, 0}).first; });
        for (const Driver& driver : points.judged(repetition).factors) above += driver.above_noise ? 1 : 0;
    }
    CHECK(above <= 25);
}

TEST_CASE("the intervals of coefficients cover the closed form at their level") {
    // y = x1 + noise of the same variance: the coefficient is sqrt(1/2). 100 repetitions of 128 points;
    // coverage .93 to .95: at least 93 - 3 * 2.6.
    int covered = 0;
    for (std::uint64_t repetition = 0; repetition < 100; ++repetition) {
        const kernel::Noise noise(6, repetition);
        Sample points{1, {}, {}};
        for (std::uint32_t i = 0; i < 128; ++i) {
            const kernel::Uniforms u = noise.draw({i, 0, 0, 0});
            points.matrix.push_back(u.first);
            points.answer.push_back(u.first + u.second);
        }
        covered += inside(std::sqrt(0.5), points.judged(repetition).factors[0].coefficient_bounds) ? 1 : 0;
    }
    CHECK(covered >= 85);
    CHECK(covered <= 100);
}

TEST_CASE("what does not vary drives nothing and is driven by nothing") {
    Sample points = sample(3, 64, [](auto u) { return u[0]; });
    for (std::size_t i = 0; i < 64; ++i) points.matrix[3 * i + 1] = 0.3;
    const Drivers all = points.judged();
    CHECK(of(all, 1).coefficient == 0);
    CHECK(of(all, 1).pawn == 0);
    CHECK(!of(all, 1).above_noise);
    CHECK(of(all, 0).coefficient == Approx(1).margin(1e-6));

    const Drivers constant = drivers(points.matrix, 3, Numbers(64, 0.1), 1);
    CHECK(std::isnan(constant.r2));
    for (const Driver& driver : constant.factors) {
        CHECK(driver.coefficient == 0);
        CHECK(driver.pawn == 0);
        CHECK(!driver.above_noise);
    }
}

TEST_CASE("factors that are the same share their coefficient") {
    Sample points = sample(2, 64, [](auto u) { return u[0]; });
    for (std::size_t i = 0; i < 64; ++i) points.matrix[2 * i + 1] = points.matrix[2 * i];
    const Drivers all = points.judged();
    CHECK(of(all, 0).coefficient == Approx(0.5).margin(1e-4));
    CHECK(of(all, 1).coefficient == Approx(0.5).margin(1e-4));
}

TEST_CASE("with few points there is PAWN alone, and with none nothing") {
    const Drivers few = sample(20, 21, [](auto u) { return u[0]; }).judged();
    for (const Driver& driver : few.factors) {
        CHECK(std::isnan(driver.coefficient));
        CHECK(std::isnan(driver.coefficient_bounds.low));
        CHECK((driver.pawn > 0 && driver.pawn <= 1));
    }
    CHECK(few.factors.front().factor == 0);
    CHECK(!std::isnan(of(sample(20, 22, [](auto u) { return u[0]; }).judged(), 0).coefficient));
    const Drivers none = drivers({}, 2, {}, 1);
    REQUIRE(none.factors.size() == 2);
    CHECK(std::isnan(none.factors[0].pawn));
    CHECK_THROWS_AS(drivers(Numbers{1, 2, 3}, 2, Numbers{1, 2}, 1), std::invalid_argument);
}

TEST_CASE("points without an answer are left out, and a seed gives the same again") {
    Sample points = sample(3, 128, linear);
    const Drivers whole = sample(3, 127, linear).judged();
    points.answer.back() = std::numeric_limits<double>::quiet_NaN();
    const Drivers all = points.judged();
    CHECK(all.r2 == whole.r2);
    CHECK(all.factors[2].pawn_bounds.low == whole.factors[2].pawn_bounds.low);
    CHECK(all.factors[2].coefficient_bounds.high == whole.factors[2].coefficient_bounds.high);
    CHECK(points.judged(2).factors[2].pawn_bounds.low != whole.factors[2].pawn_bounds.low);
}

TEST_CASE("the noise of coefficients is 1.96 standard errors of a least squares fit, by hand") {
    // Two factors at -1 and 1 in all combinations, twice: they do not go together, so each coefficient is a
    // mean of products.
    const std::vector<double> first{-1, -1, 1, 1, -1, -1, 1, 1}, second{-1, 1, -1, 1, -1, 1, -1, 1};
    const std::vector<double> answer{3, 5, 1, 8, 4, 2, 6, 7};
    const auto n = static_cast<double>(answer.size());
    double mean = 0, b1 = 0, b2 = 0;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        mean += answer[i] / n;
        b1 += first[i] * answer[i] / n;
        b2 += second[i] * answer[i] / n;
    }
    double total = 0, residual = 0;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        total += std::pow(answer[i] - mean, 2);
        residual += std::pow(answer[i] - mean - b1 * first[i] - b2 * second[i], 2);
    }
    // The error of a coefficient, in standard deviations of the answer for one of the factor, which is 1.
    const double error = std::sqrt(residual / (n - 3) / n) / std::sqrt(total / n);
    CHECK(coefficient_noise(1 - residual / total, 8, 2) == Approx(1.96 * error));
}

TEST_CASE("the noise of coefficients is what one factor in twenty that does nothing exceeds") {
    constexpr std::size_t points = 128, factors = 3, repeats = 1000;
    Sample made = sample(factors, points, linear);
    std::vector<sweep::Column> columns(factors);
    for (std::size_t i = 0; i < made.matrix.size(); ++i) columns[i % factors].push_back(made.matrix[i]);
    const std::vector<std::uint32_t> once(points, 1);
    std::size_t beyond = 0;
    for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
        // The answers dealt anew have nothing to do with any factor.
        sweep::Choices choices(seed);
        sweep::shuffle(choices, made.answer);
        const sweep::Regression::Fit fit = sweep::Regression(columns, made.answer).fit(once);
        for (const double coefficient : fit.coefficients)
            beyond += std::fabs(coefficient) > coefficient_noise(fit.r2, points, factors) ? 1 : 0;
    }
    INFO(beyond);
    // 150 are expected, give or take 12.
    CHECK(beyond > 100);
    CHECK(beyond < 200);
}

TEST_CASE("with too few points for a regression there is no noise of its coefficients to tell") {
    CHECK(std::isnan(coefficient_noise(0.5, 4, 3)));
    CHECK(std::isfinite(coefficient_noise(0.5, 5, 3)));
    CHECK(coefficient_noise(1.0000001, 10, 3) == 0);
}
