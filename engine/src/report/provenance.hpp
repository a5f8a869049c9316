// Where a scenario's numbers come from, in words.
#pragma once

#include <string>

#include <firebreak/model.hpp>

namespace firebreak::report {

// "Of its 212 numbers: 4 sourced, 20 assumed and 188 without a mark of where they come from."
[[nodiscard]] std::string grades_in_words(const GradeCounts& counts);

}  // namespace firebreak::report
