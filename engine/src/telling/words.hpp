// Bricks of sentences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <firebreak/run.hpp>
#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

namespace firebreak {

inline constexpr std::size_t kLongestText = 2000;  // of an inject, in bytes

// "the limit of 1,000,000 events": what stopped a run.
[[nodiscard]] std::string limit_words(Limit limit);

struct CalendarDay {
    std::string year;       // may have five digits
    std::size_t month = 1;  // from 1
    int day = 1;
};
[[nodiscard]] CalendarDay calendar_day(const Spec& spec, Millis time);
[[nodiscard]] const char* month_name(std::size_t month);

// The actor's name in capitals.
[[nodiscard]] std::string speaker(const Labels& labels, std::size_t actor);

// --- Beliefs

// The most believed cause, of equal ones the first.
[[nodiscard]] CauseId most_believed(const Spec& spec, const Belief& belief);

// "Criminal 40 %, Espionage 30 %, others 30 %": the likeliest causes of a belief, those under 1 % left out.
[[nodiscard]] std::string belief_words(const Labels& labels, const Belief& belief);

// "Attack from 12 % to 31 %; most believed is Criminal, 45 %. The case is concluded.": what moved most
// between two opinions.
[[nodiscard]] std::string change_of_mind_words(const Labels& labels, const seen::ChangeOfMind& change);

// Adds that the most believed cause is wrong, where it is and the true one is known.
void mark_wrong_cause(const Labels& labels, const Belief& belief, CauseId true_cause, Text& text);

// --- Decisions

// "Impose sanctions (rule 8, when the threat is at least 2; chance 45 %). It could also have chosen: Hold
// 15 %."
[[nodiscard]] std::string chosen_words(const Labels& labels, const seen::Decision& made);
// "threat felt: 2.05; own posture: Calm; belief that Moscow is aggressive: 40 %."
[[nodiscard]] std::string felt_words(const Labels& labels, std::size_t actor, const seen::Decision& made);
// "Washington read Moscow's posture as Calm." and, if that was wrong, "It was Protest."
[[nodiscard]] Text reading_words(const Labels& labels, std::size_t actor, const seen::Decision& made,
                                 const seen::TrueDecision* truth);

}  // namespace firebreak
