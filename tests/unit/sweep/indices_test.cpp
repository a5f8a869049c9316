#include "sweep/indices.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "kernel/noise.hpp"
#include "support/catch.hpp"
#include "sweep/designs.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;
using Point = std::span<const double>;

std::unique_ptr<Design> saltelli(std::uint64_t size, std::size_t factors, std::uint64_t seed = 1) {
    DesignPlan plan;
    plan.kind = DesignPlan::Kind::saltelli;
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
SobolIndices indices_of(std::uint64_t size, std::size_t factors, Function function, std::uint64_t seed = 1) {
    const Numbers answers = answers_of(*saltelli(size, factors, seed), function);
    return sobol_indices(factors, {answers}, 1);
}

const SobolIndex& of(const SobolIndices& all, std::size_t factor) {
    for (const SobolIndex& index : all.factors)
        if (index.factor == factor) return index;
    throw std::logic_error("no such factor");
}

bool inside(double value, const Bounds& bounds) { return bounds.low <= value && value <= bounds.high; }

constexpr double kPi = std::numbers::pi;

double ishigami(Point u) {
    const auto x = [&](int i) { return kPi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

// Of Ishigami's function with a = 7 and b = .1 (Ishigami and Homma 1990), by factor.
struct Ishigami {
    double alone = std::pow(1 + 0.1 * std::pow(kPi, 4) / 5, 2) / 2;
    double second = 49.0 / 8;
    double together = 0.01 * std::pow(kPi, 8) * (1.0 / 18 - 1.0 / 50);
    double variance = alone + second + together;
    Numbers first{alone / variance, second / variance, 0};
    Numbers total{(alone + together) / variance, second / variance, together / variance};
};

constexpr double kA[] = {0, 1, 4.5, 9, 99, 99};

double sobol_g(Point u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) product *= (std::fabs(4 * u[i] - 2) + kA[i]) / (1 + kA[i]);
    return product;
}

// A chance of the variance 1/12 and the mean 0 that is a function of a coordinate and the half.
double chance_of(double coordinate, std::uint32_t half) {
    const auto word = static_cast<std::uint64_t>(coordinate * 0x1p52);
    return kernel::Noise(77, word).draw({half, 0, 0, 0}).first - 0.5;
}

double two_factors(Point u) { return u[0] + u[1]; }

// Of u0 + u1; each has half of it.
constexpr double kVariance = 2.0 / 12;

}  // namespace

TEST_CASE("indices of Ishigami's function are those of the closed form") {
    const Ishigami exact;
    const SobolIndices all = indices_of(4096, 3, ishigami);
    CHECK(all.base_points == 4096);
    CHECK(all.mean == Approx(3.5).margin(0.01));
    CHECK(all.variance == Approx(exact.variance).epsilon(0.005));
    CHECK(all.chance_share == 0);
    CHECK(all.floor == 0);
    for (std::size_t f = 0; f < 3; ++f) {
        CHECK(of(all, f).first == Approx(exact.first[f]).margin(0.01));
        CHECK(of(all, f).total == Approx(exact.total[f]).margin(0.01));
        CHECK(inside(exact.first[f], of(all, f).first_bounds));
        CHECK(inside(exact.total[f], of(all, f).total_bounds));
        CHECK(of(all, f).above_chance);
    }
    CHECK(all.factors[0].factor == 0);
    CHECK(all.factors[1].factor == 1);
    CHECK(all.factors[2].factor == 2);
}

TEST_CASE("indices of Sobol's g are those of the closed form") {
    // Each factor has the variance 1 / (3 (1 + a)^2) alone; the answer's is the product of (1 + that) less 1.
    double product = 1;
    for (const double a : kA) product *= 1 + 1 / (3 * (1 + a) * (1 + a));
    const SobolIndices all = indices_of(4096, 6, sobol_g);
    CHECK(all.mean == Approx(1).margin(0.002));
    CHECK(all.variance == Approx(product - 1).epsilon(0.01));
    for (std::size_t f = 0; f < 6; ++f) {
        const double alone = 1 / (3 * (1 + kA[f]) * (1 + kA[f]));
        CHECK(of(all, f).first == Approx(alone / (product - 1)).margin(0.005));
        CHECK(of(all, f).total == Approx(alone * product / (1 + alone) / (product - 1)).margin(0.005));
    }
}

TEST_CASE("indices are those of the formulas, by hand") {
    // Two factors, three base points; rows A, B, AB1, AB2. The mean of A and B is 3; their squares about it
    // are 4 + 1 + 0 + 9 + 1 + 1 = 16, over 5.
    const Numbers answers{1, 4, 2, 4, 3, 6, 4, 5, 2, 2, 2, 0};
    const SobolIndices all = sobol_indices(2, {answers}, 1);
    CHECK(all.mean == Approx(3));
    CHECK(all.variance == Approx(16.0 / 5));
    // First: (B - 3)(AB - A): 1 * 1 + 3 * 1 + -1 * 0 = 4 and 1 * 3 + 3 * 2 + -1 * -2 = 11, over 3.
    CHECK(of(all, 0).first == Approx(4 / 3.0 / 3.2));
    CHECK(of(all, 1).first == Approx(11 / 3.0 / 3.2));
    // Total: (A - AB)^2: 1 + 1 + 0 and 9 + 4 + 4, over 6.
    CHECK(of(all, 0).total == Approx(2 / 6.0 / 3.2));
    CHECK(of(all, 1).total == Approx(17 / 6.0 / 3.2));
    CHECK(all.factors[0].factor == 1);
}

TEST_CASE("a sum of factors has no interactions, whatever its level") {
    const SobolIndices all = indices_of(2048, 3, [](Point u) { return 1e6 + 3 * u[0] - 2 * u[1]; });
    for (const std::size_t f : {std::size_t{0}, std::size_t{1}})
        CHECK(of(all, f).first == Approx(of(all, f).total).margin(0.005));
    CHECK(of(all, 0).total == Approx(9.0 / 13).margin(0.005));
    CHECK(of(all, 1).total == Approx(4.0 / 13).margin(0.005));
    CHECK(of(all, 2).first == 0);
    CHECK(of(all, 2).total == 0);
    CHECK(!of(all, 2).above_chance);
}

TEST_CASE("the intervals of indices cover the closed form") {
    // 50 scramblings of 256 base points, six intervals of Ishigami's function each. Percentiles of skewed
    // estimates cover a little less than they say, and the sequence makes up for it.
    const Ishigami exact;
    int covered = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const SobolIndices all = indices_of(256, 3, ishigami, seed);
        for (std::size_t f = 0; f < 3; ++f) {
            covered += inside(exact.first[f], of(all, f).first_bounds) ? 1 : 0;
            covered += inside(exact.total[f], of(all, f).total_bounds) ? 1 : 0;
        }
    }
    CHECK(covered >= 276);
    // They are no wider than they need be: the standard error of a total index is well below .1 here.
    const SobolIndices all = indices_of(256, 3, ishigami);
    for (const SobolIndex& index : all.factors) CHECK(index.total_bounds.high - index.total_bounds.low < 0.4);
}

