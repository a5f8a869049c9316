// The part of the river's steps that is shown: zooming, moving and fitting it. `whole` is the last step that
// there is to show, 1 or more.
#pragma once

#include <cstddef>

#include "session/view.hpp"

namespace firebreak::viz {

inline constexpr std::size_t kLeastSteps = 2;  // from the first step shown to the last

// The first and last step shown.
[[nodiscard]] StepWindow opened(const StepWindow& window, std::size_t whole);

// From one step to another, in either order, widened to the least and moved so that it lies within the whole;
// all steps if it holds the whole.
[[nodiscard]] StepWindow window_of(std::size_t a, std::size_t b, std::size_t whole);

// Larger or smaller around a step, which keeps its place as far as there is room.
[[nodiscard]] StepWindow zoomed(const StepWindow& window, std::size_t whole, double around, bool in);

// Moved by so many steps, as far as there are steps; nothing moves while all are shown.
[[nodiscard]] StepWindow panned(const StepWindow& window, std::size_t whole, std::ptrdiff_t by);

// The place of a column where every `from` steps are one, in columns of every `to` steps; a ribbon stays only
// where nothing changes. Nothing where no column stands at that step any more.
[[nodiscard]] std::optional<RiverPlace> carried_over(const RiverPlace& place, std::size_t from,
                                                     std::size_t to);

// The selected place as the river counts its columns now; nothing if no runs stand there, or no column at
// that step any more.
[[nodiscard]] std::optional<RiverPlace> place_of(const ViewState& state, const River& river);

}  // namespace firebreak::viz
