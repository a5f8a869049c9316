// One run over time: what was true, what each side read, what was sent, decided and noticed.
// viz/docs/timeline.md describes it.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include <imgui.h>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/pen.hpp"
#include "panels/screen.hpp"
#include "panels/timeline_draw.hpp"
#include "panels/widget_core.hpp"
#include "session/comparison_words.hpp"
#include "session/export_words.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr float kNames = 156;   // width of the column of names, at scale 1
constexpr float kNearest = 14;  // a click farther from every mark selects nothing
constexpr double kZoomStep = 0.8;
constexpr Millis kAroundSelection = Millis{20} * 24 * 3600 * 1000;  // shown to either side of the selection

std::optional<std::uint64_t> number_of(const std::string& words) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (error != std::errc() || end != words.data() + words.size()) return std::nullopt;
    return number;
}

// --- Without a run ---------------------------------------------------------

void pick_a_run(Context& context) {
    Session& session = context.session;
    text(context, "main.title", "Timeline", {.heading = true});
    text(context, "main.nothing",
         "Pick a run: Enter on a path in the river, " + context.keys_of(Action::next_sample) +
             " for a run at random, or type a run number.");
    gap(context);
    std::string& typed = context.run_number;
    ImGui::BeginChild("##number", ImVec2(context.px(160), ImGui::GetFrameHeight()));
    const bool ended = text_field(context, "timeline.number", "Run number", typed);
    ImGui::EndChild();
    same_line(context);
    const auto number = number_of(typed);
    const bool go =
        button(context, "timeline.open", "Open run",
               {.enabled = number.has_value(), .reason = "Type the number of a run first: 0, 1, 2 ..."});
    same_line(context);
    action_button(context, "timeline.sample", Action::next_sample,
                  {.enabled = session.has_runs(), .reason = "There are no runs yet to sample from."});
    if (!typed.empty() && !number)
        text(context, "timeline.no-number", "That is not a run number.", {.tone = Tone::warning});
    if (!(ended || go) || !number) return;
    typed.clear();
    session.open_run(*number);
}

// --- Window of time --------------------------------------------------------

// Of the longer one of two runs that stand one above the other.
Millis end_of(const Session& session) {
    const Millis other = session.original() != nullptr ? session.original()->end : 1;
    return std::max({session.told().end, other, Millis{1}});
}

TimeWindow shown_window(const Session& session) {
    const Millis end = end_of(session);
    if (session.shown_to <= session.shown_from) return {0, end};
    return panned({session.shown_from, session.shown_to}, end, 0);
}

void show_window(Session& session, TimeWindow window) {
    session.shown_from = window.from;
    session.shown_to = window.to;
}

// Keys, buttons and the wheel; the pointer is where it grows from if it is over the picture, otherwise the
// cursor.
void move_window(Context& context, const Canvas& canvas, const PictureFrame& frame) {
    Session& session = context.session;
    const Millis end = end_of(session);
    TimeWindow window = frame.window;
    const bool pointed = canvas.hovered && frame.place.contains(canvas.mouse_x, canvas.mouse_y);
    const Millis centre = (window.from + window.to) / 2;
    const bool cursor_shown = session.cursor >= window.from && session.cursor <= window.to;
    const Millis around = pointed ? time_at(frame, canvas.mouse_x) : cursor_shown ? session.cursor : centre;
    if (context.has(Action::zoom_in)) window = zoomed(window, end, kZoomStep, around);
    if (context.has(Action::zoom_out)) window = zoomed(window, end, 1 / kZoomStep, around);
    if (canvas.wheel != 0)
        window = zoomed(window, end, std::pow(kZoomStep, static_cast<double>(canvas.wheel)), around);
    if (context.has(Action::pan_left)) window = panned(window, end, -window.length() / 8);
    if (context.has(Action::pan_right)) window = panned(window, end, window.length() / 8);
    if (canvas.drag_x != 0 && frame.place.width() > 0) {
        const double share = static_cast<double>(canvas.drag_x / frame.place.width());
        window = panned(window, end, -static_cast<Millis>(share * static_cast<double>(window.length())));
    }
    if (context.has(Action::zoom_to_selection))
        window = panned({session.cursor - kAroundSelection, session.cursor + kAroundSelection}, end, 0);
    if (context.has(Action::fit_all)) window = {0, end};
    if (window != frame.window) show_window(session, window);
}

