// What is wrong with a rule as a whole: conditions that exclude each other.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

namespace firebreak {

// Why all conditions of a rule can never hold at once; empty if they can, as far as can be told.
[[nodiscard]] std::string contradiction(const RuleSpec& rule);

}  // namespace firebreak
