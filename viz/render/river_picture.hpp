// The river as shapes: where lanes, nodes, ribbons, curves and tiles stand, in pixels of the window. It knows nothing of Dear ImGui, so that
// tests can measure it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "session/registry.hpp"
#include "session/view.hpp"

namespace firebreak::viz {

// What a colour stands for. By outcome: crisis or war, settled, unresolved. By mover: the first actor, the second, nobody. By misperception:
// five classes from little to much. The last kind is for runs that go no further and so have no mover.
inline constexpr std::size_t kRiverKinds = 6;
inline constexpr std::size_t kAtRest = 5;
using KindRuns = std::array<double, kRiverKinds>;

[[nodiscard]] KindRuns kinds_of(const RiverRibbon& ribbon, ColourMode mode);
[[nodiscard]] KindRuns kinds_of(const RiverCell& cell, ColourMode mode);
[[nodiscard]] std::uint64_t crises(const OutcomeCounts& counts);

// Rungs by which movers misread the other side on average: below 0.05, 0.15, 0.4, 1, and more.
inline constexpr std::array kGapLimits{0.05, 0.15, 0.4, 1.0};
[[nodiscard]] std::size_t gap_class(const StepCounts& taken);

// The parts of the canvas, from the top down; names stand left of them and figures right.
struct RiverAreas {
    Rect legend, crisis, lanes, ended, axis;
};
[[nodiscard]] RiverAreas areas_of(const Rect& canvas, float line, float scale);

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
    Rect place;                    // of the lanes
    float unit = 0;                // height of one run
    float bar = 0;                 // width of a node
    std::vector<float> x;          // left edge of each column's nodes
    std::vector<RiverLane> lanes;  // by rung
    std::vector<RiverNode> nodes;
    std::vector<RiverBand> bands;  // most runs first

    [[nodiscard]] const RiverNode* node(std::size_t column, std::size_t rung) const;
    // The node or ribbon at a point; a thin ribbon before a wide one. `near`: pixels by which the pointer may miss.
    [[nodiscard]] std::optional<RiverPlace> at(float px, float py, float near) const;
};

enum class Lanes { by_runs, level };  // as high as their runs need, or all alike

// Lanes and widths are those of `scale`: the river itself, or that of all runs to show a part of them as a part. Both have the same columns
// and hold runs. The start is a stub that fits into its lane, not a column: with all runs on one rung it would take most of the height.
[[nodiscard]] RiverPicture lay_out(const River& river, const River& scale, ColourMode mode, const Rect& place, float pixel_scale,
                                   Lanes lanes = Lanes::by_runs);

// The same runs as tiles of equal size: where the paths are that hardly any run takes.
struct RiverTile {
    std::size_t column = 0, rung = 0;
    std::uint64_t runs = 0;
    std::size_t shade = 0;  // 0 to 4: below 0.01 %, 0.1 %, 1 %, 10 % of the runs, and more
    Rect place;
};
[[nodiscard]] std::size_t shade_of(std::uint64_t runs, std::uint64_t of);
[[nodiscard]] Rect tile_place(const River& river, const Rect& place, std::size_t column, std::size_t rung);
[[nodiscard]] std::vector<RiverTile> tiles_of(const River& river, const Rect& place);

// Runs that have ended by each column, as parts of all runs in the river; with bounds for the crises.
struct RiverEnds {
    std::vector<double> crisis, crisis_low, crisis_high, settled, unresolved;
    double crisis_axis = 1, ended_axis = 1;  // the top of each curve's own axis
};
[[nodiscard]] RiverEnds ends_of(const River& river);

// One run through the river: the rung on which it stands in each column until it ends or leaves the picture.
[[nodiscard]] std::vector<std::size_t> stops_of(const PathTable& paths, std::size_t run, const River& river);

// True if all runs of the river stand on the same rung in each column and end in the same one.
[[nodiscard]] bool all_alike(const River& river);

// What a filter asks of the runs that pass a place: of a ribbon both of its ends.
[[nodiscard]] std::vector<RiverClause> clauses_of(const RiverPlace& place, const RiverOptions& options);

// True if the filter asks how runs end: then it is no finding how many of them end so, and an interval for it would be nonsense.
[[nodiscard]] bool fixes_ends(const std::vector<RiverClause>& filter);

// True if the place is in the river and runs pass there.
[[nodiscard]] bool has_runs_at(const River& river, const RiverPlace& place);

// The nearest place with runs in the direction of the arrows; the fullest one of the second column from nowhere.
[[nodiscard]] std::optional<RiverPlace> moved(const River& river, const std::optional<RiverPlace>& from, int right, int down);

}  // namespace firebreak::viz
