// Around the river: legend, scale, the rungs and their boundaries, and the axis of steps.
#include <algorithm>
#include <cmath>
#include <utility>

#include <firebreak/text.hpp>

#include "panels/river_painter.hpp"
#include "render/labels.hpp"
#include "render/river_words.hpp"

namespace firebreak::viz {
namespace {

std::vector<std::pair<std::size_t, std::string>> legend_of(const Session& session, ColourMode mode) {
    switch (mode) {
        case ColourMode::outcome: return {{0, "crisis"}, {1, "settled"}, {2, "unresolved at the horizon"}};
        case ColourMode::mover:
            return {{0, session.actor_name(0)},
                    {1, session.actor_name(1) + " (hatched)"},
                    {2, "accident"},
                    {kAtRest, "ends here"}};
        case ColourMode::misperception:
            return {{0, "under 0.05 rungs"}, {1, "to 0.15"}, {2, "to 0.4"}, {3, "to 1"}, {4, "more"},
                    {kAtRest, "ends here"}};
    }
    return {};
}

}  // namespace

void RiverPainter::legend() {
    const Rect& place = drawing.areas.legend;
    const std::string title =
        drawing.grid
            ? (drawing.river.runs < drawing.river.asked ? "Share of the runs shown" : "Share of the runs")
            : std::string(colour_mode_words(drawing.mode));
    words(place.x0, place.y0, theme.text, title);
    std::vector<std::pair<Colour, std::string>> entries;
    if (drawing.grid) {
        constexpr const char* kShades[] = {"under 0.01 %", "to 0.1 %", "to 1 %", "to 10 %", "more"};
        constexpr const char* kLeast[] = {"under 0.01 %", "under 0.1 %", "under 1 %", "under 10 %",
                                          "10 % or more"};
        // One run is the least that there can be.
        const std::size_t least = shade_of(1, std::max<std::uint64_t>(drawing.river.runs, 1));
        for (std::size_t i = least; i < 5; ++i)
            entries.emplace_back(theme.sequence[i], i == least ? kLeast[i] : kShades[i]);
    } else {
        for (const auto& [kind, name] : legend_of(context.session, drawing.mode))
            entries.emplace_back(kind_colour(theme, drawing.mode, kind), name);
    }
    std::string all;
    float x = place.x0 + label_width(title) + context.px(16);
    for (const auto& [colour, name] : entries) {
        const float box = line * 0.7F, y = place.y0 + (line - box) / 2;
        pen.fill_rect(ImVec2(x, y), ImVec2(x + box * 1.4F, y + box),
                      packed(colour, name == "ends here" ? kRestOpacity : 1));
        const float room = place.x1 - context.px(20) - (x + box * 1.4F + context.px(5));
        words(x + box * 1.4F + context.px(5), place.y0, theme.muted, fitted(name, std::max(0.0F, room)));
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
void RiverPainter::scale_bar() {
    const double runs = static_cast<double>(drawing.whole ? drawing.river.asked : drawing.river.runs);
    const float height = static_cast<float>(runs / 10) * drawing.picture.unit;
    const Rect& place = drawing.areas.legend;
    const float x = place.x1 - context.px(7), y0 = place.y0 + context.px(2), y1 = y0 + height;
    pen.fill_rect(ImVec2(x - context.px(4), y0), ImVec2(x + context.px(4), y1), packed(theme.muted));
    const std::string text = "10 %";
    // In a narrow window the legend needs the room more.
    if (x - context.px(8) - label_width(text) > legend_end)
        words_left_of(x - context.px(8), place.y0, theme.muted, text);
    mark(context, "river.scale", {x - context.px(4), y0, place.x1, y1}, text,
         drawing.whole ? "of all runs" : "of the runs shown");
}

void RiverPainter::lane_name(std::size_t rung, const RiverLane& lane, const std::string& name) {
    const Rect& place = drawing.areas.lanes;
    const float right = place.x0 - context.px(8), room = right - drawing.areas.legend.x0;
    const std::size_t blank = name.rfind(' ', name.size() * 3 / 5);
    if (label_width(name) > room && lane.height() >= 2 * line && blank != std::string::npos) {
        words_left_of(right, lane.middle() - line, theme.text, fitted(name.substr(0, blank), room));
        words_left_of(right, lane.middle(), theme.text, fitted(name.substr(blank + 1), room));
    } else {
        words_left_of(right, lane.middle() - line / 2, theme.text, fitted(name, room));
    }
    mark(context, "river.rung." + std::to_string(rung),
         {drawing.areas.legend.x0, lane.top, place.x0, lane.bottom}, name);
}

void RiverPainter::ground() const {
    const Rect& place = drawing.areas.lanes;
    for (std::size_t rung = 0; rung < drawing.river.rungs && rung < spec().ladder.size(); ++rung) {
        const RiverLane lane = this->lane(rung);
        if (rung % 2 == 1) block({place.x0, lane.top, place.x1, lane.bottom}, packed(theme.raised, 0.35F));
        block({place.x0, lane.bottom - 0.5F, place.x1, lane.bottom + 0.5F}, packed(theme.border, 0.4F));
    }
    boundaries();
}

void RiverPainter::lane_words() {
    const RiverWords names(drawing.river, spec());
    for (std::size_t rung = 0; rung < drawing.river.rungs && rung < spec().ladder.size(); ++rung)
        lane_name(rung, lane(rung), names.rung(rung));
    lane_figures();
}

// Where a crisis begins, as a double line, and the other firebreaks, as dashes.
void RiverPainter::boundaries() const {
    const Rect& place = drawing.areas.lanes;
    for (std::size_t rung = 0; rung < drawing.river.rungs && rung < spec().ladder.size(); ++rung) {
        const RungSpec& found = spec().ladder[rung];
        const float bottom = lane(rung).bottom;
        if (found.id == spec().endings.crisis) {
            for (const float y : {bottom - context.px(2), bottom + context.px(2)})
                block({place.x0, y - 0.75F, place.x1, y + 0.75F}, packed(theme.crisis));
        } else if (!found.firebreak.empty()) {
            draw_dashes(pen, place.x0, place.x1, bottom, packed(theme.warning), context.px(1.5F),
                        context.px(7));
        }
    }
}

// At the right: where a crisis and war begin, and the firebreaks. A label that would cover the one above it
// moves down.
void RiverPainter::lane_figures() {
    const Rect& place = drawing.areas.lanes;
    const float x = place.x1 + context.px(6), room = drawing.areas.legend.x1 - x;
    float free_from = place.y0 - line;
    const auto label = [&](const std::string& id, float y, Colour colour, const std::string& text,
                           const std::string& full) {
        y = std::max(y - line / 2, free_from);
        words(x, y, colour, fitted(text, room));
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
            label("river.crisis-line", found.firebreak.empty() ? lane.bottom : lane.bottom - line / 2,
                  theme.crisis, "crisis from here", "crisis from here");
        }
        if (found.firebreak.empty()) continue;
        label("river.firebreak." + std::to_string(rung), crisis ? lane.bottom + line / 2 : lane.bottom,
              theme.warning, firebreak_words(found), "Firebreak: " + printable(found.firebreak, 80));
    }
}

void RiverPainter::axis() {
    const Rect& place = drawing.areas.axis;
    std::vector<std::string> steps;
    std::vector<LabelWish> wishes;
    for (std::size_t column = drawing.picture.shown.first; column <= drawing.picture.shown.last; ++column) {
        steps.push_back(std::to_string(column * drawing.river.options.merge_steps));
        wishes.push_back({column_x(column), label_width(steps.back())});
    }
    for (const auto& [i, left] :
         place_labels(wishes, place.x0 - context.px(20), place.x1 + context.px(20), context.px(8)))
        words(left, place.y0, theme.muted, steps[i]);
    words_left_of(place.x0 - context.px(14), place.y0, theme.muted, "step");
    const std::size_t merge = drawing.river.options.merge_steps;
    mark(context, "river.axis", place,
         "Steps " + std::to_string(drawing.picture.shown.first * merge) + " to " +
             std::to_string(drawing.picture.shown.last * merge) +
             ". Drag along it to see only some of them.");
}

}  // namespace firebreak::viz
