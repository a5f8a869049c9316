// The theme as Dear ImGui's style.
#pragma once

#include <firebreak/picture.hpp>

namespace firebreak::viz {

// Starts from a fresh style each time, so that scales do not multiply.
void apply_style(const Theme& theme, float scale);

}  // namespace firebreak::viz
