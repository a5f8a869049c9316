// What the tables of the format have in common that are made for people and their editors.
#pragma once

#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

#include "model/format_table.hpp"

namespace firebreak::format {

// "1e-6" where that is shorter than 0.000001.
inline std::string short_number(double value) {
    const double power = value > 0 ? std::log10(value) : 0;
    if (power != std::round(power) || std::fabs(power) < 4) return number_text(value);
    return "1e" + std::to_string(static_cast<int>(power));
}

// "0 to 1", "above 0, below 1", "at least 0"; empty where anything goes, and for spans of time.
inline std::string range_words(const Range& range) {
    if (range.unit == "ms") return {};
    const bool above = range.low == kAboveZero, below = range.high == kBelowOne;
    if (range.high == kUnlimited)
        return range.low == -kUnlimited ? "" : above ? "above 0" : "at least " + number_text(range.low);
    if (above || below)
        return (above ? "above 0, " : "at least " + number_text(range.low) + ", ") +
               (below ? "below 1" : "at most " + number_text(range.high));
    return short_number(range.low) + " to " + short_number(range.high);
}

// "never", "180d", "0"
inline std::string span_words(Duration span) { return span.ms == 0 ? "0" : format_duration(span); }

// "Starts at" of starts_at
inline std::string title_of(std::string_view name) {
    std::string title(name);
    for (char& letter : title) {
        if (letter == '_') letter = ' ';
    }
    if (!title.empty())
        title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
    return title;
}

}  // namespace firebreak::format
