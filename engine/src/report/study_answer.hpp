// The answer of `firebreak run`: how likely a crisis is, and what each measure changes.
#pragma once

#include "report/answers.hpp"

namespace firebreak::report {

[[nodiscard]] Answer study_answer(const Spec& spec, const StudyAnswer& study);

// Parts that the report page shows as well.

// How many runs reach a crisis and how likely that is; then how many of these are inadvertent, what each arm
// changes, the best single measure first, wars, and what makes the numbers doubtful.
[[nodiscard]] answer::Blocks study_sentences(const Spec& spec, const StudyAnswer& study);
// Each arm's share of runs with a crisis.
[[nodiscard]] answer::Table shares_table(const Spec& spec, const StudyAnswer& study);
// Each arm against the first; no rows where there is one arm only.
[[nodiscard]] answer::Table effects_table(const Spec& spec, const StudyAnswer& study);
// That the intervals are chance alone, and how to learn the rest.
[[nodiscard]] answer::Paragraph chance_only(const Spec& spec, const Origin& origin);

// Every arm with all its numbers, for files.
[[nodiscard]] answer::Table study_rows(const Spec& spec, const StudyAnswer& study);

}  // namespace firebreak::report
