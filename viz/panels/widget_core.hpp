// What all parts do alike: register, take the focus, show the ring and the tip. For the files of parts only.
#pragma once

#include <string>
#include <string_view>

#include "panels/widgets.hpp"

namespace firebreak::viz {

struct Part {
    std::string_view id;
    Role role = Role::button;
    std::string_view label;
    std::string_view value = {};
    Options options = {};
};

// Registers the item of Dear ImGui that was drawn last.
void register_last(Context& context, const Part& part);

// Around the drawing of a part.
void begin_part(const Part& part);
// Registers; true if the part acts, by click (`clicked`) or by Enter in focus.
[[nodiscard]] bool end_part(Context& context, const Part& part, bool clicked);

// Draws a part with `draw`, which says whether it was clicked; true if it acts.
template <class Draw>
[[nodiscard]] bool act(Context& context, const Part& part, Draw&& draw) {
    begin_part(part);
    const bool clicked = draw();
    return end_part(context, part, clicked);
}

// Where a tip of this size stands in the window: below what it explains, or above or beside it where there is
// no room; over it only where there is none anywhere.
[[nodiscard]] Rect tip_place(const Rect& about, float width, float height, const Rect& window, float gap);
// Opens a tip there and writes the lines into it; ImGui::EndTooltip() must follow.
void begin_tip(Context& context, std::string_view lines, const Rect& about);

// Draws words into the last item. Dear ImGui's own labels would cut them off at "##".
enum class Place { left, centre };
void draw_label(std::string_view label, Place place);
void draw_words(float x, float y, unsigned colour, std::string_view words);
[[nodiscard]] float label_width(std::string_view label);
// The words in lines of this width in the font in force, broken at blanks but not before a percent sign; only
// a word that is wider than a line is broken within. Dear ImGui would break "1,098" after the comma.
[[nodiscard]] std::string in_lines(std::string_view words, float width);
// The words, cut with dots where they are wider.
[[nodiscard]] std::string fitted(std::string_view words, float width);

}  // namespace firebreak::viz
