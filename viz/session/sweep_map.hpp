// Moving over the marks of a map, and what is under the pointer. No window and no drawing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/picture.hpp>

namespace firebreak::viz {

// A mark of a picture by its middle.
struct MapPlace {
    std::string id;
    Point middle;
    bool operator==(const MapPlace&) const = default;
};

// The marks of a drawing whose ids begin with this, in their order.
[[nodiscard]] std::vector<MapPlace> places_in(const Drawing& drawing, const std::string& begin);

// The mark nearest to a point, as far as `most` pixels away.
[[nodiscard]] std::optional<std::size_t> nearest(const std::vector<MapPlace>& places, Point point,
                                                 float most);

// The mark to which an arrow leads from another: the nearest one in that direction, where what lies aside is
// twice as far; none if there is none. `x` and `y`, of which one is 0: 1 is right, or down.
[[nodiscard]] std::optional<std::size_t> neighbour(const std::vector<MapPlace>& places, std::size_t from,
                                                   int x, int y);

// All of a drawing moved by this much.
[[nodiscard]] Drawing moved(Drawing drawing, float x, float y);

}  // namespace firebreak::viz
