// Hands a frame's input to Dear ImGui, in the way that its version wants it.
#pragma once

#include "backend/input_queue.hpp"

namespace firebreak::viz {

// Once, after the context was made.
void prepare_imgui_input();

// Before NewFrame(). Tab, and Enter and the arrows outside text fields, stay with the program's own focus.
void feed_imgui(const FrameInput& frame);

}  // namespace firebreak::viz
