// The numbers of a scenario that are only assumed, and of which nothing says what they could be as well.
#pragma once

#include <vector>

#include <firebreak/scenario.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::report {

// One warning for each entry of the provenance section that calls numbers assumed without a range, and one
// for the numbers that no entry names. It counts them by what follows in their paths: "84 assumed numbers
// have no range: attribution (14), ...". A law counts once, and has a range if one of its parts has. Switches
// have no ranges and are left out. `file` is empty.
[[nodiscard]] std::vector<Diagnostic> without_range(const Spec& spec);

}  // namespace firebreak::report
