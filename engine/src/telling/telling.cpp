// Words with marks, moments, and numbers as people write them.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <firebreak/telling.hpp>

#include "telling/words.hpp"

namespace firebreak {
namespace {

constexpr Millis kHour = 3'600'000;
constexpr Millis kDay = 24 * kHour;

}  // namespace

void Text::add(const std::string& words) {
    if (words.empty()) return;
    if (pieces.empty() || pieces.back().wrong) pieces.push_back({words, false});
    else pieces.back().words += words;
}

void Text::add_wrong(const std::string& words) { pieces.push_back({words, true}); }

void Text::add(const Text& text) {
    for (const Piece& piece : text.pieces) {
        if (piece.wrong) add_wrong(piece.words);
        else add(piece.words);
    }
}

bool Text::any_wrong() const {
    return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.wrong; });
}

std::string Text::plain() const {
    std::string text;
    for (const Piece& piece : pieces) {
        if (piece.wrong) text += text.empty() ? "[!] " : " [!] ";
        text += piece.words;
    }
    return text;
}

// A year may have five digits.
std::string date_words(const Spec& spec, Millis time) {
    const std::string moment = format_date(spec.clock.start + time);
    return moment.substr(0, moment.find('T'));
}

std::string clock_words(const Spec& spec, Millis time, bool seconds) {
    const std::string moment = format_date(spec.clock.start + time);
    return moment.substr(moment.find('T') + 1, seconds ? 8 : 5);
}

std::string day_number(Millis time) { return fmt::format("day {}", time / kDay); }

bool told_in_hours(const Spec& spec) { return spec.clock.horizon.ms <= 3.0 * static_cast<double>(kDay); }

std::string moment_words(const Spec& spec, Millis time) {
    const std::string since = told_in_hours(spec) ? fmt::format("hour {}", time / kHour) : day_number(time);
    return fmt::format("{} {} ({})", date_words(spec, time), clock_words(spec, time), since);
}

std::string day_words(const Spec& spec, Millis time) {
    const CalendarDay day = calendar_day(spec, time);
    return fmt::format("{} {} {}", day.day, std::string_view(month_name(day.month)).substr(0, 3),
                       told_in_hours(spec) ? clock_words(spec, time) : day.year);
}

CalendarDay calendar_day(const Spec& spec, Millis time) {
    const std::string date = date_words(spec, time);
    const std::size_t month = date.find('-', 1) + 1;
    return {date.substr(0, month - 1), std::stoul(date.substr(month, 2)), std::stoi(date.substr(month + 3))};
}

const char* month_name(std::size_t month) {
    constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    return kMonths.at(month - 1);
}

std::string limit_words(Limit limit) {
    switch (limit) {
        case Limit::pending: return "the limit of " + with_commas(kPendingLimit) + " pending events";
        case Limit::lookups:
            return "the limit of " + with_commas(kLookupLimit) + " lookups of cases and queries";
        default: return "the limit of " + with_commas(kEventLimit) + " events";
    }
}

}  // namespace firebreak
