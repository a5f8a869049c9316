// Strokes and colours of the river. For the files of the river's screen only.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/river_picture.hpp>

#include "panels/context.hpp"

namespace firebreak::viz {

class Pen;

[[nodiscard]] inline Colour kind_colour(const Theme& theme, ColourMode mode, std::size_t kind) {
    return colour_of(theme, kind_ink(mode, kind));
}

// A ribbon or a part of one: filled with soft edges where it is wide, one line where it is thin.
void draw_strand(const Pen& pen, float x0, float x1, const RiverStrand& strand, Colour colour, float opacity);
// A line through points that are level at each of them.
void draw_thread(const Pen& pen, float x0, float y0, float x1, float y1, unsigned colour, float width);
// The area between two lines through points at these x.
void draw_area(const Pen& pen, const std::vector<float>& x, const std::vector<float>& top,
               const std::vector<float>& bottom, unsigned colour);
void draw_dashes(const Pen& pen, float x0, float x1, float y, unsigned colour, float width, float dash);
void draw_upright_dashes(const Pen& pen, float x, float y0, float y1, unsigned colour, float width,
                         float dash);
void draw_frame(const Pen& pen, const Rect& place, unsigned colour, float width);
// Lines across, so that what they mark does not hang on colour.
void draw_hatch(const Pen& pen, const Rect& place, unsigned colour, float gap);

}  // namespace firebreak::viz
