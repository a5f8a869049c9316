// The river: where the runs go, step by step and rung by rung, who moved them and what became of them.
#include <algorithm>
#include <optional>
#include <string>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "panels/panels.hpp"
#include "panels/river_parts.hpp"
#include "panels/screen.hpp"
#include "session/count_words.hpp"
#include "session/filter.hpp"
#include "session/step_window.hpp"

namespace firebreak::viz {
namespace {

void show_tip(Context& context, const std::vector<std::string>& sentences, std::optional<Rect> about = {}) {
    std::string words;
    for (const std::string& sentence : sentences) words += (words.empty() ? "" : "\n") + sentence;
    tool_tip(context, "river.tip", words, about);
}

// Of a node; a ribbon is wherever the pointer is on it.
std::optional<Rect> node_rect(const RiverDrawing& drawing, const RiverPlace& place) {
    const RiverNode* node =
        drawing.grid || place.to ? nullptr : drawing.picture.node(place.column, place.rung);
    return node == nullptr ? std::nullopt : std::optional(node->place);
}

std::vector<std::string> tip_of(const Context& context, const RiverDrawing& drawing,
                                const RiverPlace& place) {
    std::vector<std::string> sentences =
        RiverWords(drawing.river, context.session.spec(), drawing.ends_fixed).sentences(place);
    sentences.emplace_back(
        "Click: only these runs. Ctrl: these as well. Shift: only those that also pass here. Alt: all but "
        "these. Double-click: open.");
    return sentences;
}

// The whole name where the room left of the lanes is too small for it.
void rung_tip(Context& context, const RiverDrawing& drawing, const Canvas& canvas) {
    if (!canvas.hovered || canvas.mouse_x >= drawing.areas.lanes.x0) return;
    const RiverWords words(drawing.river, context.session.spec());
    for (std::size_t rung = 0; rung < drawing.picture.lanes.size(); ++rung) {
        const RiverLane& lane = drawing.picture.lanes[rung];
        if (drawing.grid || canvas.mouse_y < lane.top || canvas.mouse_y >= lane.bottom) continue;
        show_tip(context, {words.rung(rung)});
    }
}

// What a click on the curve under the pointer does.
void curve_tip(Context& context, const RiverDrawing& drawing, const Canvas& canvas) {
    if (!canvas.hovered) return;
    const RiverCurve curve = curve_at(drawing, canvas.mouse_x, canvas.mouse_y);
    if (curve == RiverCurve::none) return;
    const std::string ends = curve == RiverCurve::crisis    ? "Runs that end in crisis"
                             : curve == RiverCurve::settled ? "Runs that calm down"
                                                            : "Runs without a crisis by the end";
    show_tip(context, {ends + ", by the step at which they end.",
                       "Click: only these runs. Drag: only those that end between two steps."});
}

void picture(Context& context) {
    Rect room = rest_of_panel();
    // In a low window the picture keeps its height and the panel scrolls.
    room.y1 = std::max(room.y1, room.y0 + context.px(300));
    const Canvas canvas = viz::canvas(context, "river.canvas", "River of the runs", room);
    const RiverDrawing& drawing = drawing_of(context, room);
    RiverMarks marks;
    if (canvas.hovered) marks.hovered = place_at(drawing, canvas, context.px(3));
    const ViewState& state = context.session.state();
    marks.selected = place_of(state, drawing.river);
    marks.brush = river_kept(context).brush;
    RiverThread run, sample;
    if (const auto shown = context.session.sample_shown()) {
        sample = thread_of(context.session.bench().results().paths, *shown, drawing.river);
        marks.hypothetical = &sample;
    }
    if (state.replicate) {
        const auto found = context.session.bench().find(*state.replicate);
        if (found) {
            run = thread_of(context.session.bench().results().paths, *found, drawing.river);
            marks.run = &run;
        }
    }
    draw_river(context, drawing, marks);
    // The words of the selected place stand at the side; there they cover nothing.
    if (marks.hovered && marks.hovered != marks.selected)
        show_tip(context, tip_of(context, drawing, *marks.hovered), node_rect(drawing, *marks.hovered));
    rung_tip(context, drawing, canvas);
    if (!marks.brush) curve_tip(context, drawing, canvas);
    hear_river(context, drawing, canvas, marks);
}

void nothing_matches(Context& context) {
    const ViewState& state = context.session.state();
    text(context, "river.none", "No run matches: " + filter_words(context.session.spec(), state.filter) + ".",
         {.heading = true});
    text(context, "river.none.help",
         "Remove a part of the filter above, or press " + context.keys_of(Action::clear) +
             " to drop all of it.");
    gap(context);
    action_button(context, "river.undo", Action::undo);
}

void flowing(Context& context) {
    if (river_kept(context).made) draw_river_detail(context, river_kept(context).drawing);
    draw_river_samples(context);
    picture(context);
}

}  // namespace

void draw_truth_only(Context& context, const std::string& id) {
    const Session& session = context.session;
    const std::string who =
        session.view == Eyes::both ? "The sides" : session.actor_name(session.view == Eyes::a ? 0 : 1);
    text(context, id,
         who + " cannot know this. (" + context.keys_of(Action::view_truth) + ": show everything)");
}

void draw_river_screen(Context& context) {
    Session& session = context.session;
    if (!session.sees_truth()) return draw_truth_only(context, "river.truth-only");
    if (!session.has_scenario() || (!session.has_runs() && !session.busy()))
        return draw_nothing_yet(context, "River");
    if (!context.presentation) draw_run_buttons(context, "river");
    if (!session.has_runs()) {
        text(context, "river.status",
             "0 of " + with_commas(session.settings.runs) + " runs; estimates are still moving.",
             {.tone = Tone::warning});
        return;
    }
    hear_river_keys(context);
    const bool any = session.bench().readout().shown > 0;
    if (any) draw_river_status(context, river_kept(context).made ? &river_kept(context).drawing : nullptr);
    if (!context.presentation) draw_river_buttons(context);
    const auto place = place_of(session.state(), session.bench().river());
    if (!any) nothing_matches(context);
    else if (session.state().drilled && place) draw_river_drill(context, *place);
    else flowing(context);
    river_kept(context).covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
}

}  // namespace firebreak::viz
