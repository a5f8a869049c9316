// What was drawn, as plain shapes in the order in which they were drawn: for files of pictures that need no
// window.
#pragma once

#include <string>
#include <vector>

#include "session/theme.hpp"

namespace firebreak::viz {

struct Point {
    float x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

enum class ShapeKind {
    rectangle,  // points: two opposite corners
    polyline,   // open
    polygon,    // closed
    circle,     // points: the middle
    words,      // points: the upper left corner
    clip,       // points: two opposite corners; until its unclip this holds, whatever held before
    unclip
};

struct Shape {
    ShapeKind kind = ShapeKind::unclip;
    std::vector<Point> points = {};
    Colour colour = {};
    float width = 0;    // of the stroke, in pixels; 0: filled
    float radius = 0;   // of a circle or of the corners of a rectangle, in pixels
    float size = 0;     // height of the letters, in pixels
    float length = 0;   // of the words as they were drawn, in pixels
    bool bold = false;  // words of a heading
    std::string words = {};
    bool operator==(const Shape&) const = default;
};

using Drawing = std::vector<Shape>;

}  // namespace firebreak::viz
