// What is compared with what, and whether it can be, in words.
#pragma once

#include <string>

#include "session/workbench.hpp"

namespace firebreak::viz {

[[nodiscard]] std::string measure_words(const Spec& spec, const std::string& id);  // its label, or its id
// "no measures", "24/7 link between the capitals; actors.a.posture.misread = 0.1".
[[nodiscard]] std::string settings_words(const Spec& spec, const Settings& settings);

// Why these two sets of runs cannot be compared pair by pair; empty if they can.
[[nodiscard]] std::string why_not_paired(const Spec& spec, const Results& before, const Results& after);

// "The same 1,000 runs, chance for chance, before and after. Checked." Says so only of sets whose pairs were
// found to be of the same replicates.
[[nodiscard]] std::string pairing_words(const Paired& paired, const Results& before, const Results& after);

// Who parted a pair: "Moscow's rule 3, "Accuse publicly" or "Covert disruption"", "an accident", "one of the
// two ends".
[[nodiscard]] std::string parter_words(const Spec& spec, const Parter& who);

// "Before and after are identical: ...", or that nothing can be told apart; empty if there is a difference.
[[nodiscard]] std::string sameness_words(const Paired& paired);

}  // namespace firebreak::viz
