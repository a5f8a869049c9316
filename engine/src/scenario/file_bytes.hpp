// The bytes of a file before they are YAML: refused where no scenario has such, and made ready for yaml-cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/node.hpp"

namespace firebreak {

// Why a file is not read on, and where. The tree builder throws it out of yaml-cpp's events; parse_yaml
// catches it.
struct Refused {
    Mark mark;
    std::string message;
};

// What keeps a text from being read as YAML at all: size, NUL bytes, broken UTF-8, endless lines.
[[nodiscard]] std::optional<Refused> refuse_bytes(std::string_view text, int file);

// The text without byte order mark, with one kind of line end (yaml-cpp counts a lone "\r" as text in some
// places, which would make line numbers wrong) and a comment as its last line: without one it takes the end
// of the file for a closing quote.
[[nodiscard]] std::string prepared(std::string_view text);

// The place of a byte of the text, its column counted in characters.
[[nodiscard]] Mark mark_at(std::string_view text, std::size_t offset, int file);

// Turns the places of yaml-cpp, which counts bytes, into columns that count characters of the file.
class Columns {
public:
    // `shortened`: as in JoinedEscapes. Text and list must outlive this.
    Columns(std::string_view text, const std::vector<std::size_t>& shortened);

    // The column, from 1, of the byte at `offset`, which is `bytes` bytes into its line.
    [[nodiscard]] int column(std::size_t offset, std::size_t bytes);

private:
    [[nodiscard]] int characters(std::size_t offset, std::size_t bytes);

    std::string_view text_;
    const std::vector<std::size_t>& shortened_;
    bool bytes_are_characters_;
    // Where the last question left off, so that a long line is not counted from its start each time.
    std::size_t line_start_ = 0;
    std::size_t counted_to_ = 0;
    int characters_ = 0;
};

// The column, from 1, of a tab that indents the given line, from 1; 0 if there is none.
[[nodiscard]] int tab_in_indentation(std::string_view text, int line);

}  // namespace firebreak
