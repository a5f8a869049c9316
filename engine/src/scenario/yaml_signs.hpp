// The quotes and brackets of a YAML text, found without parsing it: to say which of them is never closed,
// which yaml-cpp only notices at the end of the file, and to put escapes right before yaml-cpp sees them.
// Good for that, and for nothing finer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak {

struct YamlSigns {
    // A quote or bracket, by its place in bytes, that is never closed; of several the one that was opened
    // first.
    std::optional<std::size_t> unclosed;
    // What stands between double quotes: begin and end in bytes.
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Span> double_quoted;
};
[[nodiscard]] YamlSigns find_signs(std::string_view text);

// A text in which each surrogate pair of escapes, which JSON needs for characters beyond U+FFFF and YAML does
// not know, has become one escape.
struct JoinedEscapes {
    std::string text;
    // where in the new text an escape ends that is kShorter characters shorter than before
    std::vector<std::size_t> shortened;
    // where in the old text the first half of a pair stands without the other
    std::optional<std::size_t> lone;
};
inline constexpr int kShorter = 2;
[[nodiscard]] JoinedEscapes join_surrogates(std::string text);

}  // namespace firebreak
