// A node of the river opened: who moved into or out of it, by which move, and how well the mover read the
// other side.
#include <string>
#include <vector>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "panels/river_parts.hpp"
#include "session/filter.hpp"

namespace firebreak::viz {
namespace {

// Kept until the runs, the place or the way change.
struct DrillKept {
    DrillWay way = DrillWay::out;
    std::uint64_t version = 0;
    std::optional<RiverPlace> place;
    Drill drill;
    std::vector<std::string> words;
};

const DrillKept& drill_of(Context& context, const RiverPlace& place, DrillWay way) {
    const Workbench& bench = context.session.bench();
    DrillKept& kept = context.ui.of<DrillKept>();
    if (kept.place == place && kept.way == way && kept.version == bench.version()) return kept;
    kept = {way,
            bench.version(),
            place,
            drill_into(bench.results().paths, bench.mask(), place, bench.river().options, way),
            {}};
    const Spec& spec = context.session.spec();
    const bool ends_fixed = fixes_ends(spec, context.session.state().filter);
    for (const SubNode& node : kept.drill.nodes)
        kept.words.push_back(sub_node_words(spec, node, kept.drill.runs, ends_fixed));
    return kept;
}

void leave(Context& context) {
    ViewState state = context.session.state();
    state.drilled = false;
    context.session.set_state(state);
}

// The node and what its runs did there; nothing else tells them apart from runs that did the same elsewhere.
void filter_to(Context& context, const RiverPlace& place, const RiverClause& clause) {
    ViewState state = context.session.state();
    add_part(state.filter,
             clause_of({place.column, place.rung, {}}, context.session.bench().river().options));
    add_part(state.filter, clause);
    state.drilled = false;
    context.session.set_state(state);
}

DrillWay way_buttons(Context& context, DrillWay way) {
    if (radio(context, "river.drill.out", "Who moved on from here", way == DrillWay::out))
        way = DrillWay::out;
    flow(context, 4, "(Who moved here)");
    if (radio(context, "river.drill.in", "Who moved here", way == DrillWay::in)) way = DrillWay::in;
    flow(context, 12, "Back to the river");
    if (button(context, "river.drill.back", "Back to the river", {.tip = context.keys_of(Action::back_out)}))
        leave(context);
    return way;
}

}  // namespace

void draw_river_drill(Context& context, const RiverPlace& place) {
    const Spec& spec = context.session.spec();
    const bool ends_fixed = fixes_ends(spec, context.session.state().filter);
    text(context, "river.drill",
         RiverWords(context.session.bench().river(), spec, ends_fixed)
             .short_place({place.column, place.rung, {}}),
         {.heading = true});
    const DrillWay way = way_buttons(context, context.ui.of<DrillKept>().way);
    const DrillKept& kept = drill_of(context, place, way);
    text(context, "river.drill.help", "Largest part first. Enter or a click filters to the runs of a part.",
         {.tone = Tone::muted});
    const std::string rest = rest_words(kept.drill, way);
    if (!rest.empty()) text(context, "river.drill.rest", rest);
    if (kept.drill.nodes.empty()) text(context, "river.drill.none", "No run has a step on this way.");
    ImGui::BeginChild("##drill", ImVec2(0, 0));
    for (std::size_t i = 0; i < kept.words.size(); ++i) {
        const std::optional<RiverClause> clause = kept.drill.nodes[i].clause;
        const Options options{
            .enabled = clause.has_value(),
            .reason = "With merged columns these runs moved at different steps: show every step."};
        if (!list_item(context, "river.drill.part." + std::to_string(i), kept.words[i], options)) continue;
        filter_to(context, place, *clause);
        break;  // the list is of the filter before
    }
    ImGui::EndChild();
}

}  // namespace firebreak::viz
