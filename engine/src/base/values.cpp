#include <firebreak/values.hpp>

#include <array>
#include <chrono>
#include <cmath>

#include <firebreak/text.hpp>
#include "base/parse_number.hpp"

namespace firebreak {
namespace {

struct Unit {
    std::string_view name;
    double ms;
};

// In order of preference where two texts are equally short: people say 7d rather than 1w.
constexpr std::array<Unit, 7> kUnits{{{"d", 86'400'000.0},
                                      {"h", 3'600'000.0},
                                      {"m", 60'000.0},
                                      {"s", 1'000.0},
                                      {"ms", 1.0},
                                      {"w", 604'800'000.0},
                                      {"y", 31'536'000'000.0}}};

// Reads exactly `digits` decimal digits at the front of the text and takes them off it.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

// Reads two digits between 0 and `highest`.
std::optional<int> take_pair(std::string_view& text, int highest) {
    const auto value = take_digits(text, 2);
    return value && *value <= highest ? value : std::nullopt;
}

// Reads ".5", ".25" or ".125" as milliseconds; 0 if there is no fraction.
std::optional<int> take_fraction(std::string_view& text) {
    if (!take(text, '.')) return 0;
    int ms = 0;
    int digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9' && digits < 3) {
        ms = ms * 10 + (text.front() - '0');
        text.remove_prefix(1);
        ++digits;
    }
    if (digits == 0) return std::nullopt;
    for (; digits < 3; ++digits) ms *= 10;
    return ms;
}

// Reads "T08:47Z", "T08:47:30Z" or "T08:47:30.250Z", which must be the whole text, as milliseconds since
// midnight.
std::optional<Millis> parse_time_of_day(std::string_view text) {
    if (!take(text, 'T')) return std::nullopt;
    const auto hours = take_pair(text, 23);
    if (!hours || !take(text, ':')) return std::nullopt;
    const auto minutes = take_pair(text, 59);
    if (!minutes) return std::nullopt;
    std::optional<int> seconds = 0;
    std::optional<int> fraction = 0;
    if (take(text, ':')) {
        seconds = take_pair(text, 59);
        if (!seconds) return std::nullopt;
        fraction = take_fraction(text);
    }
    if (!fraction || text != "Z") return std::nullopt;
    return ((Millis{*hours} * 60 + *minutes) * 60 + *seconds) * 1000 + *fraction;
}

std::string padded(int value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
    text = trimmed(text);
    if (text == "never") return Duration{std::numeric_limits<double>::infinity()};
    if (text == "0") return Duration{0};
    std::size_t start_of_unit = text.size();
    while (start_of_unit > 0 && text[start_of_unit - 1] >= 'a' && text[start_of_unit - 1] <= 'z')
        --start_of_unit;
    const auto amount = parse_number(trimmed(text.substr(0, start_of_unit)));
    if (!amount || std::signbit(*amount)) return std::nullopt;
    for (const Unit& unit : kUnits) {
        if (unit.name != text.substr(start_of_unit)) continue;
        const double ms = *amount * unit.ms;
        return std::isfinite(ms) ? std::optional(Duration{ms}) : std::nullopt;
    }
    return std::nullopt;
}

std::string format_duration(Duration duration) {
    if (duration.ms == std::numeric_limits<double>::infinity()) return "never";
    if (duration.ms == 0) return "0";
    std::string shortest;
    for (const Unit& unit : kUnits) {
        std::string text = number_text(duration.ms / unit.ms).append(unit.name);
        if (!shortest.empty() && text.size() >= shortest.size()) continue;
        if (parse_duration(text) == duration) shortest = std::move(text);
    }
    return shortest;
}

std::string describe_duration(Millis span) {
    struct Part {
        const char* name;
        Millis ms;
    };
    constexpr std::array<Part, 6> kParts{{{" y", 31'536'000'000},
                                          {" d", 86'400'000},
                                          {" h", 3'600'000},
                                          {" min", 60'000},
                                          {" s", 1'000},
                                          {" ms", 1}}};
    if (span == kNever) return "never";
    if (span < 0)
        return span == std::numeric_limits<Millis>::min() ? "never" : "-" + describe_duration(-span);
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const Millis count = span / kParts[i].ms;
        if (count == 0) continue;
        std::string text = std::to_string(count) + kParts[i].name;
        if (i + 1 == kParts.size()) return text;
        const Millis rest = span % kParts[i].ms / kParts[i + 1].ms;
        return rest == 0 ? text : text + " " + std::to_string(rest) + kParts[i + 1].name;
    }
    return "0 s";
}

std::optional<Millis> parse_date(std::string_view text) {
    const auto year = take_digits(text, 4);
    if (!year || *year == 0 || !take(text, '-')) return std::nullopt;
    const auto month = take_pair(text, 12);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_pair(text, 31);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    const auto time_of_day = text.empty() ? std::optional<Millis>{0} : parse_time_of_day(text);
    if (!time_of_day) return std::nullopt;
    const std::chrono::sys_days days{date};
    return Millis{days.time_since_epoch().count()} * 86'400'000 + *time_of_day;
}

std::string format_date(Millis since_1970) {
    const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds{since_1970}};
    const auto midnight = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{midnight};
    const auto rest = static_cast<int>((moment - midnight).count());
    std::string text = padded(static_cast<int>(date.year()), 4) + "-" +
                       padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
                       padded(static_cast<int>(static_cast<unsigned>(date.day())), 2) + "T" +
                       padded(rest / 3'600'000, 2) + ":" + padded(rest / 60'000 % 60, 2) + ":" +
                       padded(rest / 1000 % 60, 2);
    if (rest % 1000 != 0) text += "." + padded(rest % 1000, 3);
    return text + "Z";
}

}  // namespace firebreak
