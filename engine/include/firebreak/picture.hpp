// Pictures as plain values: shapes in the order in which they are drawn, their colours, and the SVG made of
// them. Knows neither a window nor a font; who lays out text hands in how wide it is.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak {

// --- Places

struct Point {
    float x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

// Pixels, y grows downwards; x1 and y1 are outside.
struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] bool contains(float x, float y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
    bool operator==(const Rect&) const = default;
};

// --- Colours

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    bool operator==(const Colour&) const = default;
};

// The colours of a picture or of the whole desktop, read from a small JSON file that viz/docs/themes.md
// describes.
struct Theme {
    std::string name;
    Colour background, panel, raised, border, text, muted, accent, accent_text, focus, warning;
    Colour actor_a, actor_b, nature;          // who moved: never by colour alone
    Colour crisis, settled, unresolved, war;  // how runs end
    std::array<Colour, 5> sequence;           // few to many
    std::array<Colour, 5> difference;         // less, even, more

    bool operator==(const Theme&) const = default;
};

// light, dark and contrast, as in the files of assets/themes; used where a file is missing.
[[nodiscard]] const Theme& builtin_theme(std::string_view name);  // an unknown name gives light
[[nodiscard]] std::span<const char* const> theme_names();

struct ParsedTheme {
    Theme theme;  // colours that the text leaves out or gets wrong are those of `base`
    // "themes/mine.json: accent: expected a colour such as \"#1f5fa8\", found 7"
    std::vector<std::string> faults;
};
[[nodiscard]] ParsedTheme parse_theme(std::string_view text, const std::string& file, const Theme& base);

// The file that parse_theme() reads as this theme.
[[nodiscard]] std::string write_theme(const Theme& theme);

// Contrast of two opaque colours by WCAG 2.1, 1 to 21.
[[nodiscard]] double contrast(Colour a, Colour b);

// Black or white, whichever reads better on an opaque ground: 4.58 to 1 or more on any.
[[nodiscard]] Colour words_on(Colour ground);

// What a colour is for. `given` is no role: the shape has a colour of its own.
enum class Ink : std::uint8_t {
    given,
    panel,
    raised,
    border,
    text,
    muted,
    warning,
    actor_a,
    actor_b,
    nature,
    crisis,
    settled,
    unresolved,
    sequence,  // the first of five
    sequence_end = sequence + 4
};
[[nodiscard]] inline Ink sequence_ink(std::size_t place) {
    return static_cast<Ink>(static_cast<std::size_t>(Ink::sequence) + (place < 4 ? place : 4));
}
// Of a role; that of Ink::given is transparent.
[[nodiscard]] Colour colour_of(const Theme& theme, Ink ink);

// --- Shapes

enum class ShapeKind : std::uint8_t {
    rectangle,  // points: two opposite corners
    polyline,   // open
    polygon,    // closed
    circle,     // points: the middle
    words,      // points: the upper left corner, or the upper right one
    area,       // points: the upper edge from left to right, then the lower one back
    strand,     // points: upper left, lower left, upper right, lower right; level at both ends, an S between
    clip,       // points: two opposite corners; until its unclip this holds, whatever held before
    unclip,
    mark,   // words: what the shapes up to its unmark say; points: two corners of the place; `id` names it
    unmark  // marks do not nest
};

struct Shape {
    ShapeKind kind = ShapeKind::unclip;
    std::vector<Point> points = {};
    Colour colour = {};  // where `ink` is given
    float width = 0;     // of the stroke, in pixels; 0: filled
    float radius = 0;    // of a circle or of the corners of a rectangle, in pixels
    float size = 0;      // height of the letters, in pixels
    float length = 0;    // of the words as they were drawn, in pixels; 0: unknown
    bool bold = false;   // words of a heading
    std::string words = {};
    Ink ink = Ink::given;
    float opacity = 1;
    float dash = 0;          // of a polyline: length of its dashes; 0: none
    bool hatched = false;    // so that what it means does not hang on colour
    bool right = false;      // words that end at their point
    std::string id = {};     // of a mark
    std::string value = {};  // of a mark: what it counts, or its state
    bool operator==(const Shape&) const = default;
};

