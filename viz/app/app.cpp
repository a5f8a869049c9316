#include "app/app.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <imgui.h>
#include <firebreak/text.hpp>

#include "app/bench.hpp"
#include "app/routing.hpp"
#include "app/settings.hpp"
#include "app/timings.hpp"
#include "backend/display.hpp"
#include "backend/imgui_input.hpp"
#include "panels/screen.hpp"
#include "panels/style.hpp"
#include "session/dropped.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
namespace fs = std::filesystem;

// before the first Dear ImGui knows of no window that a click could be on; after it bars take their
// places
constexpr int kFramesToListen = 2;
// at most, from a field's asking for the keyboard until it has it; Dear ImGui needs two or three
constexpr int kFramesToTyping = 5;
constexpr milliseconds kIdleSleep{8};
constexpr milliseconds kFrameTime{15};  // no faster, or a dragged mouse would keep a core busy
constexpr milliseconds kCursorBlink{400};
constexpr milliseconds kStateTime{1000};  // from look to look at what is to be remembered

// What is remembered may have gone, or be something that cannot be read like a file.
std::string remembered_theme(const SavedState& state) {
    const auto names = theme_names();
    const bool known =
        std::any_of(names.begin(), names.end(), [&](const char* name) { return state.theme == name; });
    return known || (!state.theme.empty() && why_not_openable(state.theme).empty()) ? state.theme : "light";
}

}  // namespace

void App::complain(const std::string& line) {
    std::fprintf(stderr, "firebreak-viz: %s\n", printable(line, 1000).c_str());
}

App::App(const ProgramOptions& options, Clock::time_point started, std::optional<Script> script)
    : options_(options),
      context_(session_),
      state_file_(!options.state.empty() ? options.state
                  : options.scripted()   ? std::string()
                                         : own_state_path()),
      final_shot_(options.shot),
      timings_(std::make_unique<Timings>(started, options.timings)) {
    if (script) script_.emplace(std::move(*script));
    keys_ = load_keys(options.keys, !options.scripted() && options.bench == 0, session_.remarks);
    for (const ActionInfo& action : actions())
        context_.hints.push_back({action.action, keys_.keys_of(action.action)});
    context_.reproducible = options.scripted();
    context_.shipped = shipped_scenarios();
    const SavedState state = state_file_.read(session_.remarks);
    std::string& theme = context_.theme_asked;
    theme = !options.theme.empty() ? options.theme : remembered_theme(state);
    context_.theme = load_theme(theme, theme_faults_);
    session_.remarks.insert(session_.remarks.end(), theme_faults_.begin(), theme_faults_.end());
    if (state.runs > 0) session_.settings.runs = state.runs;
    session_.reduced_motion = state.reduced_motion;
    shell_.set_sizes(static_cast<float>(state.side_width), static_cast<float>(state.transport_height));
    if (!options.scenario.empty()) session_.open(options.scenario);
    set_up_window(state);
    if (failed_) return;
    state_file_.begin(present_state());
    note_opened(options.scenario);
    for (const std::string& remark : session_.remarks) complain(remark);
}

App::~App() {
    drop_renderer();
    if (ImGui::GetCurrentContext() != nullptr) ImGui::DestroyContext();
}

// In the presentation theme and scale are its own, and over the whole screen the size is.
SavedState App::present_state() const {
    SavedState state;
    const Size size = window_->normal_size();
    state.width = size.width;
    state.height = size.height;
    state.theme = shell_.normal_theme(context_);
    state.scale = chosen_scale_;
    state.side_width = shell_.side_width();
    state.transport_height = shell_.transport_height();
    state.runs = session_.chosen_runs();
    state.reduced_motion = session_.reduced_motion;
    return state;
}

// Now and then, so that what drags on is written once; and when the program leaves.
void App::keep_state(bool at_once) {
    const auto now = Clock::now();
    if (!state_file_.in_use() || (!at_once && now - last_look_ < kStateTime)) return;
    last_look_ = now;
    const SavedState state = present_state();
    if (!state_file_.differs(state)) return;
    const std::size_t before = session_.remarks.size();
    state_file_.save(state, session_.remarks);
    for (std::size_t i = before; i < session_.remarks.size(); ++i) complain(session_.remarks[i]);
}

void App::note_opened(const std::string& path) {
    if (!path.empty()) state_file_.opened(path);
    context_.recent.clear();
    for (const std::string& recent : state_file_.recent())
        context_.recent.push_back({recent, why_not_opened_here(recent)});
}

void App::open(const std::string& path) {
    session_.open(path);
    note_opened(path);
}

void App::take_drop(const std::string& list) {
    // What is being edited is not to be lost to a slip of the hand.
    if (session_.editor.changed())
        return session_.note(
            "Nothing was opened: save or discard the text that is being edited first, and drop it again.");
    const Dropped dropped = judge_drop(list);
    if (!dropped.path.empty()) open(dropped.path);
    if (!dropped.words.empty()) session_.note(dropped.words);
}

