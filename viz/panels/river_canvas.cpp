#include "panels/river_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include <imgui.h>
#include <firebreak/diagnostic.hpp>

#include "panels/pen.hpp"
#include "panels/river_paint.hpp"
#include "panels/widget_core.hpp"
#include "render/river_words.hpp"

namespace firebreak::viz {
namespace {

constexpr float kBandOpacity = 0.55F;
constexpr float kRestOpacity = 0.45F;  // of runs that go no further

struct Painter {
    Context& context;
    const RiverDrawing& drawing;
    const RiverMarks& marks;
    const Theme& theme = context.theme;
    Pen pen = Pen(context);
    float line = ImGui::GetTextLineHeight();
    float legend_end = 0;  // where the words of the legend end

    void legend();
    void scale_bar();
    void lanes();
    void lane_name(std::size_t rung, const RiverLane& lane);
    void lane_figures();
    void boundaries();
    void bands();
    void nodes();
    void threads();
    void open_run();
    void tiles();
    void tile_number(const RiverTile& tile);
    void tile_arrows(const RiverPlace& place);
    void crisis_curve();
    void ended_curve();
    void axis();
    void chosen(const RiverPlace& place, unsigned colour, float width);

    [[nodiscard]] RiverLane lane(std::size_t rung) const;
    [[nodiscard]] float column_x(std::size_t column) const;
    [[nodiscard]] const Spec& spec() const { return context.session.spec(); }
    void words(float x, float y, Colour colour, std::string_view text) const {
        pen.words({std::floor(x), std::floor(y)}, packed(colour), text);
    }
    void words_left_of(float x, float y, Colour colour, std::string_view text) const {
        words(x - label_width(text), y, colour, text);
    }
    void curve(const Rect& place, double axis, const std::vector<double>& low, const std::vector<double>& high, unsigned colour);
    void curve_frame(const Rect& place, const char* name, double axis);
};

RiverLane Painter::lane(std::size_t rung) const {
    if (!drawing.grid) return drawing.picture.lanes[rung];
    const Rect tile = tile_place(drawing.river, drawing.areas.lanes, 0, rung);
    return {tile.y0, tile.y1};
}

float Painter::column_x(std::size_t column) const {
    if (!drawing.grid) return drawing.picture.x[column] + drawing.picture.bar / 2;
    const Rect tile = tile_place(drawing.river, drawing.areas.lanes, column, 0);
    return (tile.x0 + tile.x1) / 2;
}

// --- Around the lanes --------------------------------------------------------------------------------------------------------------------

std::vector<std::pair<std::size_t, std::string>> legend_of(const Session& session, ColourMode mode) {
    switch (mode) {
        case ColourMode::outcome: return {{0, "crisis"}, {1, "settled"}, {2, "unresolved at the horizon"}};
        case ColourMode::mover:
            return {
                {0, session.actor_name(0)}, {1, session.actor_name(1) + " (hatched)"}, {2, "accident"}, {kAtRest, "ends here"}};
        case ColourMode::misperception:
            return {{0, "below 0.05 rungs"}, {1, "to 0.15"}, {2, "to 0.4"}, {3, "to 1"}, {4, "more"}, {kAtRest, "ends here"}};
    }
    return {};
}

void Painter::legend() {
    const Rect& place = drawing.areas.legend;
    const std::string title = drawing.grid ? "Share of the runs" : std::string(colour_mode_words(drawing.mode));
    words(place.x0, place.y0, theme.text, title);
    std::vector<std::pair<Colour, std::string>> entries;
    if (drawing.grid) {
        constexpr const char* kShades[] = {"below 0.01%", "to 0.1%", "to 1%", "to 10%", "more"};
        for (std::size_t i = 0; i < 5; ++i) entries.emplace_back(theme.sequence[i], kShades[i]);
    } else {
        for (const auto& [kind, name] : legend_of(context.session, drawing.mode))
            entries.emplace_back(kind_colour(theme, drawing.mode, kind), name);
    }
    std::string all;
    float x = place.x0 + label_width(title) + context.px(16);
    for (const auto& [colour, name] : entries) {
        const float box = line * 0.7F, y = place.y0 + (line - box) / 2;
        pen.fill_rect(ImVec2(x, y), ImVec2(x + box * 1.4F, y + box), packed(colour, name == "ends here" ? kRestOpacity : 1));
        const float room = place.x1 - context.px(20) - (x + box * 1.4F + context.px(5));
        words(x + box * 1.4F + context.px(5), place.y0, theme.muted, shortened(name, std::max(0.0F, room)));
        x += box * 1.4F + context.px(18) + label_width(name);
        all += (all.empty() ? "" : ", ") + name;
    }
    if (drawing.grid) {
        words(x, place.y0, theme.muted, "hatched: fewer than 5 runs");
        all += ", hatched: fewer than 5 runs";
    }
    legend_end = x;
    mark(context, "river.legend", place, title + ": " + all);
}

// How high a tenth of the runs is; everywhere but at the start.
void Painter::scale_bar() {
    const double runs = static_cast<double>(drawing.whole ? drawing.river.asked : drawing.river.runs);
    const float height = static_cast<float>(runs / 10) * drawing.picture.unit;
    const Rect& place = drawing.areas.legend;
    const float x = place.x1 - context.px(7), y0 = place.y0 + context.px(2), y1 = y0 + height;
    const unsigned colour = packed(theme.text);
    pen.fill_rect(ImVec2(x - context.px(1), y0), ImVec2(x + context.px(1), y1), colour);
    for (const float y : {y0, y1})
        pen.fill_rect(ImVec2(x - context.px(4), y - 0.5F), ImVec2(x + context.px(4), y + 0.5F), colour);
    const std::string text = drawing.whole ? "10% of all runs" : "10% of the runs";
    // In a narrow window the legend needs the room more.
    if (x - context.px(8) - label_width(text) > legend_end) words_left_of(x - context.px(8), place.y0, theme.muted, text);
    mark(context, "river.scale", {x - context.px(4), y0, place.x1, y1}, text);
}

void Painter::lane_name(std::size_t rung, const RiverLane& lane) {
    const RiverWords river_words(drawing.river, spec());
    const std::string name = river_words.rung(rung);
    const Rect& place = drawing.areas.lanes;
    const float right = place.x0 - context.px(8), room = right - drawing.areas.legend.x0;
    const std::size_t blank = name.rfind(' ', name.size() * 3 / 5);
    if (label_width(name) > room && lane.height() >= 2 * line && blank != std::string::npos) {
        words_left_of(right, lane.middle() - line, theme.text, shortened(name.substr(0, blank), room));
        words_left_of(right, lane.middle(), theme.text, shortened(name.substr(blank + 1), room));
    } else {
        words_left_of(right, lane.middle() - line / 2, theme.text, shortened(name, room));
    }
    mark(context, "river.rung." + std::to_string(rung), {drawing.areas.legend.x0, lane.top, place.x0, lane.bottom}, name);
}

void Painter::lanes() {
    const Rect& place = drawing.areas.lanes;
    for (std::size_t rung = 0; rung < drawing.river.rungs && rung < spec().ladder.size(); ++rung) {
        const RiverLane lane = this->lane(rung);
        if (rung % 2 == 1) pen.fill_rect(ImVec2(place.x0, lane.top), ImVec2(place.x1, lane.bottom), packed(theme.raised, 0.35F));
        pen.fill_rect(ImVec2(place.x0, lane.bottom - 0.5F), ImVec2(place.x1, lane.bottom + 0.5F), packed(theme.border, 0.4F));
        lane_name(rung, lane);
    }
    boundaries();
    lane_figures();
}

// Where a crisis begins, as a double line, and the other firebreaks, as dashes.
void Painter::boundaries() {
    const Rect& place = drawing.areas.lanes;
    for (std::size_t rung = 0; rung < drawing.river.rungs && rung < spec().ladder.size(); ++rung) {
        const RungSpec& found = spec().ladder[rung];
        const float bottom = lane(rung).bottom;
        if (found.id == spec().endings.crisis) {
            for (const float y : {bottom - context.px(2), bottom + context.px(2)})
                pen.fill_rect(ImVec2(place.x0, y - 0.75F), ImVec2(place.x1, y + 0.75F), packed(theme.crisis));
        } else if (!found.firebreak.empty()) {
            draw_dashes(pen, place.x0, place.x1, bottom, packed(theme.warning), context.px(1.5F), context.px(7));
        }
    }
}

// At the right: where a crisis and war begin, and the firebreaks. A label that would cover the one above it moves down.
void Painter::lane_figures() {
    const Rect& place = drawing.areas.lanes;
    const float x = place.x1 + context.px(6), room = drawing.areas.legend.x1 - x;
    float free_from = place.y0 - line;
    const auto label = [&](const std::string& id, float y, Colour colour, const std::string& text, const std::string& full) {
        y = std::max(y - line / 2, free_from);
        words(x, y, colour, shortened(text, room));
        mark(context, id, {x, y, x + room, y + line}, full);
        free_from = y + line;
    };
    for (std::size_t rung = drawing.river.rungs; rung-- > 0;) {
        if (rung >= spec().ladder.size()) continue;
        const RungSpec& found = spec().ladder[rung];
        const RiverLane lane = this->lane(rung);
        const bool crisis = found.id == spec().endings.crisis;
        if (found.id == spec().endings.war) label("river.war", lane.middle(), theme.crisis, "war", "war");
        if (crisis) {
            label("river.crisis-line", found.firebreak.empty() ? lane.bottom : lane.bottom - line / 2, theme.crisis,
                  "crisis from here", "crisis from here");
        }
        if (found.firebreak.empty()) continue;
        const std::string name = printable(found.firebreak, 80);
        label("river.firebreak." + std::to_string(rung), crisis ? lane.bottom + line / 2 : lane.bottom, theme.warning,
              "\u2550 " + name, "Firebreak: " + name);
    }
}

void Painter::axis() {
    const Rect& place = drawing.areas.axis;
    float next = place.x0 - context.px(20);
    for (std::size_t column = 0; column < drawing.river.columns; ++column) {
        const std::string step = std::to_string(column * drawing.river.options.merge_steps);
        const float x = column_x(column) - label_width(step) / 2;
        if (x < next) continue;
        words(x, place.y0, theme.muted, step);
        next = x + label_width(step) + context.px(8);
    }
    words_left_of(place.x0 - context.px(14), place.y0, theme.muted, "step");
}

// --- The river ---------------------------------------------------------------------------------------------------------------------------

void Painter::bands() {
    if (drawing.whole) {
        for (const RiverBand& band : drawing.whole->bands) {
            for (const RiverStrand& strand : band.strands) {
                if (strand.height_right >= 0.25F) draw_strand(pen, band.x0, band.x1, strand, theme.muted, 0.14F);
            }
        }
    }
    for (std::size_t i = 0; i < drawing.bands_drawn; ++i) {
        const RiverBand& band = drawing.picture.bands[i];
        float thin = 0;
        const RiverStrand* widest = nullptr;
        for (const RiverStrand& strand : band.strands) {
            if (strand.height_right >= 0.25F) {
                draw_strand(pen, band.x0, band.x1, strand, kind_colour(theme, drawing.mode, strand.kind), kBandOpacity);
            } else {
                thin += strand.height_right;
                if (widest == nullptr || strand.height_right > widest->height_right) widest = &strand;
            }
        }
        // Parts too thin to be seen are one thread together.
        if (widest != nullptr && thin >= 0.25F)
            draw_strand(pen, band.x0, band.x1, *widest, kind_colour(theme, drawing.mode, widest->kind), kBandOpacity);
        if (i >= drawing.band_words.size() || band.strands.empty()) continue;
        const RiverStrand& first = band.strands.front();
        const float x = (band.x0 + band.x1) / 2,
                    y = (first.top_left + first.top_right + first.height_left) / 2 + first.height_right / 4;
        mark(context,
             "river.ribbon." + std::to_string(band.column) + "." + std::to_string(band.from) + "." + std::to_string(band.to),
             {x - 2, y - 1, x + 2, y + 1}, drawing.band_words[i], count_words(band.runs));
    }
}

void Painter::nodes() {
    if (drawing.whole) {
        for (const RiverNode& node : drawing.whole->nodes)
            pen.fill_rect(ImVec2(node.place.x0, node.place.y0), ImVec2(node.place.x1, node.place.y1), packed(theme.muted, 0.25F));
    }
    for (std::size_t i = 0; i < drawing.picture.nodes.size(); ++i) {
        const RiverNode& node = drawing.picture.nodes[i];
        double sum = 0, before = 0;
        for (const double runs : node.kinds) sum += runs;
        for (std::size_t kind = 0; kind < kRiverKinds && sum > 0; ++kind) {
            if (node.kinds[kind] <= 0) continue;
            const auto at = [&](double runs) { return node.place.y0 + node.place.height() * static_cast<float>(runs / sum); };
            const Rect part{node.place.x0, at(before), node.place.x1, std::max(at(before + node.kinds[kind]), at(before) + 0.5F)};
            pen.fill_rect(ImVec2(part.x0, part.y0), ImVec2(part.x1, part.y1),
                          packed(kind_colour(theme, drawing.mode, kind), kind == kAtRest ? kRestOpacity : 1));
            if (drawing.mode == ColourMode::mover && kind == 1) draw_hatch(pen, part, packed(theme.panel, 0.6F), context.px(3));
            before += node.kinds[kind];
        }
        mark(context, "river.node." + std::to_string(node.column) + "." + std::to_string(node.rung), node.place,
             drawing.node_words[i], count_words(node.runs));
    }
}

// With few runs a share says little: each run is a line of its own, beside the others.
void Painter::threads() {
    const auto count = static_cast<float>(drawing.threads.size());
    for (std::size_t i = 0; i < drawing.threads.size(); ++i) {
        const RiverThread& thread = drawing.threads[i];
        const unsigned colour = packed(kind_colour(theme, ColourMode::outcome, thread.kind), 0.85F);
        const auto y = [&](std::size_t column) {
            const RiverLane& lane = drawing.picture.lanes[thread.stops[column]];
            const float gap = std::min(context.px(4), lane.height() * 0.8F / std::max(1.0F, count));
            return lane.middle() + (static_cast<float>(i) - (count - 1) / 2) * gap;
        };
        for (std::size_t column = 0; column + 1 < thread.stops.size(); ++column)
            draw_thread(pen, column_x(column), y(column), column_x(column + 1), y(column + 1), colour, context.px(1.5F));
        const std::size_t last = thread.stops.size() - 1;
        pen.fill_circle(ImVec2(column_x(last), y(last)), context.px(3), colour, 8);
    }
    for (std::size_t i = 0; i < drawing.picture.nodes.size(); ++i) {
        const RiverNode& node = drawing.picture.nodes[i];
        mark(context, "river.node." + std::to_string(node.column) + "." + std::to_string(node.rung), node.place,
             drawing.node_words[i], count_words(node.runs));
    }
}

void Painter::open_run() {
    if (marks.run == nullptr) return;
    const auto& stops = marks.run->stops;
    for (std::size_t column = 0; column + 1 < stops.size(); ++column) {
        const float y0 = lane(stops[column]).middle(), y1 = lane(stops[column + 1]).middle();
        draw_thread(pen, column_x(column), y0, column_x(column + 1), y1, packed(theme.panel), context.px(6));
        draw_thread(pen, column_x(column), y0, column_x(column + 1), y1, packed(theme.text), context.px(3));
    }
    if (stops.empty()) return;
    const ImVec2 end(column_x(stops.size() - 1), lane(stops.back()).middle());
    pen.fill_circle(end, context.px(6), packed(theme.text), 12);
    pen.fill_circle(end, context.px(3), packed(kind_colour(theme, ColourMode::outcome, marks.run->kind)), 12);
    mark(context, "river.open-run", {end.x - 6, end.y - 6, end.x + 6, end.y + 6}, "Run " + std::to_string(marks.run->replicate));
}

void Painter::chosen(const RiverPlace& place, unsigned colour, float width) {
    if (drawing.grid)
        return draw_frame(pen, tile_place(drawing.river, drawing.areas.lanes, place.column, place.rung), colour, width);
    if (!place.to) {
        if (const RiverNode* node = drawing.picture.node(place.column, place.rung)) draw_frame(pen, node->place, colour, width);
        return;
    }
    for (const RiverBand& band : drawing.picture.bands) {
        if (band.column != place.column || band.from != place.rung || band.to != *place.to) continue;
        for (RiverStrand strand : band.strands) {
            draw_strand(pen, band.x0, band.x1, strand, kind_colour(theme, drawing.mode, strand.kind), 1);
            if (strand.height_right < 4 && strand.height_left < 4) continue;
            draw_thread(pen, band.x0, strand.top_left, band.x1, strand.top_right, colour, 1);
            draw_thread(pen, band.x0, strand.top_left + strand.height_left, band.x1, strand.top_right + strand.height_right,
                        colour, 1);
        }
    }
}

// --- The grid ----------------------------------------------------------------------------------------------------------------------------

void Painter::tiles() {
    for (std::size_t i = 0; i < drawing.tiles.size(); ++i) {
        const RiverTile& tile = drawing.tiles[i];
        const Rect place{tile.place.x0 + 1, tile.place.y0 + 1, tile.place.x1 - 1, tile.place.y1 - 1};
        pen.fill_rect(ImVec2(place.x0, place.y0), ImVec2(place.x1, place.y1), packed(theme.sequence[tile.shade]));
        if (tile.runs < 5) draw_hatch(pen, place, packed(theme.panel), context.px(4));
        mark(context, "river.node." + std::to_string(tile.column) + "." + std::to_string(tile.rung), place, drawing.node_words[i],
             count_words(tile.runs));
    }
    if (marks.selected) tile_arrows(*marks.selected);
    for (const RiverTile& tile : drawing.tiles) tile_number(tile);
}

void Painter::tile_number(const RiverTile& tile) {
    const bool room = label_width(count_words(tile.runs)) + context.px(4) <= tile.place.width();
    const std::string runs = room || tile.runs < 1'000 ? count_words(tile.runs) : std::to_string((tile.runs + 500) / 1'000) + "k";
    const float width = label_width(runs);
    if (width + context.px(4) > tile.place.width() || line > tile.place.height()) return;
    const Colour ground = theme.sequence[tile.shade];
    const float x = (tile.place.x0 + tile.place.x1 - width) / 2, y = (tile.place.y0 + tile.place.y1 - line) / 2;
    pen.fill_rect(ImVec2(x - 1, y), ImVec2(x + width + 1, y + line), packed(ground));
    words(x, y, words_on(ground), runs);
}

// Where the runs of the chosen tile come from and go to; for all tiles at once it would be a tangle.
void Painter::tile_arrows(const RiverPlace& place) {
    const auto middle = [&](std::size_t column, std::size_t rung) {
        const Rect tile = tile_place(drawing.river, drawing.areas.lanes, column, rung);
        return ImVec2((tile.x0 + tile.x1) / 2, (tile.y0 + tile.y1) / 2);
    };
    const auto arrow = [&](ImVec2 from, ImVec2 to, std::uint64_t runs) {
        const float width = context.px(1 + 0.7F * static_cast<float>(shade_of(runs, drawing.river.runs)));
        pen.line(from, to, packed(theme.panel), width + 1);
        pen.line(from, to, packed(theme.text), width);
        pen.fill_circle(to, width + context.px(2), packed(theme.text), 10);
    };
    for (std::size_t rung = 0; rung < drawing.river.rungs; ++rung) {
        if (place.column + 1 < drawing.river.columns) {
            const std::uint64_t runs = drawing.river.ribbon(place.column, place.rung, rung).total();
            if (runs > 0) arrow(middle(place.column, place.rung), middle(place.column + 1, rung), runs);
        }
        if (place.column == 0) continue;
        const std::uint64_t runs = drawing.river.ribbon(place.column - 1, rung, place.rung).total();
        if (runs > 0) arrow(middle(place.column - 1, rung), middle(place.column, place.rung), runs);
    }
}

// --- The curves of runs that have ended --------------------------------------------------------------------------------------------------

void Painter::curve_frame(const Rect& place, const char* name, double axis) {
    for (const float y : {place.y0, place.y1})
        pen.fill_rect(ImVec2(place.x0 - context.px(4), y - 0.5F), ImVec2(place.x1, y + 0.5F), packed(theme.border, 0.5F));
    char top[32];
    std::snprintf(top, sizeof top, "%g%%", 100 * axis);
    words_left_of(place.x0 - context.px(8), place.y0 - line / 3, theme.muted, top);
    words_left_of(place.x0 - context.px(8), place.y1 - line * 2 / 3, theme.muted, "0");
    words(drawing.areas.legend.x0, (place.y0 + place.y1 - line) / 2, theme.text, name);
}

void Painter::curve(const Rect& place, double axis, const std::vector<double>& low, const std::vector<double>& high,
                    unsigned colour) {
    const auto y = [&](double part) { return place.y1 - place.height() * static_cast<float>(std::min(1.0, part / axis)); };
    std::vector<float> x, top, bottom;
    for (std::size_t column = 0; column < high.size(); ++column) {
        x.push_back(column_x(column));
        top.push_back(y(high[column]));
        bottom.push_back(y(low[column]));
    }
    draw_area(pen, x, top, bottom, colour);
}

void Painter::crisis_curve() {
    const Rect& place = drawing.areas.crisis;
    const RiverEnds& ends = drawing.ends;
    curve_frame(place, "Crisis by step", ends.crisis_axis);
    const std::vector<double> nothing(ends.crisis.size(), 0);
    curve(place, ends.crisis_axis, nothing, ends.crisis, packed(theme.crisis, 0.8F));
    if (!drawing.ends_fixed) curve(place, ends.crisis_axis, ends.crisis_low, ends.crisis_high, packed(theme.text, 0.3F));
    const auto n = drawing.river.runs;
    const auto crisis = static_cast<std::uint64_t>(std::llround(ends.crisis.back() * static_cast<double>(n)));
    const float x = place.x1 + context.px(6);
    words(x, place.y0, theme.text, percent_words(crisis, n));
    const std::string interval = drawing.ends_fixed ? "by the filter" : interval_words(crisis, n);
    words(x, place.y0 + line, theme.muted, interval);
    mark(context, "river.crisis", place,
         "Crisis by the last step shown: " + count_words(crisis) + " of " + counted(n, "run") + ", " + percent_words(crisis, n) +
             " (" + interval + ")");
}

void Painter::ended_curve() {
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
    words(x, place.y0 - context.px(2), theme.text, percent_words(unresolved, drawing.river.runs) + " unresolved");
    words(x, place.y0 - context.px(2) + line, theme.text, percent_words(settled, drawing.river.runs) + " settled");
    mark(context, "river.ended", place,
         "By the last step shown " + count_words(settled) + " of " + counted(drawing.river.runs, "run") + " are settled and " +
             count_words(unresolved) + " have reached the horizon unresolved");
}

}  // namespace

