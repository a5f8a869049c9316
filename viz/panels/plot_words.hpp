// Words in small plots. For the compare screen only.
#pragma once

#include <string>

#include <imgui.h>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {

[[nodiscard]] inline float plot_line() { return ImGui::GetFontSize() + 3; }

// Words that do not run out of their room.
inline void plot_words(const Pen& pen, float x, float y, float end, Colour colour, const std::string& words) {
    pen.words({x, y}, packed(colour), fitted(words, end - x));
}

}  // namespace firebreak::viz
