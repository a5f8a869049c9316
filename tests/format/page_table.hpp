// The format table as the tables of engine/docs/scenario-format.md.
#pragma once

#include <string>

#include "format/part_table.hpp"

namespace firebreak::format {

// A row for each key: what it is called, what holds where it is left out, and what it means.
class PageTable : public EveryKey<PageTable> {
public:
    std::string rows;

    void other(const Key& key) { row(key, key.absent); }

    void flag(const Key& key, bool& value) { row(key, value ? "`yes`" : "`no`"); }
    void integer(const Key& key, int& value, int, int) { row(key, std::to_string(value)); }
    void number(const Key& key, double& value, const Range& range) {
        row(key, number_text(value), {},
            range.unit == "probability" && key.words.starts_with("probability") && range.low == 0
                ? ""
                : range_words(range));
    }
    void number(const Key& key, std::optional<double>&, const Range&) { row(key, key.absent); }
    void duration(const Key& key, Duration& value, const Range& range) {
        row(key, span_words(value), span_prefix(range));
    }
    void duration(const Key& key, std::optional<Duration>&, const Range& range) {
        row(key, key.absent, span_prefix(range));
    }
    void duration_law(const Key& key, Distribution& law, const Range&) {
        row(key, span_words(Duration{law.a}), "law of a duration: ");
    }
    void duration_law(const Key& key, std::optional<Distribution>&, const Range&) {
        row(key, key.absent, "law of a duration: ");
    }
    void number_law(const Key& key, Distribution& law, const Range& range) {
        row(key, number_text(law.a), "law of a number, " + range_words(range) + ": ");
    }
    void weights(const Key& key, Weights&, Entity, const Range& range) {
        row(key, key.absent, {}, range_words(range));
    }
    void date(const Key& key, Millis& value) { row(key, format_date(value).substr(0, 10)); }
    void moment(const Key& key, std::optional<Duration>&) {
        row(key, key.absent, "date, or duration since `clock.start`: ");
    }
    void moments(const Key& key, std::vector<Duration>&) {
        row(key, key.absent, "date, or duration since `clock.start`, or a list of these: ");
    }
    void line(const Key& key, LineSpec& line) { row(key, line.up ? "`yes`" : "`no`"); }
    void reports(const Key& source, const Key& reports, MessageSpec& message) {
        row(source, source.absent);
        row(reports, std::to_string(message.reports));
    }

private:
    static std::string span_prefix(const Range& range) {
        if (range.high == kUnlimited) return range.low == 0 ? "duration: " : "duration, above 0: ";
        return "duration, above 0, at most `" + format_duration(Duration{range.high}) + "`: ";
    }
    void row(const Key& key, std::string_view value, std::string_view before = {},
             std::string_view range = {}) {
        const std::string_view absent = key.required ? "required" : key.absent.empty() ? value : key.absent;
        rows.append("| `").append(key.name).append("` |");
        if (!absent.empty()) rows.append(" ").append(absent);
        rows.append(" | ").append(before).append(key.words);
        if (!range.empty()) rows.append(" (").append(range).append(")");
        rows += " |\n";
    }
};

}  // namespace firebreak::format
