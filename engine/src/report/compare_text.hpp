// The answer of `firebreak compare` in words and as JSON.
#pragma once

#include <string>

#include "base/text_layout.hpp"
#include "report/comparison.hpp"

namespace firebreak::report {

[[nodiscard]] std::string comparison_text(const Spec& spec, const Comparison& comparison, const Page& page);

// In one line with a line end.
[[nodiscard]] std::string comparison_json(const Spec& spec, const Comparison& comparison);

}  // namespace firebreak::report
