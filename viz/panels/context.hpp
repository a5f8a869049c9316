// What every panel is given: what to show, where to register it, and what the person did.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/picture.hpp>

#include "panels/ui_state.hpp"
#include "session/actions.hpp"
#include "session/focus.hpp"
#include "session/folder_list.hpp"
#include "session/registry.hpp"
#include "session/session.hpp"

struct ImFont;

namespace firebreak::viz {

class KeptPicture;

struct KeyHint {
    Action action;
    std::string keys;  // "Ctrl+R", or several with commas
};

// A scenario opened lately, and why it cannot be opened now; empty: it can.
struct RecentFile {
    std::string path, reason;
};

// Lives for the whole run of the program; the fields of a frame are set anew before each.
struct Context {
    explicit Context(Session& shown) : session(shown) {}

    Session& session;
    Registry registry;
    UiState ui;
    Focus focus;
    Theme theme;
    std::string theme_asked;     // its name, or the file that it was read from
    std::vector<KeyHint> hints;  // the keys in force, in the order of actions()
    ImFont* heading = nullptr;
    ImFont* fixed = nullptr;    // letters of one width
    float scale = 1;            // of everything that is given in pixels
    bool reproducible = false;  // under a script: nothing may depend on the clock
    bool presentation = false;
    bool about = false;                   // the page about the program is open
    bool bookmarks = false;               // the list of bookmarks is open
    bool breakpoints = false;             // that of breakpoints
    bool find = false;                    // the search
    std::string run_number;               // as typed on the timeline
    std::optional<RecordId> why;          // the line whose card was shown last
    std::vector<RecentFile> recent;       // the last opened first
    std::vector<TitledScenario> shipped;  // that come with the program
    bool recent_looked_at = false;        // the reasons are of the menu that is open
    // what a file that is dragged over the window would do; empty: none is
    std::string drop_words;

    // Of this frame.
    std::vector<Action> fired;     // by keys now, or by menus and buttons in the frame before
    int arrow_x = 0, arrow_y = 0;  // arrow keys, for the slider, splitter or canvas in focus
    int layer = 0;                 // 1 while a menu or dialogue is drawn
    Drawing* recording = nullptr;  // what pens draw goes there too
    KeptPicture* kept = nullptr;   // none: everything is drawn anew in each frame

    // For the frames to come.
    std::vector<Action> asked;
    std::string file_wanted;   // a scenario to open, chosen from a list
    std::string focus_before;  // where the keyboard was when a dialogue opened
    bool uncovered = false;    // the dialogue closed in this frame; what it held is still in the registry
    int frames_wanted = 0;     // draw at least so many more, though nothing is pressed
    bool text_wanted = false;  // a text field asked for the keyboard; what is typed waits until it has it

    [[nodiscard]] bool has(Action action) const {
        return std::find(fired.begin(), fired.end(), action) != fired.end();
    }
    // A button stands for this action; it takes place in the next frame, as if its key had been pressed.
    void ask(Action action) { asked.push_back(action); }
    [[nodiscard]] const std::string& keys_of(Action action) const {
        return hints[static_cast<std::size_t>(action)].keys;
    }
    [[nodiscard]] float px(float pixels) const { return pixels * scale; }
};

}  // namespace firebreak::viz
