// What a sweep over every combination of some measures shows: what each of them does, and what they do
// together beyond the sum.
#pragma once

#include <string>

#include "report/answers.hpp"
#include "sweep/factorial.hpp"

namespace firebreak::report {

// `complete`: the sweep is finished; `again`: the command that makes the answer again.
[[nodiscard]] Answer factorial_answer(const Spec& spec, const Factorial& found, const Origin& origin,
                                      bool complete, const std::string& again);
// One JSON object, and one row per effect; engine/docs/sweep-format.md.
[[nodiscard]] std::string factorial_json(const Spec& spec, const Factorial& found, const Origin& origin,
                                         bool complete);
[[nodiscard]] answer::Table factorial_rows(const Spec& spec, const Factorial& found, const Origin& origin);

// "together lower the risk by 3.1 points, which is 1.2 points (0.5 to 1.9) less than the sum of both"; of a
// pair. Where the interval does not exclude it: "together change the risk by what both do alone, as far as
// the runs can tell (-0.4 to +0.3 points)".
[[nodiscard]] std::string together_words(const Factorial& found, const FactorialEffect& pair);

}  // namespace firebreak::report
