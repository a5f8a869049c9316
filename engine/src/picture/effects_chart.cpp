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

constexpr float kNames = 270;  // width of the column of names
constexpr float kRow = 66;     // height of a row, and in it, from its top:
constexpr float kStated = 14;  // the stated value
constexpr float kBar = 32;     // the middle of the bar over the settings
constexpr float kDots = 51;    // the settings
constexpr float kBarHeight = 12;
constexpr float kScatter = 12;  // height over which dots are strewn
constexpr float kThinnest = 2;  // pixels of a bar
constexpr float kLegend = 30;

bool known(const Spread& spread) { return std::isfinite(spread.low) && std::isfinite(spread.high); }

Scale scale_of(std::span<const EffectRow> rows) {
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
    return {low - margin, high + margin, kNames, chart::kRight};
}

void draw_name(Pen& pen, const EffectRow& row, float top) {
    const float room = kNames - 16;
    const auto name = chart::lines_of(row.name, room / 1.1F, kLetters, 1);
    if (!name.empty()) pen.words({0, top + 5}, name.front(), kLetters, Ink::text, true);
    float y = top + 5 + 1.2F * kLetters;
    for (std::string& line : chart::lines_of(row.label, room, kSmallLetters, 2)) {
        pen.words({0, y}, std::move(line), kSmallLetters, Ink::muted);
        y += 1.15F * kSmallLetters;
    }
}

void draw_stated(Pen& pen, const Scale& scale, const EffectRow& row, float y) {
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

void draw_legend(Pen& pen) {
    const float y = kSmallLetters / 2;
    const auto entry = [&](float x, const std::string& words) {
        pen.words({x, 0}, words, kSmallLetters, Ink::muted);
    };
    pen.interval(2, 34, y, Ink::text);
    pen.dot({18, y}, 4.5F, Ink::text);
    entry(42, "as stated, with the 95 % interval of chance alone");
    pen.block({404, y - 6, 424, y + 6}, Ink::settled);
    pen.block({424, y - 6, 438, y + 6}, Ink::crisis, 1, true);
    pen.stroke({418, y - 8}, {418, y + 8}, Ink::text, 3);
    entry(446, "nine settings in ten, with a stroke at half of them");
    pen.dot({800, y}, 2, Ink::muted, 0.45F);
    entry(810, "one setting");
}

}  // namespace

Chart effects_chart(std::span<const EffectRow> rows) {
    Chart made;
    Pen pen(made.drawing);
    const Scale scale = scale_of(rows);
    const float bottom = kLegend + kRow * static_cast<float>(rows.size());
    draw_legend(pen);
    chart::draw_grid(pen, scale, kLegend, bottom);
    pen.stroke({scale.at(0), kLegend}, {scale.at(0), bottom}, Ink::text, 1.6F);
    float top = kLegend;
    for (const EffectRow& row : rows) {
        pen.stroke({0, top}, {chart::kRight, top}, Ink::border, 1);
        pen.begin_mark(row.words, {0, top, chart::kRight, top + kRow});
        draw_name(pen, row, top);
        draw_settings(pen, scale, row, top + kDots);
        draw_ranges(pen, scale, row.ranges, top + kBar);
        draw_stated(pen, scale, row, top + kStated);
        pen.end_mark();
        top += kRow;
    }
    const std::vector<double> values = chart::round_values(scale.low, scale.high);
    const int decimals = values.size() > 1 && values[1] - values[0] < 0.0099 ? 1 : 0;
    chart::AxisWords words{
        "\u2190 fewer crises", "points added to the share of crises", "more crises \u2192", {}};
    for (const double value : values) words.values.push_back(points(value, decimals));
    chart::draw_axis(pen, scale, bottom, words);
    made.area = {0, 0, chart::kWidth, bottom + chart::kAxisHeight};
    return made;
}

}  // namespace firebreak
