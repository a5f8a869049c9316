// What is wrong with weights and laws as a whole, in a file or after settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/model.hpp>

namespace firebreak {

// "the probabilities sum to 1.3, not 1"; empty if they do.
[[nodiscard]] std::string sum_fault(const Weights& prior);

// Whether a path pattern names a probability of a prior or a weight of `confusion`.
[[nodiscard]] bool concerns_weights(std::string_view pattern, const std::vector<Parameter>& all);

// A path and what is wrong there.
struct ValueFault {
    std::string path;
    std::string message;
};

// The first weights that settings have made useless: a prior or a row of `confusion` without a weight above
// 0, or, where priors are not normalised again, a prior that does not sum to 1.
[[nodiscard]] std::optional<ValueFault> weights_fault(const Spec& spec, bool normalised);

// The first law whose parts do not go together, such as a lowest value above the highest.
[[nodiscard]] std::optional<ValueFault> laws_fault(Spec& spec);

}  // namespace firebreak
