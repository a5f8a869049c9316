// The answer of `firebreak run` for programs: JSON and CSV, numbers as they are.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

using Json = nlohmann::ordered_json;

// The object that cli.md promises, in one line with a line end.
[[nodiscard]] std::string study_json(const Spec& spec, const StudyAnswer& answer);

// One row per arm with a heading, after RFC 4180.
[[nodiscard]] std::string study_csv(const Spec& spec, const StudyAnswer& answer);

// Parts that `compare` shows as well.
[[nodiscard]] Json proportion_json(const Proportion& proportion);
[[nodiscard]] Json effect_json(const Effect& effect);
// What every result begins with: program, scenario, seed, runs.
[[nodiscard]] Json origin_json(const Spec& spec, const Origin& origin, std::uint64_t runs, bool complete);

// JSON in one line with a line end. Text that is not UTF-8 is mended, not thrown at.
[[nodiscard]] std::string json_line(const Json& json);

}  // namespace firebreak::report
