// The river: where the runs go, step by step and rung by rung, who moved them and what became of them.
#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include <imgui.h>

#include "panels/panels.hpp"
#include "panels/river_canvas.hpp"
#include "panels/screen.hpp"
#include "panels/widget_core.hpp"
#include "render/river_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::uint64_t kFewRuns = 30;       // below, each run is a line
constexpr std::size_t kMostRibbons = 1'500;  // more than these no screen shows apart, and drawing them takes its time
constexpr double kThinnest = 0.25;           // pixels; a thinner ribbon cannot be seen

// What the drawing was made of.
struct Made {
    std::uint64_t version = 0, runs = 0, seed = 0;
    std::string scenario;
    const void* table = nullptr;
    ColourMode mode = ColourMode::outcome;
    bool grid = false, rescale = true, all = false;
    Rect canvas;
    float line = 0;
    bool operator==(const Made&) const = default;
};

// What the screen keeps from frame to frame; there is one window, and so one of these.
struct Kept {
    RiverDrawing drawing;
    std::optional<Made> made;
    bool show_all = false;  // all ribbons, however many
    bool covered = false;   // a menu or dialogue was open in the last frame: Escape closes that
};
Kept& kept() {
    static Kept kept;
    return kept;
}

// When all runs shown end alike, their ends would give one colour to everything.
ColourMode colours_of(const ViewState& state, const Readout& readout) {
    const std::uint64_t settled = readout.outcomes[static_cast<std::size_t>(Outcome::settled)];
    const std::uint64_t unresolved = readout.outcomes[static_cast<std::size_t>(Outcome::unresolved)];
    if (readout.shown < kFewRuns) return ColourMode::outcome;  // each run is a line
    const bool one = readout.crises == readout.shown || settled == readout.shown || unresolved == readout.shown;
    return state.colours == ColourMode::outcome && one && !state.filter.empty() ? ColourMode::mover : state.colours;
}

// --- The drawing -------------------------------------------------------------------------------------------------------------------------

std::size_t outcome_kind(std::uint8_t outcome) {
    const auto which = static_cast<Outcome>(outcome);
    return which == Outcome::settled ? 1 : which == Outcome::unresolved ? 2 : 0;
}

RiverThread thread_of(const PathTable& paths, std::size_t run, const River& river) {
    return {paths.replicate[run], outcome_kind(paths.outcome[run]), stops_of(paths, run, river)};
}

void add_threads(RiverDrawing& drawing, const Workbench& bench) {
    const PathTable& paths = bench.results().paths;
    for (std::size_t run = 0; run < paths.runs(); ++run) {
        if (bench.mask().empty() || bench.mask()[run] != 0) drawing.threads.push_back(thread_of(paths, run, drawing.river));
    }
}

void add_words(RiverDrawing& drawing, const Spec& spec) {
    const RiverWords words(drawing.river, spec);
    for (const RiverNode& node : drawing.picture.nodes)
        drawing.node_words.push_back(words.short_place({node.column, node.rung, {}}));
    for (const RiverBand& band : drawing.picture.bands) {
        if (band.runs * 100 < drawing.river.runs) break;
        drawing.band_words.push_back(words.short_place({band.column, band.from, band.to}));
    }
}

void choose_ribbons(RiverDrawing& drawing, bool all) {
    const auto& bands = drawing.picture.bands;
    const std::size_t most = all ? bands.size() : std::min(bands.size(), kMostRibbons);
    const double thinnest = kThinnest / std::max(1e-12, static_cast<double>(drawing.picture.unit));
    // A round number, which a window a little larger does not change: 1, 2, 5, 10, ...
    double least = 1;
    for (std::size_t i = 0; least < thinnest && i < 30; ++i) least *= i % 3 == 1 ? 2.5 : 2;
    while (drawing.bands_drawn < most && static_cast<double>(bands[drawing.bands_drawn].runs) >= least) ++drawing.bands_drawn;
}