TEST_CASE("independent chance of a known variance is not read as influence") {
    // Chance of 1/12 in each answer, as much as each of two factors explains; the third does nothing.
    std::uint32_t i = 0;
    const Numbers answers = answers_of(*saltelli(4096, 3), [&](Point u) {
        return two_factors(u) + kernel::Noise(5, 0).draw({i++, 0, 0, 0}).first - 0.5;
    });
    const Numbers variances(answers.size(), 1.0 / 12);
    const SobolIndices raw = sobol_indices(3, {answers}, 1);
    CHECK(raw.variance == Approx(3.0 / 12).epsilon(0.03));
    CHECK(of(raw, 2).total == Approx(1.0 / 3).margin(0.02));

    const SobolIndices all = sobol_indices(3, {answers, variances, false}, 1);
    CHECK(all.variance == Approx(kVariance).epsilon(0.04));
    CHECK(all.chance_share == Approx(1.0 / 3).margin(0.01));
    CHECK(all.floor == 0);
    for (std::size_t f = 0; f < 2; ++f) {
        CHECK(of(all, f).first == Approx(0.5).margin(0.05));
        CHECK(of(all, f).total == Approx(0.5).margin(0.05));
        CHECK(of(all, f).above_chance);
    }
    CHECK(of(all, 2).total == Approx(0).margin(0.03));
    CHECK(inside(0, of(all, 2).total_bounds));
    CHECK(!of(all, 2).above_chance);
}

TEST_CASE("shared chance is told as a floor, and nothing is taken away") {
    // The third factor draws new chance and does nothing else; the fourth does not even that.
    const auto noisy = [](Point u) { return two_factors(u) + chance_of(u[2], 0); };
    const Numbers answers = answers_of(*saltelli(4096, 4), noisy);
    const Numbers variances(answers.size(), 1.0 / 12);
    const SobolIndices all = sobol_indices(4, {answers, variances}, 1);
    CHECK(all.variance == Approx(3.0 / 12).epsilon(0.03));
    CHECK(all.chance_share == Approx(1.0 / 3).margin(0.02));
    CHECK(all.floor == Approx(1.0 / 3).margin(0.02));
    CHECK(of(all, 2).total == Approx(1.0 / 3).margin(0.02));
    CHECK(!of(all, 2).above_chance);
    CHECK(of(all, 3).total == 0);
    for (std::size_t f = 0; f < 2; ++f) CHECK(of(all, f).total == Approx(1.0 / 3).margin(0.02));
}

