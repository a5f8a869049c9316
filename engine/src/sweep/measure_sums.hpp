// Sums over runs, from which a share, a mean or a ratio and its error follow.
#pragma once

#include <cmath>
#include <cstdint>

#include <firebreak/spec.hpp>

namespace firebreak {

inline constexpr double kNormal95 =
    1.9599639845400545;  // of a normal law, 95 % lie within so many deviations

// A 95 % interval of 1.96 standard errors to either side.
[[nodiscard]] inline Bounds around(double value, double error) {
    return {value - kNormal95 * error, value + kNormal95 * error};
}

// Values that are not finite are left out.
struct MeasureSums {
    std::uint64_t runs = 0;  // that count
    double sum = 0, squares = 0;
    // of what a ratio divides by
    double per = 0, per_squares = 0, products = 0;

    void add(double value, double per_value = 0);
    void add(const MeasureSums& later);
    bool operator==(const MeasureSums&) const = default;
};

// What a measure came to: its value with the standard error and the 95 % interval of chance. NaN: no run
// tells.
struct Measured {
    std::uint64_t runs = 0;
    double value = 0;
    double error = 0;
    Bounds bounds;
};
// A share with its interval by Clopper and Pearson, a mean with 1.96 standard errors, a ratio by the delta
// method; not quantiles.
[[nodiscard]] Measured measured(RunMeasure::Kind kind, const MeasureSums& sums);

}  // namespace firebreak
