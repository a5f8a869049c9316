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

std::vector<std::string> lines_of(std::string_view words, float room, float letters, std::size_t most) {
    const TextWidth width = [letters](std::string_view text) { return width_of(text, letters); };
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

void Pen::block(const Rect& place, Ink ink, float opacity, bool hatched) {
    Shape shape{ShapeKind::rectangle, {{place.x0, place.y0}, {place.x1, place.y1}}};
    shape.ink = ink;
    shape.opacity = opacity;
    shape.hatched = hatched;
    to_.push_back(std::move(shape));
}

void Pen::stroke(Point from, Point to, Ink ink, float width, float dash) {
    Shape shape{ShapeKind::polyline, {from, to}};
    shape.ink = ink;
    shape.width = width;
    shape.dash = dash;
    to_.push_back(std::move(shape));
}

void Pen::dot(Point middle, float radius, Ink ink, float opacity) {
    Shape shape{ShapeKind::circle, {middle}};
    shape.ink = ink;
    shape.radius = radius;
    shape.opacity = opacity;
    to_.push_back(std::move(shape));
}

void Pen::words(Point place, std::string words, float letters, Ink ink, bool bold) {
    Shape shape{ShapeKind::words, {place}};
    shape.ink = ink;
    shape.size = letters;
    shape.bold = bold;
    shape.words = std::move(words);
    to_.push_back(std::move(shape));
}

void Pen::words_about(Point middle, const std::string& text, float letters, Ink ink) {
    words({middle.x - width_of(text, letters) / 2, middle.y}, text, letters, ink);
}

void Pen::words_before(Point end, std::string text, float letters, Ink ink) {
    words(end, std::move(text), letters, ink);
    to_.back().right = true;
}

void Pen::interval(float from, float to, float y, Ink ink) {
    constexpr float kEnd = 4;
    stroke({from, y}, {to, y}, ink, 1.6F);
    for (const float x : {from, to}) stroke({x, y - kEnd}, {x, y + kEnd}, ink, 1.6F);
}

void Pen::begin_mark(const std::string& words, const Rect& place) {
    Shape mark{ShapeKind::mark, {{place.x0, place.y0}, {place.x1, place.y1}}};
    mark.words = words;
    to_.push_back(std::move(mark));
}

void draw_grid(Pen& pen, const Scale& scale, float top, float bottom) {
    for (const double value : round_values(scale.low, scale.high)) {
        const float x = scale.at(value);
        pen.stroke({x, top}, {x, bottom}, Ink::border, 1);
    }
}

void draw_axis(Pen& pen, const Scale& scale, float y, const AxisWords& words) {
    const std::vector<double> values = round_values(scale.low, scale.high);
    for (std::size_t i = 0; i < values.size() && i < words.values.size(); ++i)
        pen.words_about({scale.at(values[i]), y + 4}, words.values[i], kSmallLetters, Ink::text);
    const float below = y + 4 + 1.5F * kSmallLetters;
    pen.words({scale.x0, below}, words.left, kSmallLetters, Ink::muted);
    pen.words_about({(scale.x0 + scale.x1) / 2, below}, words.middle, kSmallLetters, Ink::muted);
    pen.words_before({scale.x1, below}, words.right, kSmallLetters, Ink::muted);
}

}  // namespace firebreak::chart
