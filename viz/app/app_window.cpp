// The window of the program, what draws in it, and how it looks.
#include <algorithm>
#include <cstdlib>
#include <thread>

#include <imgui.h>

#include "app/app.hpp"
#include "app/settings.hpp"
#include "app/timings.hpp"
#include "backend/display.hpp"
#include "backend/imgui_input.hpp"
#include "panels/style.hpp"

namespace firebreak::viz {
namespace {

// No part of the window is to lie outside of the screen, where nobody could click it. A script has the size
// that it asks for on every machine.
Size first_size(const ProgramOptions& options, const SavedState& state) {
    constexpr Size kUsual{1280, 720};
    if (options.scripted() && options.size) return *options.size;
    const Size wanted = options.size.value_or(state.width == 0 ? kUsual : Size{state.width, state.height});
    const Size screen = screen_size();
    return {std::min(wanted.width, screen.width), std::min(wanted.height, screen.height)};
}

}  // namespace

void App::set_up_window(const SavedState& state) {
    const Display display;
    if (!display.reachable()) {
        complain(
            "there is no display to open a window on; is DISPLAY set? Without a screen, xvfb-run provides "
            "one");
        failed_ = true;
        return;
    }
    window_ = std::make_unique<Window>("Firebreak", first_size(options_, state));
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendPlatformName = "firebreak";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.ConfigInputTextCursorBlink = !context_.reproducible;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    prepare_imgui_input();
    connect_clipboard();
    std::string font_fault;
    font_files_ = find_fonts(options_.font, font_fault);
    if (!font_fault.empty()) session_.remarks.push_back(font_fault);
    if (font_files_.body.empty()) {
        session_.remarks.emplace_back(
            "no font was found, so only English letters can be shown; install fonts-dejavu-core, or name one "
            "with --font");
    }
    set_up_renderer();
    if (failed_) return;
    if (!context_.reproducible) drop_ = std::make_unique<DropTarget>(window_->handle());
    // A picture of a script must not depend on the screen that it was made on.
    chosen_scale_ = static_cast<float>(state.scale);
    set_scale(options_.scale          ? *options_.scale
              : chosen_scale_ > 0     ? chosen_scale_
              : context_.reproducible ? 1
                                      : natural_scale(std::getenv("GDK_SCALE"), display.dpi()));
}

void App::set_up_renderer() {
    std::string error;
    drop_renderer();
    renderer_ = make_renderer(options_.renderer, error);
    if (renderer_ == nullptr) {
        complain(error);
        failed_ = true;
        return;
    }
    if (options_.sheet_step > 0) sheet_ = std::make_unique<KeptSheet>(*renderer_, options_.sheet_step);
    context_.kept = sheet_.get();
}

void App::drop_renderer() {
    context_.kept = nullptr;
    sheet_.reset();
    renderer_.reset();
}

void App::set_theme(const std::string& name) {
    std::vector<std::string> faults;
    context_.theme = load_theme(name, faults);
    // What was remarked of other files still holds.
    std::erase_if(session_.remarks, [&](const std::string& line) {
        return std::find(theme_faults_.begin(), theme_faults_.end(), line) != theme_faults_.end();
    });
    session_.remarks.insert(session_.remarks.end(), faults.begin(), faults.end());
    theme_faults_ = faults;
    context_.theme_asked = name;
    apply_style(context_.theme, context_.scale);
}

void App::set_scale(float scale) {
    context_.scale = std::clamp(scale, kLeastScale, kLargestScale);
    const Fonts fonts = build_fonts(font_files_, context_.scale, letters_);
    context_.heading = fonts.heading;
    context_.fixed = fonts.fixed;
    renderer_->upload_fonts();
    if (sheet_) sheet_->letters_changed();
    apply_style(context_.theme, context_.scale);
}

// What is shown is registered, and so are its letters; those that came for the first time are there from the
// next frame on.
void App::fetch_letters() {
    bool more = letters_.note(session_.editor.text);
    for (const Item& item : context_.registry.items()) {
        more = letters_.note(item.text) || more;
        more = letters_.note(item.value) || more;
    }
    if (!more) return;
    set_scale(context_.scale);
    frames_left_ = std::max(frames_left_, kFramesAfterInput);
}

// The display resizes in its own time; one that gives another size than it was asked for is not waited for
// much longer.
void App::resize(Size size) {
    constexpr std::chrono::seconds kLongest{5};
    window_->resize(size);
    const auto deadline = Clock::now() + kLongest;
    while (window_->size() != window_->asked_size() && Clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        static_cast<void>(window_->pump(queue_, true));
    }
}

}  // namespace firebreak::viz
