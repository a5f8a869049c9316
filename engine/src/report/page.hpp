// The findings on a scenario as one HTML page that needs nothing else: for people who do not run programs.
#pragma once

#include <string>

#include "report/findings.hpp"

namespace firebreak::report {

// XHTML-compatible HTML5 without scripts. A policy in its head forbids the page to load anything. Complete
// findings only.
[[nodiscard]] std::string report_page(const Spec& spec, const Findings& findings);

}  // namespace firebreak::report
