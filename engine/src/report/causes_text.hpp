// The answer of `firebreak causes` for people.
#pragma once

#include <string>
#include <vector>

#include "base/text_layout.hpp"
#include "report/causes_answer.hpp"

namespace firebreak::report {

[[nodiscard]] std::string causes_text(const Spec& spec, const CausesAnswer& answer, const Page& page);

// What a person should know first, in a few sentences: how many crises are inadvertent, what they hinge on,
// what averts most and what that costs.
[[nodiscard]] std::vector<std::string> causes_in_short(const Spec& spec, const CausesAnswer& answer);

// What one run hinged on. `changes` are those of the finder.
[[nodiscard]] std::string run_causes_text(const Spec& spec, const RunCauses& run,
                                          const std::vector<Change>& changes, const Origin& origin,
                                          const Page& page);

}  // namespace firebreak::report
