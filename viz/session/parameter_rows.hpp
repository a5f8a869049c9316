// The numbers of a scenario as a list for people: value, grade of provenance, and what may be given to each.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <firebreak/model.hpp>

namespace firebreak::viz {

struct ParameterRow {
    std::string path;
    std::string value;  // as --set takes it
    std::string file_value;
    Parameter::Kind kind = Parameter::Kind::number;
    double low = 0, high = 0;
    double number = 0;   // of kind number
    bool asked = false;  // a target or a variant, which is not counted among the numbers
    std::string fixed;   // why it is changed in the text of the scenario only; empty: it can be changed here
    std::string_view unit;
    std::string grade;  // sourced, data, assumed, structural; empty: the scenario says nothing
    std::string note;
    std::string range;  // what `firebreak uncertainty` tries: "tried from 0 to 0.2"; empty: nothing
    [[nodiscard]] bool changed() const { return value != file_value; }
};

// All numbers of the scenario with changes, beside the one of the file; both must be of the same file. What
// measures do, the targets and the variants come last.
[[nodiscard]] std::vector<ParameterRow> parameter_rows(const Spec& file, const Spec& changed);
// Changes by path, as Settings has them, with a value for one number more; the value of the file takes a
// change back. A probability of a prior takes the others of that prior along in proportion, so that they
// still sum to 1. `changed` is the scenario with the changes there were.
using Changes = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Changes with_value(const Spec& file, const Spec& changed, Changes changes,
                                 const std::string& path, const std::string& value);

// Rows whose path, value, grade or range hold every word of the search, in whatever case.
[[nodiscard]] std::vector<const ParameterRow*> search(const std::vector<ParameterRow>& rows,
                                                      std::string_view words);

}  // namespace firebreak::viz
