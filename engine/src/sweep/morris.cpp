#include "sweep/morris.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include <firebreak/text.hpp>

#include "sweep/indices.hpp"
#include "sweep/resample.hpp"
#include "sweep/spread.hpp"

namespace firebreak {
namespace {

constexpr int kDraws = 200;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// One step of a trajectory.
struct Effect {
    double half = kNone;
    double other = kNone;   // of the other half of the replicates; the same where there is none
    double chance = kNone;  // the variance of its chance, with independent chance in the points
    [[nodiscard]] bool known() const { return std::isfinite(half + other + chance); }
    [[nodiscard]] double mean() const { return (half + other) / 2; }
};

using Effects = std::vector<Effect>;  // of one factor, by trajectory

std::size_t changed_dimension(std::span<const double> from, std::span<const double> to) {
    std::size_t changed = from.size();
    for (std::size_t d = 0; d < from.size(); ++d) {
        if (from[d] == to[d]) continue;
        if (changed != from.size()) return from.size();
        changed = d;
    }
    return changed;
}

Effect effect_of(const DesignAnswers& answers, std::size_t to, double step) {
    const double chance = (answers.variance(to) + answers.variance(to - 1)) / (step * step);
    return {(answers.values[to] - answers.values[to - 1]) / step,
            (answers.other_half(to) - answers.other_half(to - 1)) / step, chance};
}

std::vector<Effects> effects_of(const Design& design, const DesignAnswers& answers) {
    const std::size_t factors = design.dimensions();
    const std::size_t trajectories = answers.values.size() / (factors + 1);
    std::vector<Effects> effects(factors, Effects(trajectories));
    std::vector<double> from(factors);
    std::vector<double> to(factors);
    for (std::size_t i = 0; i < answers.values.size(); ++i) {
        design.point(i, to);
        if (i % (factors + 1) != 0) {
            const std::size_t changed = changed_dimension(from, to);
            if (changed == factors)
                throw std::invalid_argument("in a design of Morris each step changes one factor");
            effects[changed][i / (factors + 1)] = effect_of(answers, i, to[changed] - from[changed]);
        }
        std::swap(from, to);
    }
    return effects;
}

struct Moments {
    double mu = kNone;
    double mu_star = kNone;
    double sigma = kNone;
    double chance = kNone;  // the variance of chance of one effect
};

// Counts say how often each trajectory is in the sample.
Moments moments_of(const Effects& effects, const std::vector<std::uint32_t>& counts,
                   const DesignAnswers& answers) {
    double n = 0;
    double half = 0;
    double other = 0;
    double absolute = 0;
    double chance = 0;
    for (std::size_t t = 0; t < effects.size(); ++t) {
        const Effect& effect = effects[t];
        if (counts[t] == 0 || !effect.known()) continue;
        const double apart = effect.half - effect.other;
        n += counts[t];
        half += counts[t] * effect.half;
        other += counts[t] * effect.other;
        absolute += counts[t] * std::fabs(effect.mean());
        chance += counts[t] * (answers.halves() ? apart * apart / 4 : effect.chance);
    }
    if (n == 0) return {};
    double product = 0;
    for (std::size_t t = 0; t < effects.size(); ++t)
        if (counts[t] != 0 && effects[t].known())
            product += counts[t] * (effects[t].half - half / n) * (effects[t].other - other / n);
    Moments moments{(half + other) / 2 / n, absolute / n, kNone, chance / n};
    const double known = answers.subtracts() ? moments.chance : 0;
    if (n > 1) moments.sigma = std::sqrt(std::fmax(product / (n - 1) - known, 0));
    return moments;
}

// The mean absolute value of a normal error is sqrt(2 / pi) of its standard deviation.
double floor_of(double chance) { return std::sqrt(2 / std::numbers::pi * chance); }

MorrisEffect effect_of(const Effects& effects, const DesignAnswers& answers, sweep::Choices choices) {
    MorrisEffect result;
    std::vector<std::uint32_t> counts(effects.size(), 1);
    const Moments moments = moments_of(effects, counts, answers);
    result.mu = moments.mu;
    result.mu_star = moments.mu_star;
    result.sigma = moments.sigma;
    result.floor = floor_of(moments.chance);
    std::vector<double> draws[3];
    for (int i = 0; i < kDraws; ++i) {
        sweep::draw_counts(choices, counts);
        const Moments draw = moments_of(effects, counts, answers);
        draws[0].push_back(draw.mu);
        draws[1].push_back(draw.mu_star);
        draws[2].push_back(draw.sigma);
    }
    result.mu_bounds = percentiles(draws[0]);
    result.mu_star_bounds = percentiles(draws[1]);
    result.sigma_bounds = percentiles(draws[2]);
    result.above_chance = result.mu_star_bounds.low > result.floor;
    return result;
}

void check(const Design& design, const DesignAnswers& answers) {
    const std::size_t factors = design.dimensions();
    if (factors > kMostIndexFactors)
        throw std::invalid_argument("Morris's effects are of 1 to " + with_commas(kMostIndexFactors) +
                                    " factors or groups, not " + with_commas(factors));
    if (design.points() % (factors + 1) != 0)
        throw std::invalid_argument("a design of Morris has a point more than factors in each trajectory");
    answers.check(design.points());
}

}  // namespace

MorrisEffects morris_effects(const Design& design, const DesignAnswers& answers, std::uint64_t seed) {
    check(design, answers);
    MorrisEffects result;
    const std::vector<Effects> effects = effects_of(design, answers);
    result.trajectories = design.points() / (design.dimensions() + 1);
    for (std::size_t f = 0; f < effects.size(); ++f) {
        // All factors are about the same samples of the trajectories.
        result.factors.push_back(effect_of(effects[f], answers, sweep::Choices(seed)));
        result.factors.back().factor = f;
    }
    const auto strength = [](const MorrisEffect& effect) { return std::fmax(effect.mu_star, -1); };
    std::stable_sort(result.factors.begin(), result.factors.end(),
                     [&](const MorrisEffect& a, const MorrisEffect& b) { return strength(a) > strength(b); });
    return result;
}

}  // namespace firebreak
