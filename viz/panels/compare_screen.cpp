// Compare: the same chance events with and without a measure, or before and after a change of numbers.
#include <algorithm>
#include <optional>
#include <string>

#include <imgui.h>
#include <firebreak/diagnostic.hpp>

#include "panels/compare_plots.hpp"
#include "panels/screen.hpp"
#include "session/count_words.hpp"
#include "session/ladder_counts.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostListed = 40;

struct ScreenState {
    std::optional<OutcomeCell> cell;
    bool listing = false;
    // What the comparison is of: it is made anew only when that is another.
    std::string sha;
    Settings before, after;
    std::uint64_t runs_before = 0, runs_after = 0;
    std::optional<Comparison> comparison;
};

ScreenState& screen() {
    static ScreenState state;
    return state;
}

const Comparison* compare(Session& session, ScreenState& state) {
    const Workbench& bench = session.bench();
    const auto& previous = bench.previous();
    if (!previous || !bench.has_results()) return nullptr;
    const Results& results = bench.results();
    const bool same = state.sha == session.sha256() && state.before == previous->settings && state.after == results.settings &&
                      state.runs_before == previous->paths.runs() && state.runs_after == results.paths.runs();
    if (!same) {
        state.sha = session.sha256();
        state.before = previous->settings;
        state.after = results.settings;
        state.runs_before = previous->paths.runs();
        state.runs_after = results.paths.runs();
        state.comparison.reset();
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

// --- Words ---------------------------------------------------------------------------------------------------------------------------------

std::string measure_name(const Spec& spec, const std::string& id) {
    const auto found = std::find_if(spec.measures.begin(), spec.measures.end(), [&](const MeasureSpec& m) { return m.id == id; });
    return printable(found == spec.measures.end() || found->label.empty() ? id : found->label, 80);
}

std::string settings_words(const Spec& spec, const Settings& settings) {
    std::string words;
    for (const std::string& id : settings.measures) words += (words.empty() ? "" : "; ") + measure_name(spec, id);
    if (words.empty()) words = "no measures";
    for (const auto& [path, value] : settings.changes) words += "; " + printable(path + " = " + value, 120);
    return words;
}

// Why nothing can be compared though there are two sets of runs.
std::string why_not(const Results& before, const Results& after) {
    if (before.settings.seed != after.settings.seed) {
        return "The runs before are of seed " + std::to_string(before.settings.seed) + ", those now of seed " +
               std::to_string(after.settings.seed) + ": other chance events. Run again to compare with the same ones.";
    }
    if (before.paths.rungs != after.paths.rungs)
        return "The ladder had " + std::to_string(before.paths.rungs) + " rungs before and has " +
               std::to_string(after.paths.rungs) + " now.";
    if (!(before.settings.paths == after.settings.paths)) return "The runs before count other things as steps.";
    return "No pair of runs is finished yet.";
}

// --- Parts of the screen -------------------------------------------------------------------------------------------------------------------

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
        const std::string tip = measure_name(session.spec(), measure.id);
        if (!button(context, "compare.switch." + printable(measure.id, 60), label, {.tip = tip})) continue;
        std::vector<std::string> wanted;
        for (const MeasureSpec& other : session.spec().measures) {
            const bool was = std::find(in_force.begin(), in_force.end(), other.id) != in_force.end();
            if (other.id == measure.id ? !on : was) wanted.push_back(other.id);
        }
        session.settings.measures = wanted;
        return session.run();
    }
}

