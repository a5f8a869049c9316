#include "sweep/measure_sums.hpp"

#include <limits>

#include <firebreak/ensemble.hpp>

namespace firebreak {
namespace {

using Kind = RunMeasure::Kind;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The variance of a mean of n values. What is no more than rounding leaves is none: long times that are all
// alike have huge squares.
double mean_variance(double sum, double squares, double n) {
    if (n < 2) return kNone;
    const double residual = squares - sum * sum / n;
    const double rounding = 4 * std::sqrt(n) * std::numeric_limits<double>::epsilon() * squares;
    return residual > rounding ? residual / (n - 1) / n : 0;
}

Measured share_of(const MeasureSums& sums) {
    const auto n = static_cast<double>(sums.runs);
    const double share = sums.sum / n;
    return {sums.runs, share, std::sqrt(share * (1 - share) / n),
            clopper_pearson(static_cast<std::uint64_t>(sums.sum), sums.runs)};
}

Measured ratio_of(const MeasureSums& sums) {
    const auto n = static_cast<double>(sums.runs);
    const double ratio = sums.sum / sums.per;
    // The variance of a ratio R of sums of v and p is that of v - R p, over the square of the sum of p.
    const double residual = sums.squares - 2 * ratio * sums.products + ratio * ratio * sums.per_squares;
    const double error =
        n < 2 ? kNone : std::sqrt(std::fmax(0.0, residual) * n / (n - 1)) / std::fabs(sums.per);
    return {sums.runs, ratio, error, around(ratio, error)};
}

}  // namespace

void MeasureSums::add(double value, double per_value) {
    if (!std::isfinite(value) || !std::isfinite(per_value)) return;
    ++runs;
    sum += value;
    squares += value * value;
    per += per_value;
    per_squares += per_value * per_value;
    products += value * per_value;
}

void MeasureSums::add(const MeasureSums& later) {
    runs += later.runs;
    sum += later.sum;
    squares += later.squares;
    per += later.per;
    per_squares += later.per_squares;
    products += later.products;
}

Measured measured(Kind kind, const MeasureSums& sums) {
    if (sums.runs == 0 || (kind == Kind::ratio && sums.per == 0))
        return {sums.runs, kNone, kNone, {kNone, kNone}};
    if (kind == Kind::share) return share_of(sums);
    if (kind == Kind::ratio) return ratio_of(sums);
    const auto n = static_cast<double>(sums.runs);
    const double error = std::sqrt(mean_variance(sums.sum, sums.squares, n));
    return {sums.runs, sums.sum / n, error, around(sums.sum / n, error)};
}

}  // namespace firebreak
