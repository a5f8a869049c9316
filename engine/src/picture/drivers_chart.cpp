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

constexpr float kNames = 370;  // width of the column of assumptions
constexpr float kRow = 62;
constexpr float kBarHeight = 20;
constexpr float kLegend = 30;

bool clear_of_noise(const DriverRow& row, Influence kind, double noise) {
    if (kind == Influence::size) return row.bounds.low > noise;
    return row.bounds.low > 0 || row.bounds.high < 0;
}

Scale scale_of(std::span<const DriverRow> rows, Influence kind, double noise) {
    double most = std::isfinite(noise) ? noise : 0;
    for (const DriverRow& row : rows) {
        for (const double value : {row.influence, row.bounds.low, row.bounds.high}) {
            if (std::isfinite(value)) most = std::max(most, std::fabs(value));
        }
    }
    most = std::max(most, 0.01) * 1.05;
    return {kind == Influence::slope ? -most : 0, most, kNames, chart::kRight};
}

void draw_noise(Pen& pen, const Scale& scale, Influence kind, double noise, float bottom) {
    if (!std::isfinite(noise)) return;
    const double low = kind == Influence::slope ? -noise : 0;
    pen.block({scale.at(low), kLegend, scale.at(noise), bottom}, Ink::raised, 0.5F);
    if (kind == Influence::slope)
        pen.stroke({scale.at(low), kLegend}, {scale.at(low), bottom}, Ink::muted, 1.2F, 6);
    pen.stroke({scale.at(noise), kLegend}, {scale.at(noise), bottom}, Ink::muted, 1.2F, 6);
}

void draw_label(Pen& pen, const DriverRow& row, float top) {
    float y = top + 4;
    const float room = kNames - 16;
    for (std::string& line : chart::lines_of(row.label, room, kLetters, 2)) {
        pen.words({0, y}, std::move(line), kLetters, Ink::text);
        y += 1.15F * kLetters;
    }
    for (std::string& line : chart::lines_of(row.tried, room, kSmallLetters, 1))
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

void draw_legend(Pen& pen) {
    const float y = kSmallLetters / 2;
    pen.interval(2, 34, y, Ink::text);
    pen.words({42, 0}, "95 % interval", kSmallLetters, Ink::muted);
    pen.block({160, y - 7, 184, y + 7}, Ink::raised, 0.5F);
    pen.stroke({184, y - 7}, {184, y + 7}, Ink::muted, 1.2F, 6);
    pen.words({192, 0}, "noise: 19 of 20 assumptions that do nothing stay within it", kSmallLetters,
              Ink::muted);
    pen.block({618, y - 6, 636, y + 6}, Ink::unresolved);
    pen.words({644, 0}, "no effect can be told", kSmallLetters, Ink::muted);
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

Chart drivers_chart(std::span<const DriverRow> rows, Influence kind, double noise) {
    Chart made;
    Pen pen(made.drawing);
    const Scale scale = scale_of(rows, kind, noise);
    const float bottom = kLegend + kRow * static_cast<float>(rows.size());
    draw_legend(pen);
    draw_noise(pen, scale, kind, noise, bottom);
    chart::draw_grid(pen, scale, kLegend, bottom);
    float top = kLegend;
    for (const DriverRow& row : rows) {
        pen.stroke({0, top}, {chart::kRight, top}, Ink::border, 1);
        pen.begin_mark(row.words, {0, top, chart::kRight, top + kRow});
        draw_label(pen, row, top);
        draw_bar(pen, scale, row, ink_of(row, kind, noise), top + kRow / 2);
        pen.end_mark();
        top += kRow;
    }
    pen.stroke({scale.at(0), kLegend}, {scale.at(0), bottom}, Ink::text, 1.6F);
    chart::draw_axis(pen, scale, bottom, axis_words(scale, kind));
    made.area = {0, 0, chart::kWidth, bottom + chart::kAxisHeight};
    return made;
}

}  // namespace firebreak
