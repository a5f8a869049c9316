// The numbers of a scenario as a list for people: value, grade of provenance, and what may be given to each.
#pragma once

#include <string>
#include <vector>

#include <firebreak/parameters.hpp>

namespace firebreak::viz {

struct ParameterRow {
    std::string path;
    std::string value;  // as --set takes it
    std::string file_value;
    Parameter::Kind kind = Parameter::Kind::number;
    double low = 0, high = 0;
    double number = 0;  // of kind number
    std::string_view unit;
    std::string grade;  // sourced, data, assumed, structural; empty: the scenario says nothing
    std::string note;
    [[nodiscard]] bool changed() const { return value != file_value; }
};

// Of the scenario with changes, beside the one of the file; both must be of the same file.
[[nodiscard]] std::vector<ParameterRow> parameter_rows(const Spec& file, const Spec& changed);
// Rows whose path, value or grade hold every word of the search, in whatever case.
[[nodiscard]] std::vector<const ParameterRow*> search(const std::vector<ParameterRow>& rows, std::string_view words);

// The text that parse_set() reads back to the same value.
[[nodiscard]] std::string value_text(const Parameter& parameter);

}  // namespace firebreak::viz
