// The answer of `firebreak paths`: how runs go up and down.
#pragma once

#include "report/paths_answer.hpp"

namespace firebreak::report {

[[nodiscard]] Answer paths_report(const Spec& spec, const PathsAnswer& answer);

// Every edge of the graph, for files.
[[nodiscard]] answer::Table paths_rows(const Spec& spec, const PathsAnswer& answer);

}  // namespace firebreak::report