RiverCurve curve_at(const RiverDrawing& drawing, float x, float y) {
    if (drawing.areas.crisis.contains(x, y)) return RiverCurve::crisis;
    const Rect& place = drawing.areas.ended;
    if (!place.contains(x, y) || drawing.ends.settled.empty()) return RiverCurve::none;
    const double level = drawing.ends.ended_axis * static_cast<double>((place.y1 - y) / place.height());
    return level <= drawing.ends.settled.back() ? RiverCurve::settled : RiverCurve::unresolved;
}

void draw_river(Context& context, const RiverDrawing& drawing, const RiverMarks& marks) {
    Painter painter{context, drawing, marks};
    painter.legend();
    painter.lanes();
    painter.axis();
    if (drawing.grid) {
        painter.tiles();
        painter.boundaries();  // which the tiles have covered
    } else if (!drawing.threads.empty()) {
        painter.threads();
    } else {
        painter.bands();
        painter.nodes();
        painter.scale_bar();
    }
    painter.open_run();
    if (marks.selected) painter.chosen(*marks.selected, packed(context.theme.focus), std::max(2.0F, context.px(2)));
    if (marks.hovered) painter.chosen(*marks.hovered, packed(context.theme.text), std::max(1.0F, context.px(1.5F)));
    painter.crisis_curve();
    painter.ended_curve();
}

}  // namespace firebreak::viz
