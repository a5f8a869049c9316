// The panels around the screens, a function each. Each draws into the region that is open and registers under
// its own prefix.
#pragma once

#include "panels/context.hpp"
#include "panels/widgets.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {

void draw_menu_bar(Context& context);  // "menu.", "tab."
void draw_top_bar(Context& context);   // "top.": scenario, point of view, filter
// "menu.go": moving in time, in the picture, and to what is looked for
void draw_go_menu(Context& context);
void draw_side_panel(Context& context);  // "side.": readout, why card, beliefs, scenario
void draw_readout(Context& context);     // "side.readout", "side.place", "side.path": what the runs shown say
// "top.filter", "top.chip": the parts of the filter, each with a button that takes it away
void draw_filter(Context& context);
void draw_measures(Context& context);  // "side.": what can be switched on and off
void switch_measure(Session& session, const std::string& id, bool on);  // and runs again if there were runs
// Opens the list of numbers at those that hold these words.
void search_numbers(Context& context, const std::string& words);
// "side.": the scenario, its numbers, the command that runs the same
void draw_scenario(Context& context);
// "side.why", "side.hinge": the selected line, and what the run hinged on
void draw_why_card(Context& context);
void draw_belief_bars(Context& context);  // "side.belief"
void draw_transport(Context& context);    // "transport."
void draw_moment_line(Context& context);  // "transport.": date and whether it plays, for a presentation
void draw_bottom_line(Context& context);  // "bottom."; never hidden
void draw_diagnostics(Context& context);  // "faults.": the faults of the scenario; a click copies one

// --- Dialogues; each does nothing unless it is open ------------------------

struct OpenDialogue {
    bool open = false;
    bool appearing = false;  // set with `open`: the cursor goes into the field
    std::string path;
    // What is listed below the field.
    FolderList list{};
    bool listed = false;
    std::string whole{};  // as long as the path is this, nothing was typed yet, and the folder is shown whole
    bool go_on = false;   // a folder was entered: typing goes on at the end of the path
    bool sweeps = false;  // only folders of sweeps are wanted
};
// True when a file or the folder of a sweep was chosen: `path`.
[[nodiscard]] bool draw_open_dialogue(Context& context, OpenDialogue& dialogue);  // "open."

// "drop.": over everything but dialogues, while a drag is over the window
void draw_drop_words(Context& context, float width, float height);

struct EditDialogue {
    // What the person is asked in place of the buttons.
    enum class Question { none, leave, quit, revert, changed_on_disk };

    bool open = false;
    Question question = Question::none;
    bool just_asked = false;  // the keyboard is yet to be put on the first answer
    TextArea area;
    std::string refused;  // why the file cannot be edited here
    std::string said;     // what came of the last save
};
// Begins with the file of the scenario that is open.
void open_edit_dialogue(Context& context, EditDialogue& dialogue);
// True when what was edited is to be lost for good and the program left.
[[nodiscard]] bool draw_edit_dialogue(Context& context, EditDialogue& dialogue);  // "edit."

void draw_key_page(Context& context, bool& open);     // "keys."
void draw_about(Context& context, bool& open);        // "about."
void draw_bookmarks(Context& context, bool& open);    // "bookmarks."
void draw_breakpoints(Context& context, bool& open);  // "breakpoints."
void draw_find(Context& context, bool& open);         // "find."

}  // namespace firebreak::viz
