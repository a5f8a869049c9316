#include "telling/paragraphs.hpp"

#include <algorithm>

namespace firebreak {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// Bytes of the longest start of the text that takes at most so many columns; at least one code point.
std::size_t bytes_of(std::string_view text, std::size_t most) {
    std::size_t taken = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        if (!continues(text[i]) && taken++ == std::max<std::size_t>(most, 1)) break;
        ++i;
    }
    return i;
}

// A number stays with its percent sign.
std::size_t end_of_word(std::string_view text) {
    std::size_t end = text.find(' ');
    if (end != std::string_view::npos && text.substr(end + 1).starts_with('%')) end = text.find(' ', end + 1);
    return std::min(end, text.size());
}

}  // namespace

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t first, std::size_t indent) {
    std::string out;
    std::size_t used = first;
    bool line_is_empty = true;
    const auto new_line = [&] {
        out += "\n" + std::string(indent, ' ');
        used = indent;
        line_is_empty = true;
    };
    while (!text.empty()) {
        std::string_view word = text.substr(0, end_of_word(text));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (word.empty()) continue;
        if (used + (line_is_empty ? 0 : 1) + columns(word) > width && (!line_is_empty || used > indent))
            new_line();
        if (!line_is_empty) out += ' ', ++used;
        while (used + columns(word) > width && columns(word) > 1 && used < width) {
            const std::size_t bytes = bytes_of(word, width - used);
            out += word.substr(0, bytes);
            word.remove_prefix(bytes);
            new_line();
        }
        out += word;
        used += columns(word);
        line_is_empty = false;
    }
    return out;
}

}  // namespace firebreak
