// The bars above and below the screen.

#include <string>
#include <utility>

#include <imgui.h>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/screen.hpp"
#include "panels/widgets.hpp"
#include "session/count_words.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {
namespace {

constexpr std::string_view kNoScenario = "No scenario is open.";

// Looked at once each time that the menu opens: a file may have gone since.
void recent_files(Context& context) {
    if (context.recent.empty()) return;
    rule();
    for (std::size_t i = 0; i < context.recent.size(); ++i) {
        RecentFile& file = context.recent[i];
        if (!context.recent_looked_at) file.reason = why_not_opened_here(file.path);
        const std::size_t slash = file.path.rfind('/');
        const std::string name = printable(file.path.substr(slash == std::string::npos ? 0 : slash + 1), 60);
        const std::string folder = printable(file.path.substr(0, slash == std::string::npos ? 0 : slash), 60);
        if (menu_item(context, "menu.file.recent." + std::to_string(i), name, folder, false,
                      {.enabled = file.reason.empty(), .reason = file.reason}))
            context.file_wanted = file.path;
    }
    context.recent_looked_at = true;
}

void file_menu(Context& context) {
    if (!begin_menu(context, "menu.file", "File")) {
        context.recent_looked_at = false;
        return;
    }
    action_item(context, "menu.file.open", Action::open_file);
    action_item(context, "menu.file.open-sweep", Action::open_sweep);
    const bool edited = context.session.editor.is_open();
    const std::string why = context.session.why_not_editable();
    action_item(context, "menu.file.edit", Action::edit_scenario, false,
                {.enabled = why.empty(), .reason = why});
    action_item(context, "menu.file.save", Action::save_text, false,
                {.enabled = edited, .reason = "The scenario text is not being edited."});
    action_item(context, "menu.file.export", Action::export_view, false,
                {.enabled = context.session.has_scenario(), .reason = kNoScenario});
    recent_files(context);
    rule();
    action_item(context, "menu.file.quit", Action::quit);
    end_menu(context);
}

void view_menu(Context& context) {
    if (!begin_menu(context, "menu.view", "View")) return;
    for (const Screen& screen : screens()) {
        action_item(context, std::string("menu.view.") + info(screen.action).id, screen.action,
                    screen.id == context.session.screen);
    }
    rule();
    const bool comparing = context.session.screen == ScreenId::compare;
    for (const Action action : {Action::compare_difference, Action::compare_swap, Action::compare_pairs}) {
        action_item(context, std::string("menu.view.") + info(action).id, action, false,
                    {.enabled = comparing, .reason = "Only on the screen Compare."});
    }
    rule();
    action_item(context, "menu.view.larger", Action::larger);
    action_item(context, "menu.view.smaller", Action::smaller);
    action_item(context, "menu.view.normal-size", Action::normal_size);
    action_item(context, "menu.view.theme", Action::next_theme);
    rule();
    action_item(context, "menu.view.presentation", Action::presentation, context.presentation);
    action_item(context, "menu.view.full-screen", Action::full_screen);
    end_menu(context);
}

void run_menu(Context& context) {
    if (!begin_menu(context, "menu.run", "Run")) return;
    Session& session = context.session;
    const Options of_scenario{.enabled = session.has_scenario(), .reason = kNoScenario};
    action_item(context, "menu.run.start", Action::run, false, of_scenario);
    action_item(context, "menu.run.stop", Action::stop, false,
                {.enabled = session.busy(), .reason = "Nothing is running."});
    rule();
    for (const std::uint64_t runs : kRunCounts) {
        if (menu_item(context, "menu.run.runs." + std::to_string(runs), with_commas(runs) + " runs", {},
                      session.settings.runs == runs, of_scenario))
            session.settings.runs = runs;
    }
    end_menu(context);
}

void help_menu(Context& context, bool& about) {
    if (!begin_menu(context, "menu.help", "Help")) return;
    action_item(context, "menu.help.keys", Action::help);
    if (menu_item(context, "menu.help.about", "About Firebreak")) about = true;
    end_menu(context);
}

void tabs(Context& context) {
    for (const Screen& screen : screens()) {
        const ActionInfo& action = info(screen.action);
        const std::string number = std::to_string(static_cast<int>(screen.id) + 1);
        const std::string label = number + ' ' + action.words;
        const std::string id = "tab." + std::string(action.id).substr(std::string_view("screen.").size());
        flow(context, screen.id == ScreenId::river ? 24 : 4, label);
        if (tab(context, id, label, screen.id == context.session.screen,
                {.tip = context.keys_of(screen.action)}))
            context.ask(screen.action);
    }
}

void point_of_view(Context& context) {
    constexpr Action kActions[] = {Action::view_truth, Action::view_a, Action::view_b, Action::view_both};
    constexpr const char* kLabels[] = {"Everything", "A", "B", "Both sides"};
    text(context, "top.view", "Point of view:", {.tone = Tone::muted, .wrapped = false});
    for (int i = 0; i < 4; ++i) {
        const Action action = kActions[i];
        const bool actor = action == Action::view_a || action == Action::view_b;
        std::string label = kLabels[i];
        std::string tip = context.keys_of(action);
        if (actor && context.session.has_scenario()) {
            const std::string name = context.session.actor_name(action == Action::view_a ? 0 : 1);
            label = name;
            tip = "What " + name + " knows and believes (" + tip + ")";
        }
        flow(context, 6, label);
        const bool on = static_cast<int>(context.session.view) == i;
        if (radio(context, std::string("top.") + info(action).id, label, on, {.tip = tip}))
            context.ask(action);
    }
}

void part(Context& context, const char* id, const std::string& words, Tone tone = Tone::normal) {
    ImGui::AlignTextToFramePadding();
    text(context, id, words, {.tone = tone, .wrapped = false});
}

// What became of the file that is open, on a line of its own until it is hidden.
void file_note(Context& context) {
    const std::string words = printable(context.session.file_note(), 400);
    if (words.empty()) return;
    ImGui::SetCursorPosX(context.px(8));
    part(context, "top.note", words, Tone::warning);
    flow(context, 8, "Hide");
    if (button(context, "top.note.hide", "Hide", {.tip = "Hide this line"})) context.session.note({});
}

// That the scenario is not as it was written, and the ways back.
void open_setting(Context& context) {
    const std::string words = context.session.setting_words();
    if (words.empty()) return;
    ImGui::SetCursorPosX(context.px(8));
    part(context, "top.setting", words + ": not the scenario as written", Tone::accent);
    flow(context, 8, "Back to the sweep");
    if (button(context, "top.setting.sweep", "Back to the sweep",
               {.tip = context.keys_of(Action::screen_sweep)}))
        context.ask(Action::screen_sweep);
    flow(context, 6, "Scenario as written");
    if (button(context, "top.setting.leave", "Scenario as written",
               {.tip = "Open the scenario of the sweep without this setting's numbers and measures"}))
        context.session.leave_setting();
}

// "n = 100,000" and how many of them pass the filter, where it applies.
std::string runs_words(const Session& session) {
    const Readout& readout = session.bench().readout();
    const std::string all = "n = " + with_commas(readout.all);
    const bool whole =
        readout.shown == readout.all || !session.sees_truth() || !filter_applies(session.screen);
    return whole ? all : all + ", shown " + with_commas(readout.shown);
}

// "n = 25,600 in 64 settings", and of how many.
std::string sweep_runs_words(const SweepReading& sweep) {
    const SweepReading::Progress progress = sweep.progress();
    const std::string of = progress.complete ? "" : " of " + with_commas(progress.runs);
    return "n = " + with_commas(progress.runs_done) + of + " in " + counted(sweep.points(), "setting");
}

}  // namespace

