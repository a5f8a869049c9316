#include "app/shell.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "backend/window.hpp"
#include "panels/pen.hpp"
#include "panels/screen.hpp"
#include "panels/widgets.hpp"
#include "session/headline.hpp"

namespace firebreak::viz {
namespace {

constexpr float kSplitter = 6;        // width, at scale 1
constexpr float kLeastMiddle = 40;    // height of the screen between the bars, at scale 1
constexpr float kUsualMiddle = 160;   // so much a larger transport leaves it
constexpr float kTextSize = 16;       // at scale 1
constexpr float kPresentedText = 26;  // on a screen of 1080 pixels
constexpr std::array kScaleSteps{0.75F, 0.9F, 1.0F, 1.1F, 1.25F, 1.5F, 1.75F, 2.0F, 2.5F, 3.0F};

float next_scale(float scale, bool larger) {
    if (larger) {
        const auto* step =
            std::find_if(kScaleSteps.begin(), kScaleSteps.end(), [&](float s) { return s > scale + 0.01F; });
        return step == kScaleSteps.end() ? kScaleSteps.back() : *step;
    }
    const auto step =
        std::find_if(kScaleSteps.rbegin(), kScaleSteps.rend(), [&](float s) { return s < scale - 0.01F; });
    return step == kScaleSteps.rend() ? kScaleSteps.front() : *step;
}

void draw_screen(Context& context) {
    const auto list = screens();
    const auto screen = std::find_if(list.begin(), list.end(),
                                     [&](const Screen& s) { return s.id == context.session.screen; });
    screen->draw(context);
}

// Where the pointer is, for those who sit at the back.
void draw_pointer_ring(Context& context) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (!ImGui::IsMousePosValid(&at)) return;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddCircle(at, context.px(20), packed(context.theme.background, 0.9F), 32, context.px(6));
    list.AddCircle(at, context.px(20), packed(context.theme.focus), 32, context.px(3));
    mark(context, "present.pointer",
         {at.x - context.px(20), at.y - context.px(20), at.x + context.px(20), at.y + context.px(20)},
         "pointer");
}

// Hypothetical runs play as long as they are looked at.
void play_or_pause(Session& session) {
    if (session.screen == ScreenId::river && session.samples.on())
        session.samples.pause(!session.samples.paused());
    else session.play(!session.playing);
}

void switch_samples(Session& session) {
    session.samples.switch_on(!session.samples.on());
    if (session.samples.on()) session.screen = ScreenId::river;
}

const char* view_words(Eyes view) {
    static constexpr const char* kWords[] = {"the truth", "side A", "side B", "both sides"};
    return kWords[static_cast<std::size_t>(view)];
}

}  // namespace

// What holds on every screen: runs, undo, time, samples.
void Shell::handle_session(Context& context) {
    Session& session = context.session;
    if (context.has(Action::run)) session.run();
    if (context.has(Action::stop)) session.stop();
    if (context.has(Action::undo)) session.undo();
    if (context.has(Action::redo)) session.redo();
    if (context.has(Action::next_sample)) session.open_sample();
    if (context.has(Action::play)) play_or_pause(session);
    if (context.has(Action::hypothetical)) switch_samples(session);
    if (context.has(Action::next_surprise)) session.step_surprise(1);
    if (context.has(Action::next_bookmark)) session.step_bookmark(1);
    if (context.has(Action::previous_bookmark)) session.step_bookmark(-1);
    if (context.has(Action::find)) context.find = !dialogue_open(context);
    if (context.has(Action::breakpoints))
        context.breakpoints = session.has_scenario() && !dialogue_open(context);
    if (context.has(Action::step_forward)) session.step(1, false);
    if (context.has(Action::step_back)) session.step(-1, false);
    if (context.has(Action::next_decision)) session.step(1, true);
    if (context.has(Action::previous_decision)) session.step(-1, true);
    if (context.has(Action::first_step)) session.go_to(0);
    if (context.has(Action::last_step) && session.has_run()) session.go_to(session.told().end);
    if (context.has(Action::faster)) session.speed = std::min(16.0, session.speed * 2);
    if (context.has(Action::bookmarks)) context.bookmarks = session.has_scenario() && !context.bookmarks;
    if (context.has(Action::slower)) session.speed = std::max(1.0 / 16, session.speed / 2);
}

