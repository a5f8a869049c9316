// Flaws of runs and changes of scenarios, in words.
#pragma once

#include <string>

#include <firebreak/causes.hpp>

namespace firebreak::report {

// What went wrong: "Washington took an outage for an attack when it decided", "a move was read too high". The
// actor is named.
[[nodiscard]] std::string flaw_words(const Spec& spec, const FlawGroup& group);
// What putting it right means: "had the true cause been known then".
[[nodiscard]] const char* correction_words(Flaw::Kind kind);

// "Washington knows the true cause of each incident", "with hotline", "without rule 8 of Washington (if the
// threat is at least 2: ...)".
[[nodiscard]] std::string change_words(const Spec& spec, const Change& change);
// The change as options of `firebreak compare` against the arm that it changes: "--measures hotline", "--arm
// clean-washington:cause --against-arm factual".
[[nodiscard]] std::string change_options(const Spec& spec, const Change& change);

}  // namespace firebreak::report
