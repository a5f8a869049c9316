// Where everything in the picture of a river stands. Lengths are units of the picture, y grows downwards.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <firebreak/river.hpp>

namespace firebreak::report {

// What a colour stands for: in a river by outcome crisis (or war), settled, unresolved; by mover the first
// actor, the second, nobody. The last is for runs that have ended and have no mover.
inline constexpr std::size_t kRiverKinds = 3;
using KindRuns = std::array<double, kRiverKinds + 1>;

[[nodiscard]] KindRuns kinds_of(const RiverRibbon& ribbon, bool by_mover);
[[nodiscard]] KindRuns kinds_of(const RiverCell& cell, bool by_mover);

struct RiverLane {
    double middle = 0;
    double height = 0;
    [[nodiscard]] double top() const { return middle - height / 2; }
    [[nodiscard]] double bottom() const { return middle + height / 2; }
};

struct RiverNode {
    std::size_t column = 0;
    std::size_t rung = 0;
    double top = 0;
    double height = 0;
    KindRuns kinds{};  // runs; they fill the height in this order
};

// The runs of one kind in a ribbon. Heights differ where the river leaves its stub.
struct RiverStrand {
    std::size_t kind = 0;
    double top_left = 0;
    double height_left = 0;
    double top_right = 0;
    double height_right = 0;
};
struct RiverBand {
    std::size_t column = 0;
    std::size_t from = 0;
    std::size_t to = 0;
    double runs = 0;
    std::vector<RiverStrand> strands;
};

struct RiverLayout {
    double unit = 0;        // height of one run
    double bar = 0;         // width of a node
    std::vector<double> x;  // left edge of each column's nodes
    std::vector<RiverLane> lanes;
    std::vector<RiverNode> nodes;
    std::vector<RiverBand> bands;  // most runs first

    [[nodiscard]] double top() const { return lanes.back().top(); }
    [[nodiscard]] double bottom() const { return lanes.front().bottom(); }
};

// The frame that lanes and columns are laid into: they begin at (left, top), columns end at `right`, and the
// lanes take about `height`.
struct RiverFrame {
    double left = 0;
    double right = 0;
    double top = 0;
    double height = 0;
    std::size_t crisis = 0;  // a rung whose lane has room for its mark even if it is empty
};

// The start is a stub that fits into its lane, not a column: with all runs on one rung it would take most of
// the height. All other heights are on one scale. The river must hold runs.
[[nodiscard]] RiverLayout lay_out(const River& river, bool by_mover, const RiverFrame& frame);

}  // namespace firebreak::report
