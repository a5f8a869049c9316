// What charts are drawn with: a scale, strokes, and words whose width is about right in any font.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/picture.hpp>

namespace firebreak::chart {

inline constexpr float kWidth = 900;
inline constexpr float kLetters = 16;       // height
inline constexpr float kSmallLetters = 14;  // of what explains
inline constexpr float kRight = kWidth - 24;

// Values from left to right.
struct Scale {
    double low = 0, high = 1;
    float x0 = 0, x1 = 1;
    [[nodiscard]] float at(double value) const {
        return x0 + (x1 - x0) * static_cast<float>((value - low) / (high - low));
    }
};
// Round values within the scale, 4 to 10 of them, in ascending order; a step is 1, 2 or 5 times a power of
// ten.
[[nodiscard]] std::vector<double> round_values(double low, double high);

// Of letters whose look the reader decides: about as wide as they are on most machines.
[[nodiscard]] float width_of(std::string_view words, float letters);
// The words on so many lines at most, the last one cut where they are too long.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view words, float room, float letters,
                                                std::size_t most);

class Pen {
public:
    explicit Pen(Drawing& to) : to_(to) {}
    void block(const Rect& place, Ink ink, float opacity = 1, bool hatched = false);
    void stroke(Point from, Point to, Ink ink, float width, float dash = 0);
    void dot(Point middle, float radius, Ink ink, float opacity = 1);
    void words(Point place, std::string words, float letters, Ink ink = Ink::text, bool bold = false);
    void words_about(Point middle, const std::string& words, float letters, Ink ink);
    void words_before(Point end, std::string words, float letters, Ink ink);
    // An interval: a stroke with ends.
    void interval(float from, float to, float y, Ink ink);
    void begin_mark(const std::string& words, const Rect& place);
    void end_mark() { to_.push_back({ShapeKind::unmark}); }

private:
    Drawing& to_;
};

// Upright strokes at round values with their words below, and what left and right of 0 mean.
struct AxisWords {
    std::string left, middle, right;
    std::vector<std::string> values;  // of round_values()
};
void draw_grid(Pen& pen, const Scale& scale, float top, float bottom);
void draw_axis(Pen& pen, const Scale& scale, float y, const AxisWords& words);
inline constexpr float kAxisHeight = 46;

}  // namespace firebreak::chart
