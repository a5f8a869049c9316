// The river as shapes: where lanes, nodes, ribbons, curves and tiles stand, in pixels of the window. It knows
// nothing of Dear ImGui, so that tests can measure it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <firebreak/river.hpp>

#include "render/river_kinds.hpp"
#include "session/registry.hpp"
#include "session/view.hpp"

namespace firebreak::viz {

// The parts of the canvas, from the top down; names stand left of them and figures right.
struct RiverAreas {
    Rect legend, crisis, lanes, ended, axis;
    bool operator==(const RiverAreas&) const = default;
};
// The names want `names` pixels and the figures `figures`; a narrow canvas gives them less.
[[nodiscard]] RiverAreas areas_of(const Rect& canvas, float line, float scale, float names, float figures);

// The columns that are shown, both included.
struct ColumnRange {
    std::size_t first = 0, last = 0;
    [[nodiscard]] bool holds(std::size_t column) const { return column >= first && column <= last; }
    bool operator==(const ColumnRange&) const = default;
};
// Those of a window of steps; all without one.
[[nodiscard]] ColumnRange columns_of(const River& river, const StepWindow& window);

struct RiverLane {
    float top = 0, bottom = 0;
    [[nodiscard]] float middle() const { return (top + bottom) / 2; }
    [[nodiscard]] float height() const { return bottom - top; }
};

struct RiverNode {
    std::size_t column = 0, rung = 0;
    std::uint64_t runs = 0;
    Rect place;
    KindRuns kinds{};  // runs; they fill the height in this order
};

// The runs of one kind in a ribbon. Heights differ where the river leaves its stub.
struct RiverStrand {
    std::size_t kind = 0;
    float top_left = 0, height_left = 0;
    float top_right = 0, height_right = 0;
};
struct RiverBand {
    std::size_t column = 0, from = 0, to = 0;
    std::uint64_t runs = 0;
    float x0 = 0, x1 = 0;
    std::vector<RiverStrand> strands;
};

// How far down a ribbon is at a part of its way, 0 to 1: level at both ends.
[[nodiscard]] inline float eased(float part) { return part * part * (3 - 2 * part); }

struct RiverPicture {
    Rect place;      // of the lanes
    float unit = 0;  // height of one run
    float bar = 0;   // width of a node
    ColumnRange shown;
    // left edge of each column's nodes; of columns that are not shown outside the place
    std::vector<float> x;
    std::vector<RiverLane> lanes;  // by rung
    std::vector<RiverNode> nodes;
    std::vector<RiverBand> bands;  // most runs first

    // The shown column whose nodes are nearest to this x.
    [[nodiscard]] std::size_t column_at(float px) const;
    [[nodiscard]] const RiverNode* node(std::size_t column, std::size_t rung) const;
    // The node or ribbon at a point; a thin ribbon before a wide one. `near`: pixels by which the pointer may
    // miss.
    [[nodiscard]] std::optional<RiverPlace> at(float px, float py, float near) const;
};

enum class Lanes { by_runs, level };  // as high as their runs need, or all alike

// Lanes and widths are those of `scale`: the river itself, or that of all runs to show a part of them as a
// part. Both have the same columns and hold runs. The start is a stub that fits into its lane, not a column:
// with all runs on one rung it would take most of the height.
[[nodiscard]] RiverPicture lay_out(const River& river, const River& scale, ColourMode mode, const Rect& place,
                                   float pixel_scale, Lanes lanes = Lanes::by_runs,
                                   const StepWindow& window = {});

// Leaves out nodes and ribbons through which no run of `drawn` goes. Those that stay are as wide as all their
// runs make them.
void leave_out(RiverPicture& picture, const River& drawn);

// The same runs as tiles of equal size: where the paths are that hardly any run takes.
struct RiverTile {
    std::size_t column = 0, rung = 0;
    std::uint64_t runs = 0;
    std::size_t shade = 0;  // 0 to 4: below 0.01 %, 0.1 %, 1 %, 10 % of the runs, and more
    Rect place;
};
[[nodiscard]] std::size_t shade_of(std::uint64_t runs, std::uint64_t of);
[[nodiscard]] Rect tile_place(const River& river, const Rect& place, const ColumnRange& shown,
                              std::size_t column, std::size_t rung);
// A tile for each cell of `drawn` that has runs, with the runs that the river has there.
[[nodiscard]] std::vector<RiverTile> tiles_of(const River& river, const River& drawn, const Rect& place,
                                              const ColumnRange& shown);

}  // namespace firebreak::viz