void App::serve_drop() {
    if (!drop_) return;
    const DropEvents events = drop_->poll();
    context_.drop_words.clear();
    if (events.hovering) {
        const Dropped known = judge_drop(events.text, false);
        context_.drop_words = events.text.empty() ? "Drop to open the scenario"
                              : !known.path.empty()
                                  ? "Drop to open " + printable(fs::path(known.path).filename().string(), 80)
                                  : known.words;
    }
    if (events.dropped) take_drop(events.text);
    if (events.failed) session_.note("The other program did not hand over the dropped file.");
    if (events.any || events.dropped || events.failed) frames_left_ = kFramesAfterInput;
}

bool App::wants_frame(bool events) {
    // While runs are under way a new picture a few times a second is enough; a run that plays wants every
    // frame.
    const auto now = Clock::now();
    const double passed =
        context_.reproducible ? options_.fixed_dt / 1000 : duration<double>(now - last_tick_).count();
    if (session_.playing || context_.reproducible || passed > (session_.busy() ? 0.1 : 0.02)) {
        last_tick_ = now;
        if (session_.tick(passed)) frames_left_ = std::max(frames_left_, kFramesAfterInput);
    } else if (session_.look()) {
        frames_left_ = std::max(frames_left_, kFramesAfterInput);  // a click shows in the next frame
    }
    if (session_.take_touch() || events || !queue_.empty()) frames_left_ = kFramesAfterInput;
    // The cursor of a text field blinks.
    if (typing_ && !context_.reproducible && Clock::now() - last_frame_ > kCursorBlink)
        frames_left_ = std::max(frames_left_, 1);
    return frames_left_ > 0 || context_.reproducible;
}

int App::run() {
    if (failed_) return kFailed;
    if (options_.bench > 0) return bench();
    while (!quit_) {
        const WindowEvents events = window_->pump(queue_, context_.reproducible);
        if (events.closed) context_.ask(Action::quit);
        serve_drop();
        keep_state(false);
        if (!wants_frame(events.any)) {
            std::this_thread::sleep_for(kIdleSleep);
            continue;
        }
        frame();
        if (context_.reproducible) {
            serve_script();
        } else {
            std::this_thread::sleep_until(last_frame_ + kFrameTime);
        }
    }
    return leave();
}

int App::bench() {
    const auto frame_now = [this] {
        static_cast<void>(window_->pump(queue_, true));
        timings_->session_begins();
        static_cast<void>(wants_frame(true));
        frame();
        return timings_->cost();
    };
    const auto open_now = [this](const std::string& path) {
        const auto begun = Clock::now();
        open(path);
        return duration<double, std::milli>(Clock::now() - begun).count();
    };
    frame_now();
    return Bench({context_, queue_, frame_now, open_now, timings_->first()}, options_.bench)
                   .run(options_.scenario)
               ? 0
               : kFailed;
}

void App::frame() {
    const auto now = Clock::now();
    const double passed = duration<double>(now - last_frame_).count();
    last_frame_ = now;
    frames_left_ = std::max(frames_left_ - 1, 0);
    ImGui::GetIO().DeltaTime = context_.reproducible ? static_cast<float>(options_.fixed_dt / 1000)
                                                     : static_cast<float>(std::clamp(passed, 1e-4, 0.1));
    timings_->frame_begins();
    draw_frame(next_input());
    timings_->frame_done(*ImGui::GetDrawData());
}

// A menu's or a button's action takes place in the frame after it was chosen, and a text field has the
// keyboard a few frames after it asked for it. What a fast hand typed in between is meant for what comes
// then; and what it did before anything was shown, for what is shown first.
FrameInput App::next_input() {
    const bool shown = frames_drawn_ >= kFramesToListen;
    frames_drawn_ = std::min(frames_drawn_ + 1, kFramesToListen);
    return !shown || text_awaited_ > 0 || !context_.asked.empty() ? queue_.held_frame()
                                                                  : queue_.take_frame(typing_);
}

void App::await_text() {
    // From one field to another there is a frame in which the old one has the keyboard still.
    const bool settled = typing_ && text_awaited_ < kFramesToTyping;
    text_awaited_ = std::exchange(context_.text_wanted, false) ? kFramesToTyping
                    : settled                                  ? 0
                                                               : std::max(text_awaited_ - 1, 0);
    frames_left_ = std::max(frames_left_, text_awaited_ > 0 ? 1 : 0);
}

