#include "base/text_layout.hpp"

#include <algorithm>
#include <cstdint>

#include <firebreak/text.hpp>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

struct CodeRange {
    std::uint32_t first;
    std::uint32_t last;
};

// The blocks of Unicode's East Asian wide characters and pictographs, roughly; and those that take no place
// of their own.
constexpr CodeRange kWide[] = {{0x1100, 0x115F},   {0x2E80, 0xA4CF},  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                               {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
                               {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr CodeRange kCombining[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
                                    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <std::size_t N>
bool within(const CodeRange (&ranges)[N], std::uint32_t code) {
    return std::any_of(ranges, ranges + N,
                       [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

void trim_end(std::string& text) { text.erase(text.find_last_not_of(' ') + 1); }

// The words of a text; a per-cent sign stays with its number.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty()) continue;
        if (word.front() == '%' && !words.empty()) {
            words.back().append(" ").append(word);
        } else {
            words.emplace_back(word);
        }
    }
    return words;
}

}  // namespace

std::string Style::wrapped(std::string_view code, std::string_view text) const {
    if (!colour || text.empty()) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Utf8Char next = decode_utf8(text);
        if (!within(kCombining, next.code)) width += within(kWide, next.code) ? 2 : 1;
        text.remove_prefix(next.length);
    }
    return width;
}

std::string paragraph(std::string_view text, std::size_t width, std::size_t indent, std::size_t hanging) {
    std::string lines;
    std::string line(indent, ' ');
    bool empty = true;
    for (const std::string& word : words_of(text)) {
        if (!empty && display_width(line) + 1 + display_width(word) > width) {
            lines += line + "\n";
            line.assign(hanging, ' ');
            empty = true;
        }
        if (!empty) line += ' ';
        line += word;
        empty = false;
    }
    trim_end(line);
    return lines + line + "\n";
}

std::string headline(std::string_view text, const Page& page) {
    const std::string lines = paragraph(text, page.width);
    std::string bold;
    for (const std::string_view line : split(std::string_view(lines).substr(0, lines.size() - 1), '\n')) {
        bold += page.style.bold(line) + "\n";
    }
    return bold;
}

std::string prose(std::string_view text, std::size_t longest) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    trim_end(line);
    return printable(line, longest);
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) text.append(i == 0 ? "" : between).append(items[i]);
    return text;
}

std::string listed(const std::vector<std::string>& items, std::string_view conjunction) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " " + std::string(conjunction) + " " : ", ";
        text += items[i];
    }
    return text;
}

}  // namespace firebreak
