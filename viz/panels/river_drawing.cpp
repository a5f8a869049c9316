// The river's drawing: worked out from the runs and the view, and kept until either changes.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "panels/kept_picture.hpp"
#include "panels/river_paint.hpp"
#include "panels/river_parts.hpp"
#include "panels/widget_core.hpp"
#include "session/filter.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostWords = 1'000;  // ribbons that the registry names
constexpr double kThinnest = 0.25;         // pixels; a thinner ribbon cannot be seen

std::size_t outcome_kind(std::uint8_t outcome) {
    const auto which = static_cast<Outcome>(outcome);
    return which == Outcome::settled ? 1 : which == Outcome::unresolved ? 2 : 0;
}

// When all runs shown end alike, their ends would give one colour to everything.
ColourMode colours_of(const ViewState& state, const Readout& readout) {
    const std::uint64_t settled = readout.outcomes[static_cast<std::size_t>(Outcome::settled)];
    const std::uint64_t unresolved = readout.outcomes[static_cast<std::size_t>(Outcome::unresolved)];
    if (readout.shown < kFewRuns) return ColourMode::outcome;  // each run is a line
    const bool one =
        readout.crises == readout.shown || settled == readout.shown || unresolved == readout.shown;
    return state.colours == ColourMode::outcome && one && !state.filter.empty() ? ColourMode::mover
                                                                                : state.colours;
}

void add_threads(RiverDrawing& drawing, const Workbench& bench) {
    const PathTable& paths = bench.results().paths;
    for (std::size_t run = 0; run < paths.runs(); ++run) {
        if (bench.drawn().empty() || bench.drawn()[run] != 0)
            drawing.threads.push_back(thread_of(paths, run, drawing.river));
    }
}

void add_words(RiverDrawing& drawing, const Spec& spec) {
    const RiverWords words(drawing.river, spec, drawing.ends_fixed);
    for (const RiverNode& node : drawing.picture.nodes)
        drawing.node_words.push_back(words.short_place({node.column, node.rung, {}}));
    for (const RiverBand& band : drawing.picture.bands) {
        if (band.runs * 100 < drawing.river.runs || drawing.band_words.size() == kMostWords) break;
        drawing.band_words.push_back(words.short_place({band.column, band.from, band.to}));
    }
}

void add_surroundings(RiverDrawing& drawing, const Spec& spec, float scale) {
    const RiverScene scene = scene_of(drawing, spec, ImGui::GetTextLineHeight(), scale);
    RiverArtist(scene, drawing.around).surroundings();
    for (Shape& shape : drawing.around) {
        if (shape.kind == ShapeKind::mark && shape.id == "river.axis")
            shape.words += ". Drag along it to see only some of them.";
    }
}

void choose_ribbons(RiverDrawing& drawing, bool all) {
    const auto& bands = drawing.picture.bands;
    const std::size_t most = all ? bands.size() : std::min(bands.size(), kMostRibbons);
    const double thinnest = kThinnest / std::max(1e-12, static_cast<double>(drawing.picture.unit));
    // A round number, which a window a little larger does not change: 1, 2, 5, 10, ...
    double least = 1;
    for (std::size_t i = 0; least < thinnest && i < 30; ++i) least *= i % 3 == 1 ? 2.5 : 2;
    while (drawing.bands_drawn < most && static_cast<double>(bands[drawing.bands_drawn].runs) >= least)
        ++drawing.bands_drawn;
    drawing.limited = drawing.bands_drawn == most && most < bands.size();
}

RiverDrawing make(Workbench& bench, const Spec& spec, const std::vector<RiverClause>& filter,
                  const RiverMade& from, float scale) {
    RiverDrawing drawing;
    drawing.river = bench.river();
    drawing.mode = from.mode;
    drawing.grid = from.grid;
    drawing.areas = from.areas;
    const Rect& place = drawing.areas.lanes;
    if (from.rescale || bench.mask().empty() || drawing.river.runs < kFewRuns) {
        const Lanes lanes = drawing.river.runs < kFewRuns ? Lanes::level : Lanes::by_runs;
        drawing.picture = lay_out(drawing.river, drawing.river, from.mode, place, scale, lanes, from.window);
    } else {
        const River all = aggregate(bench.results().paths, drawing.river.options);
        River shown = drawing.river;
        // The part may end sooner than the whole; then its last columns are empty.
        shown.columns = std::max(shown.columns, all.columns);
        shown.cells.resize(shown.columns * shown.rungs);
        shown.ribbons.resize(std::max(shown.ribbons.size(), all.ribbons.size()));
        drawing.river = shown;
        drawing.picture = lay_out(shown, all, from.mode, place, scale, Lanes::by_runs, from.window);
        drawing.whole = lay_out(all, all, ColourMode::outcome, place, scale, Lanes::by_runs, from.window);
    }
    drawing.ends = ends_of(drawing.river, drawing.picture.shown.last);
    drawing.ends_fixed = fixes_ends(spec, filter);
    if (drawing.ends_fixed)
        drawing.ends.crisis_axis = drawing.ends.crisis.back() > 0 ? drawing.ends.crisis_axis : 1;
    leave_out(drawing.picture, bench.drawn_river());
    if (from.grid) drawing.tiles = tiles_of(drawing.river, bench.drawn_river(), place, drawing.picture.shown);
    if (drawing.river.runs < kFewRuns) add_threads(drawing, bench);
    choose_ribbons(drawing, from.all);
    add_words(drawing, spec);
    add_surroundings(drawing, spec, scale);
    return drawing;
}

// Onto a sheet that is kept all ribbons are painted once; drawn in each frame they would be too many.
bool can_draw_all(Context& context, const RiverAreas& areas) {
    if (context.session.state().show_all) return true;
    return context.kept != nullptr && context.kept->reserve(flow_place(areas, context.scale));
}

}  // namespace

RiverThread thread_of(const PathTable& paths, std::size_t run, const River& river) {
    return {paths.replicate[run], outcome_kind(paths.outcome[run]), stops_of(paths, run, river)};
}

const RiverDrawing& drawing_of(Context& context, const Rect& canvas) {
    Session& session = context.session;
    Workbench& bench = session.bench();
    const ViewState& state = session.state();
    const RiverAreas areas = areas_of(bench.river(), session.spec(), canvas, ImGui::GetTextLineHeight(),
                                      context.scale, label_width);
    const RiverMade now{bench.version(),
                        bench.river().runs,
                        bench.results().settings.seed,
                        session.sha256(),
                        bench.results().paths.replicate.data(),
                        colours_of(state, bench.readout()),
                        state.log_grid,
                        state.rescale,
                        can_draw_all(context, areas),
                        state.window,
                        areas,
                        context.theme};
    RiverKept& kept = river_kept(context);
    if (kept.made != now) {
        const std::uint64_t version = kept.drawing.version;
        kept.drawing = make(bench, session.spec(), state.filter, now, context.scale);
        kept.drawing.version = version + 1;
        kept.made = now;
    }
    return kept.drawing;
}

}  // namespace firebreak::viz
