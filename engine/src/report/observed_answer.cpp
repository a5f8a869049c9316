#include "report/observed_answer.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <firebreak/text.hpp>

#include "sweep/run_measures.hpp"

namespace firebreak::report {
namespace {

using Kind = RunMeasure::Kind;
using Column = answer::Column;

// In two units, rounded to the smaller one.
std::string span_words(double ms) {
    constexpr double kSecond = 1000;
    constexpr double kMinute = 60 * kSecond;
    constexpr double kHour = 60 * kMinute;
    constexpr double kDay = 24 * kHour;
    const double unit = ms >= 365 * kDay ? kDay : ms >= kDay ? kHour : ms >= kHour ? kMinute : kSecond;
    return describe_duration(to_millis(std::round(ms / unit) * unit));
}

std::string number_words(double value, bool span) {
    if (std::isnan(value)) return "-";
    if (std::isinf(value)) return "not reached";
    return span ? span_words(value) : fmt::format("{:.3g}", value);
}

std::string bounds_words(const Measured& found, bool span) {
    if (std::isnan(found.bounds.low) || std::isnan(found.bounds.high)) return "-";
    return number_words(found.bounds.low, span) + " to " + number_words(found.bounds.high, span);
}

std::vector<answer::Cell> row_of(const std::string& label, const ArmAnswer& arm, Kind kind,
                                 const Measured& found, bool span) {
    if (kind != Kind::share)
        return {label, arm.name, number_words(found.value, span), bounds_words(found, span), found.runs};
    const auto count =
        found.runs == 0
            ? 0
            : static_cast<std::uint64_t>(std::llround(found.value * static_cast<double>(found.runs)));
    return {label, arm.name, percent_words(count, found.runs), interval_words(count, found.runs), found.runs};
}

}  // namespace

std::string level_words(double level) { return fmt::format("{:.4g} %", 100 * level); }

answer::Table observed_table(const Spec& spec, const StudyAnswer& study) {
    answer::Table table{"What the scenario asks of its runs",
                        {"asked", "measures", "value", "95 % interval", {Column::Kind::count, "runs"}}};
    for (std::size_t i = 0; i < spec.observe.size(); ++i) {
        const std::vector<double>& levels = spec.observe[i].of.levels;
        const std::string label = prose(spec.observe[i].label);
        for (std::size_t part = 0; part < std::max<std::size_t>(1, levels.size()); ++part) {
            const std::string name =
                levels.empty() ? label : label + ", " + level_words(levels[part]) + " quantile";
            for (const ArmAnswer& arm : study.arms) {
                if (arm.observed.empty()) continue;
                table.rows.push_back(row_of(name, arm, spec.observe[i].of.kind, arm.observed[i][part],
                                            is_span(spec, spec.observe[i].of)));
            }
        }
    }
    return table;
}

std::string measured_words(const Spec& spec, const RunMeasure& measure, double value) {
    return number_words(value, is_span(spec, measure));
}

std::vector<Column> observed_file_columns(const Spec& spec) {
    std::vector<Column> columns;
    for (const ObserveSpec& observe : spec.observe) {
        const std::string name = observed_column(observe);
        std::vector<std::string> parts;
        for (const double level : observe.of.levels) parts.push_back(name + "_p" + number_text(100 * level));
        if (parts.empty()) parts.push_back(name);
        for (const std::string& part : parts)
            for (const char* end : {"", "_low", "_high"}) columns.emplace_back(part + end);
        columns.emplace_back(name + "_runs");
    }
    return columns;
}

std::vector<answer::Cell> observed_file_cells(const ArmAnswer& arm) {
    std::vector<answer::Cell> cells;
    const auto number = [](double value) {
        return std::isfinite(value) ? answer::Cell(value) : answer::Cell();
    };
    for (const std::vector<Measured>& found : arm.observed) {
        for (const Measured& each : found)
            for (const double value : {each.value, each.bounds.low, each.bounds.high})
                cells.push_back(number(value));
        cells.emplace_back(found.front().runs);
    }
    return cells;
}

}  // namespace firebreak::report
