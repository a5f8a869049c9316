// Charts of a study over many settings of what is only assumed: what measures do, and what moves an answer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <firebreak/picture.hpp>

#include "sweep/spread.hpp"

namespace firebreak {

struct Chart {
    Drawing drawing;
    Rect area;  // that it takes; begins at 0, 0
};

// What one measure adds to the share of crises, -1 to 1.
struct EffectRow {
    std::string name;
    std::string label;                  // for people; may be empty
    std::string words;                  // what the row says, shown where the reader points
    double stated = 0;                  // with the numbers in the file
    Bounds chance;                      // of that; 95 %
    Spread ranges;                      // over the settings; NaN: unknown, nothing is drawn
    std::vector<double> settings = {};  // the estimate of each, a dot
};

// Row under row on one scale in points: the stated value as a black dot with its interval, a bar from 5 to
// 95 % of the settings with a stroke at half of them, and the settings as dots. What lies below 0 is blue,
// what lies above is orange and hatched.
[[nodiscard]] Chart effects_chart(std::span<const EffectRow> rows);

// How far one assumption moves an answer.
struct DriverRow {
    std::string label;
    std::string tried;  // "from 0.1 to 0.5"; may be empty
    std::string words;  // what the row says, shown where the reader points
    double influence = 0;
    Bounds bounds;  // of that; 95 %
};

enum class Influence {
    slope,  // -1 to 1: whether the answer rises or falls with the assumption
    size    // 0 or more
};

// Bars from 0, one under the other, with their intervals. What lies between -noise and noise is shaded. A bar
// of a slope is blue where it lowers the answer, else orange and hatched; a bar is grey if its interval does
// not clear 0 (a slope) or the noise (a size).
[[nodiscard]] Chart drivers_chart(std::span<const DriverRow> rows, Influence kind, double noise);

}  // namespace firebreak