RiverDrawing make(Workbench& bench, const Spec& spec, const std::vector<RiverClause>& filter, const Made& from, float scale) {
    RiverDrawing drawing;
    drawing.river = bench.river();
    drawing.mode = from.mode;
    drawing.grid = from.grid;
    drawing.areas = areas_of(from.canvas, from.line, scale);
    const Rect& place = drawing.areas.lanes;
    if (from.rescale || bench.mask().empty() || drawing.river.runs < kFewRuns) {
        const Lanes lanes = drawing.river.runs < kFewRuns ? Lanes::level : Lanes::by_runs;
        drawing.picture = lay_out(drawing.river, drawing.river, from.mode, place, scale, lanes);
    } else {
        const River all = aggregate(bench.results().paths, drawing.river.options);
        River shown = drawing.river;
        // The part may end sooner than the whole; then its last columns are empty.
        shown.columns = std::max(shown.columns, all.columns);
        shown.cells.resize(shown.columns * shown.rungs);
        shown.ribbons.resize(std::max(shown.ribbons.size(), all.ribbons.size()));
        drawing.river = shown;
        drawing.picture = lay_out(shown, all, from.mode, place, scale);
        drawing.whole = lay_out(all, all, ColourMode::outcome, place, scale);
    }
    drawing.ends = ends_of(drawing.river);
    drawing.ends_fixed = fixes_ends(filter);
    if (drawing.ends_fixed) drawing.ends.crisis_axis = drawing.ends.crisis.back() > 0 ? drawing.ends.crisis_axis : 1;
    if (from.grid) drawing.tiles = tiles_of(drawing.river, place);
    if (drawing.river.runs < kFewRuns) add_threads(drawing, bench);
    choose_ribbons(drawing, from.all);
    add_words(drawing, spec);
    return drawing;
}

const RiverDrawing& drawing_of(Context& context, const Rect& canvas) {
    Session& session = context.session;
    Workbench& bench = session.bench();
    const ViewState& state = session.state();
    const Made now{bench.version(),
                   bench.river().runs,
                   bench.results().settings.seed,
                   session.sha256(),
                   bench.results().paths.replicate.data(),
                   colours_of(state, bench.readout()),
                   state.log_grid,
                   state.rescale,
                   kept().show_all,
                   canvas,
                   ImGui::GetTextLineHeight()};
    if (kept().made != now) {
        kept().drawing = make(bench, session.spec(), state.filter, now, context.scale);
        kept().made = now;
    }
    return kept().drawing;
}

// --- Buttons and the line that says what is shown ----------------------------------------------------------------------------------------

void change(Context& context, ViewState state) { context.session.set_state(state); }

void colour_button(Context& context) {
    const ViewState& state = context.session.state();
    flow(context, 8, colour_mode_words(state.colours));
    if (button(context, "river.colours", colour_mode_words(state.colours),
               {.tip = "Colours; another meaning (" + context.keys_of(Action::colour_mode) + ")"}))
        context.ask(Action::colour_mode);
}

void lane_button(Context& context) {
    ViewState state = context.session.state();
    const std::string whose =
        state.lane == Lane::higher ? "Higher of both" : context.session.actor_name(state.lane == Lane::first ? 0 : 1);
    flow(context, 4, whose);
    if (button(context, "river.lane", whose, {.tip = "Whose rung: the higher of both, or one side's"})) {
        state.lane = static_cast<Lane>((static_cast<int>(state.lane) + 1) % 3);
        state.place.reset();
        change(context, state);
    }
}

void merge_button(Context& context) {
    ViewState state = context.session.state();
    const std::size_t merge = context.session.bench().river().options.merge_steps;
    const std::string steps = merge == 1 ? "every step" : "every " + std::to_string(merge) + " steps";
    const std::string label = state.merge_steps == 0 ? "Columns fit: " + steps : "Columns: " + steps;
    flow(context, 4, label);
    if (button(context, "river.merge", label, {.tip = "Steps from column to column: as many as fit, 1, 2 or 5"})) {
        constexpr std::size_t kNext[] = {1, 2, 5, 5, 5, 0};
        state.merge_steps = state.merge_steps < std::size(kNext) ? kNext[state.merge_steps] : 0;
        state.place.reset();
        change(context, state);
    }
}

