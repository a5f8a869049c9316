// Charts of a study over many settings of what is only assumed: what measures do, and what moves an answer.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <firebreak/picture.hpp>

#include "sweep/spread.hpp"

namespace firebreak {

// What one measure adds to the share of crises, -1 to 1.
struct EffectRow {
    std::string name;
    std::string label;                  // for people; may be empty
    std::string words;                  // what the row says, shown where the reader points
    double stated = 0;                  // with the numbers in the file; NaN: unknown, nothing is drawn
    Bounds chance;                      // of that; 95 %
    Spread ranges;                      // over the settings; NaN: unknown, nothing is drawn
    std::vector<double> settings = {};  // the estimate of each, a dot
};

// Row under row on one scale in points: the stated value as a black dot with its interval, a bar from 5 to
// 95 % of the settings with a stroke at half of them, and the settings as dots. What lies below 0 is blue,
// what lies above is orange and hatched.
[[nodiscard]] Chart effects_chart(std::span<const EffectRow> rows, const ChartFrame& frame = {});

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
[[nodiscard]] Chart drivers_chart(std::span<const DriverRow> rows, Influence kind, double noise,
                                  const ChartFrame& frame = {});

// A number along one side of a map.
struct MapAxis {
    std::string label;  // empty: none, and the points are strewn over the height or width
    std::vector<std::pair<double, std::string>> ticks;  // place, 0 to 1, and its value; in ascending order
};

struct MapPoint {
    enum class Kind { lowers, raises, unclear, share, fault };

    Kind kind = Kind::unclear;
    double x = 0, y = 0;  // 0 to 1
    double share = 0;     // of a share
    std::string id;       // of its mark
    std::string words;    // what it says, shown where the reader points
    std::string value;    // in a word
};

// Points by two numbers: a blue triangle that points down where a measure lowers the risk, an orange one that
// points up where it raises it, a grey ring where that cannot be told; of shares, a disc that is larger and
// darker the higher the share; a cross where nothing could be run. Points at one place stand around it.
[[nodiscard]] Chart map_chart(std::span<const MapPoint> points, const MapAxis& x, const MapAxis& y,
                              const ChartFrame& frame);

}  // namespace firebreak