void Shell::handle(Context& context, ShellWishes& wishes) {
    for (const Screen& screen : screens()) {
        if (context.has(screen.action)) context.session.screen = screen.id;
    }
    constexpr Action kViews[] = {Action::view_truth, Action::view_a, Action::view_b, Action::view_both};
    for (int i = 0; i < 4; ++i) {
        if (context.has(kViews[i])) context.session.view = static_cast<Eyes>(i);
    }
    handle_session(context);
    if (context.has(Action::open_file) && !dialogue_open(context))
        open_ = {.open = true, .appearing = true, .path = context.session.path()};
    if (context.has(Action::open_sweep) && !dialogue_open(context))
        open_ = {.open = true, .appearing = true, .path = context.session.sweep().folder(), .sweeps = true};
    if (context.has(Action::export_view) && context.session.has_scenario() && !dialogue_open(context))
        open_export(context, export_);
    const bool has_file = context.session.why_not_editable().empty();
    if (context.has(Action::edit_scenario) && has_file && !dialogue_open(context))
        open_edit_dialogue(context, edit_);
    if (context.has(Action::help)) keys_open_ = !keys_open_;
    if (context.has(Action::presentation)) switch_presentation(context, wishes);
    if (context.has(Action::larger)) wishes.scale = next_scale(context.scale, true);
    if (context.has(Action::smaller)) wishes.scale = next_scale(context.scale, false);
    if (context.has(Action::normal_size)) wishes.scale = 1;
    wishes.scale_chosen = wishes.scale > 0 && !context.presentation && !context.has(Action::presentation);
    wishes.switch_full_screen = context.has(Action::full_screen);
    wishes.next_theme = context.has(Action::next_theme);
    wishes.quit = context.has(Action::quit);
    if (wishes.quit && edit_.open && context.session.editor.changed()) {
        wishes.quit = false;
        edit_.question = EditDialogue::Question::quit;
        edit_.just_asked = true;
    }
}

// A room sees it from afar: larger, and on a light ground unless another is chosen afterwards.
void Shell::switch_presentation(Context& context, ShellWishes& wishes) {
    context.presentation = !context.presentation;
    if (context.presentation) normal_scale_ = context.scale;
    presented_height_ = 0;
    if (!context.presentation) wishes.scale = normal_scale_;
    wishes.theme = context.presentation ? "light" : normal_theme_;
    if (context.presentation) normal_theme_ = context.theme_asked;
}

// Zero leaves what is usual.
void Shell::set_sizes(float side_width, float transport_height) {
    if (side_width > 0) side_width_ = side_width;
    if (transport_height > 0) transport_height_ = transport_height;
}

// Letters of 26 pixels on a screen of 1080, and on others in proportion; anew when the window becomes
// another.
void Shell::fit_presentation(const Context& context, float height, ShellWishes& wishes) {
    if (!context.presentation || (height >= presented_height_ && height <= presented_height_)) return;
    presented_height_ = height;
    wishes.scale = std::max(normal_scale_, kPresentedText / kTextSize * height / 1080);
}

void Shell::draw(Context& context, float width, float height, ShellWishes& wishes) {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(width, height));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    // Without a ground of its own: the window was cleared to that colour, and filling it twice is half the
    // work without a graphics card.
    const auto flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoDecoration |
                       ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                       ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin("##root", nullptr, flags);
    ImGui::PopStyleVar();
    fit_presentation(context, height, wishes);
    // Where no window manager keeps to it a window can be smaller still, and then shows its upper left part.
    width = std::max(width, static_cast<float>(kLeastWidth));
    height = std::max(height, static_cast<float>(kLeastHeight));
    if (context.presentation) {
        draw_presentation(context, width, height);
    } else {
        draw_normal(context, width, height);
    }
    draw_drop_words(context, width, height);
    draw_dialogues(context, wishes);
    ImGui::End();
}

float Shell::bar_height(const Context& context, Bar bar) const {
    return std::max(ImGui::GetFrameHeight() + context.px(8), bar_heights_[bar]);
}

void Shell::draw_bar(Context& context, Bar bar, const Rect& place) {
    constexpr const char* kIds[] = {"##menu", "##top", "##transport", "##bottom"};
    constexpr void (*kDraw[])(Context&) = {draw_menu_bar, draw_top_bar, draw_transport, draw_bottom_line};
    begin_panel(context, kIds[bar], place, Ground::bar);
    ImGui::SetCursorPos(ImVec2(context.px(8), context.px(4)));
    kDraw[bar](context);
    const float used = ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + context.px(4);
    if (used > bar_heights_[bar] || used < bar_heights_[bar])
        context.frames_wanted = std::max(context.frames_wanted, 2);
    bar_heights_[bar] = used;
    end_panel();
}