void picture_buttons(Context& context) {
    const ViewState& state = context.session.state();
    text(context, "river.show", "Show:", {.tone = Tone::muted, .wrapped = false, .label = true});
    flow(context, 8, "(River)");
    if (radio(context, "river.as-river", "River", !state.log_grid, {.tip = context.keys_of(Action::log_grid)}) && state.log_grid)
        context.ask(Action::log_grid);
    flow(context, 4, "(Grid)");
    if (radio(context, "river.as-grid", "Grid", state.log_grid,
              {.tip = "Tiles of equal size, for rare paths (" + context.keys_of(Action::log_grid) + ")"}) &&
        !state.log_grid)
        context.ask(Action::log_grid);
    colour_button(context);
    lane_button(context);
    merge_button(context);
    const char* scale = state.rescale ? "Scale: shown runs" : "Scale: all runs";
    flow(context, 4, scale);
    const Options options{.enabled = !state.filter.empty(),
                          .reason = "Without a filter both scales are the same.",
                          .tip = "Widths as parts of the runs shown, or of all runs (" + context.keys_of(Action::rescale) + ")"};
    if (button(context, "river.rescale", scale, options)) context.ask(Action::rescale);
}

std::string status_of(Context& context, const RiverDrawing* drawing) {
    Workbench& bench = context.session.bench();
    const Readout& readout = bench.readout();
    const std::string asked = count_words(bench.results().settings.runs);
    if (!bench.results().complete) {
        const std::string done = count_words(bench.results().paths.runs()) + " of " + asked + " runs";
        return bench.running() ? done + ", estimates still moving."
                               : done + "; stopped. Run (" + context.keys_of(Action::run) + ") begins anew.";
    }
    std::string text = "n = " + counted(readout.all, "run") + ".";
    if (readout.shown < readout.all)
        text += " Shown: " + count_words(readout.shown) + " (" + percent_words(readout.shown, readout.all) + ").";
    if (drawing == nullptr) return text;
    if (readout.shown < kFewRuns) return "Only " + counted(readout.shown, "run") + ": read the runs, not the shares.";
    if (all_alike(drawing->river)) {
        text += " All " + counted(readout.shown, "run") + " took the same path.";
        if (context.session.state().filter.empty()) text += " Chance has no effect on it at these settings.";
        return text;
    }
    if (const std::uint64_t beyond = total(drawing->river.beyond()); beyond > 0)
        text += " " + counted(beyond, "run") + (beyond == 1 ? " goes" : " go") + " on beyond the picture.";
    if (drawing->mode != context.session.state().colours) text += " All of them end alike, so colours show who moved.";
    return text;
}

// Ribbons that are left out are said, never just missing.
void detail_note(Context& context, const RiverDrawing& drawing) {
    const auto& bands = drawing.picture.bands;
    if (drawing.grid || !drawing.threads.empty() || drawing.bands_drawn == bands.size()) return;
    std::uint64_t all = 0, drawn = 0;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        all += bands[i].runs;
        if (i < drawing.bands_drawn) drawn += bands[i].runs;
    }
    const std::string words = "Detail reduced: " + counted(bands.size() - drawing.bands_drawn, "thin ribbon") + " with " +
                              percent_words(all - drawn, all) + " of what flows " +
                              (bands.size() - drawing.bands_drawn == 1 ? "is" : "are") + " not drawn; the grid has them.";
    text(context, "river.detail", words, {.tone = Tone::muted});
    if (drawing.bands_drawn < kMostRibbons) return;
    same_line(context, 12);
    if (button(context, "river.show-all", "Show all (slow)")) kept().show_all = true;
}

// Beside the buttons if the words fit there, and below them if not.
void stay_on_line(Context& context, std::string_view words) {
    const float used = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x;
    if (used + context.px(20) + label_width(words) > ImGui::GetWindowContentRegionMax().x) return;
    same_line(context, 20);
    ImGui::AlignTextToFramePadding();
}

