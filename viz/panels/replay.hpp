// Draws what was laid out elsewhere: the shapes of a drawing onto the window, its marks into the registry.
#pragma once

#include <firebreak/picture.hpp>

#include "panels/pen.hpp"

namespace firebreak::viz {

void replay(const Pen& pen, const Drawing& drawing, const Theme& theme, float scale);
// Its marks too.
void replay(Context& context, const Pen& pen, const Drawing& drawing);

}  // namespace firebreak::viz
