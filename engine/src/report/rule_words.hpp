// Laws, rules, moves and measures of a scenario in words.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

namespace firebreak::report {

// "7d", "90d on average (exponential)", "1 to 5, most often 2".
[[nodiscard]] std::string law_words(const Distribution& law, bool durations);

// "If the threat is at least 2: Impose sanctions 45 %, Hold 55 %.", "At once, if ...", "In any case: Hold."
[[nodiscard]] std::string rule_words(const Spec& spec, const RuleSpec& rule);

// What a move does: "raises to Public accusation; strikes (attack, severity 2 to 5); after 5d; seen with
// 0.5".
[[nodiscard]] std::string move_words(const Spec& spec, const MoveSpec& move);

// Name of a rung for people; the id where there is none of that id.
[[nodiscard]] std::string rung_words(const Spec& spec, const std::string& id);

// "criminal", "criminal 75 %, attack 25 %".
[[nodiscard]] std::string weights_words(const Weights& weights);

// "only with hotline", "unless hotline"; empty for neither.
[[nodiscard]] std::string measure_condition_words(const std::string& needs, const std::string& unless);

// The value that a measure sets: "yes", "0.04", "2h to 6h".
[[nodiscard]] std::string value_words(const Spec& spec, const SetSpec& set);

}  // namespace firebreak::report
