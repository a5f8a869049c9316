#include "picture/chart_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace firebreak::chart {

std::vector<double> round_values(double low, double high) {
    constexpr double kMost = 10;
    const double least = (high - low) / kMost;
    double step = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {2.0, 2.5, 2.0}) {
        if (step < least) step *= factor;
    }
    std::vector<double> values;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k)
        values.push_back(k * step);
    return values;
}

float width_of(std::string_view words, float letters) {
    return 0.49F * letters * static_cast<float>(std::count_if(words.begin(), words.end(), [](char byte) {
               return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
           }));
}

std::vector<std::string> lines_of(std::string_view words, float room, float letters, std::size_t most,
                                  const Measure& measure) {
    const TextWidth width = [&](std::string_view text) { return measure(text, letters); };
    std::vector<std::string> lines;
    while (!words.empty()) {
        std::size_t end = words.size();
        if (lines.size() + 1 < most) {
            while (end != std::string_view::npos && end > 0 && width(words.substr(0, end)) > room)
                end = words.rfind(' ', end - 1);
        }
        if (end == std::string_view::npos || end == 0) end = words.size();
        lines.push_back(fitted(words.substr(0, end), room, width));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return lines;
}

Pen::Pen(const ChartFrame& frame)
    : width_(frame.width / frame.scale), scale_(frame.scale), measure_(chart::width_of) {
    if (!frame.text_width) return;
    measure_ = [width = frame.text_width, scale = frame.scale](std::string_view words, float letters) {
        return width(words) / scale * letters / kLetters;
    };
}

Chart Pen::finished(float height) {
    for (Shape& shape : drawing_) {
        for (Point& point : shape.points) point = {point.x * scale_, point.y * scale_};
        for (float* length : {&shape.width, &shape.radius, &shape.size, &shape.dash}) *length *= scale_;
    }
    return {std::exchange(drawing_, {}), {0, 0, width_ * scale_, height * scale_}};
}

void Pen::block(const Rect& place, Ink ink, float opacity, bool hatched) {
    Shape shape{ShapeKind::rectangle, {{place.x0, place.y0}, {place.x1, place.y1}}};
    shape.ink = ink;
    shape.opacity = opacity;
    shape.hatched = hatched;
    drawing_.push_back(std::move(shape));
}

void Pen::box(const Rect& place, Ink ink, float width) {
    block(place, ink);
    drawing_.back().width = width;
}

void Pen::stroke(Point from, Point to, Ink ink, float width, float dash) {
    Shape shape{ShapeKind::polyline, {from, to}};
    shape.ink = ink;
    shape.width = width;
    shape.dash = dash;
    drawing_.push_back(std::move(shape));
}

void Pen::dot(Point middle, float radius, Ink ink, float opacity) {
    Shape shape{ShapeKind::circle, {middle}};
    shape.ink = ink;
    shape.radius = radius;
    shape.opacity = opacity;
    drawing_.push_back(std::move(shape));
}

void Pen::ring(Point middle, float radius, Ink ink, float width) {
    dot(middle, radius, ink);
    drawing_.back().width = width;
}

void Pen::polygon(std::vector<Point> points, Ink ink) {
    Shape shape{ShapeKind::polygon, std::move(points)};
    shape.ink = ink;
    drawing_.push_back(std::move(shape));
}

void Pen::words(Point place, std::string words, float letters, Ink ink, bool bold) {
    Shape shape{ShapeKind::words, {place}};
    shape.ink = ink;
    shape.size = letters;
    shape.bold = bold;
    shape.words = std::move(words);
    drawing_.push_back(std::move(shape));
}

void Pen::words_about(Point middle, const std::string& text, float letters, Ink ink) {
    words({middle.x - width_of(text, letters) / 2, middle.y}, text, letters, ink);
}

void Pen::words_before(Point end, std::string text, float letters, Ink ink) {
    words(end, std::move(text), letters, ink);
    drawing_.back().right = true;
}

void Pen::interval(float from, float to, float y, Ink ink) {
    constexpr float kEnd = 4;
    stroke({from, y}, {to, y}, ink, 1.6F);
    for (const float x : {from, to}) stroke({x, y - kEnd}, {x, y + kEnd}, ink, 1.6F);
}

void Pen::begin_mark(const std::string& words, const Rect& place, const std::string& id,
                     const std::string& value) {
    Shape mark{ShapeKind::mark, {{place.x0, place.y0}, {place.x1, place.y1}}};
    mark.words = words;
    mark.id = id;
    mark.value = value;
    drawing_.push_back(std::move(mark));
}

Point Legend::entry(float sign, const std::string& words) {
    constexpr float kBetween = 16, kBeside = 8;
    const float wide = sign + kBeside + pen_.width_of(words, kSmallLetters);
    if (x_ > 2 && x_ + wide > pen_.width()) {
        x_ = 2;
        top_ += kLine;
    }
    const Point place{x_, top_ + kSmallLetters / 2};
    float y = top_;
    const auto lines = pen_.lines_of(words, pen_.width() - sign - kBeside, kSmallLetters, 3);
    for (const std::string& line : lines) {
        pen_.words({x_ + sign + kBeside, y}, line, kSmallLetters, Ink::muted);
        y += kLine;
    }
    top_ = std::max(top_, y - kLine);
    x_ += wide + kBetween;
    return place;
}

void draw_grid(Pen& pen, const Scale& scale, float top, float bottom) {
    for (const double value : round_values(scale.low, scale.high)) {
        const float x = scale.at(value);
        pen.stroke({x, top}, {x, bottom}, Ink::border, 1);
    }
}

namespace {

// Every how many values have room for their words.
std::size_t stride_of(const Pen& pen, const Scale& scale, const std::vector<double>& values,
                      const std::vector<std::string>& words) {
    float widest = 0;
    for (const std::string& one : words) widest = std::max(widest, pen.width_of(one, kSmallLetters));
    if (values.size() < 2) return 1;
    const float apart = scale.at(values[1]) - scale.at(values[0]);
    return static_cast<std::size_t>(std::ceil((widest + 6) / std::max(apart, 1.0F)));
}

}  // namespace

float draw_axis(Pen& pen, const Scale& scale, float y, const AxisWords& words) {
    constexpr float kLine = 1.5F * kSmallLetters;
    const std::vector<double> values = round_values(scale.low, scale.high);
    const std::size_t stride = stride_of(pen, scale, values, words.values);
    for (std::size_t i = 0; i < values.size() && i < words.values.size(); ++i) {
        // Counted from 0, which everything else is compared with.
        const double step = values.size() > 1 ? values[1] - values[0] : 1;
        const auto place = std::lround(values[i] / step);
        if (place % static_cast<long>(stride) != 0) continue;
        const float left = scale.at(values[i]) - pen.width_of(words.values[i], kSmallLetters) / 2;
        pen.words({std::max(0.0F, left), y + 4}, words.values[i], kSmallLetters);
    }
    float below = y + 4 + kLine;
    const auto wide = [&](const std::string& text) {
        return text.empty() ? 0 : pen.width_of(text, kSmallLetters) + 12;
    };
    const float room = scale.x1 - scale.x0;
    pen.words({scale.x0, below}, words.left, kSmallLetters, Ink::muted);
    if (wide(words.left) + wide(words.right) > room) below += kLine;
    pen.words_before({scale.x1, below}, words.right, kSmallLetters, Ink::muted);
    if (!words.middle.empty() &&
        wide(words.middle) + 2 * std::max(wide(words.left), wide(words.right)) > room &&
        wide(words.left) + wide(words.right) > 0)
        below += kLine;
    pen.words_about({(scale.x0 + scale.x1) / 2, below}, words.middle, kSmallLetters, Ink::muted);
    return below + 1.5F * kSmallLetters - y;
}

}  // namespace firebreak::chart
