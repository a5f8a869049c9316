// The panels around the screens, a function each. Each draws into the region that is open and registers under its own prefix.
#pragma once

#include "panels/context.hpp"

namespace firebreak::viz {

void draw_menu_bar(Context& context);    // "menu.", "tab."
void draw_top_bar(Context& context);     // "top.": scenario, point of view, filter
void draw_go_menu(Context& context);     // "menu.go": moving in time, in the picture, and to what is looked for
void draw_side_panel(Context& context);  // "side.": readout, why card, beliefs, scenario
void draw_readout(Context& context);     // "side.readout", "side.place", "side.path": what the runs shown say
void draw_filter(Context& context);    // "top.filter", "top.chip": the parts of the filter, each with a button that takes it away
void draw_measures(Context& context);  // "side.": what can be switched on and off
void switch_measure(Session& session, const std::string& id, bool on);  // and runs again if there were runs
void search_numbers(const std::string& words);  // opens the list of numbers at those that hold these words
void draw_scenario(Context& context);           // "side.": the scenario, its numbers, the command that runs the same
void draw_why_card(Context& context);           // "side.why", "side.hinge": the selected line, and what the run hinged on
void draw_belief_bars(Context& context);        // "side.belief"
void draw_transport(Context& context);          // "transport."
void draw_moment_line(Context& context);        // "transport.": date and whether it plays, for a presentation
void draw_bottom_line(Context& context);        // "bottom."; never hidden
void draw_diagnostics(Context& context);        // "faults.": the faults of the scenario; a click copies one

// --- Dialogues; each does nothing unless it is open ----------------------------------------------------------------------------------------

struct OpenDialogue {
    bool open = false;
    bool appearing = false;  // set with `open`: the cursor goes into the field
    std::string path;
};
// True when a file was chosen: `path`.
[[nodiscard]] bool draw_open_dialogue(Context& context, OpenDialogue& dialogue);  // "open."

void draw_key_page(Context& context, bool& open);     // "keys."
void draw_about(Context& context, bool& open);        // "about."
void draw_bookmarks(Context& context, bool& open);    // "bookmarks."
void draw_breakpoints(Context& context, bool& open);  // "breakpoints."
void draw_find(Context& context, bool& open);         // "find."

}  // namespace firebreak::viz
