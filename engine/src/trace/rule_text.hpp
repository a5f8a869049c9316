// A doctrine's rules in words, as an official would read them aloud.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

namespace firebreak {

// "the threat is at least 3.5", "the message in hand is a query", "the line Hot line works". Safe for a
// terminal.
[[nodiscard]] std::string condition_text(const Spec& spec, const ConditionSpec& condition);

// The conditions of a rule, all of which must hold: "the threat is at least 2 and the line Hot line works";
// "always" where there are none.
[[nodiscard]] std::string rule_text(const Spec& spec, const RuleSpec& rule);

// What a rule does: "Impose sanctions 45 %, Accuse publicly 25 %, Hold 30 %", the weights normalised; one
// move alone without a share.
[[nodiscard]] std::string choice_text(const Spec& spec, const RuleSpec& rule);

}  // namespace firebreak
