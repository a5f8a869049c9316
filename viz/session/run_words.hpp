// Names cut to what a screen has room for, and what a fork is called.
#pragma once

#include <string>

#include <firebreak/telling.hpp>

#include "session/told_run.hpp"

namespace firebreak::viz {

[[nodiscard]] std::string side_words(const Spec& spec, std::size_t actor);
[[nodiscard]] std::string move_words(const Spec& spec, MoveId move);
[[nodiscard]] std::string rung_words(const Spec& spec, RungId rung);
[[nodiscard]] std::string cause_words(const Spec& spec, CauseId cause);

// One line of the run in few words: "Moscow: Accuse publicly takes effect; now at Public accusation".
[[nodiscard]] std::string line_words(const ToldRun& run, const Seen& line);

// What a fork has otherwise: "Washington holds 7 Oct 2011", "Moscow: Step down one rung 16 Oct 2011"; of a
// mistake that it undoes "Washington's misreading of 7 Oct 2011 corrected".
[[nodiscard]] std::string changed_words(const Spec& spec, const ToldDecision& decision, MoveId move);
[[nodiscard]] std::string corrected_words(const Spec& spec, const Flaw& flaw);

// The decision that a line tells of; none if it is none.
[[nodiscard]] const ToldDecision* decision_of(const ToldRun& run, RecordId line);

}  // namespace firebreak::viz
