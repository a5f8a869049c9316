// A line of the ledgers in words.
#pragma once

#include <string>
#include <vector>

#include "trace/labels.hpp"
#include "trace/ledger.hpp"

namespace firebreak {

// One sentence or two of one ledger, or of several that say the same.
struct Row {
    std::string who;  // "TRUTH", "WASHINGTON SAW", "BOTH SAW", "CONCLUDED"
    std::string text;
};

// Says only what the line holds; where the truth is among it, misperceptions are marked with [!].
[[nodiscard]] std::vector<Row> tell_line(const Labels& labels, const LedgerLine& line);

// "Criminal 40 %, Espionage 30 %, others 30 %": the likeliest causes of a belief, those under 1 % left out.
[[nodiscard]] std::string belief_text(const Labels& labels, const Fields& belief);

// The id of the most believed cause.
[[nodiscard]] std::string most_believed(const Fields& belief);

// "Attack from 12 % to 31 %; most believed is Criminal, 45 %. The case is concluded.": what moved most
// between two opinions.
[[nodiscard]] std::string change_text(const Labels& labels, const Fields& before, const Fields& after);

// " [!] The most believed cause is wrong: it was Accident."; empty if it is right or the true cause is not
// shown.
[[nodiscard]] std::string wrong_cause_mark(const Labels& labels, const Fields& belief,
                                           const Fields& true_cause);

// The actor's name in capitals.
[[nodiscard]] std::string speaker(const Labels& labels, std::size_t actor);

}  // namespace firebreak
