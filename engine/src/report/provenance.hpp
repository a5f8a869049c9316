// Where a scenario's numbers come from: the grade of each, and how many there are of each grade.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <firebreak/spec.hpp>

namespace firebreak::report {

// The entry that covers a parameter path or a section; none: nullptr. Of several the most specific counts, of
// equals the last.
[[nodiscard]] const ProvenanceSpec* provenance_of(const Spec& spec, std::string_view path);

struct GradeCounts {
    std::size_t sourced = 0;
    std::size_t data = 0;
    std::size_t assumed = 0;
    std::size_t structural = 0;
    std::size_t unmarked = 0;
    [[nodiscard]] std::size_t all() const { return sourced + data + assumed + structural + unmarked; }
};

// Over every parameter and every value that a measure sets.
[[nodiscard]] GradeCounts count_grades(const Spec& spec);

// "Of its 212 numbers 4 are sourced, 20 assumed and 188 bear no mark of where they come from."
[[nodiscard]] std::string grades_in_words(const GradeCounts& counts);

}  // namespace firebreak::report
