#include "base/utf8.hpp"

namespace firebreak {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t index) {
    return static_cast<std::uint8_t>(text[index]);
}

// Length of a sequence by its first byte; 0: no sequence starts so.
std::size_t sequence_length(std::uint8_t first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2;
    if (first >= 0xE0 && first <= 0xEF) return 3;
    if (first >= 0xF0 && first <= 0xF4) return 4;
    return 0;
}

}  // namespace

Utf8Char decode_utf8(std::string_view text) {
    const std::uint8_t first = byte_at(text, 0);
    const std::size_t length = sequence_length(first);
    if (length == 1) return {first, 1, true};
    if (length == 0 || length > text.size()) return {first, 1, false};
    std::uint32_t code = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint8_t next = byte_at(text, i);
        if ((next & 0xC0) != 0x80) return {first, 1, false};
        code = code << 6 | (next & 0x3Fu);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return {first, 1, false};
    return {code, length, true};
}

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (byte_at(text, i) < 0x80) {
            ++i;
            continue;
        }
        const Utf8Char next = decode_utf8(text.substr(i));
        if (!next.valid) return i;
        i += next.length;
    }
    return std::string_view::npos;
}

bool is_unsafe_character(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200B ||
           code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
}

bool is_joiner(std::uint32_t code) { return code == 0x200C || code == 0x200D; }

}  // namespace firebreak
