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

// A mark behind a number: " [s]", " [d]", " [a]" or " [t]" after the grade that provenance gives the path;
// empty without one.
[[nodiscard]] std::string grade_mark(const Spec& spec, std::string_view path);

}  // namespace firebreak::report
