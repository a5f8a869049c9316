// The bytes of a file before they are YAML: refused where no scenario has such, and made ready for yaml-cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/node.hpp"

namespace firebreak {

// Why a file is not read on, and where. The tree builder throws it out of yaml-cpp's events; parse_yaml catches it.
struct Refused {
    Mark mark;
    std::string message;
};

// yaml-cpp takes the end of the file for a closing quote. A comment at the end shows what ran into it.
inline constexpr std::string_view kEndMark = "#end of the scenario";

// What keeps a text from being read as YAML at all: size, NUL bytes, broken UTF-8, endless lines.
[[nodiscard]] std::optional<Refused> refuse_bytes(std::string_view text, int file);

// The text without byte order mark, with one kind of line end (yaml-cpp counts a lone "\r" as text in some places, which would make line
// numbers wrong) and with kEndMark as its last line.
[[nodiscard]] std::string prepared(std::string_view text);

}  // namespace firebreak
