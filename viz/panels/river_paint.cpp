#include "panels/river_paint.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

constexpr float kFilled = 4;            // pixels from which a strand is filled
constexpr float kThinnestStrip = 1.5F;  // measured across
constexpr float kLevel = 1.5F;          // pixels below which it counts as level
constexpr int kMostPieces = 16;

int pieces_of(float x0, float x1, float dy) {
    if (std::abs(dy) < kLevel) return 1;
    // Where columns stand close nobody sees a curve between them, and there are thousands.
    const int most = std::clamp(static_cast<int>(x1 - x0), 1, kMostPieces);
    return std::clamp(static_cast<int>((x1 - x0 + std::abs(dy)) / 7), std::min(6, most), most);
}

void fill_strip(const Pen& pen, float x0, float x1, const RiverStrand& strand, unsigned colour) {
    const float bottom_left = strand.top_left + strand.height_left,
                bottom_right = strand.top_right + strand.height_right;
    const int pieces = std::max(pieces_of(x0, x1, strand.top_right - strand.top_left),
                                pieces_of(x0, x1, bottom_right - bottom_left));
    Strip strip(pen, pieces, colour);
    for (int i = 0; i <= pieces; ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(pieces), level = eased(part);
        const float slope = (strand.top_right - strand.top_left) / (x1 - x0) * 6 * part * (1 - part);
        strip.point(x0 + (x1 - x0) * part, strand.top_left + (strand.top_right - strand.top_left) * level,
                    bottom_left + (bottom_right - bottom_left) * level, 0.5F * std::sqrt(1 + slope * slope));
    }
    strip.close();
}

}  // namespace

void draw_strand(const Pen& pen, float x0, float x1, const RiverStrand& strand, Colour colour,
                 float opacity) {
    if (pen.records()) {
        Shape shape{ShapeKind::strand,
                    {{x0, strand.top_left},
                     {x0, strand.top_left + strand.height_left},
                     {x1, strand.top_right},
                     {x1, strand.top_right + strand.height_right}},
                    colour};
        shape.opacity = opacity;
        pen.record(std::move(shape));
    }
    const Pen quiet = pen.quiet();
    const float height = std::max(strand.height_left, strand.height_right);
    // A steep strip is thinner than it is high; where it would break into dots it is a line as well.
    const float slope = 1.5F * (strand.top_right - strand.top_left) / std::max(1.0F, x1 - x0);
    if (height >= kFilled && height / std::sqrt(1 + slope * slope) >= kThinnestStrip)
        return fill_strip(quiet, x0, x1, strand, packed(colour, opacity));
    const float faint = std::clamp(height, 0.3F, 1.0F);
    draw_thread(quiet, x0, strand.top_left + strand.height_left / 2, x1,
                strand.top_right + strand.height_right / 2,
                packed(colour, std::min(1.0F, opacity * 1.3F) * faint), std::max(1.0F, height));
}

void draw_thread(const Pen& pen, float x0, float y0, float x1, float y1, unsigned colour, float width) {
    ImVec2 points[kMostPieces + 1];
    const int pieces = pieces_of(x0, x1, y1 - y0);
    for (int i = 0; i <= pieces; ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(pieces);
        points[i] = ImVec2(x0 + (x1 - x0) * part, y0 + (y1 - y0) * eased(part));
    }
    pen.polyline(std::span(points).first(static_cast<std::size_t>(pieces) + 1), colour, width);
}

void draw_area(const Pen& pen, const std::vector<float>& x, const std::vector<float>& top,
               const std::vector<float>& bottom, unsigned colour) {
    if (x.size() < 2) return;
    Strip strip(pen, static_cast<int>(x.size()) - 1, colour);
    for (std::size_t i = 0; i < x.size(); ++i) strip.point(x[i], top[i], bottom[i]);
    strip.close();
}

void draw_dashes(const Pen& pen, float x0, float x1, float y, unsigned colour, float width, float dash) {
    for (float x = x0; x < x1; x += dash * 1.6F) {
        pen.fill_rect(ImVec2(x, y - width / 2), ImVec2(std::min(x + dash, x1), y + width / 2), colour);
    }
}

void draw_upright_dashes(const Pen& pen, float x, float y0, float y1, unsigned colour, float width,
                         float dash) {
    for (float y = y0; y < y1; y += dash * 1.6F) {
        pen.fill_rect(ImVec2(x - width / 2, y), ImVec2(x + width / 2, std::min(y + dash, y1)), colour);
    }
}

void draw_frame(const Pen& pen, const Rect& place, unsigned colour, float width) {
    pen.stroke_rect(ImVec2(place.x0 - width, place.y0 - width), ImVec2(place.x1 + width, place.y1 + width),
                    colour, width);
}

void draw_hatch(const Pen& pen, const Rect& place, unsigned colour, float gap) {
    for (float y = place.y0 + gap; y < place.y1; y += gap) {
        pen.fill_rect(ImVec2(place.x0, std::floor(y)), ImVec2(place.x1, std::floor(y) + 1), colour);
    }
}

}  // namespace firebreak::viz
