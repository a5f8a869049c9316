// Compare: the same chance events with and without a measure, or before and after a change of numbers.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <imgui.h>
#include <firebreak/model.hpp>
#include <firebreak/river.hpp>
#include <firebreak/text.hpp>

#include "panels/compare_plots.hpp"
#include "panels/compare_river.hpp"
#include "panels/screen.hpp"
#include "session/comparison_words.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostListed = 40;
constexpr const char* kOlder = "The runs before were made with the file before it was edited.";

enum class Listing { none, cell, bar, all };

struct ScreenState {
    std::optional<OutcomeCell> cell;
    std::optional<PartingBar> bar;
    Listing listing = Listing::none;
    bool by_key = false;  // the list was opened by a key just now
    bool river = false;   // the river of differences in place of the slopes and partings
    std::optional<RiverPlace> place;
    std::optional<RiverDifference> difference;
    Lane lane = Lane::higher;  // of the difference
    // What the comparison is of: it is made anew only when that is another.
    std::string sha;
    Settings before, after;
    std::uint64_t runs_before = 0, runs_after = 0;
    std::optional<Comparison> comparison;
};

const Comparison* compare(Session& session, ScreenState& state) {
    const Workbench& bench = session.bench();
    const auto& previous = bench.previous();
    if (!previous || !bench.has_results()) return nullptr;
    const Results& results = bench.results();
    const bool same = state.sha == session.sha256() && state.before == previous->settings &&
                      state.after == results.settings && state.runs_before == previous->paths.runs() &&
                      state.runs_after == results.paths.runs();
    if (!same) {
        state.sha = session.sha256();
        state.before = previous->settings;
        state.after = results.settings;
        state.runs_before = previous->paths.runs();
        state.runs_after = results.paths.runs();
        state.comparison.reset();
        state.difference.reset();
        state.bar.reset();
        state.place.reset();
        if (auto paired = bench.paired(); paired && paired->pairs > 0) {
            state.comparison.emplace();
            state.comparison->highest = count_highest(previous->paths, results.paths, paired->pairs);
            state.comparison->paired = std::move(*paired);
        }
    }
    if (!state.comparison) return nullptr;
    state.comparison->before = &previous->paths;
    state.comparison->after = &results.paths;
    return &*state.comparison;
}

// As fine as both sets allow.
const RiverDifference& difference_of(Session& session, ScreenState& state, const Comparison& comparison) {
    const Lane lane = session.state().lane;
    if (state.difference && state.lane == lane) return *state.difference;
    state.lane = lane;
    RiverOptions options = fitting(*comparison.before, lane), other = fitting(*comparison.after, lane);
    if (other.merge_steps * other.max_columns > options.merge_steps * options.max_columns)
        std::swap(options, other);
    options.merge_steps = std::max(options.merge_steps, other.merge_steps);
    state.difference =
        river_difference(*comparison.before, *comparison.after, comparison.paired.pairs, options);
    return *state.difference;
}

// --- Parts of the screen ---------------------------------------------------

// Switches one measure on or off and runs, so that the runs there are become the ones before.
void helpers(Context& context) {
    Session& session = context.session;
    const auto& in_force = session.settings.measures;
    bool first = true;
    for (const MeasureSpec& measure : session.spec().measures) {
        const bool on = std::find(in_force.begin(), in_force.end(), measure.id) != in_force.end();
        const std::string label = (on ? "Run without: " : "Run with: ") + printable(measure.id, 40);
        if (!first) flow(context, 6, label);
        first = false;
        const std::string tip = measure_words(session.spec(), measure.id);
        if (!button(context, "compare.switch." + printable(measure.id, 60), label, {.tip = tip})) continue;
        std::vector<std::string> wanted;
        for (const MeasureSpec& other : session.spec().measures) {
            const bool was = std::find(in_force.begin(), in_force.end(), other.id) != in_force.end();
            if (other.id == measure.id ? !on : was) wanted.push_back(other.id);
        }
        session.settings.measures = wanted;
        return session.run_beside();
    }
}