void status(Context& context, const RiverDrawing* drawing) {
    const Workbench& bench = context.session.bench();
    const bool warn = !bench.results().complete || bench.readout().shown < kFewRuns;
    const std::string words = status_of(context, drawing);
    stay_on_line(context, words);
    text(context, "river.status", words, {.tone = warn ? Tone::warning : Tone::normal});
}

// --- What a person does ------------------------------------------------------------------------------------------------------------------

enum class Taking { instead, as_well, out };

Taking taking_by_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyAlt ? Taking::out : io.KeyShift || io.KeyCtrl ? Taking::as_well : Taking::instead;
}

void add(ViewState& state, const RiverClause& clause) {
    if (std::find(state.filter.begin(), state.filter.end(), clause) == state.filter.end()) state.filter.push_back(clause);
}

// A plain click asks for the runs that pass here instead of those that pass elsewhere; other clauses stay.
void filter_to(Context& context, const River& river, RiverPlace place, Taking taking) {
    ViewState state = context.session.state();
    state.place = place;
    if (taking == Taking::instead) {
        std::erase_if(state.filter, [](const RiverClause& clause) {
            return !clause.negated && std::holds_alternative<clause::Passed>(clause.what);
        });
    }
    // Not to take both ends of a ribbon would be to leave out more than the ribbon, so its end is left out.
    if (taking == Taking::out && place.to) place = {place.column + 1, *place.to, {}};
    for (RiverClause clause : clauses_of(place, river.options)) {
        clause.negated = taking == Taking::out;
        add(state, clause);
    }
    if (taking == Taking::out) state.place.reset();
    change(context, state);
}

void filter_to(Context& context, RiverCurve curve, Taking taking) {
    clause::Ends ends;
    const auto set = [&](Outcome outcome) { ends.outcomes[static_cast<std::size_t>(outcome)] = true; };
    if (curve == RiverCurve::crisis) {
        set(Outcome::crisis);
        set(Outcome::war);
    } else {
        set(curve == RiverCurve::settled ? Outcome::settled : Outcome::unresolved);
    }
    ViewState state = context.session.state();
    if (taking == Taking::instead)
        std::erase_if(state.filter, [](const RiverClause& clause) { return std::holds_alternative<clause::Ends>(clause.what); });
    add(state, {ends, taking == Taking::out});
    change(context, state);
}

// Backspace takes the last part of the filter back; Escape the selection first, then the filter.
void take_back(Context& context) {
    ViewState state = context.session.state();
    if (context.has(Action::back_out)) {
        if (!state.filter.empty()) state.filter.pop_back();
        else state.place.reset();
        return change(context, state);
    }
    if (!context.has(Action::clear) || kept().covered) return;
    if (state.place) state.place.reset();
    else state.filter.clear();
    change(context, state);
}

void switch_modes(Context& context) {
    ViewState state = context.session.state();
    if (context.has(Action::colour_mode))
        state.colours = static_cast<ColourMode>((static_cast<int>(state.colours) + 1) % kColourModes);
    if (context.has(Action::log_grid)) state.log_grid = !state.log_grid;
    if (context.has(Action::rescale)) state.rescale = !state.rescale;
    if (!(state == context.session.state())) change(context, state);
}

std::optional<RiverPlace> place_at(const RiverDrawing& drawing, const Canvas& canvas, float near) {
    if (!drawing.grid) return drawing.picture.at(canvas.mouse_x, canvas.mouse_y, near);
    for (const RiverTile& tile : drawing.tiles) {
        if (tile.place.contains(canvas.mouse_x, canvas.mouse_y)) return RiverPlace{tile.column, tile.rung, {}};
    }
    return {};
}

void listen(Context& context, const RiverDrawing& drawing, const Canvas& canvas, const RiverMarks& marks) {
    if (canvas.clicked && marks.hovered) return filter_to(context, drawing.river, *marks.hovered, taking_by_keys());
    if (canvas.clicked) {
        const RiverCurve curve = curve_at(drawing, canvas.mouse_x, canvas.mouse_y);
        if (curve != RiverCurve::none) return filter_to(context, curve, taking_by_keys());
    }
    if (!canvas.focused) return;
    if (context.arrow_x != 0 || context.arrow_y != 0) {
        ViewState state = context.session.state();
        state.place = moved(drawing.river, marks.selected, context.arrow_x, context.arrow_y);
        return change(context, state);
    }
    if (context.has(Action::open_selection) && marks.selected)
        filter_to(context, drawing.river, *marks.selected, Taking::as_well);
}

