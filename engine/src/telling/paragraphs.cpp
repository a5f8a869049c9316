#include "telling/paragraphs.hpp"

#include <algorithm>

#include <firebreak/text.hpp>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

// Bytes of the longest start of the text that takes at most so many columns; at least one character.
std::size_t bytes_of(std::string_view text, std::size_t most) {
    std::size_t taken = 0, bytes = 0;
    while (bytes < text.size()) {
        const std::string_view character = text.substr(bytes, decode_utf8(text.substr(bytes)).length);
        taken += display_width(character);
        if (bytes > 0 && taken > most) break;
        bytes += character.size();
    }
    return bytes;
}

// A number stays with its percent sign.
std::size_t end_of_word(std::string_view text) {
    std::size_t end = text.find(' ');
    if (end != std::string_view::npos && text.substr(end + 1).starts_with('%')) end = text.find(' ', end + 1);
    return std::min(end, text.size());
}

}  // namespace

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
        if (used + (line_is_empty ? 0 : 1) + display_width(word) > width && (!line_is_empty || used > indent))
            new_line();
        if (!line_is_empty) out += ' ', ++used;
        while (used + display_width(word) > width && display_width(word) > 1 && used < width) {
            const std::size_t bytes = bytes_of(word, width - used);
            out += word.substr(0, bytes);
            word.remove_prefix(bytes);
            new_line();
        }
        out += word;
        used += display_width(word);
        line_is_empty = false;
    }
    return out;
}

}  // namespace firebreak
