#include "panels/river_canvas.hpp"

#include <algorithm>
#include <string>

#include "panels/river_painter.hpp"

namespace firebreak::viz {

void RiverPainter::line_of(const RiverThread& thread, unsigned colour, float width) {
    const auto& stops = thread.stops;
    for (std::size_t column = 0; column + 1 < stops.size(); ++column) {
        const float y0 = lane(stops[column]).middle(), y1 = lane(stops[column + 1]).middle();
        draw_thread(pen, column_x(column), y0, column_x(column + 1), y1, packed(theme.panel),
                    width + context.px(3));
        draw_thread(pen, column_x(column), y0, column_x(column + 1), y1, colour, width);
    }
}

void RiverPainter::open_run() {
    if (marks.run == nullptr || marks.run->stops.empty()) return;
    const auto& stops = marks.run->stops;
    line_of(*marks.run, packed(theme.text), context.px(3));
    const ImVec2 end(column_x(stops.size() - 1), lane(stops.back()).middle());
    pen.fill_circle(end, context.px(6), packed(theme.text), 12);
    pen.fill_circle(end, context.px(3), packed(kind_colour(theme, ColourMode::outcome, marks.run->kind)), 12);
    // Where it ends beyond the steps shown its line leads there.
    if (!drawing.picture.shown.holds(stops.size() - 1)) return;
    mark(context, "river.open-run", {end.x - 6, end.y - 6, end.x + 6, end.y + 6},
         "Run " + std::to_string(marks.run->replicate));
}

// Its number stands beside it, for it comes and goes.
void RiverPainter::hypothetical_run() {
    if (marks.hypothetical == nullptr || marks.hypothetical->stops.empty()) return;
    const RiverThread& run = *marks.hypothetical;
    line_of(run, packed(theme.accent), context.px(3));
    const std::size_t last = std::min(run.stops.size() - 1, drawing.picture.shown.last);
    const RiverLane end = lane(run.stops[last]);
    const float x = column_x(last);
    pen.fill_circle({x, end.middle()}, context.px(5), packed(theme.accent), 12);
    const std::string number = std::to_string(run.replicate);
    const float width = label_width(number), beside = context.px(9);
    const bool room = x + beside + width < drawing.areas.lanes.x1;
    const float left = room ? x + beside : x - beside - width;
    pen.fill_rect({left - context.px(2), end.middle() - line / 2},
                  {left + width + context.px(2), end.middle() + line / 2}, packed(theme.panel));
    words(left, end.middle() - line / 2, theme.accent, number);
    mark(context, "river.hypothetical", {x - 5, end.middle() - 5, x + 5, end.middle() + 5},
         "Run " + number + ", at random");
}

void RiverPainter::brush() {
    if (!marks.brush) return;
    const Rect& place = marks.brush->place;
    const float a = column_x(marks.brush->from), b = column_x(marks.brush->to);
    pen.fill_rect({std::min(a, b) - 1, place.y0}, {std::max(a, b) + 1, place.y1},
                  packed(theme.accent, 0.35F));
    const std::size_t merge = drawing.river.options.merge_steps;
    const auto [first, last] = std::minmax(marks.brush->from, marks.brush->to);
    mark(context, "river.brush", place,
         "Steps " + std::to_string(first * merge) + " to " + std::to_string(last * merge));
}

void RiverPainter::chosen(const RiverPlace& place, unsigned colour, float width) {
    if (drawing.grid) return draw_frame(pen, tile(place.column, place.rung), colour, width);
    if (!place.to) {
        if (const RiverNode* node = drawing.picture.node(place.column, place.rung))
            draw_frame(pen, node->place, colour, width);
        return;
    }
    for (const RiverBand& band : drawing.picture.bands) {
        if (band.column != place.column || band.from != place.rung || band.to != *place.to) continue;
        for (RiverStrand strand : band.strands) {
            draw_strand(pen, band.x0, band.x1, strand, kind_colour(theme, drawing.mode, strand.kind), 1);
            if (strand.height_right < 4 && strand.height_left < 4) continue;
            draw_thread(pen, band.x0, strand.top_left, band.x1, strand.top_right, colour, 1);
            draw_thread(pen, band.x0, strand.top_left + strand.height_left, band.x1,
                        strand.top_right + strand.height_right, colour, 1);
        }
    }
}

void draw_river(Context& context, const RiverDrawing& drawing, const RiverMarks& marks) {
    RiverPainter painter{context, drawing, marks};
    const bool flows = !drawing.grid && drawing.threads.empty();
    if (flows) painter.flow();
    else painter.with_artist([](RiverArtist& artist) { artist.ground(); });
    replay(context, painter.pen, drawing.around);
    // Of a part of the steps nothing may hang out at the sides; nodes at the ends have a little room.
    const Rect& lanes = drawing.areas.lanes;
    painter.pen.clip({lanes.x0 - context.px(10), drawing.areas.crisis.y0 - context.px(2)},
                     {lanes.x1 + context.px(10), drawing.areas.ended.y1 + context.px(2)});
    if (drawing.grid) {
        painter.tiles();
        painter.with_artist([](RiverArtist& artist) { artist.boundaries(); });  // which the tiles covered
    } else if (flows) {
        painter.mark_flow();
    } else {
        painter.threads();
    }
    painter.open_run();
    painter.hypothetical_run();
    const auto shown = [&](const std::optional<RiverPlace>& place) {
        return place && drawing.picture.shown.holds(place->column) &&
               drawing.picture.shown.holds(place->column + (place->to ? 1 : 0));
    };
    if (shown(marks.selected))
        painter.chosen(*marks.selected, packed(context.theme.focus), std::max(2.0F, context.px(2)));
    if (shown(marks.hovered))
        painter.chosen(*marks.hovered, packed(context.theme.text), std::max(1.0F, context.px(1.5F)));
    painter.pen.unclip();
    painter.brush();
}

RiverScene scene_of(const RiverDrawing& drawing, const Spec& spec, float line, float scale) {
    return {drawing.river,
            spec,
            drawing.picture,
            drawing.areas,
            drawing.ends,
            drawing.mode,
            drawing.grid,
            drawing.ends_fixed,
            drawing.whole ? &*drawing.whole : nullptr,
            line,
            scale,
            label_width};
}

RiverCurve curve_at(const RiverDrawing& drawing, float x, float y) {
    if (drawing.areas.crisis.contains(x, y)) return RiverCurve::crisis;
    const Rect& place = drawing.areas.ended;
    if (!place.contains(x, y) || drawing.ends.settled.empty()) return RiverCurve::none;
    const double level = drawing.ends.ended_axis * static_cast<double>((place.y1 - y) / place.height());
    return level <= drawing.ends.settled.back() ? RiverCurve::settled : RiverCurve::unresolved;
}

}  // namespace firebreak::viz
