// The program while it runs: one window, one session, frame after frame.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/exporter.hpp"
#include "app/key_table.hpp"
#include "app/options.hpp"
#include "app/script_runner.hpp"
#include "app/sheet.hpp"
#include "app/shell.hpp"
#include "app/state_file.hpp"
#include "backend/drop.hpp"
#include "backend/fonts.hpp"
#include "backend/renderer.hpp"
#include "backend/window.hpp"
#include "panels/context.hpp"

namespace firebreak::viz {

using Clock = std::chrono::steady_clock;

class App {
public:
    // `started`: when main() began, for --timings. Makes the window.
    App(const ProgramOptions& options, Clock::time_point started, std::optional<Script> script);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // Until the person or the script leaves. The status of the program.
    [[nodiscard]] int run();

private:
    struct Timings;

    static void complain(const std::string& line);  // on standard error
    void set_up_window(const SavedState& state);
    void set_up_renderer();
    void drop_renderer();
    void set_theme(const std::string& name);
    void set_scale(float scale);
    void fetch_letters();
    void open(const std::string& path);
    void frame();
    [[nodiscard]] FrameInput next_input();
    void await_text();
    void draw_frame(const FrameInput& input);
    void begin_imgui_frame(const FrameInput& input);
    void paint(bool shown);
    void carry_out(const ShellWishes& wishes);
    void save_shot();
    [[nodiscard]] SavedState present_state() const;
    void keep_state(bool at_once);
    void note_opened(const std::string& path);
    void serve_drop();
    void take_drop(const std::string& list);
    [[nodiscard]] bool wants_frame(bool events);
    [[nodiscard]] int leave();
    void serve_script();
    void resize(Size size);
    [[nodiscard]] int bench();

    ProgramOptions options_;
    Session session_;
    Context context_;
    Shell shell_;
    Exporter exporter_;
    KeyTable keys_;
    StateFile state_file_;
    std::vector<std::string> theme_faults_;  // those among the session's remarks
    float chosen_scale_ = 0;                 // by the person, with keys or menus; 0: none
    Clock::time_point last_look_;            // at what is to be remembered
    InputQueue queue_;
    std::optional<ScriptRunner> script_;
    std::unique_ptr<Window> window_;
    std::unique_ptr<Renderer> renderer_;
    std::unique_ptr<KeptSheet> sheet_;  // none if it is not wanted
    std::unique_ptr<DropTarget> drop_;  // none under a script
    FontFiles font_files_;
    Letters letters_;
    bool typing_ = false;  // a text field took the keyboard in the last frame
    // frames for which what is typed is still kept for a field that asked for the keyboard
    int text_awaited_ = 0;
    bool quit_ = false;
    bool failed_ = false;
    static constexpr int kFramesAfterInput = 3;  // Dear ImGui needs two to settle
    int frames_left_ = kFramesAfterInput;        // to be drawn though nothing happens
    int frames_drawn_ = 0;                       // up to the one from which on input is taken
    std::string final_shot_;
    Clock::time_point last_frame_;
    Clock::time_point last_tick_;
    std::unique_ptr<Timings> timings_;
};

}  // namespace firebreak::viz
