// The conditions of a doctrine's rules in the regular words of the trace format.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

namespace firebreak {

// "the threat is at least 3.5", "the message in hand is a query", "the line Hot line works". Safe for a
// terminal. Written traces hold these words, so they stay as they are; people are told those of telling.hpp.
[[nodiscard]] std::string condition_text(const Spec& spec, const ConditionSpec& condition);

// The conditions of a rule, all of which must hold: "the threat is at least 2 and the line Hot line works";
// "always" where there are none.
[[nodiscard]] std::string rule_text(const Spec& spec, const RuleSpec& rule);

// --- What both kinds of words are made of

// The ends of an interval of a fact: "at least 35 %", "above 2 and at most 5".
struct IntervalWords {
    const char* above = "above ";
    const char* below = "below ";
};
[[nodiscard]] std::string any_text(const ConditionSpec& condition, const IntervalWords& words = {});

// Whether the value fulfils the condition.
[[nodiscard]] bool allows(const ConditionSpec& condition, double value);

// "at Calm", "at or above Public accusation", "from A to B", "at A or B": the rungs that a condition allows.
[[nodiscard]] std::string rungs_text(const Spec& spec, const ConditionSpec& condition);

// "a query or a denial": the enumerators below `count` that a condition allows, by their words.
template <class Enum, class Words>
[[nodiscard]] std::string named_text(const ConditionSpec& condition, std::size_t count, Words words) {
    std::string text;
    for (std::size_t value = 0; value < count; ++value) {
        if (allows(condition, static_cast<double>(value)))
            text += (text.empty() ? "" : " or ") + words(static_cast<Enum>(value));
    }
    return text.empty() ? "nothing" : text;
}

// `yes` where the condition wants a flag set, `no` where it wants it not set.
[[nodiscard]] std::string flag_text(const ConditionSpec& condition, const std::string& yes,
                                    const std::string& no);

// "a warning": of a condition on what was said.
[[nodiscard]] std::string subject_message(const ConditionSpec& condition);

}  // namespace firebreak
