#include "report/river_layout.hpp"

#include <algorithm>

#include "report/river_words.hpp"

namespace firebreak::report {
namespace {

constexpr double kLanePadding = 11;
constexpr double kLowestLane = 16;
constexpr double kMarkedLane = 28;
constexpr double kWidestStep = 180;
constexpr double kStubGap = 44;             // from the stub to the first column
constexpr double kHighestUnitShare = 0.85;  // of the frame that the fullest lane may take

double runs_of(std::uint64_t count) { return static_cast<double>(count); }

KindRuns by_outcome(const OutcomeCounts& runs) {
    return {runs_of(crises(runs)), runs_of(runs[static_cast<std::size_t>(Outcome::settled)]),
            runs_of(runs[static_cast<std::size_t>(Outcome::unresolved)]), 0};
}

// Merged steps have several movers; each then counts for its part of the run.
KindRuns by_movers(const StepCounts& taken, double moving, double resting) {
    KindRuns kinds{0, 0, 0, resting};
    const double steps = std::max(1.0, runs_of(taken.steps()));
    for (std::size_t i = 0; i < kMovers; ++i) kinds[i] = moving * runs_of(taken.movers[i]) / steps;
    return kinds;
}

void place_columns(RiverLayout& layout, const River& river, const RiverFrame& frame) {
    const double steps = river.columns > 2 ? static_cast<double>(river.columns) - 2 : 1;
    const double width = std::min(kWidestStep, (frame.right - frame.left - kStubGap) / std::max(1.0, steps));
    layout.bar = std::clamp(width * 0.22, 3.0, 9.0);
    for (std::size_t column = 0; column < river.columns; ++column) {
        layout.x.push_back(column == 0 ? frame.left
                                       : frame.left + kStubGap + width * (static_cast<double>(column) - 1));
    }
}

// The most runs that stand on each rung in any column after the start.
std::vector<double> fullest(const River& river) {
    std::vector<double> most(river.rungs, 0);
    for (std::size_t i = river.rungs; i < river.cells.size(); ++i) {
        most[i % river.rungs] = std::max(most[i % river.rungs], runs_of(river.cells[i].total()));
    }
    return most;
}

void place_lanes(RiverLayout& layout, const River& river, const RiverFrame& frame) {
    const std::vector<double> most = fullest(river);
    double sum = 0;
    for (const double runs : most) sum += runs;
    const double largest = *std::max_element(most.begin(), most.end());
    if (sum > 0) layout.unit = frame.height * std::min(1 / sum, kHighestUnitShare / largest);
    layout.lanes.resize(river.rungs);
    double y = frame.top;
    for (std::size_t rung = river.rungs; rung-- > 0;) {
        const double height = std::max(rung == frame.crisis ? kMarkedLane : kLowestLane,
                                       most[rung] * layout.unit + kLanePadding);
        layout.lanes[rung] = {y + height / 2, height};
        y += height;
    }
}

// Heights at the start are pressed together until they fit their lane.
double unit_at(const RiverLayout& layout, const River& river, std::size_t column, std::size_t rung) {
    if (column > 0) return layout.unit;
    const double runs = runs_of(river.cell(0, rung).total());
    const double room = layout.lanes[rung].height - kLanePadding / 2;
    return runs * layout.unit > room || layout.unit == 0 ? room / std::max(1.0, runs) : layout.unit;
}

double node_top(const RiverLayout& layout, const River& river, std::size_t column, std::size_t rung) {
    const double height = runs_of(river.cell(column, rung).total()) * unit_at(layout, river, column, rung);
    return layout.lanes[rung].middle - height / 2;
}

void place_nodes(RiverLayout& layout, const River& river, bool by_mover) {
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        const RiverCell& cell = river.cells[i];
        if (cell.total() == 0) continue;
        const std::size_t column = i / river.rungs;
        const std::size_t rung = i % river.rungs;
        layout.nodes.push_back({column, rung, node_top(layout, river, column, rung),
                                runs_of(cell.total()) * unit_at(layout, river, column, rung),
                                kinds_of(cell, by_mover)});
    }
}

// Makes the bands that leave a column and gives their strands a place at their left ends: kind after kind,
// each from the highest rung down. Runs that end take the lowest place in their kind.
void place_left_ends(std::vector<RiverBand>& bands, const RiverLayout& layout, const River& river,
                     std::size_t column, bool by_mover) {
    for (std::size_t from = river.rungs; from-- > 0;) {
        const double unit = unit_at(layout, river, column, from);
        double y = node_top(layout, river, column, from);
        const std::size_t first = bands.size();
        for (std::size_t to = river.rungs; to-- > 0;) {
            const RiverRibbon& ribbon = river.ribbon(column, from, to);
            if (ribbon.total() > 0) bands.push_back({column, from, to, runs_of(ribbon.total()), {}});
        }
        const KindRuns all = kinds_of(river.cell(column, from), by_mover);
        for (std::size_t kind = 0; kind < kRiverKinds; ++kind) {
            const double block = y;
            for (std::size_t i = first; i < bands.size(); ++i) {
                const double runs = kinds_of(river.ribbon(column, from, bands[i].to), by_mover)[kind];
                if (runs > 0) bands[i].strands.push_back({kind, y, runs * unit, 0, runs * layout.unit});
                y += runs * unit;
            }
            y = block + all[kind] * unit;
        }
    }
}

// The same at the right ends. The bands of one column stand in the order of their rungs from the highest
// down.
void place_right_ends(std::vector<RiverBand>& bands, const RiverLayout& layout, const River& river,
                      std::size_t column) {
    for (std::size_t to = 0; to < river.rungs; ++to) {
        double y = node_top(layout, river, column + 1, to);
        for (std::size_t kind = 0; kind < kRiverKinds; ++kind) {
            for (RiverBand& band : bands) {
                if (band.to != to) continue;
                for (RiverStrand& strand : band.strands) {
                    if (strand.kind != kind) continue;
                    strand.top_right = y;
                    y += strand.height_right;
                }
            }
        }
    }
}

}  // namespace

KindRuns kinds_of(const RiverRibbon& ribbon, bool by_mover) {
    return by_mover ? by_movers(ribbon.taken, runs_of(ribbon.total()), 0) : by_outcome(ribbon.runs);
}

KindRuns kinds_of(const RiverCell& cell, bool by_mover) {
    if (!by_mover) return by_outcome(cell.runs);
    const double resting = runs_of(total(cell.ended) + total(cell.beyond));
    return by_movers(cell.taken, runs_of(cell.total()) - resting, resting);
}

RiverLayout lay_out(const River& river, bool by_mover, const RiverFrame& frame) {
    RiverLayout layout;
    place_columns(layout, river, frame);
    place_lanes(layout, river, frame);
    place_nodes(layout, river, by_mover);
    for (std::size_t column = 0; column + 1 < river.columns; ++column) {
        std::vector<RiverBand> bands;
        place_left_ends(bands, layout, river, column, by_mover);
        place_right_ends(bands, layout, river, column);
        layout.bands.insert(layout.bands.end(), bands.begin(), bands.end());
    }
    std::stable_sort(layout.bands.begin(), layout.bands.end(),
                     [](const RiverBand& a, const RiverBand& b) { return a.runs > b.runs; });
    return layout;
}

}  // namespace firebreak::report
