// What is wrong with a rule as a whole: conditions that exclude each other.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

namespace firebreak {

// Why all conditions of a rule can never hold at once; empty if they can, as far as can be told.
[[nodiscard]] std::string contradiction(const RuleSpec& rule);

// The kind of message that an at_once rule sends again at each observation, because no condition of it ends
// when that is sent; none for any other rule. An act closes the decision, and a reply takes the query out of
// hand: they need no such condition.
[[nodiscard]] MessageKind repeated_message(const std::vector<MoveSpec>& moves, const RuleSpec& rule);

}  // namespace firebreak
