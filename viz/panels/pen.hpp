// What panels draw pictures with: each shape goes to the window and, while something is recorded, to the
// recording as well.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <imgui.h>

#include <firebreak/picture.hpp>

#include "panels/context.hpp"

namespace firebreak::viz {

// Draws into the window that is open when it is made, and no longer than that. Places and widths are in
// pixels, colours as of packed().
class Pen {
public:
    explicit Pen(Context& context) : list_(*ImGui::GetWindowDrawList()), recording_(context.recording) {}
    // Draws onto a list of one's own, such as that of a sheet (kept_picture.hpp).
    explicit Pen(ImDrawList& list, Drawing* recording = nullptr) : list_(list), recording_(recording) {}

    void fill_rect(ImVec2 low, ImVec2 high, unsigned colour, float rounding = 0) const {
        list_.AddRectFilled(low, high, colour, rounding);
        if (recording_ != nullptr) record_rect(low, high, colour, 0, rounding);
    }
    void stroke_rect(ImVec2 low, ImVec2 high, unsigned colour, float width = 1, float rounding = 0) const {
        list_.AddRect(low, high, colour, rounding, 0, width);
        if (recording_ != nullptr) record_rect(low, high, colour, width, rounding);
    }
    void line(ImVec2 from, ImVec2 to, unsigned colour, float width = 1) const {
        list_.AddLine(from, to, colour, width);
        if (recording_ != nullptr) record(ShapeKind::polyline, {from, to}, colour, width);
    }
    void polyline(std::span<const ImVec2> points, unsigned colour, float width) const {
        list_.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, width);
        if (recording_ != nullptr) record(ShapeKind::polyline, points, colour, width);
    }
    void fill_triangle(ImVec2 a, ImVec2 b, ImVec2 c, unsigned colour) const {
        list_.AddTriangleFilled(a, b, c, colour);
        if (recording_ != nullptr) record(ShapeKind::polygon, {a, b, c}, colour, 0);
    }
    void fill_quad(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d, unsigned colour) const {
        list_.AddQuadFilled(a, b, c, d, colour);
        if (recording_ != nullptr) record(ShapeKind::polygon, {a, b, c, d}, colour, 0);
    }
    void stroke_quad(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d, unsigned colour, float width) const {
        list_.AddQuad(a, b, c, d, colour, width);
        if (recording_ != nullptr) record(ShapeKind::polygon, {a, b, c, d}, colour, width);
    }
    // `segments` is how many sides it is drawn with; 0: as many as it takes to look round.
    void fill_circle(ImVec2 middle, float radius, unsigned colour, int segments = 0) const {
        list_.AddCircleFilled(middle, radius, colour, segments);
        if (recording_ != nullptr) record_circle(middle, radius, colour, 0);
    }
    void stroke_circle(ImVec2 middle, float radius, unsigned colour, int segments, float width) const {
        list_.AddCircle(middle, radius, colour, segments, width);
        if (recording_ != nullptr) record_circle(middle, radius, colour, width);
    }

    // In the font in force. `at` is the upper left corner, `size` the height of the letters; 0: that of the
    // font. Lines break at `wrap` pixels; 0: only where the words do.
    void words(ImVec2 at, unsigned colour, std::string_view words, float size = 0, float wrap = 0) const;

    // Until the unclip() nothing is drawn outside of it. `within`: nor outside of what held before.
    void clip(ImVec2 low, ImVec2 high, bool within = true) const;
    void unclip() const;

    // Draws without recording; who does so may record what it stands for.
    [[nodiscard]] Pen quiet() const { return Pen(list_); }
    [[nodiscard]] bool records() const { return recording_ != nullptr; }
    void record(Shape shape) const {
        if (recording_ != nullptr) recording_->push_back(std::move(shape));
    }

    // On the list so far.
    [[nodiscard]] int vertices() const { return list_.VtxBuffer.Size; }

private:
    friend class Strip;
    void record(ShapeKind kind, std::span<const ImVec2> points, unsigned colour, float width) const;
    void record(ShapeKind kind, std::initializer_list<ImVec2> points, unsigned colour, float width) const {
        record(kind, std::span(points.begin(), points.size()), colour, width);
    }
    void record_rect(ImVec2 low, ImVec2 high, unsigned colour, float width, float rounding) const;
    void record_circle(ImVec2 middle, float radius, unsigned colour, float width) const;

    ImDrawList& list_;
    Drawing* recording_;
};

// A filled strip of as many pieces, four points each: its edges and a pixel above and below them that fades
// to nothing. Dear ImGui's own shapes would show the seams between pieces. It is recorded as one polygon with
// hard edges.
class Strip {
public:
    Strip(const Pen& pen, int pieces, unsigned colour);
    // One more than pieces, from left to right. `soft`: half of the height over which an edge fades; more
    // where it is steep.
    void point(float x, float top, float bottom, float soft = 0.5F) {
        const float inside = (bottom - top) / 2 < soft ? (bottom - top) / 2 : soft;
        const unsigned clear = colour_ & ~IM_COL32_A_MASK;
        ImDrawList& list = pen_.list_;
        list.PrimWriteVtx(ImVec2(x, top - soft), uv_, clear);
        list.PrimWriteVtx(ImVec2(x, top + inside), uv_, colour_);
        list.PrimWriteVtx(ImVec2(x, bottom - inside), uv_, colour_);
        list.PrimWriteVtx(ImVec2(x, bottom + soft), uv_, clear);
        if (pen_.recording_ == nullptr) return;
        top_.emplace_back(x, top);
        bottom_.emplace_back(x, bottom);
    }
    // After all points.
    void close();

private:
    const Pen& pen_;
    ImVec2 uv_ = ImGui::GetFontTexUvWhitePixel();
    unsigned pieces_, colour_, start_ = 0;
    std::vector<ImVec2> top_, bottom_;  // only while something is recorded
};

// What Dear ImGui wrote itself as words of the panel, into the recording only; nothing while nothing is
// recorded.
void record_words(Context& context, ImVec2 at, unsigned colour, std::string_view words, float wrap,
                  bool bold);

}  // namespace firebreak::viz
