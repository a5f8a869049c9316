#include "session/sweep_map.hpp"

#include <cmath>
#include <limits>

namespace firebreak::viz {

std::vector<MapPlace> places_in(const Drawing& drawing, const std::string& begin) {
    std::vector<MapPlace> places;
    for (const Shape& shape : drawing) {
        if (shape.kind != ShapeKind::mark || !shape.id.starts_with(begin)) continue;
        const Point &low = shape.points[0], &high = shape.points[1];
        places.push_back({shape.id, {(low.x + high.x) / 2, (low.y + high.y) / 2}});
    }
    return places;
}

std::optional<std::size_t> nearest(const std::vector<MapPlace>& places, Point point, float most) {
    std::optional<std::size_t> best;
    float least = most;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const float away = std::hypot(places[i].middle.x - point.x, places[i].middle.y - point.y);
        if (away > least) continue;
        least = away;
        best = i;
    }
    return best;
}

std::optional<std::size_t> neighbour(const std::vector<MapPlace>& places, std::size_t from, int x, int y) {
    constexpr float kLeast = 0.5F;  // pixels; less is the same place
    std::optional<std::size_t> best;
    float least = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const float right = places[i].middle.x - places[from].middle.x,
                    down = places[i].middle.y - places[from].middle.y;
        const float along = static_cast<float>(x) * right + static_cast<float>(y) * down,
                    aside = std::fabs(x != 0 ? down : right);
        if (along < kLeast || along + 2 * aside >= least) continue;
        least = along + 2 * aside;
        best = i;
    }
    return best;
}

Drawing moved(Drawing drawing, float x, float y) {
    for (Shape& shape : drawing) {
        for (Point& point : shape.points) point = {point.x + x, point.y + y};
    }
    return drawing;
}

}  // namespace firebreak::viz
