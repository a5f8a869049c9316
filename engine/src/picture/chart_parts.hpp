// What charts are drawn with: a scale, strokes, and words whose width is about right in any font.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/picture.hpp>

namespace firebreak::chart {

inline constexpr float kLetters = 16;       // height
inline constexpr float kSmallLetters = 14;  // of what explains
inline constexpr float kMargin = 24;        // at the right of a scale
inline constexpr float kInset = 12;         // left of a scale without names
inline constexpr float kNarrow = 560;       // below this, names stand above what they name

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

// How wide words are in letters of this height.
using Measure = std::function<float(std::string_view, float)>;
// Of letters whose look the reader decides: about as wide as they are on most machines.
[[nodiscard]] float width_of(std::string_view words, float letters);
// The words on so many lines at most, the last one cut where they are too long.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view words, float room, float letters,
                                                std::size_t most, const Measure& width = width_of);

// Draws at scale 1, whatever that of the frame is; finished() makes up for it.
class Pen {
public:
    explicit Pen(const ChartFrame& frame);

    [[nodiscard]] float width() const { return width_; }  // of the chart
    [[nodiscard]] float right() const { return width_ - kMargin; }
    [[nodiscard]] bool narrow() const { return width_ < kNarrow; }
    [[nodiscard]] float width_of(std::string_view words, float letters) const {
        return measure_(words, letters);
    }
    [[nodiscard]] std::vector<std::string> lines_of(std::string_view words, float room, float letters,
                                                    std::size_t most) const {
        return chart::lines_of(words, room, letters, most, measure_);
    }

    void block(const Rect& place, Ink ink, float opacity = 1, bool hatched = false);
    void box(const Rect& place, Ink ink, float width);
    void stroke(Point from, Point to, Ink ink, float width, float dash = 0);
    void dot(Point middle, float radius, Ink ink, float opacity = 1);
    void ring(Point middle, float radius, Ink ink, float width);
    void polygon(std::vector<Point> points, Ink ink);
    void words(Point place, std::string words, float letters, Ink ink = Ink::text, bool bold = false);
    void words_about(Point middle, const std::string& words, float letters, Ink ink);
    void words_before(Point end, std::string words, float letters, Ink ink);
    // An interval: a stroke with ends.
    void interval(float from, float to, float y, Ink ink);
    void begin_mark(const std::string& words, const Rect& place, const std::string& id = {},
                    const std::string& value = {});
    void end_mark() { drawing_.push_back({ShapeKind::unmark}); }

    // What was drawn, of this height. The pen is empty then.
    [[nodiscard]] Chart finished(float height);

private:
    Drawing drawing_;
    float width_;
    float scale_;
    Measure measure_;
};

// Signs with words beside them, from left to right and on as many lines as they need.
class Legend {
public:
    explicit Legend(Pen& pen, float top = 0) : pen_(pen), top_(top) {}
    // Makes room for a sign of this width with its words, and writes those; where the middle of the sign's
    // left edge is.
    Point entry(float sign, const std::string& words);
    // Where what is below may begin.
    [[nodiscard]] float bottom() const { return top_ + kLine + 10; }

private:
    static constexpr float kLine = 20;
    Pen& pen_;
    float x_ = 2;
    float top_;
};

// Upright strokes at round values with their words below, and what left and right of 0 mean.
struct AxisWords {
    std::string left, middle, right;
    std::vector<std::string> values;  // of round_values()
};
void draw_grid(Pen& pen, const Scale& scale, float top, float bottom);
// Returns how high it is.
[[nodiscard]] float draw_axis(Pen& pen, const Scale& scale, float y, const AxisWords& words);

}  // namespace firebreak::chart
