// The answer of `firebreak run` in words and a table.
#pragma once

#include <string>
#include <vector>

#include "base/text_layout.hpp"
#include "report/answers.hpp"

namespace firebreak::report {

[[nodiscard]] std::string study_text(const Spec& spec, const StudyAnswer& answer, const Page& page);

// The answer in sentences: how many runs reach a crisis and how likely that is, how many of these are
// inadvertent, then what each arm changes, for better or worse, the best single measure first; then wars, and
// what makes the numbers doubtful.
[[nodiscard]] std::vector<std::string> answer_sentences(const Spec& spec, const StudyAnswer& answer);

// Parts that `compare` shows as well.
[[nodiscard]] std::string scenario_heading(const Spec& spec, const Page& page);
[[nodiscard]] std::string partial_note(std::uint64_t runs, std::uint64_t asked, const Page& page);
// "1,350 of 10,000 runs (13.5 %, 95 % interval 12.8 to 14.2)"
[[nodiscard]] std::string proportion_words(const Proportion& proportion);
// "by 2.4 points (95 % interval 1.9 to 2.9): 250 crises avoided, 12 caused"
[[nodiscard]] std::string effect_words(const Effect& effect);
// The caveat with the grades of the numbers, the command that makes the result again, and what identifies it.
[[nodiscard]] std::string closing_lines(const Spec& spec, const std::string& command, const Origin& origin,
                                        const Page& page);

}  // namespace firebreak::report
