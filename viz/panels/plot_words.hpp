// Words in small plots. For the compare screen only.
#pragma once

#include <string>
#include <vector>

#include <imgui.h>

#include <firebreak/picture.hpp>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {

[[nodiscard]] inline float plot_line() { return ImGui::GetFontSize() + 3; }

// Words that do not run out of their room.
inline void plot_words(const Pen& pen, float x, float y, float end, Colour colour, const std::string& words) {
    pen.words({x, y}, packed(colour), fitted(words, end - x));
}

// The labels of an axis below a plot, those that have the room.
inline void plot_axis(const Pen& pen, const Rect& place, float y, Colour colour,
                      const std::vector<std::string>& labels, const std::vector<float>& middles, float gap) {
    std::vector<LabelWish> wishes;
    for (std::size_t i = 0; i < labels.size(); ++i) wishes.push_back({middles[i], label_width(labels[i])});
    for (const auto& [i, left] : place_labels(wishes, place.x0, place.x1, gap))
        pen.words({left, y}, packed(colour), labels[i]);
}

}  // namespace firebreak::viz