void draw_menu_bar(Context& context) {
    file_menu(context);
    flow(context, 0, "View");
    view_menu(context);
    flow(context, 0, "Run");
    run_menu(context);
    flow(context, 0, "Go");
    draw_go_menu(context);
    flow(context, 0, "Exercise");
    const std::string_view reason = "The exercise for two seats is not part of this version yet.";
    if (begin_menu(context, "menu.exercise", "Exercise", {.enabled = false, .reason = reason}))
        end_menu(context);
    flow(context, 0, "Help");
    help_menu(context, context.about);
    tabs(context);
}

void draw_top_bar(Context& context) {
    const Session& session = context.session;
    const std::string name = session.has_scenario()   ? printable(session.spec().id, 40)
                             : session.path().empty() ? "none"
                                                      : "not readable";
    part(context, "top.scenario", "Scenario: " + name);
    flow(context, 24, "Point of view:");
    ImGui::AlignTextToFramePadding();
    point_of_view(context);
    draw_filter(context);
    open_setting(context);
    file_note(context);
}

void draw_bottom_line(Context& context) {
    const Session& session = context.session;
    const SweepReading* sweep = session.screen == ScreenId::sweep ? session.sweep().reading() : nullptr;
    const std::string scenario =
        session.has_scenario() ? session.sha256().substr(0, 12) : std::string("none");
    const std::pair<const char*, std::string> parts[] = {
        {"bottom.n", sweep != nullptr     ? sweep_runs_words(*sweep)
                     : session.has_runs() ? runs_words(context.session)
                                          : std::string("n = 0")},
        {"bottom.seed", "seed " + std::to_string(sweep != nullptr ? sweep->seed() : session.settings.seed)},
        {"bottom.scenario", "scenario " + scenario},
        {"bottom.model", std::string("model ") + version()},
        {"bottom.caution", "Model output, not a forecast"}};
    bool first = true;
    for (const auto& [id, words] : parts) {
        if (!first) flow(context, 10, "|  " + words);
        if (!first) stroke(context);
        part(context, id, words, id == std::string_view("bottom.caution") ? Tone::accent : Tone::normal);
        first = false;
    }
}

}  // namespace firebreak::viz
