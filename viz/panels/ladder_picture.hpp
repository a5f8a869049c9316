// The picture of the ladder, for the ladder screen.
#pragma once

#include <optional>
#include <string>

#include <firebreak/river.hpp>

#include "panels/widgets.hpp"

namespace firebreak::viz {

struct LadderView {
    const LadderCounts* counts = nullptr;  // none: there is nothing that may be shown
    // bars of the runs that reach a rung, otherwise of those that stand on it at a step
    bool whole_run = true;
    std::size_t step = 1;
    std::optional<std::size_t> rung;  // that is selected
    bool ends_fixed = false;          // by the filter: nothing is said of how many end in crisis
};

void draw_ladder(Context& context, const Rect& place, const LadderView& view);
// The rung that is drawn at this height of the window.
[[nodiscard]] std::optional<std::size_t> rung_under(const Context& context, const Rect& place, float y);

[[nodiscard]] std::string ladder_name(const Spec& spec, std::size_t rung);
// What a track holds at a moment.
[[nodiscard]] std::optional<std::size_t> rung_at(const Track<RungId>& track, Millis time);

}  // namespace firebreak::viz
