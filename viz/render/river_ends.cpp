#include "render/river_ends.hpp"

#include <algorithm>

#include <firebreak/ensemble.hpp>

#include "render/river_kinds.hpp"

namespace firebreak::viz {
namespace {

double number(std::uint64_t count) { return static_cast<double>(count); }

std::uint64_t of(const OutcomeCounts& counts, Outcome outcome) {
    return counts[static_cast<std::size_t>(outcome)];
}

// The top of an axis on which this part of the runs can be read.
double axis_for(double part) {
    constexpr double kTops[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    for (const double top : kTops) {
        if (part > 0 && part <= top) return top;
    }
    return 1;
}

}  // namespace

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

}  // namespace firebreak::viz
