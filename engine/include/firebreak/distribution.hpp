// A distribution as a scenario states it; every variate is made from one uniform by inversion, increasing in
// it.
#pragma once

#include <vector>

namespace firebreak {

// A law for a duration (parameters in milliseconds) or for a plain number (parameters in its own unit).
struct Distribution {
    enum class Kind { fixed, exponential, lognormal, uniform, triangular, weibull, empirical };

    Kind kind = Kind::fixed;
    // fixed: a = the value.  exponential: a = mean.  lognormal: a = median, b = sigma (standard deviation of
    // the logarithm). uniform: a = low, b = high.  triangular: a = low, b = mode, c = high.  weibull: a =
    // scale, b = shape.
    double a = 0;
    double b = 0;
    double c = 0;
    // empirical: the values, each as likely as any other (the variate is the ceil(u n)-th smallest). Empty
    // for all other kinds. Sorted.
    std::vector<double> values;

    bool operator==(const Distribution&) const = default;
};

[[nodiscard]] inline Distribution fixed(double value) { return {Distribution::Kind::fixed, value, 0, 0, {}}; }

// The quantile function at u in (0,1); non-decreasing in u. Values are not cut to any range here.
[[nodiscard]] double quantile(const Distribution& law, double u);

// The expected value. Exact formula for each kind.
[[nodiscard]] double mean(const Distribution& law);

// The same law for a quantity multiplied by a factor >= 0 (a lognormal keeps its sigma, a Weibull its shape).
[[nodiscard]] Distribution scaled(Distribution law, double factor);

}  // namespace firebreak