// A selection outside the window would be chosen blindly: the window follows it, as does a run that plays.
void follow_cursor(Session& session, TimeWindow& window) {
    if (session.cursor >= window.from && session.cursor <= window.to) return;
    window = panned(window, end_of(session), session.cursor - (window.from + window.to) / 2);
    show_window(session, window);
}

// --- Selection -------------------------------------------------------------

void walk_chain(Context& context) {
    Session& session = context.session;
    if (!session.selected) return;
    const auto& lines = session.told().lines;
    if (context.has(Action::cause_of) && lines[*session.selected].parent != kNoRecord)
        session.select_line(lines[*session.selected].parent);
    if (!context.has(Action::effect_of)) return;
    const auto child =
        std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(*session.selected) + 1, lines.end(),
                     [&](const Seen& line) { return line.parent == *session.selected; });
    if (child != lines.end()) session.select_line(child->id);
}

void next_parting(Session& session) {
    const auto lines = partings(session.told());
    const auto next = std::find_if(lines.begin(), lines.end(), [&](RecordId line) {
        return session.told().lines[line].time > session.cursor;
    });
    if (next != lines.end()) session.select_line(*next);
}

void select_by_click(Context& context, const Canvas& canvas, const TimelinePicture& picture,
                     const PictureFrame& frame) {
    Session& session = context.session;
    const bool dragged = ImGui::GetIO().MouseDragMaxDistanceSqr[0] > context.px(4) * context.px(4);
    if (!canvas.clicked || dragged || !canvas.hovered) return;
    const auto line = nearest_line(picture, canvas.mouse_x, canvas.mouse_y, context.px(kNearest));
    if (line) return session.select_line(*line);
    if (frame.place.contains(canvas.mouse_x, canvas.mouse_y)) session.go_to(time_at(frame, canvas.mouse_x));
}

void show_tip(Context& context, const Canvas& canvas, const TimelinePicture& picture) {
    if (!canvas.hovered) return;
    const ToldRun& run = context.session.told();
    const auto line = nearest_line(picture, canvas.mouse_x, canvas.mouse_y, context.px(kNearest));
    if (!line) return;
    const std::string words =
        line_words(run, run.lines[*line]) + '\n' + moment_words(run.model->spec(), run.lines[*line].time);
    tool_tip(context, "timeline.tip", words, {}, 360);
}

// --- The parts of the screen -----------------------------------------------

std::string end_words(const RunResult& result) {
    std::string words = outcome_words(result.outcome);
    if (result.crisis && result.outcome != Outcome::crisis) words += ", with a crisis";
    return words;
}

std::string run_words(const Session& session) {
    const ToldRun& run = session.told();
    std::string words =
        "Run " + std::to_string(run.key.replicate) + " of seed " + std::to_string(run.key.seed);
    if (!session.sees_truth()) return words;
    if (session.beside() != nullptr && session.fork() == 0 && session.original() != nullptr)
        return words + ". Before: " + end_words(session.original()->result) +
               "; after: " + end_words(run.result);
    if (session.fork() > 0 && session.original() != nullptr) {
        const bool one = session.forks()[session.fork()].changes.size() == 1;
        return words + ": " + end_words(session.original()->result) +
               (one ? "; with the change: " : "; with the changes: ") + end_words(run.result);
    }
    return words + ": " + end_words(run.result);
}

