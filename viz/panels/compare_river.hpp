// The river of differences between two sets of paired runs. For the compare screen only.
#pragma once

#include <optional>

#include <firebreak/river.hpp>

#include "panels/widgets.hpp"
#include "session/view.hpp"

namespace firebreak::viz {

// `chosen` moves with the arrows and by clicks.
void draw_difference_river(Context& context, const Rect& place, const RiverDifference& difference,
                           std::optional<RiverPlace>& chosen);

// "Step 3, Sanctions: 120 → 80 of 1,000 pairs; 40 fewer per 1,000 (95 % interval 20 to 60)."
[[nodiscard]] std::string difference_place_words(const Spec& spec, const RiverDifference& difference,
                                                 const RiverPlace& place);

}  // namespace firebreak::viz
