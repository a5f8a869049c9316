// Sentences about crises that several answers have in common.
#pragma once

#include <string>
#include <string_view>

#include <firebreak/answer.hpp>
#include <firebreak/model.hpp>

namespace firebreak::report {

// "1,350 of 10,000 runs (13.5 %, 95 % interval 12.8 to 14.2)"; the plural is the noun with an s, or `plural`.
[[nodiscard]] std::string proportion_words(const Proportion& proportion, std::string_view noun = "run",
                                           std::string_view plural = {});
// Of "with no measures": "With no measures 300 of 2,000 runs (15 %, 95 % interval 13.5 to 16.6) reach a
// crisis"
[[nodiscard]] std::string crises_words(const std::string& with, const Proportion& crisis);
// "A crisis: a side stands at "Covert response" or higher within 2 y."
[[nodiscard]] std::string crisis_meaning(const Spec& spec);

// "It is inadvertent: had both sides seen clearly, it would not have come."; of at least one crisis.
[[nodiscard]] std::string inadvertent_sentence(std::uint64_t crises, std::uint64_t inadvertent);
// How many of the crises are inadvertent, and in how many other runs a mistake prevented one; empty where
// there is neither.
[[nodiscard]] std::string twin_sentences(std::uint64_t crises, std::uint64_t inadvertent,
                                         std::uint64_t averted);

// "prevents 150 of 300 crises and causes 30 new ones; the share falls by 6.0 points (95 % interval 4.7 to
// 7.3)"; `plural`: prevent, cause.
[[nodiscard]] std::string effect_words(const Effect& effect, bool plural = false);
// "-2.4 points, 95 % interval -2.9 to -1.9"
[[nodiscard]] std::string difference_words(const Effect& effect);
// "fewer crises", "no detectable difference"
[[nodiscard]] const char* verdict_words(const Effect& effect);

// "Of its 212 numbers: 4 sourced, 20 assumed and 188 unmarked."
[[nodiscard]] std::string grades_in_words(const GradeCounts& counts);

// In quotation marks, safe for a terminal.
[[nodiscard]] std::string quoted(std::string_view label);

}  // namespace firebreak::report