void App::begin_imgui_frame(const FrameInput& input) {
    const Size size = window_->size();
    // The scenario may have been read again since.
    const std::string setting = session_.setting_words();
    window_->set_title(session_.has_scenario() ? (setting.empty() ? "" : setting + ": ") +
                                                     printable(session_.spec().title, 100) + " - Firebreak"
                                               : "Firebreak");
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
    if (exporter_.under_way()) {
        FrameInput without_pointer = input;
        without_pointer.mouse_x = without_pointer.mouse_y = kNowhere;
        feed_imgui(without_pointer);
    } else {
        feed_imgui(input);
    }
    ImGui::NewFrame();
}

void App::draw_frame(const FrameInput& input) {
    context_.fired = std::move(context_.asked);
    context_.asked.clear();
    route_keys(input, keys_, typing_, context_);
    context_.registry.begin_frame();
    context_.layer = 0;
    begin_imgui_frame(input);
    ShellWishes wishes;
    shell_.handle(context_, wishes);
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    exporter_.begin_frame(shell_);
    shell_.draw(context_, size.x, size.y, wishes);
    const bool unseen = exporter_.recording();
    if (!unseen) context_.focus.end_frame(context_.registry);
    typing_ = ImGui::GetIO().WantTextInput;
    await_text();
    ImGui::Render();
    const bool kept = exporter_.under_way() || (script_ && !script_->shot.empty());
    if (!options_.blind || !options_.scripted() || kept) paint(!unseen);
    if (!context_.asked.empty()) frames_left_ = kFramesAfterInput;
    frames_left_ = std::max(frames_left_, context_.frames_wanted);
    context_.frames_wanted = 0;
    carry_out(wishes);
    if (!failed_) fetch_letters();
}

void App::paint(bool shown) {
    ImDrawData& data = *ImGui::GetDrawData();
    const Colour ground = context_.theme.background;
    timings_->drawing_begins();
    const auto begun = Clock::now();
    const bool more = sheet_ && sheet_->paint();
    renderer_->draw(data, static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y),
                    static_cast<unsigned>(ground.red << 16 | ground.green << 8 | ground.blue));
    // A script has the same frames on every machine.
    if (more && !context_.reproducible)
        sheet_->took(duration<double, std::milli>(Clock::now() - begun).count());
    save_shot();
    exporter_.end_frame(context_, shell_,
                        [&](const std::string& path) { return window_->save_picture(path); });
    window_->set_cursor(ImGui::GetMouseCursor());
    timings_->showing_begins();
    if (shown) window_->show();
    timings_->shown();
}

void App::carry_out(const ShellWishes& wishes) {
    if (wishes.quit) quit_ = true;
    if (wishes.files) {
        exporter_.ask(*wishes.files);
        frames_left_ = kFramesAfterInput;
    }
    if (wishes.scale > 0 && wishes.scale_chosen) chosen_scale_ = wishes.scale;
    if (!wishes.open.empty()) open(wishes.open);
    if (wishes.next_theme) {
        const auto names = theme_names();
        const auto here = std::find(names.begin(), names.end(), context_.theme.name);
        set_theme(here == names.end() || here + 1 == names.end() ? names.front() : *(here + 1));
    }
    if (!wishes.theme.empty()) set_theme(wishes.theme);
    if (wishes.switch_full_screen) {
        drop_renderer();
        window_->set_full_screen(!window_->full_screen());
        if (drop_) drop_->attach(window_->handle());
        set_up_renderer();
        if (failed_) quit_ = true;
    }
    if (wishes.scale > 0 || wishes.switch_full_screen) {
        if (!failed_) set_scale(wishes.scale > 0 ? wishes.scale : context_.scale);
    }
    if (wishes.scale > 0 || !wishes.open.empty() || wishes.next_theme || !wishes.theme.empty() ||
        wishes.switch_full_screen) {
        frames_left_ = kFramesAfterInput;
    }
}

void App::save_shot() {
    const auto save = [&](const std::string& path) {
        if (window_->save_picture(path)) return;
        if (script_ && !script_->finished()) return script_->fail(path + " cannot be written");
        complain(path + ": the picture cannot be written");
        failed_ = true;
    };
    if (script_ && !script_->shot.empty()) {
        save(script_->shot);
        script_->shot.clear();
    }
}

void App::serve_script() {
    if (!script_) return;
    if (script_->resize_width > 0) {
        resize({script_->resize_width, script_->resize_height});
        script_->resize_width = 0;
        return;
    }
    script_->step(context_.registry, queue_);
    if (!script_->open.empty()) open(std::exchange(script_->open, {}));
    if (!script_->finished()) return;
    quit_ = quit_ || final_shot_.empty();
    if (final_shot_.empty()) return;
    script_->shot = std::exchange(final_shot_, {});
    frame();
    quit_ = true;
}

int App::leave() {
    keep_state(true);
    timings_->report(renderer_->name());
    if (script_ && !script_->failure().empty()) {
        // The message may quote several lines.
        std::fprintf(stderr, "%s\n", script_->failure().c_str());
        return kFailed;
    }
    return failed_ ? kFailed : 0;
}

}  // namespace firebreak::viz
