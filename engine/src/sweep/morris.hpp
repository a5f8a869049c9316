// Morris's elementary effects: which factors matter at all, from few points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <firebreak/values.hpp>

#include "sweep/design_answers.hpp"
#include "sweep/designs.hpp"

namespace firebreak {

// Of one factor, or of a group: factors that share a coordinate of the design. An effect is how far the
// answer changes along a step, divided by the step, so that it is about the whole range of the factor.
// Intervals are 95 %, the percentiles of 200 bootstrap samples of the trajectories.
struct MorrisEffect {
    std::size_t factor = 0;
    double mu = std::numeric_limits<double>::quiet_NaN();  // the mean effect (Morris 1991)
    Bounds mu_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    // The mean of its absolute value (Campolongo, Cariboni and Saltelli 2007): also seen where signs differ.
    double mu_star = std::numeric_limits<double>::quiet_NaN();
    Bounds mu_star_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    // The standard deviation of the effects, from interactions and bends; without that of chance where chance
    // is independent or there are halves.
    double sigma = std::numeric_limits<double>::quiet_NaN();
    Bounds sigma_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    // The mu* of a factor that has no effect but chance; with shared chance and no halves at most so much.
    double floor = std::numeric_limits<double>::quiet_NaN();
    bool above_chance = false;  // the interval of mu* is above the floor
};

struct MorrisEffects {
    std::uint64_t trajectories = 0;
    std::vector<MorrisEffect> factors;  // the greatest mu* first
};

// Answers in the order of a Morris design. Steps to or from an answer that is not finite are left out; with
// none left all is NaN, with one sigma. The same seed gives the same result. Throws std::invalid_argument for
// a design of more than kMostIndexFactors or that is not one of Morris's, and where the sizes do not fit.
[[nodiscard]] MorrisEffects morris_effects(const Design& design, const DesignAnswers& answers,
                                           std::uint64_t seed);

}  // namespace firebreak
