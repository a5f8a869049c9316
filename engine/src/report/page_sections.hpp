// The sections of the report page, in their order, and what they share.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

#include "report/findings.hpp"
#include "report/page_markup.hpp"

namespace firebreak::report {

// Title, question, the answer in a sentence, which misperceptions drive the crises, and the best single
// change.
[[nodiscard]] Markup page_answer(const Spec& spec, const Findings& findings);
// Of the answer: how far it depends on what is only assumed, or that its intervals are chance alone.
[[nodiscard]] Markup page_ranges(const Spec& spec, const Findings& findings);
// Crises as figures among 100 or 1,000 runs.
[[nodiscard]] Markup page_icons(const Spec& spec, const Findings& findings);
// What each measure changes, run by run.
[[nodiscard]] Markup page_measures(const Spec& spec, const Findings& findings);
// All runs as a river, and those that end in a crisis.
[[nodiscard]] Markup page_river(const Spec& spec, const Findings& findings);
// What the crises hinged on.
[[nodiscard]] Markup page_causes(const Spec& spec, const Findings& findings);
// One run in three ledgers.
[[nodiscard]] Markup page_story(const Spec& spec, const Findings& findings);
// Further crisis runs, each with its chain of causes or the command that tells it.
[[nodiscard]] Markup page_runs(const Spec& spec, const Findings& findings);
// Where the numbers that went in come from.
[[nodiscard]] Markup page_assumed(const Spec& spec, const Findings& findings);
// How to get every number again.
[[nodiscard]] Markup page_again(const Spec& spec, const Findings& findings);

// The name of a side cut to what a page can bear.
[[nodiscard]] std::string actor_name(const Spec& spec, ActorId actor);
// "hotline (24/7 link between the capitals)", "all 3 measures".
[[nodiscard]] std::string arm_label(const Spec& spec, const ArmAnswer& arm);
[[nodiscard]] Markup markup_of(const answer::Blocks& blocks);

}  // namespace firebreak::report
