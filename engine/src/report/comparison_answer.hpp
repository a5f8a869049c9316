// The answer of `firebreak compare`: two sets of measures side by side, and where their runs first differ.
#pragma once

#include "report/comparison.hpp"

namespace firebreak::report {

[[nodiscard]] Answer comparison_answer(const Spec& spec, const Comparison& comparison);

}  // namespace firebreak::report
