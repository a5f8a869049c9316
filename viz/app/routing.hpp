// Who gets a key: the text field that is being typed in, the focus, or the table of actions.
#pragma once

#include "app/key_table.hpp"
#include "backend/input_queue.hpp"
#include "panels/context.hpp"

namespace firebreak::viz {

// Fills the context's actions and arrows of this frame and moves its focus. `typing`: a text field took the
// keyboard in the last frame.
void route_keys(const FrameInput& input, const KeyTable& keys, bool typing, Context& context);

}  // namespace firebreak::viz
