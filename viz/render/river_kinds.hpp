// What the runs of a part of the river are coloured by, counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <firebreak/river.hpp>

#include "session/view.hpp"

namespace firebreak::viz {

// What a colour stands for. By outcome: crisis or war, settled, unresolved. By mover: the first actor, the
// second, nobody. By misperception: five classes from little to much. The last kind is for runs that go no
// further and so have no mover.
inline constexpr std::size_t kRiverKinds = 6;
inline constexpr std::size_t kAtRest = 5;
using KindRuns = std::array<double, kRiverKinds>;

[[nodiscard]] KindRuns kinds_of(const RiverRibbon& ribbon, ColourMode mode);
[[nodiscard]] KindRuns kinds_of(const RiverCell& cell, ColourMode mode);
[[nodiscard]] std::uint64_t crises(const OutcomeCounts& counts);

// Rungs by which movers misread the other side on average: below 0.05, 0.15, 0.4, 1, and more.
inline constexpr std::array kGapLimits{0.05, 0.15, 0.4, 1.0};
[[nodiscard]] std::size_t gap_class(const StepCounts& taken);

}  // namespace firebreak::viz
