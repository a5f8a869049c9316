// The X display before there is a window: whether it can be reached, and how large its text is to be.
#pragma once

#include <string>

namespace firebreak::viz {

struct Display {
    bool reachable = false;
    std::string dpi;  // Xft.dpi of its resources; may be empty
};
[[nodiscard]] Display query_display();

// 1 is 96 dots per inch: GDK_SCALE if it is set, otherwise Xft.dpi, otherwise 1; between 0.75 and 3.
[[nodiscard]] float natural_scale(const char* gdk_scale, const std::string& dpi);

inline constexpr float kLeastScale = 0.75F, kLargestScale = 3;

}  // namespace firebreak::viz