void nothing_yet(Context& context) {
    Session& session = context.session;
    if (session.busy() && !session.has_runs())
        return text(context, "compare.busy", "The runs are under way.");
    text(context, "compare.nothing",
         "Nothing to compare yet. Run the scenario, switch a measure on, and run again: the same chance "
         "events, with and without it.");
    if (session.has_runs()) {
        text(context, "compare.now",
             "There are " + with_commas(session.bench().results().paths.runs()) + " runs with " +
                 settings_words(session.spec(), session.bench().results().settings) + ".",
             {.tone = Tone::muted});
        gap(context);
        return helpers(context);
    }
    text(context, "compare.runs",
         "No runs yet. Press Run (" + context.keys_of(Action::run) + ") to simulate " +
             with_commas(session.settings.runs) + " runs of " + printable(session.spec().id, 60) +
             (session.settings.runs == 1'000 ? " (about 1 s)." : "."),
         {.tone = Tone::muted});
}

void headline(Context& context, const Comparison& comparison) {
    Session& session = context.session;
    const Paired& paired = comparison.paired;
    const PairTotals& crisis = paired.crisis;
    const PairedWords words = paired_words(crisis.n11, crisis.n10, crisis.n01, paired.pairs);
    // A presentation has it as its own headline.
    if (!context.presentation)
        text(context, "compare.headline", words.counts + " " + words.difference, {.heading = true});
    text(context, "compare.pairing",
         pairing_words(paired, *session.bench().previous(), session.bench().results()));
    const std::string same = sameness_words(paired);
    std::string pairs = same.empty() ? "" : same + " ";
    pairs += with_commas(crisis.n10) + " crises avoided, " + with_commas(crisis.n01) + " caused.";
    if (!session.state().filter.empty())
        pairs += " Filter off here: choosing runs by their outcome would distort the comparison.";
    text(context, "compare.pairs", pairs, {.tone = Tone::muted});
}

// The same as the keys do.
void switches(Context& context, const ScreenState& state) {
    const auto plain = [&](const char* id, const char* label, Action action, Options options = {}) {
        flow(context, 6, label);
        options.tip = context.keys_of(action);
        if (button(context, id, label, options)) context.ask(action);
    };
    const bool older = !context.session.bench().previous()->older_file.empty();
    const std::string shown = state.river ? "Plots of the pairs" : "River of differences";
    if (button(context, "compare.river.switch", shown, {.tip = context.keys_of(Action::compare_difference)}))
        context.ask(Action::compare_difference);
    plain(
        "compare.swap", "Swap before and after", Action::compare_swap,
        {.enabled = !context.session.busy() && !older, .reason = older ? kOlder : "The runs are under way."});
    plain("compare.list.open", "Runs that differ", Action::compare_pairs);
}

void open_list(const Context& context, ScreenState& state, Listing listing) {
    state.listing = listing;
    state.by_key = context.has(Action::open_selection) || context.has(Action::compare_pairs);
}

void plots(Context& context, ScreenState& state, const Comparison& comparison) {
    const Rect rest = rest_of_panel();
    const float height = context.px(172), wide = rest.width();
    const float icons = std::min(wide * 0.36F, context.px(310));
    draw_icon_arrays(context, {rest.x0, rest.y0, rest.x0 + icons, rest.y0 + height}, comparison);
    if (draw_outcome_matrix(context, {rest.x0 + icons, rest.y0, rest.x1, rest.y0 + height}, comparison,
                            state.cell))
        open_list(context, state, Listing::cell);
    ImGui::SetCursorScreenPos(ImVec2(rest.x0, rest.y0 + height));
    gap(context, 4);
}

void lower_plots(Context& context, ScreenState& state, const Comparison& comparison) {
    const Rect rest = rest_of_panel();
    const float least = context.px(18) * static_cast<float>(comparison.before->rungs) + context.px(36);
    // What is left of the window, less the lines below.
    const float room = rest.height() - 6 * ImGui::GetFrameHeightWithSpacing();
    const float height = std::max({context.px(state.river ? 300 : 190), least, room});
    const Rect place{rest.x0, rest.y0, rest.x1, rest.y0 + height};
    if (state.river) {
        draw_difference_river(context, place, difference_of(context.session, state, comparison), state.place);
    } else {
        const float first = rest.width() * 0.46F, second = rest.width() * 0.70F, apart = context.px(16);
        draw_slopes(context, {place.x0, place.y0, place.x0 + first - apart, place.y1}, comparison);
        draw_rung_differences(context, {place.x0 + first, place.y0, place.x0 + second - apart, place.y1},
                              comparison);
        if (draw_partings(context, {place.x0 + second, place.y0, place.x1, place.y1}, comparison, state.bar))
            open_list(context, state, Listing::bar);
    }
    ImGui::SetCursorScreenPos(ImVec2(rest.x0, place.y1));
    gap(context, 6);
    if (state.river && state.place && state.difference)
        text(context, "compare.river.place",
             difference_place_words(context.session.spec(), *state.difference, *state.place));
}

// What a run does at a step: "Moscow, Accuse publicly, day 43".
std::string step_words(const Session& session, const PathTable& table, std::size_t run, std::size_t step) {
    const auto day = [](std::uint32_t minute) { return ", day " + std::to_string(minute / (24 * 60)); };
    if (step >= table.steps(run)) return "ends" + day(table.end_minute[run]);
    const std::size_t place = table.first[run] + step;
    if (table.mover[place] == PathTable::kNobody) return "an accident" + day(table.minute[place]);
    return session.actor_name(table.mover[place]) + ", " +
           Labels(session.spec(), 60).move(MoveId{table.move[place]}) + day(table.minute[place]);
}

std::string parting_words(const Session& session, const Comparison& comparison, std::size_t run) {
    const std::size_t step = parting_step(*comparison.before, run, *comparison.after, run);
    if (step == kNeverPart) return "the same in both";
    return "first differ at step " + std::to_string(step) +
           ". Before: " + step_words(session, *comparison.before, run, step) +
           ". After: " + step_words(session, *comparison.after, run, step);
}

std::string listed_words(const ScreenState& state, const Comparison& comparison, std::uint64_t& all) {
    const Paired& paired = comparison.paired;
    if (state.listing == Listing::cell) {
        all = paired.outcomes[static_cast<std::size_t>(state.cell->before)]
                             [static_cast<std::size_t>(state.cell->after)];
        return std::string("before: ") + outcome_words(state.cell->before) +
               "; after: " + outcome_words(state.cell->after);
    }
    all = paired.pairs - paired.equal;
    if (state.listing == Listing::all) return "these runs differ";
    all = 0;
    for (std::size_t step = state.bar->first; step <= state.bar->last && step < paired.parting.size(); ++step)
        all += paired.parting[step];
    std::string words = "first differ at step " + std::to_string(state.bar->first);
    return state.bar->last > state.bar->first ? words + " or later" : words;
}

std::vector<std::size_t> listed_places(const ScreenState& state, const Comparison& comparison) {
    const PathTable &before = *comparison.before, &after = *comparison.after;
    const std::size_t pairs = comparison.paired.pairs;
    if (state.listing == Listing::cell)
        return pairs_ending(before, after, pairs, state.cell->before, state.cell->after, kMostListed);
    if (state.listing == Listing::bar)
        return pairs_parting(before, after, pairs, state.bar->first, state.bar->last, kMostListed);
    return pairs_parting(before, after, pairs, 0, kNeverPart - 1, kMostListed);
}

// Pairs; each can be opened, with both runs in the timeline.
void list_pairs(Context& context, ScreenState& state, const Comparison& comparison) {
    std::uint64_t all = 0;
    const std::string what = listed_words(state, comparison, all);
    text(context, "compare.list.title", with_commas(all) + (all == 1 ? " pair; " : " pairs; ") + what);
    if (state.listing == Listing::all) {
        std::string by;
        for (const std::string& one : parted_by_words(context.session.spec(), comparison.paired, 6))
            by += (by.empty() ? "" : "; ") + one;
        if (!by.empty())
            text(context, "compare.list.by", "What made the difference first: " + by + ".",
                 {.tone = Tone::muted});
    }
    if (button(context, "compare.list.close", "Back to the plots",
               {.tip = context.keys_of(Action::back_out)}))
        state.listing = Listing::none;
    const auto places = listed_places(state, comparison);
    // A list that a key opened has the keyboard.
    if (std::exchange(state.by_key, false) && !places.empty())
        context.focus.go("compare.list." + std::to_string(comparison.after->replicate[places.front()]));
    const bool older = !context.session.bench().previous()->older_file.empty();
    for (const std::size_t place : places) {
        const std::uint64_t replicate = comparison.after->replicate[place];
        const std::string words =
            "Run " + std::to_string(replicate) + ": " + parting_words(context.session, comparison, place);
        if (list_item(context, "compare.list." + std::to_string(replicate), words,
                      {.tip = older ? "Open the run after in the timeline"
                                    : "Open both runs in the timeline, one above the other"})) {
            context.session.open_pair(replicate);
            context.session.screen = ScreenId::timeline;
            return;
        }
    }
    if (all > places.size())
        text(context, "compare.list.more", "and " + with_commas(all - places.size()) + " more",
             {.tone = Tone::muted});
}

// Runs of a file that was edited since: no command makes them again.
void settings_of_older_file(Context& context, const Settings& settings, const std::string& digest) {
    text(context, "compare.before",
         "Before the file was edited: " + settings_words(context.session.spec(), settings));
    text(context, "compare.before.file",
         "These runs were made with the file before it was changed (scenario " + digest +
             "); the current file cannot repeat them.",
         {.tone = Tone::muted});
}

void settings_of(Context& context, const std::string& id, const char* name, const Settings& settings) {
    const Session& session = context.session;
    const std::string command = command_of(session.path(), settings);
    ImGui::AlignTextToFramePadding();
    const std::string words = std::string(name) + ": " + settings_words(session.spec(), settings);
    text(context, id, words);
    flow(context, 10, "Copy");
    if (button(context, id + ".copy", "Copy", {.tip = "Copy the command"}))
        ImGui::SetClipboardText(command.c_str());
    if (!context.presentation)
        text(context, id + ".command", printable(command, 2000), {.tone = Tone::muted});
}

// True if there is another comparison now.
bool act_on_keys(Context& context, ScreenState& state, const Comparison& comparison) {
    if (state.listing != Listing::none && (context.has(Action::back_out) || context.has(Action::clear))) {
        // Back to where the list was opened.
        if (state.listing == Listing::cell) context.focus.set("compare.matrix");
        if (state.listing == Listing::bar) context.focus.set("compare.partings.canvas");
        state.listing = Listing::none;
    }
    if (context.has(Action::compare_difference)) {
        state.river = !state.river;
        state.listing = Listing::none;
    }
    if (context.has(Action::compare_pairs)) {
        const bool close = state.listing == Listing::all || comparison.paired.pairs == 0;
        open_list(context, state, close ? Listing::none : Listing::all);
    }
    if (!context.has(Action::compare_swap) || context.session.busy()) return false;
    context.session.swap_runs();
    state.listing = Listing::none;
    context.frames_wanted = std::max(context.frames_wanted, 2);
    return true;
}

void compared(Context& context, ScreenState& state, const Comparison& comparison) {
    headline(context, comparison);
    plots(context, state, comparison);
    if (state.listing == Listing::none) switches(context, state);
    if ((state.listing == Listing::cell && !state.cell) || (state.listing == Listing::bar && !state.bar))
        state.listing = Listing::none;
    if (state.listing != Listing::none) {
        list_pairs(context, state, comparison);
    } else {
        lower_plots(context, state, comparison);
    }
    if (const std::string& digest = context.session.bench().previous()->older_file; !digest.empty()) {
        settings_of_older_file(context, state.before, digest);
    } else {
        settings_of(context, "compare.before", "Before", state.before);
    }
    settings_of(context, "compare.after", "After", state.after);
    gap(context, 4);
    helpers(context);
}

}  // namespace

void draw_compare_screen(Context& context) {
    Session& session = context.session;
    if (!session.has_scenario()) return draw_nothing_yet(context, "Compare");
    ScreenState& state = context.ui.of<ScreenState>();
    if (!session.sees_truth()) {
        text(context, "compare.title", "Compare", {.heading = true});
        return draw_truth_only(context, "compare.view");
    }
    const Comparison* comparison = compare(session, state);
    if (comparison != nullptr && act_on_keys(context, state, *comparison))
        comparison = compare(session, state);
    if (comparison != nullptr) return compared(context, state, *comparison);
    text(context, "compare.title", "Compare", {.heading = true});
    const auto& previous = session.bench().previous();
    if (!previous || !session.has_runs()) return nothing_yet(context);
    text(context, "compare.different", why_not_paired(session.spec(), *previous, session.bench().results()),
         {.tone = Tone::warning});
    helpers(context);
}

}  // namespace firebreak::viz
