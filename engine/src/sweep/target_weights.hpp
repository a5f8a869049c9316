// How far the points of a sweep agree with what the record says (a scenario's `targets:`).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sweep/uncertainty.hpp"

namespace firebreak {

struct TargetFit {
    std::size_t target = 0;          // in Uncertainty::targets
    std::optional<std::size_t> arm;  // with its measures; none: the sweep has no such arm, so it cannot tell
    double low = 0, median = 0, high = 0;  // 5, 50 and 95 % of what the points come to
};

struct TargetWeights {
    // One for each point, the largest 1; 0 for a point without a setting. Empty: the scenario has no targets,
    // or the sweep cannot tell any of them.
    std::vector<double> weights;
    double effective = 0;  // points of equal weight that would tell as much (Kish)
    std::vector<TargetFit> fits;
};

// A point's weight is the likelihood of the record there: the product over the targets of normal densities
// about what the point's runs come to, whose variance is the target's and that of the runs' chance error
// together. A point of which no run tells has weight 0.
[[nodiscard]] TargetWeights target_weights(const Uncertainty& sweep);

}  // namespace firebreak
