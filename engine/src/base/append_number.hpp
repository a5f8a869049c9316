// Numbers appended to a text, for what writes millions of them.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace firebreak {

inline void append_number(std::string& text, std::uint64_t number) {
    char digits[20];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// The shortest text that reads back as the same number, as number_text() gives it.
inline void append_number(std::string& text, double number) {
    char digits[40];              // the longest is "-0.000001234567890123456"
    if (number == 0) number = 0;  // no sign
    const double size = std::fabs(number);
    const bool plain = number == 0 || (size >= 1e-6 && size < 1e16);
    const auto end =
        !std::isfinite(number) ? std::to_chars(digits, digits + sizeof digits, number)
        : plain ? std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed)
                : std::to_chars(digits, digits + sizeof digits, number, std::chars_format::scientific);
    text.append(digits, end.ptr);
}

}  // namespace firebreak
