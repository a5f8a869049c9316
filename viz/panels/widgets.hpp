// The parts that panels are made of. Each draws with Dear ImGui and registers what it drew, so that nothing
// is shown that a script cannot find and the keyboard cannot reach. Panels use these, not Dear ImGui's own.
//
// Ids are stable and unique within a frame, "tab.river"; the part before the first dot names the panel. Text
// is shown as it is, whatever it holds: "##" and "%" mean nothing here. Text from a file goes through
// printable() first.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "panels/context.hpp"

namespace firebreak::viz {

// --- Places ----------------------------------------------------------------

// A region of the window with its own scrolling; a bar has the ground of the window and no padding. Every
// begin_panel needs its end_panel.
enum class Ground { panel, bar };
void begin_panel(Context& context, std::string_view id, const Rect& place, Ground ground = Ground::panel);
void end_panel();

// What is left of the panel from the place of the next item on.
[[nodiscard]] Rect rest_of_panel();
void same_line(Context& context, float gap = 8);
// On the same line if an item with these words, in a frame, still fits, and otherwise at the start of the
// next: for bars, which a narrow window breaks.
void flow(Context& context, float gap, std::string_view next_words);
void gap(Context& context, float height = 6);
void rule();
// A stroke between two parts of a bar, and the next part after it.
void stroke(Context& context);

// --- Words -----------------------------------------------------------------

enum class Tone { normal, muted, warning, accent };
struct TextStyle {
    Tone tone = Tone::normal;
    bool heading = false;
    bool wrapped = true;
    bool label = false;  // of a control beside it; means nothing in a picture without controls
};
void text(Context& context, std::string_view id, std::string_view words, TextStyle style = {});

// A tool tip, registered as a mark; its lines are wrapped at `width`, at scale 1. It stands beside what it is
// about, or beside the pointer.
void tool_tip(Context& context, std::string_view id, std::string_view words, std::optional<Rect> about = {},
              float width = 440);

// --- What can be acted on; in a presentation buttons, boxes and sliders of the window are not drawn and do
// nothing -------------------------

struct Options {
    bool enabled = true;
    std::string_view reason = {};  // why it is greyed: shown as its tool tip
    std::string_view tip = {};
};

// True when it is clicked, or Enter is pressed on it.
[[nodiscard]] bool button(Context& context, std::string_view id, std::string_view label,
                          Options options = {});
[[nodiscard]] bool radio(Context& context, std::string_view id, std::string_view label, bool on,
                         Options options = {});
[[nodiscard]] bool tab(Context& context, std::string_view id, std::string_view label, bool selected,
                       Options options = {});
[[nodiscard]] bool list_item(Context& context, std::string_view id, std::string_view label,
                             Options options = {});

// The button of an action: its words and its keys as the tip; pressed, it asks for the action.
void action_button(Context& context, std::string_view id, Action action, Options options = {});

// A heading that folds what is under it: whether that is open.
[[nodiscard]] bool fold(Context& context, std::string_view id, std::string_view words, bool& open);

// True when it was switched; `on` is then the new state.
[[nodiscard]] bool check_box(Context& context, std::string_view id, std::string_view label, bool& on,
                             Options options = {});

// True while the value moves; arrow keys move it by `step` when it is in focus.
[[nodiscard]] bool slider(Context& context, std::string_view id, std::string_view label, float& value,
                          float low, float high, float step, Options options = {});

// One line of text; true when Enter ends it. `take_focus` puts the cursor into it: all is selected then, so
// that typing replaces it, or with `to_end` nothing, and the cursor stands at the end.
[[nodiscard]] bool text_field(Context& context, std::string_view id, std::string_view label,
                              std::string& value, bool take_focus = false, bool to_end = false);

// Many lines of text, in the room given in pixels; true when it was edited. Escape gives the keyboard back
// and leaves the text as it is.
struct TextArea {
    int line = 1, column = 1;  // of the cursor, from 1; columns are characters
    int go_to_line = 0;        // puts the cursor there, and back to 0; 0: nowhere
    int go_to_column = 1;
    bool take_focus = false;  // puts the keyboard into it, and back to false
    bool active = false;      // it has the keyboard
};
[[nodiscard]] bool text_area(Context& context, std::string_view id, std::string_view label, std::string& text,
                             TextArea& area, float width, float height);

// A bar between two regions; true while it is dragged. `position` is in pixels and stays within the limits;
// `size` is what it is registered with: the size, at scale 1, of the region that it changes.
enum class Axis { x, y };
[[nodiscard]] bool splitter(Context& context, std::string_view id, std::string_view label, const Rect& place,
                            Axis axis, float& position, float low, float high, float size);

// --- Menus and dialogues ---------------------------------------------------

// A menu of the menu bar. If it is open this is true, and end_menu() must follow its items.
[[nodiscard]] bool begin_menu(Context& context, std::string_view id, std::string_view label,
                              Options options = {});
void end_menu(Context& context);

// True when it is chosen, which closes the menu.
[[nodiscard]] bool menu_item(Context& context, std::string_view id, std::string_view label,
                             std::string_view keys = {}, bool ticked = false, Options options = {});
void action_item(Context& context, std::string_view id, Action action, bool ticked = false,
                 Options options = {});

// A dialogue in the middle of the window, at most as large as given. While `open` is set it is drawn and this
// is true; end_dialogue() must follow. Escape, Close and a click outside clear `open`; with `leaving` they
// only set that, and the caller asks whether it is meant.
[[nodiscard]] bool begin_dialogue(Context& context, std::string_view id, std::string_view title, bool& open,
                                  float width, float height, bool* leaving = nullptr);
void end_dialogue(Context& context);
// Closes the dialogue that is being drawn; its `open` is the caller's to clear.
void close_dialogue(Context& context);

// --- Pictures --------------------------------------------------------------

// A region that a screen draws into itself. The keyboard sees it as one item; what is drawn on it is
// registered with mark().
struct Canvas {
    Rect place;
    bool hovered = false;  // the pointer is over it and nothing covers it
    bool focused = false;  // keys of the picture and arrows are meant for it
    bool clicked = false;
    bool double_clicked = false;
    bool dragged = false;
    float mouse_x = 0, mouse_y = 0;  // of the pointer, in pixels of the window
    float drag_x = 0, drag_y = 0;    // of the drag, since the last frame
    float wheel = 0;
};
[[nodiscard]] Canvas canvas(Context& context, std::string_view id, std::string_view label, const Rect& place);

// Something drawn on a canvas that a person can read or click: a node, a bar, a cell.
void mark(Context& context, std::string_view id, const Rect& place, std::string_view words,
          std::string_view value = {});

// The colour as Dear ImGui's draw lists take it.
[[nodiscard]] unsigned packed(Colour colour, float opacity = 1);

}  // namespace firebreak::viz
