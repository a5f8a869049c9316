#include "scenario/file_bytes.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "scenario/yaml_signs.hpp"
#include "scenario/yaml_tree.hpp"

namespace firebreak {
namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Where the first line begins that is longer than a line may be; npos if there is none.
std::size_t find_long_line(std::string_view text) {
    std::size_t start = 0;
    while (text.size() - start > kMaxLineBytes) {
        const std::size_t end = text.find_first_of("\n\r", start);
        if (std::min(end, text.size()) - start > kMaxLineBytes) return start;
        start = end + 1;
    }
    return std::string_view::npos;
}

}  // namespace

Mark mark_at(std::string_view text, std::size_t offset, int file) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t newline = before.rfind('\n');
    const std::string_view same_line = before.substr(newline == std::string_view::npos ? 0 : newline + 1);
    const auto column = 1 + std::count_if(same_line.begin(), same_line.end(), starts_character);
    return {file, static_cast<int>(line), static_cast<int>(column)};
}

std::optional<Refused> refuse_bytes(std::string_view text, int file) {
    if (text.size() > kMaxFileBytes)
        return Refused{{file, 0, 0}, "the file is larger than 1 MiB, the limit for a scenario"};
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        return Refused{mark_at(text, nul, file), "a NUL byte; a scenario is text in UTF-8"};
    }
    if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
        return Refused{mark_at(text, bad, file), "not valid UTF-8"};
    }
    if (const std::size_t line = find_long_line(text); line != std::string_view::npos) {
        return Refused{mark_at(text, line, file), "a line is longer than 256 KiB"};
    }
    return std::nullopt;
}

std::string prepared(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool carriage_return = text[i] == '\r';
        if (carriage_return && i + 1 < text.size() && text[i + 1] == '\n') continue;
        plain += carriage_return ? '\n' : text[i];
    }
    return plain += "\n# end";
}

Columns::Columns(std::string_view text, const std::vector<std::size_t>& shortened)
    : text_(text),
      shortened_(shortened),
      bytes_are_characters_(std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; })) {}

int Columns::column(std::size_t offset, std::size_t bytes) {
    const auto before = [&](std::size_t end) {
        return std::upper_bound(shortened_.begin(), shortened_.end(), end);
    };
    const auto escapes = bytes > offset ? 0 : before(offset) - before(offset - bytes);
    return characters(offset, bytes) + kShorter * static_cast<int>(escapes) + 1;
}

// Of the line, up to the byte at `offset`.
int Columns::characters(std::size_t offset, std::size_t bytes) {
    if (bytes_are_characters_ || bytes > offset || offset > text_.size()) return static_cast<int>(bytes);
    const std::size_t start = offset - bytes;
    if (start != line_start_ || offset < counted_to_) {
        line_start_ = counted_to_ = start;
        characters_ = 0;
    }
    const std::string_view more = text_.substr(counted_to_, offset - counted_to_);
    characters_ += static_cast<int>(std::count_if(more.begin(), more.end(), starts_character));
    counted_to_ = offset;
    return characters_;
}

int tab_in_indentation(std::string_view text, int line) {
    for (int i = 1; i < line; ++i) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return 0;
        text.remove_prefix(end + 1);
    }
    const std::size_t first = text.find_first_not_of(' ');
    return first != std::string_view::npos && text[first] == '\t' ? static_cast<int>(first) + 1 : 0;
}

}  // namespace firebreak
