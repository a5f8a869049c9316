#include "sweep/spread.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "sweep/resample.hpp"

namespace firebreak {
namespace {

constexpr int kDraws = 1000;

struct Weighed {
    double estimate;
    double chance;  // variance
    double weight;
};

// In the order of their estimates.
std::vector<Weighed> points_of(std::span<const double> estimates, std::span<const double> chance,
                               std::span<const double> weights) {
    const bool whole = chance.empty() || chance.size() == estimates.size();
    if (!whole || (!weights.empty() && weights.size() != estimates.size()))
        throw std::invalid_argument("estimates, variances and weights of points differ in number");
    std::vector<Weighed> points;
    points.reserve(estimates.size());
    for (std::size_t i = 0; i < estimates.size(); ++i) {
        const Weighed point{estimates[i], chance.empty() ? 0 : chance[i], weights.empty() ? 1 : weights[i]};
        const bool finite =
            std::isfinite(point.estimate) && std::isfinite(point.chance) && std::isfinite(point.weight);
        if (finite && point.weight > 0) points.push_back(point);
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const Weighed& a, const Weighed& b) { return a.estimate < b.estimate; });
    return points;
}

struct Mass {
    double sum = 0;
    double squares = 0;
    [[nodiscard]] double effective() const { return sum * sum / squares; }
};

Mass mass_of(const std::vector<Weighed>& points) {
    Mass mass;
    for (const Weighed& point : points) {
        mass.sum += point.weight;
        mass.squares += point.weight * point.weight;
    }
    return mass;
}

// The mean of the weighted quantile function over a window of width 1 / n, n the effective number of points,
// which starts at q (n - 1) / n.
double quantile_of(const std::vector<Weighed>& points, const Mass& mass, double q) {
    const double n = mass.effective();
    const double from = q * (n - 1) / n * mass.sum;
    const double to = from + mass.sum / n;
    double sum = 0;
    double used = 0;
    double below = 0;
    for (const Weighed& point : points) {
        const double share = std::fmin(to, below + point.weight) - std::fmax(from, below);
        below += point.weight;
        if (share > 0) {
            sum += share * point.estimate;
            used += share;
        }
        if (below >= to) break;
    }
    return sum / used;
}

struct Moments {
    double mean = 0;
    double variance = 0;  // unbiased where weights tell how far points can be relied on
    double chance = 0;
};

Moments moments_of(const std::vector<Weighed>& points, const Mass& mass) {
    Moments moments;
    for (const Weighed& point : points) {
        moments.mean += point.weight * point.estimate;
        moments.chance += point.weight * point.chance;
    }
    moments.mean /= mass.sum;
    moments.chance /= mass.sum;
    if (points.front().estimate == points.back().estimate) return moments;
    for (const Weighed& point : points) {
        const double distance = point.estimate - moments.mean;
        moments.variance += point.weight * distance * distance;
    }
    moments.variance /= mass.sum - mass.squares / mass.sum;
    return moments;
}

Spread raw_spread(const std::vector<Weighed>& points, const Mass& mass) {
    return {quantile_of(points, mass, 0.05), quantile_of(points, mass, 0.5), quantile_of(points, mass, 0.95)};
}

// Quantiles move with the estimates, so that they are drawn in themselves.
Spread without_chance(const Spread& raw, const Moments& moments) {
    if (moments.variance == 0) return raw;
    const double factor = std::sqrt(std::fmax(0.0, 1 - moments.chance / moments.variance));
    const auto drawn_in = [&](double value) { return moments.mean + factor * (value - moments.mean); };
    return {drawn_in(raw.low), drawn_in(raw.median), drawn_in(raw.high)};
}

// Points drawn with replacement, in order again.
void resample(const std::vector<Weighed>& points, std::vector<std::uint32_t>& counts, sweep::Choices& choices,
              std::vector<Weighed>& drawn) {
    sweep::draw_counts(choices, counts);
    drawn.clear();
    for (std::size_t i = 0; i < points.size(); ++i) drawn.insert(drawn.end(), counts[i], points[i]);
}

std::array<Bounds, 3> bootstrap(const std::vector<Weighed>& points, std::uint64_t seed) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    if (points.size() < 2) return {Bounds{nan, nan}, Bounds{nan, nan}, Bounds{nan, nan}};
    sweep::Choices choices(seed);
    std::vector<std::uint32_t> counts(points.size());
    std::vector<Weighed> drawn;
    std::array<std::vector<double>, 3> draws;
    for (int i = 0; i < kDraws; ++i) {
        resample(points, counts, choices, drawn);
        const Mass mass = mass_of(drawn);
        const Spread spread = without_chance(raw_spread(drawn, mass), moments_of(drawn, mass));
        draws[0].push_back(spread.low);
        draws[1].push_back(spread.median);
        draws[2].push_back(spread.high);
    }
    std::array<Bounds, 3> bounds;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        bounds[i] = {weighted_quantile(draws[i], {}, 0.025), weighted_quantile(draws[i], {}, 0.975)};
    return bounds;
}

}  // namespace

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double q) {
    const std::vector<Weighed> points = points_of(values, {}, weights);
    if (points.empty()) return std::numeric_limits<double>::quiet_NaN();
    return quantile_of(points, mass_of(points), q);
}

TwoLevel two_level(std::span<const double> estimates, std::span<const double> chance_variances,
                   std::span<const double> weights, std::uint64_t seed) {
    if (chance_variances.size() != estimates.size())
        throw std::invalid_argument("estimates and variances of points differ in number");
    const std::vector<Weighed> points = points_of(estimates, chance_variances, weights);
    TwoLevel result;
    result.bounds = bootstrap(points, seed);
    if (points.empty()) return result;
    const Mass mass = mass_of(points);
    const Moments moments = moments_of(points, mass);
    result.raw = raw_spread(points, mass);
    result.spread = without_chance(result.raw, moments);
    result.mean = moments.mean;
    if (moments.variance > 0) result.chance_share = std::clamp(moments.chance / moments.variance, 0.0, 1.0);
    return result;
}

}  // namespace firebreak
