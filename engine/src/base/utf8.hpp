// UTF-8 one character at a time, with everything that is not well formed found out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace firebreak {

// The character at the front of a text: its code point and its length in bytes; not valid: length 1.
struct Utf8Char {
    std::uint32_t code = 0;
    std::size_t length = 1;
    bool valid = false;
};

// Decodes the front of a text that is not empty. Overlong forms, surrogates and code points beyond U+10FFFF
// are not valid.
[[nodiscard]] Utf8Char decode_utf8(std::string_view text);

// The place of the first byte that is not well-formed UTF-8; npos if there is none.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

// Whether a character must not reach a terminal or a page as it is: controls, line separators, bidirectional
// marks and overrides, BOM.
[[nodiscard]] bool is_unsafe_character(std::uint32_t code);

// The zero-width joiner and non-joiner. Persian, Hindi and other scripts need them, so texts may hold them;
// but nobody sees them in a name.
[[nodiscard]] bool is_joiner(std::uint32_t code);

}  // namespace firebreak
