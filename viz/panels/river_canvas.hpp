// The river drawn on its canvas. For the files of the river's screen only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "panels/widgets.hpp"

namespace firebreak::viz {

// A run drawn as a line of its own.
struct RiverThread {
    std::uint64_t replicate = 0;
    std::size_t kind = 0;            // of the outcome colours
    std::vector<std::size_t> stops;  // rungs, column after column
};

// All that is drawn, worked out once and kept until the runs, the view or the canvas change.
struct RiverDrawing {
    River river;
    ColourMode mode = ColourMode::outcome;
    RiverAreas areas;
    RiverPicture picture;
    std::optional<RiverPicture> whole;  // of all runs, where the shown ones are drawn as a part of them
    RiverEnds ends;
    std::vector<RiverTile> tiles;
    std::vector<RiverThread> threads;     // instead of ribbons, where there are few runs
    std::vector<std::string> node_words;  // of each node, for the registry
    std::vector<std::string> band_words;  // of the first ribbons, which are the widest
    // the others would be more than can be drawn, or too thin to be seen
    std::size_t bands_drawn = 0;
    // there are more than can be drawn in each frame, and no picture is kept
    bool limited = false;
    Drawing around;             // names, legend, axis and curves
    std::uint64_t version = 0;  // of the drawing, counting up; what is kept of it is of the same
    bool grid = false;
    bool ends_fixed = false;  // by the filter: no interval for them
};

// A span of columns that is being drawn with the pointer: on the axis, or on a curve.
struct RiverBrush {
    Rect place;  // of the axis or curve
    RiverCurve curve = RiverCurve::none;
    std::size_t from = 0, to = 0;
};

// What is marked on it in this frame.
struct RiverMarks {
    std::optional<RiverPlace> hovered, selected;
    const RiverThread* run = nullptr;           // the run that is open
    const RiverThread* hypothetical = nullptr;  // one of those shown, drawn by chance
    std::optional<RiverBrush> brush;
};

// Where the lanes and all that flows in them are, in whole pixels; a little more than the lanes themselves,
// for nodes at the ends.
[[nodiscard]] Rect flow_place(const RiverAreas& areas, float scale);

// What of it is drawn, with letters `line` high.
[[nodiscard]] RiverScene scene_of(const RiverDrawing& drawing, const Spec& spec, float line, float scale);

void draw_river(Context& context, const RiverDrawing& drawing, const RiverMarks& marks);

// The part at the pointer that is not a place of the river: a curve of runs that have ended.
[[nodiscard]] RiverCurve curve_at(const RiverDrawing& drawing, float x, float y);

}  // namespace firebreak::viz
