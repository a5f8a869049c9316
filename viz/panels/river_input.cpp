// What a person does on the river: keys, clicks and drags, and what they ask of the filter and the window of
// steps.
#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <imgui.h>

#include <firebreak/river.hpp>

#include "panels/river_parts.hpp"
#include "session/filter.hpp"
#include "session/step_window.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kAroundSelection = 6;  // steps to either side of the selected place, for the zoom to it

Taking taking_by_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyAlt     ? Taking::out
           : io.KeyShift ? Taking::as_well
           : io.KeyCtrl  ? Taking::or_else
                         : Taking::instead;
}

void select(ViewState& state, const River& river, const std::optional<RiverPlace>& place) {
    state.place = place;
    state.place_merge = river.options.merge_steps;
    state.drilled = false;
}

void filter_to(Context& context, const River& river, const RiverPlace& place, Taking taking) {
    ViewState state = context.session.state();
    select(state, river, taking == Taking::out ? std::nullopt : std::optional(place));
    take_clause(state.filter, clause_of(place, river.options), taking);
    context.session.set_state(state);
}

void filter_to(Context& context, const RiverClause& ends, Taking taking) {
    ViewState state = context.session.state();
    take_clause(state.filter, ends, taking);
    context.session.set_state(state);
}

// Backspace goes back out of an opened node, then takes the last part of the filter back; Escape the
// selection first, then the filter.
void take_back(Context& context) {
    ViewState state = context.session.state();
    if (context.has(Action::back_out)) {
        if (state.drilled) state.drilled = false;
        else if (!state.filter.empty()) state.filter.pop_back();
        else state.place.reset();
        return context.session.set_state(state);
    }
    if (!context.has(Action::clear) || river_kept(context).covered) return;
    if (state.drilled) state.drilled = false;
    else if (state.place) state.place.reset();
    else state.filter.clear();
    context.session.set_state(state);
}

void switch_modes(Context& context) {
    ViewState state = context.session.state();
    if (context.has(Action::colour_mode))
        state.colours = static_cast<ColourMode>((static_cast<int>(state.colours) + 1) % kColourModes);
    if (context.has(Action::log_grid)) state.log_grid = !state.log_grid;
    if (context.has(Action::rescale)) state.rescale = !state.rescale;
    if (!(state == context.session.state())) context.session.set_state(state);
}

// --- The window of steps ---------------------------------------------------

std::size_t step_of(const RiverDrawing& drawing, std::size_t column) {
    return column * drawing.river.options.merge_steps;
}

StepWindow moved_by_keys(Context& context, const RiverDrawing& drawing, const Canvas& canvas,
                         const RiverMarks& marks) {
    const std::size_t whole = context.session.bench().whole_steps();
    StepWindow window = context.session.state().window;
    const StepWindow now = opened(window, whole);
    const bool pointed =
        canvas.hovered && canvas.mouse_x >= drawing.areas.lanes.x0 && canvas.mouse_x < drawing.areas.lanes.x1;
    const std::size_t at = pointed          ? step_of(drawing, drawing.picture.column_at(canvas.mouse_x))
                           : marks.selected ? step_of(drawing, marks.selected->column)
                                            : (now.first + now.last) / 2;
    const bool wheel = canvas.wheel != 0 && ImGui::GetIO().KeyCtrl;
    const bool in = context.has(Action::zoom_in) || (wheel && canvas.wheel > 0);
    const bool out = context.has(Action::zoom_out) || (wheel && canvas.wheel < 0);
    if (in || out) window = zoomed(window, whole, static_cast<double>(at), in);
    const auto some = static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, (now.last - now.first) / 8));
    if (context.has(Action::pan_left)) window = panned(window, whole, -some);
    if (context.has(Action::pan_right)) window = panned(window, whole, some);
    if (context.has(Action::fit_all)) window = {};
    if (context.has(Action::zoom_to_selection) && marks.selected) {
        const std::size_t step = step_of(drawing, marks.selected->column);
        window = window_of(step - std::min(step, kAroundSelection), step + kAroundSelection, whole);
    }
    return window;
}

// The wheel pressed and dragged: whole steps, and what is left of one for the next frame.
StepWindow moved_by_drag(Context& context, const Canvas& canvas, StepWindow window) {
    float& rest = river_kept(context).pan_rest;
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Middle)) rest = 0;
    if (!canvas.dragged || !ImGui::IsMouseDown(ImGuiMouseButton_Middle)) return window;
    const std::size_t whole = context.session.bench().whole_steps();
    const StepWindow now = opened(window, whole);
    const float width = std::max(1.0F, river_kept(context).drawing.areas.lanes.width());
    rest -= canvas.drag_x * static_cast<float>(now.last - now.first) / width;
    const float steps = std::trunc(rest);
    rest -= steps;
    return panned(window, whole, static_cast<std::ptrdiff_t>(steps));
}

void move_window(Context& context, const RiverDrawing& drawing, const Canvas& canvas,
                 const RiverMarks& marks) {
    ViewState state = context.session.state();
    state.window = moved_by_drag(context, canvas, moved_by_keys(context, drawing, canvas, marks));
    if (state.window != context.session.state().window) change_view(context, state);
}

// --- Drags on the axis and on the curves -----------------------------------

