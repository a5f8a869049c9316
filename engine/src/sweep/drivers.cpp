#include "sweep/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "sweep/pawn.hpp"
#include "sweep/regression.hpp"
#include "sweep/resample.hpp"
#include "sweep/spread.hpp"

namespace firebreak {
namespace {

using sweep::Column;

constexpr int kDraws = 200;
constexpr int kDummies = 200;
constexpr double kGoodFit = 0.7;

struct Points {
    std::vector<Column> factors;
    Column answer;
};

Points finite_points(std::span<const double> matrix, std::size_t factors, std::span<const double> answer) {
    if (matrix.size() != factors * answer.size())
        throw std::invalid_argument("a design matrix needs a row for each answer");
    Points points{std::vector<Column>(factors), {}};
    for (std::size_t i = 0; i < answer.size(); ++i) {
        if (!std::isfinite(answer[i])) continue;
        points.answer.push_back(answer[i]);
        for (std::size_t f = 0; f < factors; ++f) points.factors[f].push_back(matrix[i * factors + f]);
    }
    return points;
}

Points ranked(const Points& points) {
    Points ranks{{}, sweep::ranks_of(points.answer)};
    for (const Column& factor : points.factors) ranks.factors.push_back(sweep::ranks_of(factor));
    return ranks;
}

bool varies(const Column& values) {
    return std::any_of(values.begin(), values.end(), [&](double value) { return value != values.front(); });
}

// The regression of values or of ranks; none with too few points.
std::optional<sweep::Regression> regress(const Points& points, Drivers& result) {
    if (points.answer.size() < points.factors.size() + 2) return std::nullopt;
    const std::vector<std::uint32_t> once(points.answer.size(), 1);
    sweep::Regression regression(points.factors, points.answer);
    sweep::Regression::Fit fit = regression.fit(once);
    if (fit.r2 < kGoodFit) {
        const Points ranks = ranked(points);
        const sweep::Regression of_ranks(ranks.factors, ranks.answer);
        sweep::Regression::Fit ranks_fit = of_ranks.fit(once);
        result.ranks = ranks_fit.r2 > fit.r2;
        if (result.ranks) {
            regression = of_ranks;
            fit = std::move(ranks_fit);
        }
    }
    if (varies(points.answer)) result.r2 = fit.r2;
    for (Driver& driver : result.factors) driver.coefficient = fit.coefficients[driver.factor];
    return regression;
}

double noise_of(const sweep::Pawn& pawn, std::uint64_t seed) {
    sweep::Choices choices(seed, 1);
    std::vector<double> dummies;
    for (int i = 0; i < kDummies; ++i) dummies.push_back(pawn.noise(choices));
    return weighted_quantile(dummies, {}, 0.95);
}

Bounds about(double index, const std::vector<double>& draws) {
    const double lift = std::accumulate(draws.begin(), draws.end(), 0.0) / kDraws - index;
    const Bounds bounds = percentiles(draws);
    return {std::clamp(bounds.low - lift, 0.0, 1.0), std::clamp(bounds.high - lift, 0.0, 1.0)};
}

struct Draws {
    std::vector<std::vector<double>> coefficients;  // by factor, then draw
    std::vector<std::vector<double>> pawn;
};

Draws bootstrap(const std::optional<sweep::Regression>& regression, const sweep::Pawn& pawn,
                std::size_t points, std::size_t factors, std::uint64_t seed) {
    Draws draws{std::vector<std::vector<double>>(factors), std::vector<std::vector<double>>(factors)};
    sweep::Choices choices(seed);
    std::vector<std::uint32_t> counts(points);
    for (int i = 0; i < kDraws; ++i) {
        sweep::draw_counts(choices, counts);
        for (std::size_t f = 0; f < factors; ++f) draws.pawn[f].push_back(pawn.index(f, counts));
        if (!regression) continue;
        const sweep::Regression::Fit fit = regression->fit(counts);
        for (std::size_t f = 0; f < factors; ++f) draws.coefficients[f].push_back(fit.coefficients[f]);
    }
    return draws;
}

void judge(Driver& driver, const Draws& draws, double noise) {
    const std::size_t f = driver.factor;
    driver.pawn_bounds = about(driver.pawn, draws.pawn[f]);
    driver.above_noise = driver.pawn_bounds.low > noise;
    if (draws.coefficients[f].empty()) return;
    driver.coefficient_bounds = percentiles(draws.coefficients[f]);
    if (driver.coefficient_bounds.low > 0 || driver.coefficient_bounds.high < 0) driver.above_noise = true;
}

}  // namespace

double coefficient_noise(double r2, std::size_t points, std::size_t factors) {
    if (points < factors + 2) return std::numeric_limits<double>::quiet_NaN();
    return 1.96 * std::sqrt(std::clamp(1 - r2, 0.0, 1.0) / static_cast<double>(points - factors - 1));
}

Drivers drivers(std::span<const double> matrix, std::size_t factors, std::span<const double> answer,
                std::uint64_t seed) {
    const Points points = finite_points(matrix, factors, answer);
    Drivers result;
    result.factors.resize(factors);
    for (std::size_t f = 0; f < factors; ++f) result.factors[f].factor = f;
    if (points.answer.empty()) return result;
    const std::optional<sweep::Regression> regression = regress(points, result);
    const sweep::Pawn pawn(points.factors, points.answer);
    result.pawn_noise = noise_of(pawn, seed);
    const std::vector<std::uint32_t> once(points.answer.size(), 1);
    const Draws draws = bootstrap(regression, pawn, points.answer.size(), factors, seed);
    for (Driver& driver : result.factors) {
        driver.pawn = pawn.index(driver.factor, once);
        judge(driver, draws, result.pawn_noise);
    }
    const auto strength = [&](const Driver& driver) {
        return std::fmax(std::fabs(driver.coefficient), driver.pawn - result.pawn_noise);  // NaN is left out
    };
    std::stable_sort(result.factors.begin(), result.factors.end(),
                     [&](const Driver& a, const Driver& b) { return strength(a) > strength(b); });
    return result;
}

}  // namespace firebreak
