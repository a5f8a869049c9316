// Strict readers of numbers.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace firebreak {

// The number that the whole text states; empty for anything else, for infinities and for what is not a
// number.
[[nodiscard]] inline std::optional<double> parse_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    if (text.empty() || text.front() == '+') return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// The whole number, from 0, that the whole text states, exactly: "12", "1e6", "1.5e3" and
// "9007199254740993.0" are such, "0.5" and what is beyond 64 bits are not.
[[nodiscard]] inline std::optional<std::uint64_t> parse_whole(std::string_view text) {
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    int exponent = 0;
    if (e < text.size()) {
        std::string_view power = text.substr(e + 1);
        if (power.starts_with('+') && power.size() > 1 && power[1] != '-') power.remove_prefix(1);
        const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
        if (error != std::errc{} || end != power.data() + power.size()) return std::nullopt;
    }
    std::string digits(text.substr(0, e));
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        digits.erase(point, 1);
        exponent -= static_cast<int>(std::min<std::size_t>(digits.size() - point, 1'000'000));
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    for (; exponent < 0 && digits.ends_with('0'); ++exponent) digits.pop_back();
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return 0;
    constexpr int kMostDigits = 20;  // of 2^64
    if (exponent < 0 || exponent > kMostDigits) return std::nullopt;
    digits.append(static_cast<std::size_t>(exponent), '0');
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace firebreak
