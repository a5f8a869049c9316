#include "panels/replay.hpp"

#include <cmath>

#include "panels/river_paint.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

ImVec2 at(const Point& point) { return {point.x, point.y}; }

class Replay {
public:
    Replay(const Pen& pen, const Theme& theme, float scale) : pen_(pen), theme_(theme), scale_(scale) {}

    void draw(const Shape& shape) const {
        const auto& points = shape.points;
        switch (shape.kind) {
            case ShapeKind::rectangle: return rectangle(shape);
            case ShapeKind::polyline: return polyline(shape);
            case ShapeKind::polygon: return polygon(shape);
            case ShapeKind::circle:
                if (shape.width > 0)
                    pen_.stroke_circle(at(points[0]), shape.radius, ink(shape), 0, shape.width);
                else pen_.fill_circle(at(points[0]), shape.radius, ink(shape));
                return;
            case ShapeKind::words: return words(shape);
            case ShapeKind::strand:
                return draw_strand(
                    pen_, points[0].x, points[2].x,
                    {0, points[0].y, points[1].y - points[0].y, points[2].y, points[3].y - points[2].y},
                    colour(shape), shape.opacity);
            case ShapeKind::area: return area(shape);
            case ShapeKind::clip: return pen_.clip(at(points[0]), at(points[1]));
            case ShapeKind::unclip: return pen_.unclip();
            case ShapeKind::mark:
            case ShapeKind::unmark: return;
        }
    }

private:
    [[nodiscard]] Colour colour(const Shape& shape) const {
        return shape.ink == Ink::given ? shape.colour : colour_of(theme_, shape.ink);
    }
    [[nodiscard]] unsigned ink(const Shape& shape) const { return packed(colour(shape), shape.opacity); }

    // Edges in eighths of a pixel: they have none that fades, and between two pixels it would be chance which
    // of them is filled.
    void rectangle(const Shape& shape) const {
        const auto even = [](const Point& point) {
            return ImVec2((std::floor(8 * point.x) + 0.5F) / 8, (std::floor(8 * point.y) + 0.5F) / 8);
        };
        const Point &low = shape.points[0], &high = shape.points[1];
        if (shape.width > 0)
            return pen_.stroke_rect(at(low), at(high), ink(shape), shape.width, shape.radius);
        pen_.fill_rect(even(low), even(high), ink(shape), shape.radius);
        if (shape.hatched)
            draw_hatch(pen_, {low.x, low.y, high.x, high.y}, packed(theme_.panel, 0.6F), 3 * scale_);
    }

    // The layouts have triangles only.
    void polygon(const Shape& shape) const {
        if (shape.points.size() == 3)
            pen_.fill_triangle(at(shape.points[0]), at(shape.points[1]), at(shape.points[2]), ink(shape));
    }

    void polyline(const Shape& shape) const {
        const Point &first = shape.points.front(), &last = shape.points.back();
        const bool upright = std::fabs(last.x - first.x) < std::fabs(last.y - first.y);
        if (shape.dash > 0 && upright)
            return draw_upright_dashes(pen_, first.x, first.y, last.y, ink(shape), shape.width, shape.dash);
        if (shape.dash > 0)
            return draw_dashes(pen_, first.x, last.x, first.y, ink(shape), shape.width, shape.dash);
        std::vector<ImVec2> points;
        for (const Point& point : shape.points) points.push_back(at(point));
        pen_.polyline(points, ink(shape), shape.width);
    }

    void words(const Shape& shape) const {
        const float letters = shape.size > 0 ? shape.size : ImGui::GetFontSize();
        const float width = label_width(shape.words) * letters / ImGui::GetFontSize();
        const float x = shape.points[0].x - (shape.right ? width : 0);
        pen_.words({std::floor(x), std::floor(shape.points[0].y)}, ink(shape), shape.words, shape.size);
    }

    void area(const Shape& shape) const {
        const std::size_t count = shape.points.size() / 2;
        std::vector<float> x, top, bottom;
        for (std::size_t i = 0; i < count; ++i) {
            x.push_back(shape.points[i].x);
            top.push_back(shape.points[i].y);
            bottom.push_back(shape.points[2 * count - 1 - i].y);
        }
        draw_area(pen_, x, top, bottom, ink(shape));
    }

    const Pen& pen_;
    const Theme& theme_;
    float scale_;
};

}  // namespace

void replay(const Pen& pen, const Drawing& drawing, const Theme& theme, float scale) {
    const Replay player(pen, theme, scale);
    for (const Shape& shape : drawing) player.draw(shape);
}

void replay(Context& context, const Pen& pen, const Drawing& drawing) {
    const Replay player(pen, context.theme, context.scale);
    for (const Shape& shape : drawing) {
        if (shape.kind != ShapeKind::mark) {
            player.draw(shape);
            continue;
        }
        if (shape.id.empty()) continue;
        const Point &low = shape.points[0], &high = shape.points[1];
        mark(context, shape.id, {low.x, low.y, high.x, high.y}, shape.words, shape.value);
    }
}

}  // namespace firebreak::viz
