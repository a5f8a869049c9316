// The bar of time: play, steps, the moment at the cursor, and bookmarks.

#include <algorithm>
#include <string>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::string_view kNoRun = "No run is open.";
constexpr double kDay = 24.0 * 3600 * 1000;

std::string speed_words(double speed) {
    return "Speed " + (speed >= 1 ? with_decimals(speed, 0) : "1/" + with_decimals(1 / speed, 0)) + "\u00d7";
}

void step_buttons(Context& context) {
    constexpr Action kActions[] = {Action::first_step, Action::previous_decision, Action::step_back,
                                   Action::play,       Action::step_forward,      Action::next_decision,
                                   Action::last_step};
    const Session& session = context.session;
    const char* play = session.playing ? "Pause" : "Play";
    const char* labels[] = {"|\u25c0", "\u25c0\u25c0", "\u25c0", play, "\u25b6", "\u25b6\u25b6", "\u25b6|"};
    for (std::size_t i = 0; i < std::size(kActions); ++i) {
        if (i > 0) flow(context, 4, labels[i]);
        const ActionInfo& action = info(kActions[i]);
        const std::string tip = std::string(action.words) + " (" + context.keys_of(action.action) + ")";
        if (button(context, "transport." + std::string(action.id).substr(5), labels[i],
                   {.enabled = session.has_run(), .reason = kNoRun, .tip = tip}))
            context.ask(action.action);
    }
}

void words(Context& context, const char* id, const std::string& shown) {
    flow(context, 12, shown);
    ImGui::AlignTextToFramePadding();
    text(context, id, shown,
         {.tone = context.session.has_run() ? Tone::normal : Tone::muted, .wrapped = false});
}

void scrub(Context& context) {
    Session& session = context.session;
    const double length = session.has_run() ? static_cast<double>(session.told().end) : kDay;
    const bool hours = session.has_run() && told_in_hours(session.spec());
    const double unit = hours ? kDay / 24 : kDay;
    auto now = static_cast<float>(session.has_run() ? static_cast<double>(session.cursor) / unit : 0.0);
    flow(context, 12, "a slider of days, as wide as it is");
    if (slider(context, "transport.scrub", hours ? "hour" : "day", now, 0, static_cast<float>(length / unit),
               1, {.enabled = session.has_run(), .reason = kNoRun}))
        session.go_to(static_cast<Millis>(static_cast<double>(now) * unit));
}

void speed(Context& context) {
    for (const Action action : {Action::slower, Action::faster}) {
        const char* label = action == Action::slower ? "\u2212" : "+";
        const ActionInfo& about = info(action);
        if (action == Action::slower) words(context, "transport.speed", speed_words(context.session.speed));
        flow(context, 4, label);
        const std::string tip = std::string(about.words) + " (" + context.keys_of(action) + ")";
        if (button(context, "transport." + std::string(about.id).substr(5), label, {.tip = tip}))
            context.ask(action);
    }
}

void set_bookmark(Session& session) {
    const std::uint64_t replicate = session.told().key.replicate;
    const auto there = [&](const Bookmark& mark) {
        return mark.replicate == replicate && mark.time == session.cursor && session.shows(mark);
    };
    if (std::any_of(session.bookmarks.begin(), session.bookmarks.end(), there)) return;
    // The words say when, not what: what is there to see depends on the point of view.
    session.bookmarks.push_back(
        {replicate, session.cursor,
         "Run " + std::to_string(replicate) + ", " + moment_words(session.spec(), session.cursor),
         session.view});
}

void bookmark_buttons(Context& context) {
    Session& session = context.session;
    if (context.has(Action::bookmark) && session.has_run()) set_bookmark(session);
    flow(context, 12, "Bookmark this");
    if (button(context, "transport.bookmark", "Bookmark",
               {.enabled = session.has_run(), .reason = kNoRun, .tip = context.keys_of(Action::bookmark)}))
        context.ask(Action::bookmark);
    const std::string label = "Bookmarks (" + std::to_string(session.bookmarks_shown()) + ")";
    flow(context, 4, label);
    if (button(context, "transport.bookmarks", label,
               {.enabled = session.has_scenario(),
                .reason = "No scenario is open.",
                .tip = context.keys_of(Action::bookmarks)}))
        context.ask(Action::bookmarks);
}

void breakpoint_button(Context& context) {
    const Session& session = context.session;
    const std::string label = "Breakpoints (" + std::to_string(session.breakpoints.size()) + ")";
    flow(context, 4, label);
    const std::string tip = "Where play stops (" + context.keys_of(Action::breakpoints) + ")";
    if (button(context, "transport.breakpoints", label,
               {.enabled = session.has_scenario(), .reason = "No scenario is open.", .tip = tip}))
        context.ask(Action::breakpoints);
    if (session.stopped_by().empty()) return;
    flow(context, 12, session.stopped_by());
    ImGui::AlignTextToFramePadding();
    text(context, "transport.stopped", session.stopped_by(), {.tone = Tone::warning, .wrapped = false});
}

}  // namespace

void draw_transport(Context& context) {
    const Session& session = context.session;
    step_buttons(context);
    words(context, "transport.step",
          session.has_run() ? moment_words(session.spec(), session.cursor) : "No run");
    scrub(context);
    speed(context);
    bookmark_buttons(context);
    breakpoint_button(context);
}

void draw_moment_line(Context& context) {
    const Session& session = context.session;
    if (!session.has_run()) return;
    text(context, "transport.step", moment_words(session.spec(), session.cursor), {.wrapped = false});
    same_line(context, 16);
    text(context, "transport.playing", session.playing ? "\u25b6 playing" : "|| paused",
         {.tone = Tone::muted, .wrapped = false});
}

}  // namespace firebreak::viz