void Shell::draw_normal(Context& context, float width, float height) {
    const float bar = context.px(kSplitter);
    const float menu = bar_height(context, kMenu), top = menu + bar_height(context, kTop);
    // In a window that is too low for all of it the transport keeps a row and scrolls. In one that is lower
    // still nothing lies on anything else: what is last goes below its edge.
    const float row = ImGui::GetFrameHeight() + context.px(8), besides = top + context.px(kLeastMiddle) + bar;
    height = std::max(height, besides + row + bar_height(context, kBottom));
    const float bottom = height - bar_height(context, kBottom);
    const float least = std::clamp(bottom - besides, row, bar_height(context, kTransport));
    draw_bar(context, kMenu, {0, 0, width, menu});
    draw_bar(context, kTop, {0, menu, width, top});
    // The splitter is told where the transport begins, from the top; what is kept is its height.
    const float most = std::max(least, bottom - top - bar - context.px(kUsualMiddle));
    const float transport = std::clamp(context.px(transport_height_), least, most);
    float edge = bottom - transport - bar;
    draw_middle(context, {0, top, width, edge});
    draw_bar(context, kTransport, {0, bottom - transport, width, bottom});
    draw_bar(context, kBottom, {0, bottom, width, height});
    if (splitter(context, "split.transport", "Height of the transport", {0, edge, width, edge + bar}, Axis::y,
                 edge, bottom - most - bar, bottom - least - bar, transport / context.scale)) {
        transport_height_ = (bottom - edge - bar) / context.scale;
    }
}

void Shell::draw_middle(Context& context, const Rect& place) {
    const float bar = context.px(kSplitter);
    const float least = context.px(200), most = std::max(least, place.width() - context.px(280));
    const float side = std::clamp(context.px(side_width_), least, most);
    float edge = place.x1 - side - bar;
    draw_main(context, {place.x0, place.y0, edge, place.y1});
    if (splitter(context, "split.side", "Width of the side panel", {edge, place.y0, edge + bar, place.y1},
                 Axis::x, edge, place.x1 - most - bar, place.x1 - least - bar, side / context.scale)) {
        side_width_ = (place.x1 - edge - bar) / context.scale;
    }
    begin_panel(context, "##side", {place.x1 - side, place.y0, place.x1, place.y1});
    draw_side_panel(context);
    end_panel();
}

// Whose eyes, as large as the room needs it, and the one sentence that the screen is about.
void Shell::draw_presentation_head(Context& context) {
    const Session& session = context.session;
    const bool a = session.view == Eyes::a, b = session.view == Eyes::b;
    const std::string who = a   ? "A: " + session.actor_name(0)
                            : b ? "B: " + session.actor_name(1)
                                : view_words(session.view);
    const Rect rest = rest_of_panel();
    const Colour colour = a ? context.theme.actor_a : b ? context.theme.actor_b : context.theme.accent;
    Pen(context).fill_rect({rest.x0, rest.y0}, {rest.x0 + context.px(6), rest.y0 + context.px(24)},
                           packed(colour));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + context.px(14));
    text(context, "present.view", "Point of view: " + who, {.heading = true, .wrapped = false});
    text(context, "present.headline", headline(context.session), {.tone = Tone::accent, .heading = true});
    gap(context, 2);
}

// The panel of the screen; in the presentation it says whose eyes it is seen through, for there are no bars.
void Shell::draw_main(Context& context, const Rect& place) {
    begin_panel(context, "##main", place);
    const bool presented = context.presentation;
    if (picture_ != nullptr) {
        *picture_ = {{}, place};
        context.recording = &picture_->drawing;
        context.presentation = true;  // a picture on paper has no controls either
    }
    if (context.presentation) draw_presentation_head(context);
    draw_screen(context);
    context.recording = nullptr;
    context.presentation = presented;
    end_panel();
}

void Shell::draw_presentation(Context& context, float width, float height) {
    const float row = bar_height(context, kBottom);
    const bool timeline = context.session.screen == ScreenId::timeline && context.session.has_run();
    const float foot = timeline ? ImGui::GetFrameHeight() + context.px(4) : 0;
    draw_main(context, {0, 0, width, height - row - foot});
    if (timeline) {
        begin_panel(context, "##moment", {0, height - row - foot, width, height - row}, Ground::bar);
        ImGui::SetCursorPos(ImVec2(context.px(8), context.px(4)));
        draw_moment_line(context);
        end_panel();
    }
    draw_bar(context, kBottom, {0, height - row, width, height});
    draw_pointer_ring(context);
}

void Shell::draw_dialogues(Context& context, ShellWishes& wishes) {
    if (draw_open_dialogue(context, open_)) wishes.open = open_.path;
    if (draw_edit_dialogue(context, edit_)) wishes.quit = true;
    draw_key_page(context, keys_open_);
    draw_about(context, context.about);
    if (auto request = draw_export_dialogue(context, export_)) wishes.files = std::move(request);
    draw_bookmarks(context, context.bookmarks);
    draw_breakpoints(context, context.breakpoints);
    draw_find(context, context.find);
    if (!context.file_wanted.empty()) wishes.open = std::exchange(context.file_wanted, {});
}

}  // namespace firebreak::viz
