// The screens of the program. To add one, write a draw function and put it into the list in screens.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "panels/context.hpp"

namespace firebreak::viz {

struct Screen {
    ScreenId id;
    Action action;           // that switches to it; its words are the screen's name
    void (*draw)(Context&);  // into the panel that is open; rest_of_panel() is the room there is
};

// In the order of the tabs, one for each ScreenId.
[[nodiscard]] std::span<const Screen> screens();

void draw_river_screen(Context& context);    // "river."
void draw_ladder_screen(Context& context);   // "ladder."
void draw_compare_screen(Context& context);  // "compare."

void draw_timeline_screen(Context& context);  // "timeline."
void draw_sweep_screen(Context& context);     // "sweep."

// The step at which the ladder counts the runs that stand on a rung.
[[nodiscard]] std::size_t ladder_step(Context& context);

// Numbers of runs that a person can choose, and the buttons for them; with Run and Stop before them.
inline constexpr std::array<std::uint64_t, 3> kRunCounts{1'000, 10'000, 100'000};
void draw_run_count(Context& context, const std::string& prefix);
void draw_run_buttons(Context& context, const std::string& prefix);

// What takes the place of many runs while a side's eyes are chosen: their truth is not for a side.
void draw_truth_only(Context& context, const std::string& id);

// What a screen shows while there is nothing to show: no scenario, a scenario with faults, or no runs yet.
void draw_nothing_yet(Context& context, const char* screen);

}  // namespace firebreak::viz