std::optional<RiverBrush> brush_at(const RiverDrawing& drawing, float x, float y) {
    RiverBrush brush;
    brush.from = brush.to = drawing.picture.column_at(x);
    brush.curve = curve_at(drawing, x, y);
    if (brush.curve != RiverCurve::none) {
        brush.place = brush.curve == RiverCurve::crisis ? drawing.areas.crisis : drawing.areas.ended;
        return brush;
    }
    if (!drawing.areas.axis.contains(x, y)) return {};
    brush.place = drawing.areas.axis;
    return brush;
}

void finish(Context& context, const RiverDrawing& drawing, const RiverBrush& brush) {
    const auto [first, last] = std::minmax(brush.from, brush.to);
    if (brush.curve != RiverCurve::none)
        return filter_to(context, end_clause(brush.curve, drawing.river.options, first, last),
                         taking_by_keys());
    ViewState state = context.session.state();
    state.window =
        window_of(step_of(drawing, first), step_of(drawing, last), context.session.bench().whole_steps());
    context.session.set_state(state);
}

bool was_dragged(const Context& context) {
    return ImGui::GetIO().MouseDragMaxDistanceSqr[0] > context.px(4) * context.px(4);
}

// True while the pointer draws a span, and in the frame in which it lets go.
bool draw_span(Context& context, const RiverDrawing& drawing, const Canvas& canvas) {
    std::optional<RiverBrush>& brush = river_kept(context).brush;
    const bool down = ImGui::IsMouseDown(ImGuiMouseButton_Left);
    const ImVec2 from = ImGui::GetIO().MouseClickedPos[0];
    if (!brush && down && canvas.dragged && was_dragged(context)) brush = brush_at(drawing, from.x, from.y);
    if (!brush) return false;
    brush->to = drawing.picture.column_at(canvas.mouse_x);
    if (down) return true;
    const RiverBrush done = *std::exchange(brush, std::nullopt);
    finish(context, drawing, done);
    return true;
}

// --- The selection ---------------------------------------------------------

// The window follows what is selected: nobody chooses what is not shown.
void walk(Context& context, const RiverDrawing& drawing, const RiverMarks& marks) {
    ViewState state = context.session.state();
    select(state, drawing.river,
           moved(context.session.bench().drawn_river(), marks.selected, context.arrow_x, context.arrow_y));
    if (state.place && !state.window.all()) {
        const auto step = static_cast<std::ptrdiff_t>(step_of(drawing, state.place->column));
        const auto first = static_cast<std::ptrdiff_t>(state.window.first),
                   last = static_cast<std::ptrdiff_t>(state.window.last);
        const std::ptrdiff_t by = step < first ? step - first : step > last ? step - last : 0;
        state.window = panned(state.window, context.session.bench().whole_steps(), by);
    }
    context.session.set_state(state);
}

void drill(Context& context, const River& river, RiverPlace place) {
    place.to.reset();
    ViewState state = context.session.state();
    select(state, river, place);
    state.drilled = true;
    context.session.set_state(state);
}

}  // namespace

void change_view(Context& context, const ViewState& state) {
    bool& dragging = river_kept(context).dragging;
    if (dragging) context.session.replace_state(state);
    else context.session.set_state(state);
    dragging = ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseDown(ImGuiMouseButton_Middle);
}

void hear_river_keys(Context& context) {
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left) && !ImGui::IsMouseDown(ImGuiMouseButton_Middle))
        river_kept(context).dragging = false;
    switch_modes(context);
    take_back(context);
}

std::optional<RiverPlace> place_at(const RiverDrawing& drawing, const Canvas& canvas, float near) {
    if (!drawing.grid) return drawing.picture.at(canvas.mouse_x, canvas.mouse_y, near);
    for (const RiverTile& tile : drawing.tiles) {
        if (tile.place.contains(canvas.mouse_x, canvas.mouse_y))
            return RiverPlace{tile.column, tile.rung, {}};
    }
    return {};
}

void hear_river(Context& context, const RiverDrawing& drawing, const Canvas& canvas,
                const RiverMarks& marks) {
    move_window(context, drawing, canvas, marks);
    if (draw_span(context, drawing, canvas)) return;
    // The first click of two may have changed the picture: what was under it counts.
    if (canvas.double_clicked && river_kept(context).clicked)
        return drill(context, drawing.river, *river_kept(context).clicked);
    const bool clicked = canvas.clicked && !was_dragged(context);
    if (clicked) river_kept(context).clicked = marks.hovered;
    if (clicked && marks.hovered) return filter_to(context, drawing.river, *marks.hovered, taking_by_keys());
    if (clicked) {
        const RiverCurve curve = curve_at(drawing, canvas.mouse_x, canvas.mouse_y);
        if (curve != RiverCurve::none)
            return filter_to(context, end_clause(curve, drawing.river.options), taking_by_keys());
    }
    if (!canvas.focused) return;
    if (context.arrow_x != 0 || context.arrow_y != 0) return walk(context, drawing, marks);
    if (!marks.selected) return;
    if (context.has(Action::open_selection)) return drill(context, drawing.river, *marks.selected);
    if (context.has(Action::filter_selection))
        filter_to(context, drawing.river, *marks.selected, Taking::as_well);
}

}  // namespace firebreak::viz
