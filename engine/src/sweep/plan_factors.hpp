// The part of a plan that says which numbers vary, and over which values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <firebreak/model.hpp>

#include "scenario/fields.hpp"
#include "sweep/plan.hpp"

namespace firebreak {

struct PlanReading {
    Faults& faults;
    Spec& spec;
    std::vector<Parameter> all;  // of the spec
    Plan& plan;
    std::string folder;     // of the plan, with a "/" at its end, or empty
    bool kept = false;      // it is the folder of a sweep
    std::string list = {};  // bytes of the file that the plan's `list` names
};

[[nodiscard]] const Parameter* parameter_at(const std::vector<Parameter>& all, std::string_view path);
// The paths of the parameters that a pattern names.
[[nodiscard]] std::vector<std::string> paths_named(const std::string& pattern,
                                                   const std::vector<Parameter>& all);
[[nodiscard]] bool takes_durations(const Parameter& parameter);
// A level of a factor as a plan or a table writes it: a number, a duration in ms, or a name by its place.
// `all` are the parameters of the scenario.
[[nodiscard]] std::optional<double> level_value(const Factor& factor, const std::vector<Parameter>& all,
                                                const std::string& text);
// Why a factor cannot take a level; empty if it can.
[[nodiscard]] std::string level_fault(const Factor& factor, const std::vector<Parameter>& all,
                                      const std::string& text);

// Fills plan.factors, and plan.design.levels and .rows; the design's kind is known. Without a key `factors`,
// every number to which the scenario gives a range varies.
void read_factors(const Fields& fields, PlanReading& reading);

// The part of read_factors() that takes the points of `list`, whose columns are the factors.
void read_list(const Fields& fields, PlanReading& reading);

// Fills plan.constraints.
void read_constraints(const Place& at, PlanReading& reading);

}  // namespace firebreak
