// What a told run holds, in short words for marks, cards and lists. Everything that comes from a scenario is
// made safe to show.
#pragma once

#include <string>

#include <firebreak/causes.hpp>

#include "session/told_run.hpp"

namespace firebreak::viz {

[[nodiscard]] std::string date_words(const Spec& spec, Millis time);  // "2011-10-12"
// "12 Oct 2011"; of a scenario that is told in hours "12 Oct 02:06".
[[nodiscard]] std::string day_words(const Spec& spec, Millis time);

// A scenario of at most three days is told in hours since its start, any other in days.
[[nodiscard]] bool told_in_hours(const Spec& spec);
[[nodiscard]] std::string moment_words(const Spec& spec, Millis time);  // "2011-10-12 02:06 (day 103)"
// "38 %"; never 0 or 100 unless it is so
[[nodiscard]] std::string percent_words(double share);

[[nodiscard]] std::string side_words(const Spec& spec, std::size_t actor);
[[nodiscard]] std::string move_words(const Spec& spec, MoveId move);
[[nodiscard]] std::string rung_words(const Spec& spec, RungId rung);
[[nodiscard]] std::string cause_words(const Spec& spec, CauseId cause);
// "the incident of 19 July": what the side calls the incident that its ledger gives this number; of kActors,
// what the ledger of the truth does.
[[nodiscard]] std::string incident_words(const ToldRun& run, std::size_t ledger, std::uint32_t number);
[[nodiscard]] bool is_hold(const Spec& spec, MoveId move);

// One line of the run: "Moscow: Accuse publicly takes effect; now at Public accusation". It says only what
// the line itself holds.
[[nodiscard]] std::string line_words(const ToldRun& run, const ToldLine& line);

// "Washington chose Covert disruption (rule 7, when the threat is at least 3.5; 38 %). It could also have
// chosen ..."
[[nodiscard]] std::string decision_words(const ToldRun& run, const ToldDecision& decision);

// What a fork has otherwise: "Washington holds 7 Oct 2011", "Moscow: Step down one rung 16 Oct 2011"; of
// something put right "Washington's misreading of 7 Oct 2011 put right".
[[nodiscard]] std::string changed_words(const Spec& spec, const ToldDecision& decision, MoveId move);
[[nodiscard]] std::string corrected_words(const Spec& spec, const Flaw& flaw);

// What went wrong, or what was decided: "Washington took false-flag for attack when it decided".
[[nodiscard]] std::string flaw_words(const Spec& spec, const Flaw& flaw);

// The decision that a line tells of; none if it is none.
[[nodiscard]] const ToldDecision* decision_of(const ToldRun& run, RecordId line);

}  // namespace firebreak::viz
