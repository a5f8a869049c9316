// Numbers as text and back: the shortest text that reads back to the same double, and a strict reader.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace firebreak {

// "0.15", "100000", "1e+30"; plain digits wherever a person would write them so.
[[nodiscard]] inline std::string number_text(double value) {
    if (value == 0) return "0";
    char buffer[400];
    const double size = std::fabs(value);
    const bool plain = size >= 1e-6 && size < 1e16;
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::isfinite(value) ? std::to_chars(buffer, buffer + sizeof buffer, value, format)
                                          : std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

// The number that the whole text states; empty for anything else, for infinities and for what is not a number.
[[nodiscard]] inline std::optional<double> parse_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    if (text.empty() || text.front() == '+') return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace firebreak
