// The charts of a study over the ranges, as the report page and the desktop program show them.
#pragma once

#include <string>
#include <vector>

#include "picture/charts.hpp"
#include "report/uncertainty_answer.hpp"

namespace firebreak::report {

inline constexpr std::size_t kMostDots = 300;  // settings in a row of effects

// Of every arm but the first, over the settings that have an answer.
[[nodiscard]] std::vector<EffectRow> effect_rows(const Spec& spec, const UncertaintyAnswer& answer);
inline constexpr const char* kEffectsTitle = "What each measure does, as stated and over the ranges";
// How to read them.
[[nodiscard]] std::string effects_caption(const Uncertainty& sweep);

// What moves an answer most; no rows where nothing stands out of chance.
struct Tornado {
    std::vector<DriverRow> rows;
    Influence kind = Influence::size;
    double noise = 0;
    std::string caption;  // what the bars' lengths are
};
// "What moves the share of crises most"
[[nodiscard]] std::string tornado_title(const UncertaintyAnswer& answer, const Assessment& assessment);
[[nodiscard]] Tornado tornado_of(const UncertaintyAnswer& answer, const Assessment& assessment);

}  // namespace firebreak::report
