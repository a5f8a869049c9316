// A drawing as a picture for documents: SVG 1.1, with what is needed to know where it comes from.
#pragma once

#include <string>
#include <vector>

#include "render/drawing.hpp"
#include "session/registry.hpp"

namespace firebreak::viz {

struct SvgFrame {
    std::string title;                  // above the picture
    std::vector<std::string> captions;  // below it, a paragraph each; broken where they are too long
    float scale = 1;                    // of the letters of both
};

// The shapes within `area` (pixels of the window, which need not begin at 0) on the theme's ground, with
// title and captions. Letters are of the reader's own sans-serif, stretched to the length that they had in
// the window. The text may hold anything: what XML forbids is replaced.
[[nodiscard]] std::string svg_of(const Drawing& drawing, const Rect& area, const Theme& theme,
                                 const SvgFrame& frame);

}  // namespace firebreak::viz
