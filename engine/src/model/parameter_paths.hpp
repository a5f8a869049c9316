// Parameter paths taken apart: patterns, prefixes, and the path that somebody who mistyped one probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/parameters.hpp>

namespace firebreak {

// The parts of a path; "doctrine[3].do" has the parts doctrine, 3, do. Views into the path.
[[nodiscard]] std::vector<std::string_view> path_parts(std::string_view path);

// A path in which "*" and "[*]" stand for any one part. The text must outlive the pattern.
class PathPattern {
public:
    explicit PathPattern(std::string_view pattern);

    [[nodiscard]] bool matches(std::string_view path) const;
    // Whether the pattern names the path itself or a section above it.
    [[nodiscard]] bool matches_prefix_of(std::string_view path) const;

private:
    [[nodiscard]] bool matches_front(std::string_view path, bool whole) const;

    std::vector<std::string_view> parts_;
};

// "no parameter matches 'actors.*.postur'; did you mean 'actors.*.posture'?"
[[nodiscard]] std::string no_match_text(std::string_view pattern, const std::vector<Parameter>& all);

}  // namespace firebreak
