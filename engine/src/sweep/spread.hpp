// How far an answer varies over the points of a sweep, and how much of that is chance.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>

#include <firebreak/values.hpp>

namespace firebreak {

// Quantiles over the points: 5, 50 and 95 %. NaN where there are no points.
struct Spread {
    double low = std::numeric_limits<double>::quiet_NaN();
    double median = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

// The quantile at q, 0 to 1, of values with weights of 0 or more; no weights: all count alike. With equal
// weights type 7 of Hyndman and Fan (1996), the linear one; else its weighted form by Akinshin (2023), where
// the number of values is Kish's effective one. Values of weight 0 have no part in it, nor have values and
// weights that are not finite; NaN where nothing is left. Throws std::invalid_argument where there are
// weights, but not one for each value.
[[nodiscard]] double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                                       double q);

// The middle 95 % of an estimate's bootstrap samples. NaN where there are none.
[[nodiscard]] inline Bounds percentiles(std::span<const double> draws) {
    return {weighted_quantile(draws, {}, 0.025), weighted_quantile(draws, {}, 0.975)};
}

// What a sweep says of one answer, of which it has at each point an estimate with the variance of its chance
// error.
struct TwoLevel {
    // Without chance: the estimates are drawn towards their mean until their variance is the total one less
    // the mean variance of chance, or 0 where chance has more.
    Spread spread;
    Spread raw;  // of the estimates as they are
    std::array<Bounds, 3>
        bounds{};  // 95 % intervals of low, median and high of `spread`; NaN below two points
    double chance_share = std::numeric_limits<double>::quiet_NaN();  // of the variance of the estimates, 0 to
                                                                     // 1; NaN where they do not vary
    double mean = std::numeric_limits<double>::quiet_NaN();
};

// Points count by their weights (none: alike). The intervals are percentiles of 1,000 bootstrap samples of
// the points, the same for the same seed. Points of weight 0 have no part in it, nor have those with a number
// that is not finite. Throws std::invalid_argument where the sizes differ.
[[nodiscard]] TwoLevel two_level(std::span<const double> estimates, std::span<const double> chance_variances,
                                 std::span<const double> weights, std::uint64_t seed);

}  // namespace firebreak
