// What a SweepReading holds.
#pragma once

#include <string>
#include <vector>

#include <firebreak/answer.hpp>

#include "report/uncertainty_answer.hpp"
#include "sweep/sweep_folder.hpp"

namespace firebreak {

struct SweepReading::Inner {
    SweepFolder folder;
    Spec file;  // scenario.yaml, without what the plan sets
    // `stated` has the names of the arms; its `runs` are 0 as long as it has no results.
    report::UncertaintyAnswer answer;
    std::vector<SweptNumber> numbers;
    Progress progress;

    [[nodiscard]] const Sweep& sweep() const { return *folder.sweep; }
    // The points are spread over the ranges, so that shares of settings mean something.
    [[nodiscard]] bool spread() const {
        const DesignPlan::Kind kind = sweep().plan().design.kind;
        return kind == DesignPlan::Kind::sobol || kind == DesignPlan::Kind::latin;
    }
    // Of an arm's effect; of arm 0, of its share of crises.
    [[nodiscard]] const Assessment& assessment(std::size_t arm) const {
        return answer.assessments[arm == 0 ? 0 : arm + 1];
    }
};

}  // namespace firebreak
