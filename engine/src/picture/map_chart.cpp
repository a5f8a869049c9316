// Points of a sweep by two of its numbers, and what a measure does at each.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <firebreak/text.hpp>

#include "picture/chart_parts.hpp"
#include "picture/charts.hpp"

namespace firebreak {
namespace {

using chart::kSmallLetters;
using chart::Pen;
using Kind = MapPoint::Kind;

constexpr float kMark = 6;        // half the width of a triangle
constexpr float kEdge = 12;       // of the outermost marks from the frame
constexpr float kMostTicks = 96;  // width of the values at the left, at most
constexpr double kGolden = 0.6180339887498949;
constexpr std::size_t kClasses = 5;  // of shares

// --- Where points stand

struct Plot {
    Rect frame;
    [[nodiscard]] float x(double place) const {
        return frame.x0 + kEdge + (frame.width() - 2 * kEdge) * static_cast<float>(place);
    }
    [[nodiscard]] float y(double place) const {
        return frame.y1 - kEdge - (frame.height() - 2 * kEdge) * static_cast<float>(place);
    }
};

// Strewn, and always alike.
double strewn(std::size_t i, double step) {
    const double turn = step * (static_cast<double>(i) + 0.5);
    return 0.1 + 0.8 * (turn - std::floor(turn));
}

// Of points at one place the first stands there and the others around it, as seeds of a sunflower do.
std::vector<Point> places_of(std::span<const MapPoint> points, const MapAxis& x, const MapAxis& y,
                             const Plot& plot) {
    constexpr float kApart = 8;
    constexpr double kTurn = 2.399963229728653;  // the golden angle
    std::map<std::pair<long, long>, std::size_t> there;
    std::vector<Point> places;
    for (std::size_t i = 0; i < points.size(); ++i) {
        Point place{plot.x(x.label.empty() ? strewn(i, kGolden * kGolden) : points[i].x),
                    plot.y(y.label.empty() ? strewn(i, kGolden) : points[i].y)};
        const auto k = there[{std::lround(place.x), std::lround(place.y)}]++;
        const double angle = kTurn * static_cast<double>(k);
        const float away = kApart * std::sqrt(static_cast<float>(k));
        place.x += away * static_cast<float>(std::cos(angle));
        place.y += away * static_cast<float>(std::sin(angle));
        places.push_back({std::clamp(place.x, plot.frame.x0 + 1, plot.frame.x1 - 1),
                          std::clamp(place.y, plot.frame.y0 + 1, plot.frame.y1 - 1)});
    }
    return places;
}

// --- Marks

struct Shares {
    double low = 1, high = 0;
    explicit Shares(std::span<const MapPoint> points) {
        for (const MapPoint& point : points) {
            if (point.kind != Kind::share) continue;
            low = std::min(low, point.share);
            high = std::max(high, point.share);
        }
    }
    [[nodiscard]] std::size_t class_of(double share) const {
        if (high <= low) return 0;
        const double part = (share - low) / (high - low) * static_cast<double>(kClasses);
        return std::min(static_cast<std::size_t>(part), kClasses - 1);
    }
    [[nodiscard]] std::string words(std::size_t place) const {
        const auto edge = [&](std::size_t k) {
            return low + (high - low) * static_cast<double>(k) / static_cast<double>(kClasses);
        };
        return percent_number(edge(place), 1) + " to " + percent(edge(place + 1), 1);
    }
};

void draw_triangle(Pen& pen, Point at, float up, Ink ink) {
    pen.polygon({{at.x - kMark, at.y + up * kMark * 0.8F},
                 {at.x + kMark, at.y + up * kMark * 0.8F},
                 {at.x, at.y - up * kMark}},
                ink);
}

void draw_cross(Pen& pen, Point at) {
    constexpr float kHalf = 4;
    pen.stroke({at.x - kHalf, at.y - kHalf}, {at.x + kHalf, at.y + kHalf}, Ink::warning, 1.8F);
    pen.stroke({at.x - kHalf, at.y + kHalf}, {at.x + kHalf, at.y - kHalf}, Ink::warning, 1.8F);
}

void draw_share(Pen& pen, Point at, std::size_t place) {
    const float radius = 3 + static_cast<float>(place);
    pen.dot(at, radius, sequence_ink(place));
    pen.ring(at, radius, Ink::muted, 1);
}

void draw_point(Pen& pen, Point at, Kind kind, std::size_t share) {
    switch (kind) {
        case Kind::lowers: return draw_triangle(pen, at, -1, Ink::settled);
        case Kind::raises: return draw_triangle(pen, at, 1, Ink::crisis);
        case Kind::unclear: return pen.ring(at, 4, Ink::muted, 1.6F);
        case Kind::share: return draw_share(pen, at, share);
        case Kind::fault: return draw_cross(pen, at);
    }
}

// --- Around them

// What is there, with how many points of each.
float draw_legend(Pen& pen, std::span<const MapPoint> points, const Shares& shares) {
    constexpr std::array<std::pair<Kind, const char*>, 4> kKinds{{{Kind::lowers, "lowers the risk"},
                                                                  {Kind::raises, "raises it"},
                                                                  {Kind::unclear, "cannot be told"},
                                                                  {Kind::fault, "could not be run"}}};
    chart::Legend legend(pen);
    const auto entry = [&](Kind kind, std::size_t place, const std::string& words, std::ptrdiff_t count) {
        if (count == 0) return;
        const Point at =
            legend.entry(2 * kMark, words + " (" + with_commas(static_cast<std::uint64_t>(count)) + ")");
        draw_point(pen, {at.x + kMark, at.y}, kind, place);
    };
    for (const auto& [kind, words] : kKinds) {
        entry(kind, 0, words, std::count_if(points.begin(), points.end(), [kind = kind](const auto& p) {
                  return p.kind == kind;
              }));
    }
    for (std::size_t place = 0; place < kClasses; ++place) {
        entry(Kind::share, place, shares.words(place),
              std::count_if(points.begin(), points.end(), [&](const MapPoint& point) {
                  return point.kind == Kind::share && shares.class_of(point.share) == place;
              }));
    }
    return legend.bottom();
}

float widest(const Pen& pen, const MapAxis& axis) {
    float width = 0;
    for (const auto& [place, words] : axis.ticks) width = std::max(width, pen.width_of(words, kSmallLetters));
    return std::min(width, kMostTicks);
}

// Values that would touch the one before are left out.
void draw_x_axis(Pen& pen, const Plot& plot, const MapAxis& axis) {
    float end = -100;
    for (const auto& [place, words] : axis.ticks) {
        const float x = plot.x(place), half = pen.width_of(words, kSmallLetters) / 2;
        pen.stroke({x, plot.frame.y0}, {x, plot.frame.y1}, Ink::border, 1);
        const float left = std::clamp(x - half, 0.0F, std::max(0.0F, pen.width() - 2 * half));
        if (left < end + 8) continue;
        pen.words({left, plot.frame.y1 + 4}, words, kSmallLetters);
        end = left + 2 * half;
    }
    const float y = plot.frame.y1 + (axis.ticks.empty() ? 4 : 24);
    const auto label =
        pen.lines_of(axis.label.empty() ? "" : axis.label + " \u2192", pen.width(), kSmallLetters, 1);
    if (label.empty()) return;
    const float left = plot.frame.x1 - pen.width_of(label.front(), kSmallLetters);
    pen.words({std::max(0.0F, left), y}, label.front(), kSmallLetters, Ink::muted);
}

void draw_y_axis(Pen& pen, const Plot& plot, const MapAxis& axis) {
    float end = pen.width() + plot.frame.y1;
    for (const auto& [place, words] : axis.ticks) {
        const float y = plot.y(place);
        pen.stroke({plot.frame.x0, y}, {plot.frame.x1, y}, Ink::border, 1);
        if (y + kSmallLetters > end) continue;
        end = y;
        for (const std::string& line : pen.lines_of(words, kMostTicks, kSmallLetters, 1))
            pen.words({plot.frame.x0 - 6 - pen.width_of(line, kSmallLetters), y - 0.6F * kSmallLetters}, line,
                      kSmallLetters);
    }
}

float below(const MapAxis& x) {
    return (x.ticks.empty() ? 4.0F : 24.0F) + (x.label.empty() ? 0 : 1.5F * kSmallLetters);
}

Plot plot_of(const Pen& pen, const MapAxis& x, const MapAxis& y, float top, float height) {
    const float above = y.label.empty() ? 0 : 1.5F * kSmallLetters;
    const float left = y.ticks.empty() ? 2 : widest(pen, y) + 8;
    const float begin = top + above;
    return {{left, begin, pen.width() - 2, std::max(begin + 60, height - below(x))}};
}

}  // namespace

Chart map_chart(std::span<const MapPoint> points, const MapAxis& x, const MapAxis& y,
                const ChartFrame& frame) {
    Pen pen(frame);
    const Shares shares(points);
    const float top = draw_legend(pen, points, shares);
    const Plot plot = plot_of(pen, x, y, top, frame.height / frame.scale);
    for (const std::string& line :
         pen.lines_of(y.label.empty() ? "" : "\u2191 " + y.label, pen.width(), kSmallLetters, 1))
        pen.words({0, top - 2}, line, kSmallLetters, Ink::muted);
    draw_x_axis(pen, plot, x);
    draw_y_axis(pen, plot, y);
    pen.box(plot.frame, Ink::border, 1);
    const std::vector<Point> places = places_of(points, x, y, plot);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point& at = places[i];
        pen.begin_mark(points[i].words, {at.x - kMark, at.y - kMark, at.x + kMark, at.y + kMark},
                       points[i].id, points[i].value);
        draw_point(pen, at, points[i].kind, shares.class_of(points[i].share));
        pen.end_mark();
    }
    return pen.finished(plot.frame.y1 + below(x));
}

}  // namespace firebreak
