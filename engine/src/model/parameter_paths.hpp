// Parameter paths taken apart: patterns, prefixes, and the path that somebody who mistyped one probably
// meant. And the setting of a single parameter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/model.hpp>

namespace firebreak {

// The path of an entry of a list, which people count from 1: "actors.moscow.doctrine.1" for index 0.
[[nodiscard]] std::string entry_path(const std::string& list, std::size_t index);

// The parts of a path; "doctrine.4.do" has the parts doctrine, 4, do. Views into the path.
[[nodiscard]] std::vector<std::string_view> path_parts(std::string_view path);

// A path in which "*" stands for any one part. The text must outlive the pattern.
class PathPattern {
public:
    explicit PathPattern(std::string_view pattern);

    [[nodiscard]] bool matches(std::string_view path) const;
    // Whether the pattern names the path itself or a section above it.
    [[nodiscard]] bool matches_prefix_of(std::string_view path) const;
    // Whether it names a parameter: one that the file leaves out only by its path in full, without "*".
    [[nodiscard]] bool names(const Parameter& parameter) const;

private:
    [[nodiscard]] bool matches_front(std::string_view path, bool whole) const;

    std::vector<std::string_view> parts_;
};

// "no parameter matches 'actors.*.postur'; did you mean 'actors.*.posture'?" Who counts from 0 is told that
// entries count from 1.
[[nodiscard]] std::string no_match_text(std::string_view pattern, const std::vector<Parameter>& all);

// Gives one parameter a value; why it cannot take it, or nothing.
[[nodiscard]] std::string set_value(const Parameter& parameter, const ParameterValue& value);
// Whether there is a number to multiply.
[[nodiscard]] bool can_scale(const Parameter& parameter);
// Multiplies one parameter as scale_parameter() does; false where nothing can be.
bool scale_value(const Parameter& parameter, double factor);

}  // namespace firebreak
