// The answer of `firebreak uncertainty`: how far each number that `run` prints depends on what is only
// assumed.
#pragma once

#include <string>
#include <vector>

#include "report/answers.hpp"
#include "sweep/assessment.hpp"

namespace firebreak::report {

struct UncertaintyAnswer {
    StudyAnswer stated;  // at the numbers in the file
    Uncertainty sweep;
    std::vector<Assessment> assessments;  // as assess() orders them
    std::string again = {};               // the command that makes it again; empty: `uncertainty`
};

// The share that an arm has at the numbers in the file: of all runs those with a crisis, or of the crises
// those that are inadvertent.
[[nodiscard]] Proportion stated_share(const ArmAnswer& arm, Assessment::Question question);

// Whether a side of a region cuts off the low end of its range, and the high end. A sweep never reaches the
// ends themselves.
struct Cuts {
    bool low = false;
    bool high = false;
};
[[nodiscard]] Cuts cuts_of(const Uncertainty& sweep, const Side& side);

[[nodiscard]] Answer uncertainty_answer(const Spec& spec, const UncertaintyAnswer& answer);
// One JSON object, and one row per setting and arm; engine/docs/uncertainty-format.md.
[[nodiscard]] std::string uncertainty_json(const Spec& spec, const UncertaintyAnswer& answer);
[[nodiscard]] answer::Table uncertainty_rows(const Spec& spec, const UncertaintyAnswer& answer);

}  // namespace firebreak::report
