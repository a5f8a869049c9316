// The JSON of a written trace: read, and held against what the run gives.
#pragma once

#include <optional>
#include <string>

#include "trace/seen_json.hpp"

namespace firebreak {

// "observed.north.severity: the trace says 9.9, the run gives 3.2". Nothing if both are equal as JSON: the
// order of keys does not count, and a number is equal to a number of the same value.
[[nodiscard]] std::optional<std::string> first_difference(const Fields& written, const Fields& run);

// The text as JSON; not an object, a list or a scalar but `discarded` if it is none. `repeated_key` becomes a
// key that one of its objects has twice, of which readers take the one or the other.
[[nodiscard]] Fields parse_json(const std::string& text, std::string& repeated_key);

// A line of a file as a JSON object. `fault` says why it is none, or no good one: nested deeper than 32, or
// with a key twice; then the object is of no use.
[[nodiscard]] Fields parse_object(const std::string& line, std::string& fault);

}  // namespace firebreak
