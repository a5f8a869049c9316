#include <firebreak/ensemble.hpp>
#include <firebreak/river_picture.hpp>

#include <algorithm>

namespace firebreak {
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

constexpr double kSlight = 0.005, kStrong = 0.02;  // changes of a share

// The top of an axis on which this part of the runs can be read.
double axis_for(double part) {
    constexpr double kTops[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    for (const double top : kTops) {
        if (part > 0 && part <= top) return top;
    }
    return 1;
}

}  // namespace

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

RiverEnds ends_of(const River& river, std::size_t last) {
    RiverEnds ends;
    const double n = number(std::max<std::uint64_t>(river.runs, 1));
    OutcomeCounts sum{};
    for (std::size_t column = 0; column < river.columns && column <= last; ++column) {
        const OutcomeCounts here = river.ends(column);
        for (std::size_t i = 0; i < kOutcomes; ++i) sum[i] += here[i];
        const Bounds bounds = clopper_pearson(crises(sum), river.runs);
        ends.crisis.push_back(number(crises(sum)) / n);
        ends.crisis_low.push_back(bounds.low);
        ends.crisis_high.push_back(bounds.high);
        ends.settled.push_back(number(of(sum, Outcome::settled)) / n);
        ends.unresolved.push_back(number(of(sum, Outcome::unresolved)) / n);
    }
    if (river.columns == 0) return ends;
    ends.crisis_axis = axis_for(ends.crisis_high.back());
    ends.ended_axis = axis_for(ends.settled.back() + ends.unresolved.back());
    return ends;
}

double change_of(const PlaceDifference& place, std::uint64_t pairs) {
    if (pairs == 0) return 0;
    return (static_cast<double>(place.after) - static_cast<double>(place.before)) /
           static_cast<double>(pairs);
}

Bounds change_bounds(const PlaceDifference& place, std::uint64_t pairs) {
    return paired_difference(place.only_before, place.only_after, pairs);
}

bool unclear(const PlaceDifference& place, std::uint64_t pairs) {
    const Bounds bounds = change_bounds(place, pairs);
    return bounds.low <= 0 && bounds.high >= 0;
}

std::size_t change_class(const PlaceDifference& place, std::uint64_t pairs) {
    const double change = change_of(place, pairs);
    if (change < -kStrong) return 0;
    if (change < -kSlight) return 1;
    if (change <= kSlight) return 2;
    return change <= kStrong ? 3 : 4;
}

}  // namespace firebreak
