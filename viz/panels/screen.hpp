// The screens of the program. To add one, write a draw function and put it into the list in screens.cpp.
#pragma once

#include <span>

#include "panels/context.hpp"

namespace firebreak::viz {

struct Screen {
    ScreenId id;
    Action action;           // that switches to it; its words are the screen's name
    void (*draw)(Context&);  // into the panel that is open; rest_of_panel() is the room there is
};

// In the order of the tabs, one for each ScreenId.
[[nodiscard]] std::span<const Screen> screens();

// What a screen shows while there is nothing to show: no scenario, a scenario with faults, or no runs yet.
void draw_nothing_yet(Context& context, const char* screen);

}  // namespace firebreak::viz
