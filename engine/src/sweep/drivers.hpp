// Which of the factors of a sweep an answer hangs on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak {

// What one factor does to the answer. Intervals are 95 %, from 200 bootstrap samples of the points.
struct Driver {
    std::size_t factor = 0;
    // The standardised coefficient of regression, -1 to 1 where factors do not go together: how many standard
    // deviations the answer moves with one of the factor. 0 for a factor or an answer that does not vary; NaN
    // with fewer points than factors + 2.
    double coefficient = std::numeric_limits<double>::quiet_NaN();
    Bounds coefficient_bounds{std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::quiet_NaN()};
    // PAWN (Pianosi and Wagener 2015, 2018), 0 to 1: the points are cut into slices of about equally many by
    // the factor; the median over the slices of the greatest distance (Kolmogorov and Smirnov) between the
    // distribution of the answer in the slice and in all points. It sees what a line does not, and is above 0
    // by chance: compare with Drivers::pawn_noise.
    double pawn = std::numeric_limits<double>::quiet_NaN();
    // As wide as the bootstrap's, about the index itself: points that are drawn twice lift the index of every
    // sample, by as much as the mean of the samples is above it.
    Bounds pawn_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    // The interval of PAWN is above the noise, or the coefficient's excludes 0. Of factors that do nothing,
    // one in twenty or so is still above.
    bool above_noise = false;
};

struct Drivers {
    double r2 = std::numeric_limits<double>::quiet_NaN();  // of the regression; NaN without one, or where the
                                                           // answer does not vary
    bool ranks =
        false;  // the regression is of ranks: that of values explains less than .7, and less than theirs
    // Strongest first: by |coefficient| or what PAWN has above its noise, whichever is more.
    std::vector<Driver> factors;
    double pawn_noise =
        std::numeric_limits<double>::quiet_NaN();  // which 5 % of factors that do nothing exceed
};

// Which 5 % of the coefficients of factors that do nothing exceed, if factors do not go together: 1.96
// standard errors of a regression that explains `r2` of the variance. NaN with fewer points than factors + 2.
[[nodiscard]] double coefficient_noise(double r2, std::size_t points, std::size_t factors);

// Row by row one point with a value of each factor, on any scale that keeps their order, and one answer for
// each point. Points whose answer is not finite are left out. The same seed gives the same result. Throws
// std::invalid_argument where the sizes do not fit.
[[nodiscard]] Drivers drivers(std::span<const double> matrix, std::size_t factors,
                              std::span<const double> answer, std::uint64_t seed);

}  // namespace firebreak
