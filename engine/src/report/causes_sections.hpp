// The answer of `firebreak causes`: what the crises hinged on.
#pragma once

#include <string>
#include <vector>

#include "report/causes_answer.hpp"

namespace firebreak::report {

[[nodiscard]] Answer causes_report(const Spec& spec, const CausesAnswer& answer);
// What one run hinged on. `changes` are those of the finder.
[[nodiscard]] Answer run_causes_report(const Spec& spec, const RunCauses& run,
                                       const std::vector<Change>& changes, const Origin& origin);

// Parts that the report page shows as well.

// How many crises there are, and how many of them are inadvertent.
[[nodiscard]] std::string causes_in_short(const Spec& spec, const CausesAnswer& answer);
// The mistakes that decide most crises.
[[nodiscard]] answer::Blocks deciding_mistakes(const Spec& spec, const CausesAnswer& answer);
// The best single change of each kind, what prevents most first.
[[nodiscard]] answer::List best_changes(const Spec& spec, const CausesAnswer& answer);
[[nodiscard]] answer::Table flaws_table(const Spec& spec, const CausesAnswer& answer,
                                        const std::vector<const FlawTally*>& tallies, std::string caption);
// `changes`: places of changes.
[[nodiscard]] answer::Table changes_table(const Spec& spec, const CausesAnswer& answer,
                                          const std::vector<std::size_t>& changes, std::string caption);
// How many corrections a crisis takes.
[[nodiscard]] answer::Table corrections_table(const CausesAnswer& answer);

// Every crisis, for files.
[[nodiscard]] answer::Table causes_rows(const Spec& spec, const CausesAnswer& answer);

inline constexpr const char* kMistakesCaption =
    "Mistakes that mattered: correcting one of them, once, prevents the crisis";
inline constexpr const char* kDecisionsCaption =
    "Decisions that mattered: holding instead, once, prevents the crisis";
inline constexpr const char* kPerceptionsCaption =
    "If a side saw more clearly: the same runs with one kind of perception always right";
inline constexpr const char* kRulesCaption = "If a rule were disabled: the same runs without it";
inline constexpr const char* kMeasuresCaption = "If a measure were added: the same runs with it";

}  // namespace firebreak::report
