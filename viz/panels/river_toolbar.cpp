// The river's buttons, and the lines that say what is shown and what is not.
#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/river_parts.hpp"
#include "panels/screen.hpp"
#include "panels/widget_core.hpp"
#include "session/count_words.hpp"
#include "session/step_window.hpp"

namespace firebreak::viz {
namespace {

void colour_button(Context& context) {
    const ViewState& state = context.session.state();
    flow(context, 8, colour_mode_words(state.colours));
    if (button(context, "river.colours", colour_mode_words(state.colours),
               {.tip = "Next meaning of the colours (" + context.keys_of(Action::colour_mode) + ")"}))
        context.ask(Action::colour_mode);
}

void lane_button(Context& context) {
    ViewState state = context.session.state();
    const std::string whose =
        "Height: " + (state.lane == Lane::higher
                          ? std::string("the more escalated side")
                          : context.session.actor_name(state.lane == Lane::first ? 0 : 1));
    flow(context, 4, whose);
    if (button(context, "river.lane", whose,
               {.tip = "Whose rung sets the height: the more escalated side's, or one side's"})) {
        state.lane = static_cast<Lane>((static_cast<int>(state.lane) + 1) % 3);
        state.place.reset();
        context.session.set_state(state);
    }
}

// "1st", "2nd", "5th", "11th"
std::string ordinal(std::size_t number) {
    const std::size_t last = number % 10, teen = number % 100 / 10;
    const char* ending = teen == 1 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    return std::to_string(number) + ending;
}

void merge_button(Context& context) {
    ViewState state = context.session.state();
    const std::size_t merge = context.session.bench().river().options.merge_steps;
    const std::string label = (merge == 1 ? "Every step" : "Every " + ordinal(merge) + " step") +
                              (state.merge_steps == 0 ? " shown" : " shown, always");
    flow(context, 4, label);
    if (button(context, "river.merge", label,
               {.tip = "Steps per column: as many as needed to fit, or always 1, 2 or 5"})) {
        constexpr std::size_t kNext[] = {1, 2, 5, 5, 5, 0};
        state.merge_steps = state.merge_steps < std::size(kNext) ? kNext[state.merge_steps] : 0;
        context.session.set_state(state);
    }
}

std::string drawn_words(const Coverage& coverage) {
    return coverage.left_runs == 0 ? "all paths"
                                   : coverage_words(coverage.runs, coverage.left_runs, coverage.left_paths);
}

void share_slider(Context& context) {
    ViewState state = context.session.state();
    auto percent = static_cast<float>(100 * state.share);
    flow(context, 12, "Paths shown: a slider of 50 to 100");
    ImGui::AlignTextToFramePadding();
    text(context, "river.share.words", "Paths shown:", {.tone = Tone::muted, .wrapped = false});
    same_line(context, 6);
    const Options options{
        .tip =
            "Draws only the commonest paths, up to this share of the runs shown. Numbers, widths and curves "
            "always count all of these runs. At 100 % nothing is hidden."};
    if (slider(context, "river.share", "% of runs", percent, 50, 100, 1, options)) {
        state.share = std::round(static_cast<double>(percent)) / 100;
        change_view(context, state);
    }
    const std::string words = drawn_words(context.session.bench().coverage());
    flow(context, 8, words);
    ImGui::AlignTextToFramePadding();
    text(context, "river.coverage", words, {.tone = Tone::muted, .wrapped = false});
}

// "Steps 4 to 12 of 32"; empty if all are shown.
std::string window_words(const Session& session) {
    const StepWindow window = session.state().window;
    if (window.all()) return {};
    const std::size_t whole = session.bench().whole_steps();
    const StepWindow shown = opened(window, whole);
    return "Steps " + std::to_string(shown.first) + " to " + std::to_string(shown.last) + " of " +
           std::to_string(whole);
}

void draw_window_words(Context& context) {
    const std::string words = window_words(context.session);
    if (words.empty()) return;
    flow(context, 12, words);
    ImGui::AlignTextToFramePadding();
    text(context, "river.window", words, {.wrapped = false});
    flow(context, 6, "All steps");
    if (button(context, "river.fit", "All steps", {.tip = context.keys_of(Action::fit_all)}))
        context.ask(Action::fit_all);
}

std::string status_of(Context& context, const RiverDrawing* drawing) {
    Workbench& bench = context.session.bench();
    const Readout& readout = bench.readout();
    const std::string asked = with_commas(bench.results().settings.runs);
    if (!bench.results().complete) {
        const std::string done = with_commas(bench.results().paths.runs()) + " of " + asked + " runs";
        return bench.running() ? done + "; estimates are still moving."
                               : done + "; stopped. Run (" + context.keys_of(Action::run) + ") starts again.";
    }
    const std::string runs = readout.shown == readout.all
                                 ? counted(readout.all, "run")
                                 : with_commas(readout.shown) + " of " + counted(readout.all, "run") +
                                       " shown (" + percent_words(readout.shown, readout.all) + ")";
    if (drawing == nullptr) return runs + ".";
    if (readout.shown < kFewRuns)
        return "Only " + counted(readout.shown, "run") + ": read the runs, not the shares.";
    if (all_alike(drawing->river)) {
        return runs + "; all of them take the same path." +
               (context.session.state().filter.empty() ? " Chance has no effect at these settings." : "");
    }
    std::string text = runs;
    if (const std::uint64_t longer = total(drawing->river.beyond()); longer > 0)
        text += "; " + with_commas(longer) + (longer == 1 ? " is" : " are") + " longer than shown";
    text += ".";
    if (drawing->mode != context.session.state().colours)
        text += " All end the same way; colours now show who moved.";
    return text;
}

void show_all(Context& context) {
    ViewState state = context.session.state();
    state.show_all = true;
    context.session.set_state(state);
}

// Beside the buttons if the words fit there, and below them if not.
void stay_on_line(Context& context, std::string_view words) {
    const float used = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x;
    if (used + context.px(20) + label_width(words) > ImGui::GetWindowContentRegionMax().x) return;
    same_line(context, 20);
    ImGui::AlignTextToFramePadding();
}

}  // namespace

void draw_run_buttons(Context& context, const std::string& prefix) {
    Session& session = context.session;
    action_button(context, prefix + ".run", Action::run,
                  {.enabled = !session.busy(), .reason = "It is running."});
    flow(context, 4, "Stop");
    action_button(context, prefix + ".stop", Action::stop,
                  {.enabled = session.busy(), .reason = "Nothing is running."});
    flow(context, 16, "(100,000)");
    draw_run_count(context, prefix);
}

void draw_run_count(Context& context, const std::string& prefix) {
    Session& session = context.session;
    for (const std::uint64_t runs : kRunCounts) {
        if (runs != kRunCounts.front()) flow(context, 4, "(100,000)");
        if (radio(context, prefix + ".runs." + std::to_string(runs), with_commas(runs),
                  session.settings.runs == runs, {.tip = "How many runs"}))
            session.settings.runs = runs;
    }
    flow(context, 6, "runs");
    ImGui::AlignTextToFramePadding();
    text(context, prefix + ".runs", "runs", {.tone = Tone::muted, .wrapped = false, .label = true});
}

void draw_river_buttons(Context& context) {
    const ViewState& state = context.session.state();
    ImGui::AlignTextToFramePadding();
    text(context, "river.show", "Show:", {.tone = Tone::muted, .wrapped = false, .label = true});
    flow(context, 8, "(River)");
    if (radio(context, "river.as-river", "River", !state.log_grid,
              {.tip = context.keys_of(Action::log_grid)}) &&
        state.log_grid)
        context.ask(Action::log_grid);
    flow(context, 4, "(Table)");
    if (radio(context, "river.as-grid", "Table", state.log_grid,
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
                          .tip = "Widths as parts of the runs shown, or of all runs (" +
                                 context.keys_of(Action::rescale) + ")"};
    if (button(context, "river.rescale", scale, options)) context.ask(Action::rescale);
    share_slider(context);
    draw_window_words(context);
}

void draw_river_status(Context& context, const RiverDrawing* drawing) {
    const Workbench& bench = context.session.bench();
    const bool warn = !bench.results().complete || bench.readout().shown < kFewRuns;
    std::string words = status_of(context, drawing);
    // In a presentation there are no buttons; what they leave out is still said.
    const Coverage& coverage = bench.coverage();
    if (context.presentation && coverage.left_runs > 0) words += " Shown: " + drawn_words(coverage) + ".";
    if (const std::string steps = window_words(context.session); context.presentation && !steps.empty())
        words += " " + steps + ".";
    if (!context.presentation) stay_on_line(context, words);
    text(context, "river.status", words, {.tone = warn ? Tone::warning : Tone::normal});
}

// Ribbons that are left out are said, never just missing.
void draw_river_detail(Context& context, const RiverDrawing& drawing) {
    if (const Coverage& coverage = context.session.bench().coverage(); coverage.reduced) {
        text(context, "river.reduced", "To keep this readable: " + drawn_words(coverage) + ".",
             {.tone = Tone::warning, .wrapped = false});
        same_line(context, 12);
        if (button(context, "river.show-all", "Show all (slow)")) show_all(context);
        return;
    }
    if (drawing.grid || !drawing.threads.empty() || drawing.bands_drawn == drawing.picture.bands.size())
        return;
    text(context, "river.detail",
         hidden_words(drawing.picture, drawing.bands_drawn) + " The table shows them.",
         {.tone = Tone::muted});
    if (!drawing.limited) return;
    same_line(context, 12);
    if (button(context, "river.show-all", "Show all (slow)")) show_all(context);
}

void draw_river_samples(Context& context) {
    Session& session = context.session;
    const auto shown = session.sample_shown();
    if (!shown) return;
    const PathTable& paths = session.bench().results().paths;
    const std::string words =
        "Run " + std::to_string(paths.replicate[*shown]) + ", one of " + runs_words(session.bench().river()) +
        " at random: " + outcome_words(static_cast<Outcome>(paths.outcome[*shown])) + ".";
    ImGui::AlignTextToFramePadding();
    text(context, "river.sample", words, {.tone = Tone::accent, .wrapped = false});
    flow(context, 12, "Pause");
    // Where nothing moves by itself there is nothing to pause.
    const bool paused = session.samples.paused() || session.reduced_motion;
    if (button(context, "river.sample.pause", paused ? "Go on" : "Pause",
               {.enabled = !session.reduced_motion,
                .reason = "Reduced motion is on: use Next.",
                .tip = context.keys_of(Action::play)}))
        session.samples.pause(!paused);
    flow(context, 4, "Next");
    if (button(context, "river.sample.next", "Next")) session.samples.next();
    flow(context, 4, "Open this run");
    if (button(context, "river.sample.open", "Open this run", {.tip = "In the timeline"})) {
        session.open_run(paths.replicate[*shown]);
        session.screen = ScreenId::timeline;
    }
    flow(context, 4, "End");
    if (button(context, "river.sample.end", "End", {.tip = context.keys_of(Action::hypothetical)}))
        session.samples.switch_on(false);
}

}  // namespace firebreak::viz
