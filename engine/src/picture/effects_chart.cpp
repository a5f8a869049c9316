// What measures do: as stated and over the settings, on one scale.
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

constexpr float kNames = 270;       // width of the column of names, at most
constexpr float kNamesPart = 0.3F;  // of the chart
constexpr float kNameLines = 42;    // height of names above their rows
constexpr float kRow = 66;          // height of a row, and in it, from its top:
constexpr float kStated = 14;       // the stated value
constexpr float kBar = 32;          // the middle of the bar over the settings
constexpr float kDots = 51;         // the settings
constexpr float kBarHeight = 12;
constexpr float kScatter = 12;  // height over which dots are strewn
constexpr float kThinnest = 2;  // pixels of a bar

bool known(const Spread& spread) { return std::isfinite(spread.low) && std::isfinite(spread.high); }

float names_width(const Pen& pen) {
    return pen.narrow() ? chart::kInset : std::min(kNames, kNamesPart * pen.width());
}

Scale scale_of(std::span<const EffectRow> rows, const Pen& pen) {
    double low = 0, high = 0;
    const auto take = [&](double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const EffectRow& row : rows) {
        for (const double value :
             {row.stated, row.chance.low, row.chance.high, row.ranges.low, row.ranges.high})
            take(value);
        for (const double value : row.settings) take(value);
    }
    constexpr double kLeast = 0.01;
    const double margin = std::max(high - low, kLeast) / 25;
    return {low - margin, high + margin, names_width(pen), pen.right()};
}

void draw_name(Pen& pen, const EffectRow& row, float top) {
    const float room = (pen.narrow() ? pen.width() : names_width(pen)) - 16;
    const auto name = pen.lines_of(row.name, room / 1.1F, kLetters, 1);
    if (!name.empty()) pen.words({0, top + 5}, name.front(), kLetters, Ink::text, true);
    float y = top + 5 + 1.2F * kLetters;
    for (std::string& line : pen.lines_of(row.label, room, kSmallLetters, pen.narrow() ? 1 : 2)) {
        pen.words({0, y}, std::move(line), kSmallLetters, Ink::muted);
        y += 1.15F * kSmallLetters;
    }
}

void draw_stated(Pen& pen, const Scale& scale, const EffectRow& row, float y) {
    if (!std::isfinite(row.stated)) return;
    pen.interval(scale.at(row.chance.low), scale.at(row.chance.high), y, Ink::text);
    pen.dot({scale.at(row.stated), y}, 4.5F, Ink::text);
}

void draw_ranges(Pen& pen, const Scale& scale, const Spread& spread, float y) {
    if (!known(spread)) return;
    const float top = y - kBarHeight / 2, bottom = y + kBarHeight / 2;
    const float zero = scale.at(0);
    const float x0 = scale.at(spread.low), x1 = scale.at(spread.high);
    if (x1 - x0 < kThinnest) {
        const float middle = (x0 + x1) / 2;
        pen.block({middle - kThinnest / 2, top, middle + kThinnest / 2, bottom}, Ink::unresolved);
        return;
    }
    if (x0 < zero) pen.block({x0, top, std::min(x1, zero), bottom}, Ink::settled);
    if (x1 > zero) pen.block({std::max(x0, zero), top, x1, bottom}, Ink::crisis, 1, true);
    const float median = scale.at(spread.median);
    pen.stroke({median, top - 4}, {median, bottom + 4}, Ink::text, 3);
}

// Strewn over the height so that dots of one place show as several, and always alike.
void draw_settings(Pen& pen, const Scale& scale, const EffectRow& row, float y) {
    constexpr double kGolden = 0.6180339887498949;
    for (std::size_t i = 0; i < row.settings.size(); ++i) {
        const double turn = kGolden * static_cast<double>(i);
        const auto part = static_cast<float>(turn - std::floor(turn));
        pen.dot({scale.at(row.settings[i]), y + (part - 0.5F) * kScatter}, 2, Ink::muted, 0.45F);
    }
}

// Where it ends.
float draw_legend(Pen& pen, std::span<const EffectRow> rows) {
    chart::Legend legend(pen);
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return std::isfinite(row.stated); })) {
        const auto [x, y] = legend.entry(32, "as stated, with the 95 % interval of chance alone");
        pen.interval(x, x + 32, y, Ink::text);
        pen.dot({x + 16, y}, 4.5F, Ink::text);
    }
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return known(row.ranges); })) {
        const auto [x, y] = legend.entry(34, "nine settings in ten, with a stroke at half of them");
        pen.block({x, y - 6, x + 20, y + 6}, Ink::settled);
        pen.block({x + 20, y - 6, x + 34, y + 6}, Ink::crisis, 1, true);
        pen.stroke({x + 14, y - 8}, {x + 14, y + 8}, Ink::text, 3);
    }
    const auto [x, y] = legend.entry(4, "one setting");
    pen.dot({x + 2, y}, 2, Ink::muted, 0.45F);
    return legend.bottom();
}

}  // namespace

Chart effects_chart(std::span<const EffectRow> rows, const ChartFrame& frame) {
    Pen pen(frame);
    const Scale scale = scale_of(rows, pen);
    const float head = pen.narrow() ? kNameLines : 0, row_height = kRow + head;
    const float begin = draw_legend(pen, rows);
    const float bottom = begin + row_height * static_cast<float>(rows.size());
    chart::draw_grid(pen, scale, begin, bottom);
    pen.stroke({scale.at(0), begin}, {scale.at(0), bottom}, Ink::text, 1.6F);
    float top = begin;
    for (const EffectRow& row : rows) {
        pen.stroke({0, top}, {pen.right(), top}, Ink::border, 1);
        pen.begin_mark(row.words, {0, top, pen.right(), top + row_height}, "effect." + row.name);
        if (pen.narrow()) pen.block({0, top + 1, pen.right(), top + head}, Ink::panel);
        draw_name(pen, row, top);
        draw_settings(pen, scale, row, top + head + kDots);
        draw_ranges(pen, scale, row.ranges, top + head + kBar);
        draw_stated(pen, scale, row, top + head + kStated);
        pen.end_mark();
        top += row_height;
    }
    const std::vector<double> values = chart::round_values(scale.low, scale.high);
    const int decimals = values.size() > 1 && values[1] - values[0] < 0.0099 ? 1 : 0;
    chart::AxisWords words{
        "\u2190 fewer crises", "points added to the share of crises", "more crises \u2192", {}};
    for (const double value : values) words.values.push_back(points(value, decimals));
    const float axis = chart::draw_axis(pen, scale, bottom, words);
    return pen.finished(bottom + axis);
}

}  // namespace firebreak
