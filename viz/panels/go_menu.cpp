// The menu of where to go: in the open run, in the picture, and to what is looked for.
#include <initializer_list>
#include <string>
#include <string_view>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"

namespace firebreak::viz {
namespace {

constexpr std::string_view kNoRun = "No run is open.";
constexpr std::string_view kNoRuns = "There are no runs yet.";

void items(Context& context, std::initializer_list<Action> list, const Options& options) {
    for (const Action action : list)
        action_item(context, "menu.go." + std::string(info(action).id), action, false, options);
}

}  // namespace

void draw_go_menu(Context& context) {
    if (!begin_menu(context, "menu.go", "Go")) return;
    Session& session = context.session;
    action_item(context, "menu.go.find", Action::find);
    rule();
    items(context,
          {Action::play, Action::step_back, Action::step_forward, Action::previous_decision,
           Action::next_decision, Action::next_surprise},
          {.enabled = session.has_run(), .reason = kNoRun});
    items(context, {Action::next_parting},
          {.enabled = session.has_run() && session.sees_truth(),
           .reason = "This needs an open run and the point of view Everything."});
    items(context, {Action::breakpoints},
          {.enabled = session.has_scenario(), .reason = "No scenario is open."});
    rule();
    items(context, {Action::bookmark}, {.enabled = session.has_run(), .reason = kNoRun});
    items(context, {Action::bookmarks, Action::previous_bookmark, Action::next_bookmark},
          {.enabled = !session.bookmarks.empty(), .reason = "There are no bookmarks yet."});
    rule();
    items(context, {Action::next_sample}, {.enabled = session.has_runs(), .reason = kNoRuns});
    action_item(context, "menu.go.hypothetical", Action::hypothetical, session.samples.on(),
                {.enabled = session.has_runs() && session.sees_truth(),
                 .reason = "This needs runs and the point of view Everything."});
    if (menu_item(context, "menu.go.reduced-motion", "Reduced motion", {}, session.reduced_motion))
        session.reduced_motion = !session.reduced_motion;
    rule();
    items(context,
          {Action::open_selection, Action::filter_selection, Action::back_out, Action::zoom_in,
           Action::zoom_out, Action::pan_left, Action::pan_right, Action::zoom_to_selection, Action::fit_all},
          {});
    end_menu(context);
}

}  // namespace firebreak::viz
