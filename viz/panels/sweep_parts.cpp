// The map of a sweep's settings, and its charts.
#include "panels/sweep_parts.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/pen.hpp"
#include "panels/replay.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

constexpr float kNear = 12;  // pixels from a mark at which it is meant
constexpr const char* kPoints = "sweep.point.";

// As the engine lays it out, its marks under the name of this screen.
Chart named(Chart chart) {
    for (Shape& shape : chart.drawing) {
        if (shape.kind == ShapeKind::mark) shape.id = "sweep." + shape.id;
    }
    return chart;
}

ChartFrame frame_of(const Context& context, float width, float height = 0) {
    return {width, height, context.scale, label_width};
}

ChartKey key_of(const Context& context, std::size_t arm, const MapNumbers& numbers, float width,
                float height = 0) {
    return {context.session.sweep().version(), arm, numbers.x, numbers.y, width, height, context.scale};
}

// Where the column goes on, on whole pixels.
Rect column(float height) {
    const Rect rest = rest_of_panel();
    const float x = std::floor(rest.x0), y = std::floor(rest.y0);
    return {x, y, x + std::floor(rest.width()), y + height};
}

float room_of_column() { return std::max(std::floor(rest_of_panel().width()), 120.0F); }

std::string lines_of(const std::vector<std::string>& lines) { return joined(lines, "\n"); }

// Of the setting that is chosen, in the reading.
std::optional<std::size_t> place_of(const SweepScreenState& state) {
    if (!state.chosen) return {};
    const std::string id = kPoints + std::to_string(*state.chosen);
    const auto found = std::find_if(state.places.begin(), state.places.end(),
                                    [&](const MapPlace& place) { return place.id == id; });
    if (found == state.places.end()) return {};
    return static_cast<std::size_t>(found - state.places.begin());
}

const Drawing& placed_at(KeptChart& kept, const Chart& chart, const Rect& place) {
    return kept.placed.of({*kept.chart.from(), place.x0, place.y0},
                          [&] { return moved(chart.drawing, place.x0, place.y0); });
}

// A chart to be read, with what its rows say under the pointer.
void draw_chart(Context& context, const char* tip, KeptChart& kept, const Chart& chart) {
    const Rect place = column(chart.area.height());
    const Drawing& drawing = placed_at(kept, chart, place);
    replay(context, Pen(context), drawing);
    ImGui::Dummy(ImVec2(place.width(), place.height()));
    if (!ImGui::IsItemHovered()) return;
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    for (const Shape& shape : drawing) {
        if (shape.kind != ShapeKind::mark) continue;
        const Point &low = shape.points[0], &high = shape.points[1];
        const Rect row{low.x, low.y, high.x, high.y};
        if (row.contains(pointer.x, pointer.y)) tool_tip(context, tip, shape.words);
    }
}

// --- The map ---------------------------------------------------------------

void draw_ring(Context& context, const Point& middle) {
    Pen(context).stroke_circle({middle.x, middle.y}, context.px(10), packed(context.theme.focus), 24,
                               context.px(2.5F));
}

// Arrows go from mark to mark, from the middle of the map where none is chosen.
void walk(const Context& context, const SweepReading& reading, SweepScreenState& state, const Rect& area) {
    if (context.arrow_x == 0 && context.arrow_y == 0) return;
    const auto here = place_of(state);
    const auto next =
        here ? neighbour(state.places, *here, context.arrow_x, context.arrow_x != 0 ? 0 : context.arrow_y)
             : nearest(state.places, {(area.x0 + area.x1) / 2, (area.y0 + area.y1) / 2}, area.x1 + area.y1);
    if (next) state.chosen = reading.point(*next).number;
}

void hear(Context& context, const SweepReading& reading, SweepScreenState& state, const Rect& area,
          const Canvas& canvas) {
    const auto under =
        canvas.hovered
            ? nearest(state.places, {canvas.mouse_x - canvas.place.x0, canvas.mouse_y - canvas.place.y0},
                      context.px(kNear))
            : std::nullopt;
    if (under) {
        std::vector<std::string> lines = reading.point_words(*under, state.arm);
        lines.emplace_back("Click: open its river.");
        tool_tip(context, "sweep.tip", lines_of(lines));
    }
    if (canvas.focused) walk(context, reading, state, area);
    if (context.has(Action::clear) && context.layer == 0) state.chosen.reset();
    const bool entered = canvas.focused && context.has(Action::open_selection);
    auto open = entered ? place_of(state) : std::nullopt;
    if (canvas.clicked && under) {
        state.chosen = reading.point(*under).number;
        open = under;
    }
    if (open) context.session.open_setting(*open, state.arm);
}

}  // namespace

