#include "render/river_kinds.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

double number(std::uint64_t count) { return static_cast<double>(count); }

std::uint64_t of(const OutcomeCounts& counts, Outcome outcome) {
    return counts[static_cast<std::size_t>(outcome)];
}

KindRuns by_outcome(const OutcomeCounts& runs) {
    return {number(crises(runs)), number(of(runs, Outcome::settled)), number(of(runs, Outcome::unresolved))};
}

// Merged steps have several movers; each then counts for its part of the run.
KindRuns by_steps(const StepCounts& taken, double moving, double resting, ColourMode mode) {
    KindRuns kinds{};
    kinds[kAtRest] = resting;
    if (mode == ColourMode::misperception) {
        kinds[gap_class(taken)] = moving;
        return kinds;
    }
    const double steps = std::max(1.0, number(taken.steps()));
    for (std::size_t i = 0; i < kMovers; ++i) kinds[i] = moving * taken.movers[i] / steps;
    return kinds;
}

}  // namespace

std::uint64_t crises(const OutcomeCounts& counts) {
    return of(counts, Outcome::crisis) + of(counts, Outcome::war);
}

std::size_t gap_class(const StepCounts& taken) {
    const double mean = number(taken.gap) / std::max(1.0, number(taken.steps()));
    std::size_t place = 0;
    while (place < kGapLimits.size() && mean >= kGapLimits[place]) ++place;
    return place;
}

KindRuns kinds_of(const RiverRibbon& ribbon, ColourMode mode) {
    if (mode == ColourMode::outcome) return by_outcome(ribbon.runs);
    return by_steps(ribbon.taken, number(ribbon.total()), 0, mode);
}

KindRuns kinds_of(const RiverCell& cell, ColourMode mode) {
    if (mode == ColourMode::outcome) return by_outcome(cell.runs);
    const double resting = number(total(cell.ended) + total(cell.beyond));
    return by_steps(cell.taken, number(cell.total()) - resting, resting, mode);
}

}  // namespace firebreak::viz
