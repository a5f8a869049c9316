// The curves of runs that have ended, above and below the river.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "panels/river_painter.hpp"
#include "render/river_words.hpp"

namespace firebreak::viz {

void RiverPainter::curve_frame(const Rect& place, const char* name, double axis) {
    for (const float y : {place.y0, place.y1})
        pen.fill_rect(ImVec2(place.x0 - context.px(4), y - 0.5F), ImVec2(place.x1, y + 0.5F),
                      packed(theme.border, 0.5F));
    char top[32];
    std::snprintf(top, sizeof top, "%g %%", 100 * axis);
    words_left_of(place.x0 - context.px(8), place.y0 - line / 3, theme.muted, top);
    words_left_of(place.x0 - context.px(8), place.y1 - line * 2 / 3, theme.muted, "0");
    words(drawing.areas.legend.x0, (place.y0 + place.y1 - line) / 2, theme.text, name);
}

void RiverPainter::curve(const Rect& place, double axis, const std::vector<double>& low,
                         const std::vector<double>& high, unsigned colour) {
    const auto y = [&](double part) {
        return place.y1 - place.height() * static_cast<float>(std::min(1.0, part / axis));
    };
    std::vector<float> x, top, bottom;
    for (std::size_t column = drawing.picture.shown.first; column < high.size(); ++column) {
        x.push_back(column_x(column));
        top.push_back(y(high[column]));
        bottom.push_back(y(low[column]));
    }
    draw_area(pen, x, top, bottom, colour);
}

void RiverPainter::crisis_curve() {
    const Rect& place = drawing.areas.crisis;
    const RiverEnds& ends = drawing.ends;
    curve_frame(place, "Crisis by step", ends.crisis_axis);
    const std::vector<double> nothing(ends.crisis.size(), 0);
    curve(place, ends.crisis_axis, nothing, ends.crisis, packed(theme.crisis, 0.8F));
    if (!drawing.ends_fixed)
        curve(place, ends.crisis_axis, ends.crisis_low, ends.crisis_high, packed(theme.text, 0.3F));
    const auto n = drawing.river.runs;
    const auto crisis = static_cast<std::uint64_t>(std::llround(ends.crisis.back() * static_cast<double>(n)));
    const float x = place.x1 + context.px(6);
    words(x, place.y0, theme.text, percent_words(crisis, n));
    const std::string interval = drawing.ends_fixed ? "by the filter" : interval_words(crisis, n);
    words(x, place.y0 + line, theme.muted, interval);
    mark(context, "river.crisis", place,
         "Crisis by the last step shown: " + count_words(crisis) + " of " + runs_words(drawing.river) + ", " +
             percent_words(crisis, n) + " (" + interval + ")");
}

void RiverPainter::ended_curve() {
    const Rect& place = drawing.areas.ended;
    const RiverEnds& ends = drawing.ends;
    curve_frame(place, "Settled, unresolved", ends.ended_axis);
    const std::vector<double> nothing(ends.settled.size(), 0);
    std::vector<double> both = ends.settled;
    for (std::size_t i = 0; i < both.size(); ++i) both[i] += ends.unresolved[i];
    curve(place, ends.ended_axis, nothing, ends.settled, packed(theme.settled, 0.8F));
    curve(place, ends.ended_axis, ends.settled, both, packed(theme.unresolved, 0.8F));
    const auto n = static_cast<double>(drawing.river.runs);
    const auto settled = static_cast<std::uint64_t>(std::llround(ends.settled.back() * n));
    const auto unresolved = static_cast<std::uint64_t>(std::llround(ends.unresolved.back() * n));
    const float x = place.x1 + context.px(6);
    words(x, place.y0 - context.px(2), theme.text,
          percent_words(unresolved, drawing.river.runs) + " unresolved");
    words(x, place.y0 - context.px(2) + line, theme.text,
          percent_words(settled, drawing.river.runs) + " settled");
    mark(context, "river.ended", place,
         "By the last step shown " + count_words(settled) + " of " + runs_words(drawing.river) +
             " are settled and " + count_words(unresolved) + " have reached the horizon unresolved");
}

RiverCurve curve_at(const RiverDrawing& drawing, float x, float y) {
    if (drawing.areas.crisis.contains(x, y)) return RiverCurve::crisis;
    const Rect& place = drawing.areas.ended;
    if (!place.contains(x, y) || drawing.ends.settled.empty()) return RiverCurve::none;
    const double level = drawing.ends.ended_axis * static_cast<double>((place.y1 - y) / place.height());
    return level <= drawing.ends.settled.back() ? RiverCurve::settled : RiverCurve::unresolved;
}

}  // namespace firebreak::viz
