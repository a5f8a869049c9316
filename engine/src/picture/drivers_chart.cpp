// What moves an answer most: a tornado of bars.
#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "picture/chart_parts.hpp"
#include "picture/charts.hpp"

namespace firebreak {
namespace {

using chart::kLetters;
using chart::kSmallLetters;
using chart::Pen;
using chart::Scale;

constexpr float kNames = 370;        // width of the column of assumptions, at most
constexpr float kNamesPart = 0.41F;  // of the chart
constexpr float kNameLines = 42;     // height of names above their bars
constexpr float kRow = 62;
constexpr float kBarHeight = 20;

bool clear_of_noise(const DriverRow& row, Influence kind, double noise) {
    if (kind == Influence::size) return row.bounds.low > noise;
    return row.bounds.low > 0 || row.bounds.high < 0;
}

float names_width(const Pen& pen) {
    return pen.narrow() ? chart::kInset : std::min(kNames, kNamesPart * pen.width());
}

Scale scale_of(std::span<const DriverRow> rows, Influence kind, double noise, const Pen& pen) {
    double most = std::isfinite(noise) ? noise : 0;
    for (const DriverRow& row : rows) {
        for (const double value : {row.influence, row.bounds.low, row.bounds.high}) {
            if (std::isfinite(value)) most = std::max(most, std::fabs(value));
        }
    }
    most = std::max(most, 0.01) * 1.05;
    return {kind == Influence::slope ? -most : 0, most, names_width(pen), pen.right()};
}

void draw_noise(Pen& pen, const Scale& scale, Influence kind, double noise, float top, float bottom) {
    if (!std::isfinite(noise)) return;
    const double low = kind == Influence::slope ? -noise : 0;
    pen.block({scale.at(low), top, scale.at(noise), bottom}, Ink::raised, 0.5F);
    if (kind == Influence::slope)
        pen.stroke({scale.at(low), top}, {scale.at(low), bottom}, Ink::muted, 1.2F, 6);
    pen.stroke({scale.at(noise), top}, {scale.at(noise), bottom}, Ink::muted, 1.2F, 6);
}

void draw_label(Pen& pen, const DriverRow& row, float top) {
    float y = top + 4;
    const float room = (pen.narrow() ? pen.width() : names_width(pen)) - 16;
    for (std::string& line : pen.lines_of(row.label, room, kLetters, pen.narrow() ? 1 : 2)) {
        pen.words({0, y}, std::move(line), kLetters, Ink::text);
        y += 1.15F * kLetters;
    }
    for (std::string& line : pen.lines_of(row.tried, room, kSmallLetters, 1))
        pen.words({0, y}, std::move(line), kSmallLetters, Ink::muted);
}

// A size has no direction, so that neither colour of a direction suits it.
Ink ink_of(const DriverRow& row, Influence kind, double noise) {
    if (!clear_of_noise(row, kind, noise)) return Ink::unresolved;
    if (kind == Influence::size) return Ink::text;
    return row.influence > 0 ? Ink::crisis : Ink::settled;
}

void draw_bar(Pen& pen, const Scale& scale, const DriverRow& row, Ink ink, float y) {
    const float zero = scale.at(0), end = scale.at(row.influence);
    const float top = y - kBarHeight / 2, bottom = y + kBarHeight / 2;
    pen.block({std::min(zero, end), top, std::max(zero, end), bottom}, ink, ink == Ink::text ? 0.6F : 1,
              ink == Ink::crisis);
    if (std::isfinite(row.bounds.low) && std::isfinite(row.bounds.high))
        pen.interval(scale.at(row.bounds.low), scale.at(row.bounds.high), y, Ink::text);
}

// Where it ends.
float draw_legend(Pen& pen) {
    chart::Legend legend(pen);
    const Point bounds = legend.entry(32, "95 % interval");
    pen.interval(bounds.x, bounds.x + 32, bounds.y, Ink::text);
    const auto [x, y] = legend.entry(24, "noise: 19 of 20 assumptions that do nothing stay within it");
    pen.block({x, y - 7, x + 24, y + 7}, Ink::raised, 0.5F);
    pen.stroke({x + 24, y - 7}, {x + 24, y + 7}, Ink::muted, 1.2F, 6);
    const Point none = legend.entry(18, "no effect can be told");
    pen.block({none.x, none.y - 6, none.x + 18, none.y + 6}, Ink::unresolved);
    return legend.bottom();
}

chart::AxisWords axis_words(const Scale& scale, Influence kind) {
    chart::AxisWords words;
    words.middle = kind == Influence::slope ? "" : "PAWN, 0 to 1: how far the assumption moves the answer";
    if (kind == Influence::slope) {
        words.left = "\u2190 the higher, the fewer crises";
        words.right = "the higher, the more crises \u2192";
    }
    const std::vector<double> values = chart::round_values(scale.low, scale.high);
    for (const double value : values)
        words.values.push_back(
            with_decimals(std::fabs(value) < 1e-9 ? 0 : value, values[1] - values[0] < 0.099 ? 2 : 1));
    return words;
}

}  // namespace

Chart drivers_chart(std::span<const DriverRow> rows, Influence kind, double noise, const ChartFrame& frame) {
    Pen pen(frame);
    const Scale scale = scale_of(rows, kind, noise, pen);
    const float head = pen.narrow() ? kNameLines : 0, row_height = (pen.narrow() ? 34 : kRow) + head;
    const float begin = draw_legend(pen);
    const float bottom = begin + row_height * static_cast<float>(rows.size());
    draw_noise(pen, scale, kind, noise, begin, bottom);
    chart::draw_grid(pen, scale, begin, bottom);
    float top = begin;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DriverRow& row = rows[i];
        pen.stroke({0, top}, {pen.right(), top}, Ink::border, 1);
        pen.begin_mark(row.words, {0, top, pen.right(), top + row_height}, "driver." + std::to_string(i));
        if (pen.narrow()) pen.block({0, top + 1, pen.right(), top + head}, Ink::panel);
        draw_label(pen, row, top);
        draw_bar(pen, scale, row, ink_of(row, kind, noise), top + (row_height + head) / 2);
        pen.end_mark();
        top += row_height;
    }
    pen.stroke({scale.at(0), begin}, {scale.at(0), bottom}, Ink::text, 1.6F);
    const float axis = chart::draw_axis(pen, scale, bottom, axis_words(scale, kind));
    return pen.finished(bottom + axis);
}

}  // namespace firebreak
