#include <array>

#include <imgui.h>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/screen.hpp"
#include "panels/widgets.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

void shipped(Context& context) {
    if (context.shipped.empty()) return;
    gap(context, 12);
    text(context, "main.shipped", "Scenarios that come with Firebreak", {.heading = true});
    for (std::size_t i = 0; i < context.shipped.size(); ++i) {
        const TitledScenario& scenario = context.shipped[i];
        if (list_item(context, "main.shipped." + std::to_string(i), printable(scenario.title, 120),
                      {.tip = printable(scenario.path, 200)}))
            context.file_wanted = scenario.path;
    }
}

void no_scenario(Context& context) {
    text(context, "main.title", "No scenario is open.", {.heading = true});
    text(context, "main.nothing",
         "Open a scenario file (" + context.keys_of(Action::open_file) + ")" +
             (context.shipped.empty()
                  ? ", or start the program with one: firebreak-viz FILE.yaml"
                  : ", or one of those below that come with Firebreak; start with the first."));
    gap(context);
    action_button(context, "main.open", Action::open_file);
    shipped(context);
    if (context.recent.empty()) return;
    gap(context, 12);
    text(context, "main.recent", "Recently opened", {.heading = true});
    for (std::size_t i = 0; i < context.recent.size(); ++i) {
        const RecentFile& file = context.recent[i];
        if (list_item(context, "main.recent." + std::to_string(i), printable(file.path, 200),
                      {.enabled = file.reason.empty(), .reason = file.reason}))
            context.file_wanted = file.path;
    }
}

void no_runs(Context& context, const char* screen) {
    const Spec& spec = context.session.spec();
    const std::uint64_t runs = context.session.settings.runs;
    text(context, "main.title", screen, {.heading = true});
    text(context, "main.nothing",
         "No runs yet. Press Run (" + context.keys_of(Action::run) + ") to simulate " + with_commas(runs) +
             " runs of " + printable(spec.id, 60) + (runs == 1'000 ? " (about 1 s)" : "") +
             ", or open another scenario (" + context.keys_of(Action::open_file) + ").");
    gap(context);
    action_button(context, "main.run", Action::run);
    same_line(context);
    action_button(context, "main.open", Action::open_file);
    flow(context, 24, "(100,000)");
    draw_run_count(context, "main");
}

constexpr std::array<Screen, kScreens> kScreenList{
    Screen{ScreenId::river, Action::screen_river, draw_river_screen},
    Screen{ScreenId::timeline, Action::screen_timeline, draw_timeline_screen},
    Screen{ScreenId::ladder, Action::screen_ladder, draw_ladder_screen},
    Screen{ScreenId::compare, Action::screen_compare, draw_compare_screen},
    Screen{ScreenId::sweep, Action::screen_sweep, draw_sweep_screen}};

}  // namespace

std::span<const Screen> screens() { return kScreenList; }

void draw_nothing_yet(Context& context, const char* screen) {
    const Session& session = context.session;
    if (session.has_scenario()) return no_runs(context, screen);
    if (session.path().empty()) return no_scenario(context);
    draw_diagnostics(context);
}

}  // namespace firebreak::viz
