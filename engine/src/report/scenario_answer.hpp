// A scenario in words and tables, as `firebreak show` prints it.
#pragma once

#include <string>
#include <string_view>

#include <firebreak/answer.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::report {

[[nodiscard]] Answer scenario_answer(const Spec& spec);

// Its parts; a table has no rows where the scenario has none.
[[nodiscard]] answer::Table ladder_table(const Spec& spec);
[[nodiscard]] answer::Table causes_table(const Spec& spec);
[[nodiscard]] answer::Table incidents_table(const Spec& spec);
[[nodiscard]] answer::Table evidence_table(const Spec& spec);
[[nodiscard]] answer::Table channels_table(const Spec& spec);
[[nodiscard]] answer::Table messages_table(const Spec& spec);
[[nodiscard]] answer::Table moves_table(const Spec& spec);
[[nodiscard]] answer::Table measures_table(const Spec& spec);
// Traits and standing orders of a side.
[[nodiscard]] answer::Blocks actor_blocks(const Spec& spec, const ActorSpec& actor);

// A mark behind a number: " [s]", " [d]", " [a]" or " [t]" after the grade that provenance gives the path,
// and what `uncertainty` tries for it and for the numbers below it, " [a, tried from 0 to 0.2]". Empty
// without a grade.
[[nodiscard]] std::string grade_mark(const Spec& spec, std::string_view path);
// The grade of one path, with the ranges of all numbers of the section in which it lies.
[[nodiscard]] std::string section_mark(const Spec& spec, std::string_view path, std::string_view section);

// Of an entry with a range: "tried from 0.03 to 0.2, each number for itself (prior of an attack)".
[[nodiscard]] std::string entry_range_words(const ProvenanceSpec& entry);

// What the scenario asks of its runs, what the record says, and what may be otherwise; nothing where it has
// none of these.
[[nodiscard]] answer::Blocks asked_blocks(const Spec& spec);

}  // namespace firebreak::report