void head(Context& context) {
    Session& session = context.session;
    const Spec& spec = session.spec();
    text(context, "timeline.title", run_words(session), {.heading = true, .wrapped = false});
    const std::string legend =
        "\u25cf " + side_words(spec, 0) + "  \u25c6 " + side_words(spec, 1) +
        "  \u25a0 circumstances;  filled: what happened,  hollow: what a side believes";
    flow(context, 16, legend);
    text(context, "timeline.legend", legend, {.tone = Tone::muted, .wrapped = false});
}

void buttons(Context& context) {
    Session& session = context.session;
    const bool selected = session.selected.has_value();
    constexpr std::string_view kNothing = "Select something first.";
    action_button(context, "timeline.fit", Action::fit_all);
    flow(context, 4, "Zoom in at the pointer");
    if (button(context, "timeline.in", "Zoom in", {.tip = context.keys_of(Action::zoom_in)}))
        context.ask(Action::zoom_in);
    flow(context, 4, "Zoom out");
    action_button(context, "timeline.out", Action::zoom_out);
    flow(context, 4, "Zoom to the selection");
    action_button(context, "timeline.zoom", Action::zoom_to_selection);
    flow(context, 4, info(Action::cause_of).words);
    action_button(context, "timeline.cause", Action::cause_of, {.enabled = selected, .reason = kNothing});
    flow(context, 4, "Next misreading");
    if (button(
            context, "timeline.parting", "Next misreading",
            {.enabled = session.sees_truth(),
             .reason = "Only the point of view Everything shows who misreads what.",
             .tip = "Where a side next misreads something (" + context.keys_of(Action::next_parting) + ")"}))
        context.ask(Action::next_parting);
    if (session.beside() != nullptr) {
        flow(context, 4, "Only this run");
        if (button(context, "timeline.alone", "Only this run", {.tip = "Close the run before"}))
            session.leave_beside();
    }
    flow(context, 4, "Other run");
    if (button(context, "timeline.close", "Other run", {.tip = "Close this run and pick another"}))
        session.close_run();
}

void forks(Context& context) {
    Session& session = context.session;
    if (session.forks().size() < 2) return;
    ImGui::AlignTextToFramePadding();
    text(context, "timeline.forks", "Shown:", {.tone = Tone::muted, .wrapped = false, .label = true});
    for (std::size_t i = 0; i < session.forks().size(); ++i) {
        const std::string name = fork_name(session, i);
        flow(context, 6, name);
        if (!radio(context, "timeline.fork." + std::to_string(i), name, i == session.fork())) continue;
        session.show_fork(i);
        return;
    }
}

void group_title(Context& context, const char* id, const std::string& full, float x, float y, float end) {
    const std::string words = fitted(full, end - x);
    Pen(context).words({x, y}, packed(context.theme.text), words);
    mark(context, id, {x, y, x + label_width(words), y + ImGui::GetFontSize()}, words);
}

struct Places {
    Rect lanes;  // of the open run or fork
    std::optional<Rect> itself;
    float dates = 0;  // where they begin
};

bool has_measures(const ToldRun& run) {
    return std::any_of(run.lines.begin(), run.lines.end(),
                       [](const Seen& line) { return line.kind == SeenKind::measure; });
}

// Above the lanes is room for the words of moments; the run itself takes a third of the height.
Places places_of(Context& context, const Rect& all, bool forked, bool measures) {
    const float line = ImGui::GetFontSize() + context.px(4), names = context.px(kNames);
    Places places;
    places.dates = all.y1 - line;
    const float end = places.dates - (measures ? line : 0) - context.px(2);
    places.lanes = {all.x0 + names, all.y0 + line, all.x1 - context.px(4), end};
    if (!forked) return places;
    const float parting = all.y0 + line + (places.dates - all.y0 - line) * 0.32F;
    places.itself = places.lanes;
    places.itself->y1 = parting;
    places.lanes.y0 = parting + line;
    return places;
}

