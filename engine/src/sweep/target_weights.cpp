#include "sweep/target_weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sweep/spread.hpp"

namespace firebreak {
namespace {

std::optional<std::size_t> arm_of(const Uncertainty& sweep, const TargetSpec& target) {
    const auto found = std::find_if(sweep.arms.begin(), sweep.arms.end(), [&](const ArmSpec& arm) {
        return arm == ArmSpec{target.measures, {}};
    });
    if (found == sweep.arms.end()) return std::nullopt;
    return static_cast<std::size_t>(found - sweep.arms.begin());
}

// The logarithm of a target's likelihood at a point, up to what all points share; minus infinity where no run
// tells.
double log_likelihood(const TargetSpec& target, const Measured& found) {
    if (!std::isfinite(found.value)) return -std::numeric_limits<double>::infinity();
    const double chance = std::isfinite(found.error) ? found.error * found.error : 0;
    const double variance = target.sd * target.sd + chance;
    const double distance = found.value - target.value;
    return -0.5 * (distance * distance / variance + std::log(variance));
}

}  // namespace

TargetWeights target_weights(const Uncertainty& sweep) {
    TargetWeights result;
    std::vector<double> logs(sweep.points.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < sweep.targets.size(); ++i) {
        TargetFit fit{i, arm_of(sweep, sweep.targets[i])};
        std::vector<double> values;
        for (std::size_t p = 0; fit.arm && p < sweep.points.size(); ++p) {
            const SweepPoint& point = sweep.points[p];
            if (point.arms.empty()) continue;
            const Measured found =
                measured(sweep.targets[i].of.kind, point.arms[*fit.arm].own[sweep.observed + i]);
            logs[p] += log_likelihood(sweep.targets[i], found);
            values.push_back(found.value);
        }
        any = any || fit.arm;
        fit.low = weighted_quantile(values, {}, 0.05);
        fit.median = weighted_quantile(values, {}, 0.5);
        fit.high = weighted_quantile(values, {}, 0.95);
        result.fits.push_back(fit);
    }
    if (!any) return result;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t p = 0; p < logs.size(); ++p) {
        if (sweep.points[p].arms.empty()) logs[p] = -std::numeric_limits<double>::infinity();
        most = std::fmax(most, logs[p]);
    }
    double sum = 0;
    double squares = 0;
    for (const double log : logs) {
        const double weight = std::isfinite(most) ? std::exp(log - most) : 0;
        result.weights.push_back(weight);
        sum += weight;
        squares += weight * weight;
    }
    result.effective = squares > 0 ? sum * sum / squares : 0;
    return result;
}

}  // namespace firebreak
