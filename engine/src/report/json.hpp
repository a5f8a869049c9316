// Answers for programs: JSON with numbers as they are, one object in a line with a line end. The formats
// stand in engine/docs/run-format.md, causes-format.md and paths-format.md.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "report/causes_answer.hpp"
#include "report/comparison.hpp"
#include "report/paths_answer.hpp"

namespace firebreak::report {

[[nodiscard]] std::string study_json(const Spec& spec, const StudyAnswer& study);
[[nodiscard]] std::string comparison_json(const Spec& spec, const Comparison& comparison);
[[nodiscard]] std::string causes_json(const Spec& spec, const CausesAnswer& answer);
[[nodiscard]] std::string run_causes_json(const Spec& spec, const RunCauses& run,
                                          const std::vector<Change>& changes, const Origin& origin);
[[nodiscard]] std::string paths_json(const Spec& spec, const PathsAnswer& answer);

using Json = nlohmann::ordered_json;

// What every result begins with: program, scenario, seed, runs.
[[nodiscard]] Json origin_json(const Spec& spec, const Origin& origin, std::uint64_t runs, bool complete);
// Null for what is not finite, which JSON cannot write.
[[nodiscard]] Json number_json(double value);
[[nodiscard]] Json proportion_json(const Proportion& proportion);
[[nodiscard]] Json effect_json(const Effect& effect);
[[nodiscard]] Json outcomes_json(const ArmTotals& totals);

// The id of an entry of a list of the scenario, null without one.
template <class Id, class List>
[[nodiscard]] Json id_json(Id id, const List& list) {
    return id.valid() ? Json(list[id.index()].id) : Json(nullptr);
}

// JSON in one line with a line end. Text that is not UTF-8 is mended, not thrown at.
[[nodiscard]] std::string json_line(const Json& json);

}  // namespace firebreak::report
