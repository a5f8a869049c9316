// The answer of `firebreak causes` for programs: JSON and CSV, numbers as they are. Format:
// engine/docs/causes-format.md.
#pragma once

#include <string>

#include "report/causes_answer.hpp"

namespace firebreak::report {

[[nodiscard]] std::string causes_json(const Spec& spec, const CausesAnswer& answer);
[[nodiscard]] std::string run_causes_json(const Spec& spec, const RunCauses& run,
                                          const std::vector<Change>& changes, const Origin& origin);

// One row per run with a crisis.
[[nodiscard]] std::string causes_csv(const Spec& spec, const CausesAnswer& answer);

}  // namespace firebreak::report