void nothing_yet(Context& context) {
    Session& session = context.session;
    if (session.busy() && !session.has_runs()) return text(context, "compare.busy", "The runs are under way.");
    text(context, "compare.nothing",
         "Nothing to compare yet. Run the scenario, switch a measure on, and run again: the same chance events, with and without "
         "it.");
    if (session.has_runs()) {
        text(context, "compare.now",
             "There are " + count_words(session.bench().results().paths.runs()) + " runs with " +
                 settings_words(session.spec(), session.bench().results().settings) + ".",
             {.tone = Tone::muted});
        gap(context);
        return helpers(context);
    }
    text(context, "compare.runs",
         "No runs yet. Press Run (" + context.keys_of(Action::run) + ") to simulate " + count_words(session.settings.runs) +
             " runs of " + printable(session.spec().id, 60) + (session.settings.runs == 1'000 ? " (about 1 s)." : "."),
         {.tone = Tone::muted});
}

void headline(Context& context, const Comparison& comparison) {
    const Session& session = context.session;
    const PairTotals& crisis = comparison.paired.crisis;
    const PairedWords words = paired_words(crisis.n11, crisis.n10, crisis.n01, comparison.paired.pairs);
    text(context, "compare.headline", words.counts + " " + words.difference, {.heading = true});
    std::string pairs = count_words(comparison.paired.pairs) + " pairs, the same chance events in both (seed " +
                        std::to_string(session.settings.seed) + "): " + count_words(crisis.n10) + " crises avoided, " +
                        count_words(crisis.n01) + " caused.";
    const ScreenState& state = screen();
    if (state.runs_before != state.runs_after)
        pairs += " There are " + count_words(state.runs_before) + " runs before and " + count_words(state.runs_after) +
                 " after; compared are the first that both have.";
    if (!session.state().filter.empty()) pairs += " The filter does not apply here.";
    if (comparison.paired.equal == comparison.paired.pairs) pairs = "Before and after are identical: all " + pairs;
    text(context, "compare.pairs", pairs, {.tone = Tone::muted});
}

void plots(Context& context, ScreenState& state, const Comparison& comparison) {
    const Rect rest = rest_of_panel();
    const float height = context.px(172), wide = rest.width();
    const float icons = std::min(wide * 0.36F, context.px(310));
    draw_icon_arrays(context, {rest.x0, rest.y0, rest.x0 + icons, rest.y0 + height}, comparison);
    if (draw_outcome_matrix(context, {rest.x0 + icons, rest.y0, rest.x1, rest.y0 + height}, comparison, state.cell))
        state.listing = true;
    ImGui::SetCursorScreenPos(ImVec2(rest.x0, rest.y0 + height));
    gap(context, 4);
}

void lower_plots(Context& context, const Comparison& comparison) {
    const Rect rest = rest_of_panel();
    const float least = context.px(18) * static_cast<float>(comparison.before->rungs) + context.px(36);
    const float height = std::max(context.px(190), least), half = rest.width() / 2;
    draw_slopes(context, {rest.x0, rest.y0, rest.x0 + half - context.px(14), rest.y0 + height}, comparison);
    draw_partings(context, {rest.x0 + half, rest.y0, rest.x1, rest.y0 + height}, comparison);
    ImGui::SetCursorScreenPos(ImVec2(rest.x0, rest.y0 + height));
    gap(context, 6);
}

// What a run does at a step: "Moscow, Accuse publicly, day 43".
std::string step_words(const Session& session, const PathTable& table, std::size_t run, std::size_t step) {
    const auto day = [](std::uint32_t minute) { return ", day " + std::to_string(minute / (24 * 60)); };
    if (step >= table.steps(run)) return "ends" + day(table.end_minute[run]);
    const std::size_t place = table.first[run] + step;
    if (table.mover[place] == PathTable::kNobody) return "an accident" + day(table.minute[place]);
    const MoveSpec& move = session.spec().moves[table.move[place]];
    return session.actor_name(table.mover[place]) + ", " + printable(move.label.empty() ? move.id : move.label, 60) +
           day(table.minute[place]);
}

std::string parting_words(const Session& session, const Comparison& comparison, std::size_t run) {
    const std::size_t step = parting_step(*comparison.before, run, *comparison.after, run);
    if (step == kNeverPart) return "the same in both";
    return "part at step " + std::to_string(step) + ". Before: " + step_words(session, *comparison.before, run, step) +
           ". After: " + step_words(session, *comparison.after, run, step);
}

// The pairs of a cell: the run now, which the timeline can show.
void list_pairs(Context& context, ScreenState& state, const Comparison& comparison) {
    const std::uint64_t all =
        comparison.paired.outcomes[static_cast<std::size_t>(state.cell->before)][static_cast<std::size_t>(state.cell->after)];
    text(context, "compare.list.title",
         count_words(all) + (all == 1 ? " pair: " : " pairs: ") + outcome_name(state.cell->before) + " before, " +
             outcome_name(state.cell->after) + " after");
    if (button(context, "compare.list.close", "Back to the plots", {.tip = context.keys_of(Action::back_out)}))
        state.listing = false;
    const auto places = pairs_ending(*comparison.before, *comparison.after, comparison.paired.pairs, state.cell->before,
                                     state.cell->after, kMostListed);
    for (const std::size_t place : places) {
        const std::uint64_t replicate = comparison.after->replicate[place];
        const std::string words = "Run " + std::to_string(replicate) + ": " + parting_words(context.session, comparison, place);
        if (list_item(context, "compare.list." + std::to_string(replicate), words, {.tip = "Open it in the timeline"})) {
            context.session.open_run(replicate);
            context.session.screen = ScreenId::timeline;
            return;
        }
    }
    if (all > places.size())
        text(context, "compare.list.more", "and " + count_words(all - places.size()) + " more", {.tone = Tone::muted});
}

// Runs of a file that was edited since: no command makes them again.
void settings_of_older_file(Context& context, const Settings& settings, const std::string& digest) {
    text(context, "compare.before", "Before the edit of the file: " + settings_words(context.session.spec(), settings));
    text(context, "compare.before.file",
         "These runs are of the file as it was before it was changed (scenario " + digest +
             "); the file of now cannot make them again.",
         {.tone = Tone::muted});
}

void settings_of(Context& context, const std::string& id, const char* name, const Settings& settings) {
    const Session& session = context.session;
    const std::string command = command_of(session.path(), settings);
    ImGui::AlignTextToFramePadding();
    const std::string words = std::string(name) + ": " + settings_words(session.spec(), settings);
    text(context, id, words);
    flow(context, 10, "Copy");
    if (button(context, id + ".copy", "Copy", {.tip = "Copy the command"})) ImGui::SetClipboardText(command.c_str());
    text(context, id + ".command", printable(command, 2000), {.tone = Tone::muted});
}

void compared(Context& context, ScreenState& state, const Comparison& comparison) {
    headline(context, comparison);
    plots(context, state, comparison);
    if (context.has(Action::back_out) || context.has(Action::clear)) state.listing = false;
    if (state.listing && state.cell) {
        list_pairs(context, state, comparison);
    } else {
        lower_plots(context, comparison);
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
    ScreenState& state = screen();
    if (!session.sees_truth()) {
        text(context, "compare.title", "Compare", {.heading = true});
        return text(context, "compare.view",
                    "A side does not see what truly happens in many runs. Press " + context.keys_of(Action::view_truth) +
                        " for the truth.");
    }
    if (const Comparison* comparison = compare(session, state)) return compared(context, state, *comparison);
    text(context, "compare.title", "Compare", {.heading = true});
    const auto& previous = session.bench().previous();
    if (!previous || !session.has_runs()) return nothing_yet(context);
    text(context, "compare.different", why_not(*previous, session.bench().results()), {.tone = Tone::warning});
    helpers(context);
}

}  // namespace firebreak::viz
