// The parts of the river's screen: what it keeps, its buttons, and what a person does on it. For the files of
// the river's screen only.
#pragma once

#include <optional>

#include "panels/river_canvas.hpp"

namespace firebreak::viz {

inline constexpr std::uint64_t kFewRuns = 30;  // below, each run is a line
// in each frame, where no picture is kept: drawing them takes its time
inline constexpr std::size_t kMostRibbons = 1'000;

// What the drawing was made of.
struct RiverMade {
    std::uint64_t version = 0, runs = 0, seed = 0;
    std::string scenario;
    const void* table = nullptr;
    ColourMode mode = ColourMode::outcome;
    bool grid = false, rescale = true, all = false;
    StepWindow window;
    RiverAreas areas;
    Theme theme;
    bool operator==(const RiverMade&) const = default;
};

// What the screen keeps from frame to frame.
struct RiverKept {
    RiverDrawing drawing;
    std::optional<RiverMade> made;
    bool covered = false;  // a menu or dialogue was open in the last frame: Escape closes that
    std::optional<RiverBrush> brush;
    std::optional<RiverPlace> clicked;  // under the pointer at the last click
    float pan_rest = 0;                 // of a drag, in steps
    // something that changes the view is dragged: all of it is one step to undo
    bool dragging = false;
};
[[nodiscard]] inline RiverKept& river_kept(Context& context) { return context.ui.of<RiverKept>(); }

// A new state of the view; while the pointer drags only the first of them can be undone.
void change_view(Context& context, const ViewState& state);

// The drawing of what is shown now; made anew only when something has changed.
[[nodiscard]] const RiverDrawing& drawing_of(Context& context, const Rect& canvas);
[[nodiscard]] RiverThread thread_of(const PathTable& paths, std::size_t run, const River& river);

// The row of buttons, and the lines that say what is shown; without a drawing as long as there is none.
void draw_river_buttons(Context& context);
void draw_river_status(Context& context, const RiverDrawing* drawing);
void draw_river_detail(Context& context, const RiverDrawing& drawing);
// The hypothetical run that is drawn now, and its buttons; nothing unless they are on.
void draw_river_samples(Context& context);

// The selected node opened into its parts, in place of the river.
void draw_river_drill(Context& context, const RiverPlace& place);

// Keys that mean the same whatever is on the canvas; then what is done on the canvas.
void hear_river_keys(Context& context);
void hear_river(Context& context, const RiverDrawing& drawing, const Canvas& canvas, const RiverMarks& marks);
// The place at the pointer, which may miss it by `near` pixels.
[[nodiscard]] std::optional<RiverPlace> place_at(const RiverDrawing& drawing, const Canvas& canvas,
                                                 float near);

}  // namespace firebreak::viz
