#include "panels/pen.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

Colour colour_of(unsigned packed) {
    const auto part = [&](unsigned shift) { return static_cast<std::uint8_t>(packed >> shift & 0xFFU); };
    return {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), part(IM_COL32_A_SHIFT)};
}

struct Letters {
    float size = 0, wrap = 0;  // in pixels; without `wrap` only the words break lines
    bool bold = false;
};

void record_line(Drawing& recording, ImVec2 at, unsigned colour, std::string_view line, Letters letters) {
    if (line.empty()) return;
    Shape shape{ShapeKind::words, {{at.x, at.y}}, colour_of(colour)};
    shape.size = letters.size;
    shape.length =
        ImGui::GetFont()->CalcTextSizeA(letters.size, FLT_MAX, 0, line.data(), line.data() + line.size()).x;
    shape.bold = letters.bold;
    shape.words = line;
    recording.push_back(std::move(shape));
}

// Line for line, broken where Dear ImGui breaks them.
void record_lines(Drawing& recording, ImVec2 at, unsigned colour, std::string_view words, Letters letters) {
    const ImFont& font = *ImGui::GetFont();
    while (!words.empty()) {
        std::size_t end = std::min(words.find('\n'), words.size());
        if (letters.wrap > 0) {
            const char* fits = font.CalcWordWrapPositionA(letters.size / font.FontSize, words.data(),
                                                          words.data() + end, letters.wrap);
            end = std::clamp<std::size_t>(static_cast<std::size_t>(fits - words.data()), 1,
                                          std::max<std::size_t>(end, 1));
        }
        if (words.front() == '\n') end = 0;
        record_line(recording, at, colour, words.substr(0, end), letters);
        words.remove_prefix(end);
        // A blank or the end of the line at which it broke is not shown again.
        const std::size_t next = words.find_first_not_of(' ');
        words.remove_prefix(letters.wrap > 0 ? std::min(next, words.size()) : 0);
        if (!words.empty() && words.front() == '\n') words.remove_prefix(1);
        at.y += letters.size;
    }
}

}  // namespace

void Pen::words(ImVec2 at, unsigned colour, std::string_view words, float size, float wrap) const {
    // Without words there may be no pointer either, and Dear ImGui would take its length.
    if (words.empty()) return;
    const float height = size > 0 ? size : ImGui::GetFontSize();
    list_.AddText(ImGui::GetFont(), height, at, colour, words.data(), words.data() + words.size(), wrap);
    if (recording_ != nullptr) record_lines(*recording_, at, colour, words, {height, wrap, false});
}

void Pen::clip(ImVec2 low, ImVec2 high, bool within) const {
    list_.PushClipRect(low, high, within);
    if (recording_ != nullptr)
        record(ShapeKind::clip, {list_.GetClipRectMin(), list_.GetClipRectMax()}, 0, 0);
}

void Pen::unclip() const {
    list_.PopClipRect();
    if (recording_ != nullptr) record(ShapeKind::unclip, std::span<const ImVec2>(), 0, 0);
}

void Pen::record(ShapeKind kind, std::span<const ImVec2> points, unsigned colour, float width) const {
    Shape shape;
    shape.kind = kind;
    for (const ImVec2& point : points) shape.points.push_back({point.x, point.y});
    shape.colour = colour_of(colour);
    shape.width = width;
    recording_->push_back(std::move(shape));
}

void Pen::record_rect(ImVec2 low, ImVec2 high, unsigned colour, float width, float rounding) const {
    record(ShapeKind::rectangle, {low, high}, colour, width);
    recording_->back().radius = rounding;
}

void Pen::record_circle(ImVec2 middle, float radius, unsigned colour, float width) const {
    record(ShapeKind::circle, {middle}, colour, width);
    recording_->back().radius = radius;
}

Strip::Strip(const Pen& pen, int pieces, unsigned colour)
    : pen_(pen), pieces_(static_cast<unsigned>(pieces)), colour_(colour) {
    pen_.list_.PrimReserve(pieces * 18, (pieces + 1) * 4);
    start_ = pen_.list_._VtxCurrentIdx;
}

void Strip::close() {
    for (unsigned i = 0; i < pieces_; ++i) {
        for (unsigned k = 0; k < 3; ++k) {
            const unsigned a = start_ + i * 4 + k, b = a + 4;
            for (const unsigned index : {a, b, a + 1, a + 1, b, b + 1})
                pen_.list_.PrimWriteIdx(static_cast<ImDrawIdx>(index));
        }
    }
    if (pen_.recording_ == nullptr) return;
    top_.insert(top_.end(), bottom_.rbegin(), bottom_.rend());
    pen_.record(ShapeKind::polygon, top_, colour_, 0);
}

void record_words(Context& context, ImVec2 at, unsigned colour, std::string_view words, float wrap,
                  bool bold) {
    // What is scrolled out of the panel is not in the picture.
    if (context.recording != nullptr && ImGui::IsItemVisible())
        record_lines(*context.recording, at, colour, words, {ImGui::GetFontSize(), wrap, bold});
}

}  // namespace firebreak::viz