void show_tip(Context& context, const std::vector<std::string>& sentences) {
    std::string words;
    for (const std::string& sentence : sentences) words += (words.empty() ? "" : "\n") + sentence;
    tool_tip(context, "river.tip", words);
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

void picture(Context& context) {
    Rect room = rest_of_panel();
    // In a low window the picture keeps its height and the panel scrolls.
    room.y1 = std::max(room.y1, room.y0 + context.px(300));
    const Canvas canvas = viz::canvas(context, "river.canvas", "River of the runs", room);
    const RiverDrawing& drawing = drawing_of(context, room);
    RiverMarks marks;
    if (canvas.hovered) marks.hovered = place_at(drawing, canvas, context.px(3));
    const ViewState& state = context.session.state();
    if (state.place && has_runs_at(drawing.river, *state.place)) marks.selected = state.place;
    RiverThread run;
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
        show_tip(context, RiverWords(drawing.river, context.session.spec()).sentences(*marks.hovered));
    rung_tip(context, drawing, canvas);
    listen(context, drawing, canvas, marks);
}

void nothing_matches(Context& context) {
    const ViewState& state = context.session.state();
    text(context, "river.none", "No run matches: " + filter_words(context.session.spec(), state.filter) + ".", {.heading = true});
    text(context, "river.none.help",
         "Remove a part of the filter above, or press " + context.keys_of(Action::clear) + " to drop all of it.");
    gap(context);
    action_button(context, "river.undo", Action::undo);
}

}  // namespace

void draw_run_buttons(Context& context, const std::string& prefix) {
    Session& session = context.session;
    action_button(context, prefix + ".run", Action::run, {.enabled = !session.busy(), .reason = "It is running."});
    flow(context, 4, "Stop");
    action_button(context, prefix + ".stop", Action::stop, {.enabled = session.busy(), .reason = "Nothing is running."});
    flow(context, 16, "(100,000)");
    draw_run_count(context, prefix);
}

void draw_run_count(Context& context, const std::string& prefix) {
    Session& session = context.session;
    for (const std::uint64_t runs : kRunCounts) {
        if (runs != kRunCounts.front()) flow(context, 4, "(100,000)");
        if (radio(context, prefix + ".runs." + std::to_string(runs), count_words(runs), session.settings.runs == runs,
                  {.tip = "Runs that Run makes"}))
            session.settings.runs = runs;
    }
    flow(context, 6, "runs");
    ImGui::AlignTextToFramePadding();
    text(context, prefix + ".runs", "runs", {.tone = Tone::muted, .wrapped = false, .label = true});
}

void draw_truth_only(Context& context, const std::string& id) {
    text(context, id,
         "A side does not see what truly happens in many runs. Press " + context.keys_of(Action::view_truth) + " for the truth.");
}

void draw_river_screen(Context& context) {
    Session& session = context.session;
    if (!session.sees_truth()) return draw_truth_only(context, "river.truth-only");
    if (!session.has_scenario() || (!session.has_runs() && !session.busy())) return draw_nothing_yet(context, "River");
    draw_run_buttons(context, "river");
    if (!session.has_runs()) {
        text(context, "river.status", "0 of " + count_words(session.settings.runs) + " runs, estimates still moving.",
             {.tone = Tone::warning});
        return;
    }
    switch_modes(context);
    take_back(context);
    const bool any = session.bench().readout().shown > 0;
    if (any) status(context, kept().made ? &kept().drawing : nullptr);
    ImGui::AlignTextToFramePadding();
    picture_buttons(context);
    if (any) {
        if (kept().made) detail_note(context, kept().drawing);
        picture(context);
    } else {
        nothing_matches(context);
    }
    kept().covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
}

}  // namespace firebreak::viz