void crisis_moment(Context& context, const PictureFrame& frame, const TimelinePicture& picture,
                   const ToldRun& run, const char* id) {
    if (!picture.crisis) return;
    const Millis crisis = run.result.crisis_time;
    draw_moment(context, frame, crisis, context.theme.crisis, "crisis", WordsAt::after);
    mark(context, id, {*picture.crisis - 1, frame.place.y0, *picture.crisis + 1, frame.place.y1}, "crisis",
         moment_words(context.session.spec(), crisis));
}

void moments(Context& context, const PictureFrame& whole) {
    Session& session = context.session;
    draw_moment(context, whole, session.cursor, context.theme.text, "", WordsAt::after);
    if (session.original() == nullptr) return;
    const auto parting = session.parting();
    if (!parting) return;
    draw_moment(context, whole, *parting, context.theme.accent, "here they diverge", WordsAt::before);
    const float x = x_of(whole, *parting);
    mark(context, "timeline.parting-moment", {x - 1, whole.place.y0, x + 1, whole.place.y1},
         "here they diverge", moment_words(session.spec(), *parting));
}

void draw_itself(Context& context, const PictureFrame& frame, const Rect& place) {
    PictureFrame brief = frame;
    brief.place = place;
    brief.brief = true;
    const ToldRun& run = *context.session.original();
    const TimelinePicture picture = timeline_picture(run, brief);
    draw_timeline(context, {run, picture, brief, "timeline.itself.", context.px(kNames), std::nullopt});
    crisis_moment(context, brief, picture, run, "timeline.itself.crisis");
    const float x = place.x0 - context.px(kNames), line = ImGui::GetFontSize() + context.px(4);
    const Session& session = context.session;
    const bool forked = session.fork() > 0;
    const auto& spec = session.spec();
    group_title(context, "timeline.itself",
                forked ? "The run itself" : "Before: " + settings_words(spec, *session.beside()), x,
                place.y0 - line + context.px(2), place.x1);
    group_title(context, "timeline.forked",
                forked ? fork_name(session, session.fork())
                       : "After: " + settings_words(spec, session.told_settings()),
                x, frame.place.y0 - line + context.px(2), place.x1);
}

void arrows(Context& context, const Canvas& canvas) {
    if (canvas.focused && context.arrow_x != 0) context.session.step(context.arrow_x, false);
}

void picture(Context& context) {
    Session& session = context.session;
    Rect all = rest_of_panel();
    all.y1 = std::max(all.y1, all.y0 + context.px(180));
    const Canvas board = canvas(context, "timeline.canvas", "Timeline of the run", all);
    const Places places =
        places_of(context, all, session.original() != nullptr, has_measures(session.told()));
    PictureFrame frame{places.lanes, context.scale, shown_window(session), false};
    follow_cursor(session, frame.window);
    const TimelinePicture made = timeline_picture(session.told(), frame);
    draw_timeline(context, {session.told(), made, frame, "timeline.", context.px(kNames), session.selected});
    draw_in_force(context, {session.told(), made, frame, "timeline.", context.px(kNames), session.selected});
    if (places.itself) draw_itself(context, frame, *places.itself);
    PictureFrame whole = frame;
    if (places.itself) whole.place.y0 = places.itself->y0;
    draw_dates(context, whole, session.spec().clock.start, places.dates);
    crisis_moment(context, frame, made, session.told(), "timeline.crisis");
    moments(context, whole);
    show_tip(context, board, made);
    select_by_click(context, board, made, frame);
    arrows(context, board);
    move_window(context, board, frame);
}

}  // namespace

void draw_timeline_screen(Context& context) {
    Session& session = context.session;
    if (!session.has_scenario()) return draw_nothing_yet(context, "Timeline");
    if (!session.has_run()) return pick_a_run(context);
    if (context.has(Action::clear)) session.deselect();
    walk_chain(context);
    if (context.has(Action::next_parting) && session.sees_truth()) next_parting(session);
    head(context);
    buttons(context);
    if (!session.has_run()) return;
    forks(context);
    picture(context);
}

}  // namespace firebreak::viz
