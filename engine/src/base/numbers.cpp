#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "base/append_number.hpp"

namespace firebreak {

std::string number_text(double value) {
    std::string text;
    append_number(text, value);
    return text;
}

std::string with_decimals(double value, int decimals) { return fmt::format("{:.{}f}", value, decimals); }

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

std::string with_commas(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
    return digits;
}

std::string counted(std::uint64_t n, std::string_view noun, std::string_view plural) {
    const std::string many = plural.empty() ? std::string(noun) + "s" : std::string(plural);
    return with_commas(n) + " " + (n == 1 ? std::string(noun) : many);
}

int percent_decimals(const Bounds& share) {
    const double half_width = 100 * (share.high - share.low) / 2;
    if (!(half_width > 0)) return 1;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(half_width / 2))), 0, 6);
}

std::string percent(double probability) {
    if (probability > 0 && probability < 0.01) return "under 1 %";
    if (probability < 1 && probability > 0.99) return "over 99 %";
    return fmt::format("{:.0f} %", probability * 100);
}

std::string percent_number(double share, int decimals) {
    return fmt::format("{:.{}f}", 100 * share, decimals);
}

std::string percent(double share, int decimals) { return percent_number(share, decimals) + " %"; }

std::string points(double difference, int decimals) {
    const std::string text = fmt::format("{:+.{}f}", 100 * difference, decimals);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return zero ? text.substr(1) : text;  // neither "+0.0" nor "-0.0"
}

std::string percent_range(const Bounds& share, int decimals) {
    return percent_number(share.low, decimals) + " to " + percent_number(share.high, decimals);
}

std::string points_range(const Bounds& difference, int decimals) {
    return points(difference.low, decimals) + " to " + points(difference.high, decimals);
}

std::string hex_digest(std::uint64_t digest) { return fmt::format("{:016x}", digest); }

}  // namespace firebreak
