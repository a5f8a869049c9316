// Sobol' indices: which share of the variance of an answer each factor explains.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <firebreak/values.hpp>

#include "sweep/design_answers.hpp"

namespace firebreak {

inline constexpr std::size_t kMostIndexFactors = 30;  // of Sobol' indices and of Morris's effects

// Of one factor, or of a group: factors that share a coordinate of the design. Intervals are 95 %, the
// percentiles of 200 bootstrap samples of the base points; with a Sobol' sequence they are rather too wide.
// Estimates are not cut off at 0 and 1.
struct SobolIndex {
    std::size_t factor = 0;
    // The share of the variance that knowing this factor alone would take away (Saltelli et al. 2010).
    double first = std::numeric_limits<double>::quiet_NaN();
    Bounds first_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    // The share that would be left if all others were known (Jansen 1999): `first` and all interactions.
    double total = std::numeric_limits<double>::quiet_NaN();
    Bounds total_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    bool above_chance = false;  // the interval of `total` is above SobolIndices::floor
};

struct SobolIndices {
    std::uint64_t base_points = 0;  // those with all answers
    double mean = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();  // that the indices are shares of; without
                                                                 // chance, where that is known
    // Of the variance of the answers (with halves: of their means), 0 to 1; with shared chance at most so
    // much.
    double chance_share = std::numeric_limits<double>::quiet_NaN();
    // What chance can add to the total index of a factor at most: 0 unless chance is shared and there are no
    // halves.
    double floor = std::numeric_limits<double>::quiet_NaN();
    std::vector<SobolIndex> factors;  // the greatest total index first
};

// Answers in the order of a Saltelli design of so many factors. Base points with an answer that is not finite
// are left out. The indices are NaN with fewer than two base points, where the answer does not vary, and
// where chance explains all of its variance. The intervals are about the base points: chance that all points
// share moves all estimates together, and is not in them. The same seed gives the same result. Throws
// std::invalid_argument for no factors or more than kMostIndexFactors, and where the sizes do not fit.
[[nodiscard]] SobolIndices sobol_indices(std::size_t factors, const DesignAnswers& answers,
                                         std::uint64_t seed);

}  // namespace firebreak