TEST_CASE("two halves of the replicates take shared chance out of the indices") {
    const auto design = saltelli(4096, 4);
    const Numbers even = answers_of(*design, [](Point u) { return two_factors(u) + chance_of(u[2], 0); });
    const Numbers odd = answers_of(*design, [](Point u) { return two_factors(u) + chance_of(u[2], 1); });
    const SobolIndices all = sobol_indices(4, {even, {}, true, odd}, 1);
    CHECK(all.variance == Approx(kVariance).epsilon(0.03));
    CHECK(all.floor == 0);
    // The mean of the halves has half the chance of each: 1/24 of 5/24.
    CHECK(all.chance_share == Approx(0.2).margin(0.02));
    for (std::size_t f = 0; f < 2; ++f) {
        CHECK(of(all, f).first == Approx(0.5).margin(0.03));
        CHECK(of(all, f).total == Approx(0.5).margin(0.03));
    }
    CHECK(of(all, 2).first == Approx(0).margin(0.03));
    CHECK(of(all, 2).total == Approx(0).margin(0.03));
    CHECK(!of(all, 2).above_chance);
    CHECK(of(all, 3).total == 0);
    // A shift of one half is chance that all points share.
    Numbers shifted = odd;
    for (double& answer : shifted) answer += 10;
    const SobolIndices moved = sobol_indices(4, {even, {}, true, shifted}, 1);
    CHECK(moved.mean == Approx(all.mean + 5));
    for (std::size_t f = 0; f < 4; ++f) {
        CHECK(of(moved, f).first == Approx(of(all, f).first).margin(1e-9));
        CHECK(of(moved, f).total == Approx(of(all, f).total).margin(1e-9));
    }
}

TEST_CASE("where chance explains everything there are no indices") {
    const Numbers answers = answers_of(*saltelli(64, 2), two_factors);
    const Numbers variances(answers.size(), 1.0);
    const SobolIndices all = sobol_indices(2, {answers, variances, false}, 1);
    CHECK(std::isnan(all.variance));
    CHECK(all.chance_share == 1);
    CHECK(std::isnan(all.factors[0].total));
    CHECK(!all.factors[0].above_chance);
}

TEST_CASE("an answer that does not vary has no indices") {
    const SobolIndices all = indices_of(64, 2, [](Point) { return 0.1; });
    CHECK(all.mean == Approx(0.1));
    CHECK(std::isnan(all.variance));
    CHECK(std::isnan(all.factors[1].first));
    CHECK(std::isnan(all.factors[1].total_bounds.low));
    CHECK(sobol_indices(2, {}, 1).base_points == 0);
    CHECK(std::isnan(sobol_indices(2, {}, 1).mean));
    CHECK(std::isnan(sobol_indices(1, {Numbers{1, 2, 2}}, 1).factors[0].total));
}

TEST_CASE("a base point without all its answers is left out") {
    const auto design = saltelli(64, 3);
    Numbers answers = answers_of(*design, ishigami);
    Numbers rest = answers;
    rest.erase(rest.begin() + 50, rest.begin() + 55);
    answers[53] = std::numeric_limits<double>::quiet_NaN();
    const SobolIndices all = sobol_indices(3, {answers}, 1);
    const SobolIndices without = sobol_indices(3, {rest}, 1);
    CHECK(all.base_points == 63);
    CHECK(all.variance == without.variance);
    CHECK(of(all, 1).total == of(without, 1).total);
    CHECK(of(all, 1).total_bounds.low == of(without, 1).total_bounds.low);
    // Another seed is another bootstrap of the same estimate.
    const SobolIndices other = sobol_indices(3, {rest}, 2);
    CHECK(of(other, 1).total == of(without, 1).total);
    CHECK(of(other, 1).total_bounds.low != of(without, 1).total_bounds.low);
}

TEST_CASE("indices of 30 factors at once, and of no more") {
    const SobolIndices all = indices_of(256, 30, [](Point u) { return u[29] * u[7]; });
    CHECK(((all.factors[0].factor == 29 && all.factors[1].factor == 7) ||
           (all.factors[0].factor == 7 && all.factors[1].factor == 29)));
    CHECK(all.factors[2].total == 0);
    const Numbers answers(66, 1);
    CHECK_THROWS_WITH(sobol_indices(31, {answers}, 1),
                      "Sobol' indices are of 1 to 30 factors or groups, not 31");
    CHECK_THROWS_AS(sobol_indices(0, {answers}, 1), std::invalid_argument);
    CHECK_THROWS_WITH(sobol_indices(3, {answers}, 1),
                      "a Saltelli design of 3 factors has 5 answers for each base "
                      "point; 66 answers do not fit");
    CHECK_THROWS_AS(sobol_indices(4, {answers, Numbers(65, 0)}, 1), std::invalid_argument);
    CHECK_THROWS_AS(sobol_indices(4, {answers, {}, true, Numbers(65, 0)}, 1), std::invalid_argument);
}
