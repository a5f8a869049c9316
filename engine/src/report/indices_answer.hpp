// What a sweep over a Saltelli or a Morris design shows: how much each number that varies moves each answer.
#pragma once

#include <string>
#include <vector>

#include "report/answers.hpp"
#include "sweep/assessment.hpp"
#include "sweep/indices.hpp"
#include "sweep/morris.hpp"
#include "sweep/sweep.hpp"

namespace firebreak::report {

// One question's analysis; of the two, that of the design.
struct Influence {
    Assessment::Question question = Assessment::Question::crisis;
    std::size_t arm = 0;
    SobolIndices sobol;
    MorrisEffects morris;
};

// For the crises of the first arm and the effect of each other arm. `results` are those of the sweep, whose
// design is Saltelli's or Morris's.
[[nodiscard]] std::vector<Influence> influences(const Sweep& sweep, const Uncertainty& results);

// `again`: the command that makes it again.
[[nodiscard]] Answer influence_answer(const Sweep& sweep, const Uncertainty& results,
                                      const std::vector<Influence>& found, const Origin& origin,
                                      const std::string& again);
[[nodiscard]] std::string influence_json(const Sweep& sweep, const Uncertainty& results,
                                         const std::vector<Influence>& found, const Origin& origin);

}  // namespace firebreak::report