using Drawing = std::vector<Shape>;

// How far down a strand is at a part of its way, 0 to 1: level at both ends. A cubic curve whose handles
// stand at the thirds of its width is the same.
[[nodiscard]] inline float eased(float part) { return part * part * (3 - 2 * part); }

// --- Words in pictures

// The width of words in pixels, in the current font.
using TextWidth = std::function<float(std::string_view)>;

// The words, cut and ended with dots if they are wider than that.
[[nodiscard]] std::string fitted(std::string_view words, float room, const TextWidth& width);

struct LabelWish {
    float middle = 0, width = 0;  // in pixels
    bool first = false;           // to be there before all others
};
struct PlacedLabel {
    std::size_t index = 0;  // among the wishes
    float left = 0;
};
// Labels beside each other from left to right, each in the middle of what it names and all of it between
// `low` and `high`: at the ends it moves inwards by up to half its width. One that would come nearer than
// `gap` to another is left out: those that are to be first are placed before the others, and among those the
// left one before the right. The wishes are in the order of their middles, and so is the result.
[[nodiscard]] std::vector<PlacedLabel> place_labels(std::span<const LabelWish> wishes, float low, float high,
                                                    float gap);

// --- Charts

struct Chart {
    Drawing drawing;
    Rect area;  // that it takes; begins at 0, 0
};

// How much room a chart has, and how its letters look.
struct ChartFrame {
    float width = 900;  // pixels
    float height = 0;   // of a map; other charts are as high as their rows make them
    float scale = 1;    // of letters, strokes and marks; letters are 16 pixels high at 1
    // of words in letters of 16 x scale pixels; empty: letters whose look the reader decides, about as wide
    // as they are on most machines
    TextWidth text_width = {};
};

struct TimeWindow {
    Millis from = 0, to = 0;
    [[nodiscard]] Millis length() const { return to - from; }
    bool operator==(const TimeWindow&) const = default;
};
struct AxisTick {
    float x = 0;
    std::string words;
};
// Where a moment of the window stands on an axis as wide as the place.
[[nodiscard]] float x_of(const Rect& place, const TimeWindow& window, Millis time);
// Dates at round moments, at least `least` pixels apart. `start` is the moment 0 of the window, since 1970.
[[nodiscard]] std::vector<AxisTick> date_ticks(Millis start, const Rect& place, const TimeWindow& window,
                                               float least);

// --- SVG 1.1

struct SvgFrame {
    std::string title;                  // above the picture
    std::vector<std::string> captions;  // below it, a paragraph each; broken where they are too long
    float scale = 1;                    // of the letters of both
};

// A document: the shapes within `area` (pixels, which need not begin at 0) on the theme's ground, with title
// and captions. Letters are of the reader's own sans-serif, stretched to the length that they had where it is
// known. The text may hold anything: what XML forbids is replaced.
[[nodiscard]] std::string svg_of(const Drawing& drawing, const Rect& area, const Theme& theme,
                                 const SvgFrame& frame);

struct SvgElement {
    std::string id;           // begins every id in it; a plain word, another for each picture of a page
    std::string title;        // read aloud, not shown
    std::string description;  // read aloud, not shown
    std::vector<std::string> captions;  // below it, a line each
};

// An <svg> element for a web page: no script, nothing loaded from elsewhere, its marks as tool tips. Colours
// are the page's custom properties --crisis, --settled, --unresolved, --side-a, --side-b, --nobody, --ink,
// --soft, --rule and --paper where it sets them. The page must hold svg_style() once, and should put the
// element into a box that scrolls sideways (overflow-x: auto), where its smallest letters stay readable on
// narrow screens.
[[nodiscard]] std::string svg_element(const Drawing& drawing, const Rect& area, const SvgElement& element);
[[nodiscard]] std::string svg_style();

}  // namespace firebreak