MapNumbers map_numbers(const SweepReading& reading, const SweepScreenState& state) {
    const std::vector<std::size_t> order = reading.strongest(state.arm);
    if (order.empty()) return {};
    const std::size_t x = state.x.value_or(order[0] == state.y && order.size() > 1 ? order[1] : order[0]);
    const auto other =
        std::find_if(order.begin(), order.end(), [&](std::size_t number) { return number != x; });
    return {x, state.y.value_or(other == order.end() ? x : *other)};
}

void draw_sweep_map(Context& context, const SweepReading& reading, SweepScreenState& state, float height) {
    const MapNumbers numbers = map_numbers(reading, state);
    const float width = room_of_column();
    const Chart& chart = state.map.chart.of(key_of(context, state.arm, numbers, width, height), [&] {
        Chart made =
            named(reading.map_chart(numbers.x, numbers.y, state.arm, frame_of(context, width, height)));
        state.places = places_in(made.drawing, kPoints);
        return made;
    });
    const Rect place = column(chart.area.height());
    const Canvas canvas = viz::canvas(context, "sweep.map", "Map of the settings", place);
    replay(context, Pen(context), placed_at(state.map, chart, place));
    hear(context, reading, state, chart.area, canvas);
    if (const auto chosen = place_of(state)) {
        const Point& middle = state.places[*chosen].middle;
        draw_ring(context, {place.x0 + middle.x, place.y0 + middle.y});
    }
    text(context, "sweep.map.caption", reading.map_caption(numbers.x, numbers.y, state.arm),
         {.tone = Tone::muted});
}

void draw_chosen_setting(Context& context, const SweepReading& reading, const SweepScreenState& state) {
    const auto place = place_of(state);
    if (!place) {
        return text(context, "sweep.chosen",
                    "Click a setting to open its river; arrow keys choose one, and " +
                        context.keys_of(Action::open_selection) + " opens it.",
                    {.tone = Tone::muted});
    }
    const std::vector<std::string> lines = reading.point_words(*place, state.arm);
    for (std::size_t i = 0; i < lines.size(); ++i)
        text(context, "sweep.chosen." + std::to_string(i), lines[i],
             {.tone = i == 0 ? Tone::accent : Tone::normal});
    if (button(context, "sweep.open", "Open its river", {.tip = context.keys_of(Action::open_selection)}))
        context.session.open_setting(*place, state.arm);
}

void draw_effects(Context& context, const SweepReading& reading, SweepScreenState& state) {
    const float width = room_of_column();
    const Chart& chart = state.effects.chart.of(key_of(context, 0, {}, width), [&] {
        return named(reading.effects_chart(frame_of(context, width)));
    });
    if (chart.drawing.empty()) return;
    gap(context, 10);
    text(context, "sweep.effects", reading.effects_title(), {.heading = true});
    draw_chart(context, "sweep.effects.tip", state.effects, chart);
    text(context, "sweep.effects.caption", reading.effects_caption(), {.tone = Tone::muted});
}

void draw_drivers(Context& context, const SweepReading& reading, SweepScreenState& state) {
    const float width = room_of_column();
    const Chart& chart = state.drivers.chart.of(key_of(context, state.arm, {}, width), [&] {
        return named(reading.drivers_chart(state.arm, frame_of(context, width)));
    });
    gap(context, 10);
    text(context, "sweep.drivers", reading.drivers_title(state.arm), {.heading = true});
    if (!chart.drawing.empty()) draw_chart(context, "sweep.drivers.tip", state.drivers, chart);
    text(context, "sweep.drivers.caption", reading.drivers_caption(state.arm), {.tone = Tone::muted});
}

}  // namespace firebreak::viz
