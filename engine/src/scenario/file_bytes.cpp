#include "scenario/file_bytes.hpp"

#include <algorithm>

#include "scenario/utf8.hpp"
#include "scenario/yaml_tree.hpp"

namespace firebreak {
namespace {

Mark mark_at(std::string_view text, std::size_t offset, int file) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t newline = before.rfind('\n');
    const std::size_t column = newline == std::string_view::npos ? offset + 1 : offset - newline;
    return {file, static_cast<int>(line), static_cast<int>(column)};
}

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

std::optional<Refused> refuse_bytes(std::string_view text, int file) {
    if (text.size() > kMaxFileBytes) return Refused{{file, 0, 0}, "the file is larger than 1 MiB, the limit for a scenario"};
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
    return plain.append("\n").append(kEndMark);
}

}  // namespace firebreak
