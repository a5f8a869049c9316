// The answer of `firebreak paths` for programs (engine/docs/paths-format.md).
#pragma once

#include <string>

#include "report/paths_answer.hpp"

namespace firebreak::report {

// In one line with a line end.
[[nodiscard]] std::string paths_json(const Spec& spec, const PathsAnswer& answer);

// The graph that was asked for: one row per edge with a heading, after RFC 4180.
[[nodiscard]] std::string paths_csv(const Spec& spec, const PathsAnswer& answer);

}  // namespace firebreak::report
