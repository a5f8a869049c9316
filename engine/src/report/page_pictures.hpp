// Small pictures that stand among the words and figures of the page.
#pragma once

#include <string>
#include <vector>

#include <firebreak/answer.hpp>

#include "report/page_markup.hpp"

namespace firebreak::report {

// The ends of a scale that differences of shares have in common.
struct DotScale {
    double low = 0, high = 1;
};
// From the lowest to the highest of the effects, with 0 in it.
[[nodiscard]] DotScale scale_for(const std::vector<Effect>& effects);
// The place of a difference and of its interval on the scale.
[[nodiscard]] Markup dot_picture(const DotScale& scale, double value, const Bounds& bounds,
                                 const std::string& description);

// Bars one below the other, each a share of a whole that all of them have in common; at most 1 is shown.
[[nodiscard]] Markup bar_picture(const std::vector<answer::Bar>& bars, const std::string& description);

}  // namespace firebreak::report
