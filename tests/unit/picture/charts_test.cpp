// Charts of a sweep: every bar, dot and interval stands where its number belongs on the scale.
#include "picture/charts.hpp"

#include <algorithm>
#include <cmath>

#include "picture/chart_parts.hpp"
#include "support/catch.hpp"

using namespace firebreak;

namespace {

// The shapes of a row: those between its mark and its unmark.
std::vector<Shape> row_of(const Chart& chart, const std::string& words) {
    const auto first = std::find_if(chart.drawing.begin(), chart.drawing.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::mark && shape.words == words;
    });
    REQUIRE(first != chart.drawing.end());
    const auto last = std::find_if(first, chart.drawing.end(),
                                   [](const Shape& shape) { return shape.kind == ShapeKind::unmark; });
    return {first + 1, last};
}

std::vector<Shape> of_kind(const std::vector<Shape>& shapes, ShapeKind kind) {
    std::vector<Shape> found;
    std::copy_if(shapes.begin(), shapes.end(), std::back_inserter(found),
                 [&](const Shape& shape) { return shape.kind == kind; });
    return found;
}

bool says(const std::vector<Shape>& shapes, const std::string& words) {
    return std::any_of(shapes.begin(), shapes.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::words && shape.words == words;
    });
}

// Where words of the axis stand: their middle, by the width that they are laid out with.
float middle_of(const Chart& chart, const std::string& words) {
    const auto found = std::find_if(chart.drawing.begin(), chart.drawing.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::words && shape.words == words;
    });
    REQUIRE(found != chart.drawing.end());
    return found->points[0].x + chart::width_of(words, found->size) / 2;
}

EffectRow hotline() {
    return {"hotline",      "A line between the capitals", "what it does",      -0.02,
            {-0.03, -0.01}, {-0.08, -0.04, 0.02},          {-0.09, -0.04, 0.03}};
}

}  // namespace

TEST_CASE("round values are the multiples of 1, 2 or 5 within a scale") {
    CHECK(chart::round_values(0, 1).size() == 11);
    CHECK(chart::round_values(0, 1)[1] == Approx(0.1));
    const std::vector<double> values = chart::round_values(-0.13, 0.02);
    REQUIRE(values.size() == 8);
    CHECK(values.front() == Approx(-0.12));
    CHECK(values.back() == Approx(0.02));
    CHECK(chart::round_values(-3, 20)[1] - chart::round_values(-3, 20)[0] == Approx(5));
}

TEST_CASE("words are broken into lines that fit, the last one cut") {
    const float room = chart::width_of("one two", 10);
    CHECK(chart::lines_of("one two three", room, 10, 2) == std::vector<std::string>{"one two", "three"});
    CHECK(chart::lines_of("one two three four", room, 10, 2) ==
          std::vector<std::string>{"one two", "three\u2026"});
    CHECK(chart::lines_of("", room, 10, 2).empty());
    CHECK(chart::lines_of("unbreakable", room, 10, 2).front() == "unbrea\u2026");
}

TEST_CASE("an effect's dot, intervals, bar and settings stand on one scale") {
    const std::vector<EffectRow> rows{hotline()};
    const Chart chart = effects_chart(rows);
    const auto shapes = row_of(chart, "what it does");
    CHECK((says(shapes, "hotline") && says(shapes, "A line between the capitals")));
    // The scale as the axis says it: pixels of 0 and of one point.
    const float zero = middle_of(chart, "0");
    const float point = (middle_of(chart, "+2") - middle_of(chart, "-8")) / 10;
    CHECK(zero == Approx(middle_of(chart, "+2") - 2 * point).margin(0.01));
    const auto at = [&](double points) {
        return Approx(zero + static_cast<float>(points) * point).margin(0.01);
    };

    const auto dots = of_kind(shapes, ShapeKind::circle);
    REQUIRE(dots.size() == 4);
    CHECK((dots[0].points[0].x == at(-9) && dots[1].points[0].x == at(-4) && dots[2].points[0].x == at(3)));
    CHECK((dots[0].opacity < 1 && dots[0].points[0].y != dots[1].points[0].y));
    CHECK((dots[3].points[0].x == at(-2) && dots[3].opacity == 1 && dots[3].ink == Ink::text));

    const auto bars = of_kind(shapes, ShapeKind::rectangle);
    REQUIRE(bars.size() == 2);
    CHECK((bars[0].points[0].x == at(-8) && bars[0].points[1].x == at(0)));
    CHECK((bars[0].ink == Ink::settled && !bars[0].hatched));
    CHECK((bars[1].points[0].x == at(0) && bars[1].points[1].x == at(2)));
    CHECK((bars[1].ink == Ink::crisis && bars[1].hatched));

    const auto lines = of_kind(shapes, ShapeKind::polyline);
    REQUIRE(lines.size() == 4);
    CHECK((lines[0].points[0].x == at(-4) && lines[0].points[1].x == at(-4)));  // half of the settings
    CHECK((lines[1].points[0].x == at(-3) && lines[1].points[1].x == at(-1)));  // chance alone
    CHECK(lines[1].points[0].y == dots[3].points[0].y);
    for (const Shape& shape : shapes) {
        for (const Point& place : shape.points) CHECK(chart.area.contains(place.x, place.y));
    }
}

TEST_CASE("an effect that is 0 in every setting is a thin grey bar, and one without settings has none") {
    EffectRow none = hotline();
    none.ranges = {0, 0, 0};
    none.settings.clear();
    const auto bars =
        of_kind(row_of(effects_chart(std::vector<EffectRow>{none}), "what it does"), ShapeKind::rectangle);
    REQUIRE(bars.size() == 1);
    CHECK(bars[0].ink == Ink::unresolved);
    CHECK(bars[0].points[1].x - bars[0].points[0].x == Approx(2).margin(0.01));
    none.ranges = {};
    CHECK(of_kind(row_of(effects_chart(std::vector<EffectRow>{none}), "what it does"), ShapeKind::rectangle)
              .empty());
}

TEST_CASE("a slope's bar goes from 0 to the side that it moves the answer to") {
    const std::vector<DriverRow> rows{{"prior", "tried from 0 to 1", "first", 0.6, {0.4, 0.8}},
                                      {"delay", "", "second", -0.3, {-0.5, -0.1}},
                                      {"noise", "", "third", 0.1, {-0.1, 0.3}}};
    const Chart chart = drivers_chart(rows, Influence::slope, 0.2);
    const float zero = middle_of(chart, "0.0");
    const float unit = (middle_of(chart, "0.4") - zero) / 0.4F;
    const auto at = [&](double value) {
        return Approx(zero + static_cast<float>(value) * unit).margin(0.01);
    };
    const auto bar = [&](const std::string& row) {
        return of_kind(row_of(chart, row), ShapeKind::rectangle).front();
    };
    CHECK((bar("first").points[0].x == at(0) && bar("first").points[1].x == at(0.6)));
    CHECK((bar("first").ink == Ink::crisis && bar("first").hatched));
    CHECK((bar("second").points[0].x == at(-0.3) && bar("second").points[1].x == at(0)));
    CHECK((bar("second").ink == Ink::settled && !bar("second").hatched));
    CHECK(bar("third").ink == Ink::unresolved);
    const auto line = of_kind(row_of(chart, "second"), ShapeKind::polyline).front();
    CHECK((line.points[0].x == at(-0.5) && line.points[1].x == at(-0.1)));
    CHECK((says(row_of(chart, "first"), "prior") && says(row_of(chart, "first"), "tried from 0 to 1")));
    // The shade of the noise, behind everything.
    const auto shade = std::find_if(chart.drawing.begin(), chart.drawing.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::rectangle && shape.ink == Ink::raised && shape.points[0].x > 300;
    });
    REQUIRE(shade != chart.drawing.end());
    CHECK((shade->points[0].x == at(-0.2) && shade->points[1].x == at(0.2)));
}

TEST_CASE("a size is grey unless its interval is above the noise") {
    const std::vector<DriverRow> rows{{"a", "", "first", 0.6, {0.35, 0.8}},
                                      {"b", "", "second", 0.5, {0.25, 0.7}}};
    const Chart chart = drivers_chart(rows, Influence::size, 0.3);
    CHECK(of_kind(row_of(chart, "first"), ShapeKind::rectangle).front().ink == Ink::text);
    CHECK(of_kind(row_of(chart, "second"), ShapeKind::rectangle).front().ink == Ink::unresolved);
    CHECK(middle_of(chart, "0.0") ==
          Approx(of_kind(row_of(chart, "first"), ShapeKind::rectangle).front().points[0].x));
    CHECK(says(chart.drawing, "PAWN, 0 to 1: how far the assumption moves the answer"));
}

namespace {

MapPoint map_point(MapPoint::Kind kind, double x, double y, const std::string& id) {
    MapPoint point;
    point.kind = kind;
    point.x = x;
    point.y = y;
    point.id = id;
    point.words = id;
    return point;
}

Point middle_of_mark(const Chart& chart, const std::string& id) {
    const auto found = std::find_if(chart.drawing.begin(), chart.drawing.end(),
                                    [&](const Shape& shape) { return shape.id == id; });
    REQUIRE(found != chart.drawing.end());
    return {(found->points[0].x + found->points[1].x) / 2, (found->points[0].y + found->points[1].y) / 2};
}

const MapAxis kAcross{"delay", {{0, "1 d"}, {0.5, "2 d"}, {1, "3 d"}}};
const MapAxis kUp{"prior", {{0, "0.1"}, {1, "0.9"}}};

ChartFrame map_frame(float scale = 1) {
    ChartFrame frame;
    frame.width = 500 * scale;
    frame.height = 300 * scale;
    frame.scale = scale;
    return frame;
}

}  // namespace

TEST_CASE("a map tells by shape and colour what a measure does at a point") {
    using Kind = MapPoint::Kind;
    const std::vector<MapPoint> points{
        map_point(Kind::lowers, 0.1, 0.2, "down"), map_point(Kind::raises, 0.5, 0.5, "up"),
        map_point(Kind::unclear, 0.9, 0.9, "none"), map_point(Kind::fault, 0.5, 0.1, "bad")};
    const Chart chart = map_chart(points, kAcross, kUp, map_frame());
    const auto down = of_kind(row_of(chart, "down"), ShapeKind::polygon);
    REQUIRE((down.size() == 1 && down[0].ink == Ink::settled));
    CHECK(down[0].points[2].y > down[0].points[0].y);  // its point is below
    const auto up = of_kind(row_of(chart, "up"), ShapeKind::polygon);
    REQUIRE((up.size() == 1 && up[0].ink == Ink::crisis));
    CHECK(up[0].points[2].y < up[0].points[0].y);
    const auto ring = of_kind(row_of(chart, "none"), ShapeKind::circle);
    CHECK((ring.size() == 1 && ring[0].ink == Ink::muted && ring[0].width > 0));
    CHECK(of_kind(row_of(chart, "bad"), ShapeKind::polyline).size() == 2);
    for (const char* words : {"lowers the risk (1)", "raises it (1)", "cannot be told (1)",
                              "could not be run (1)", "delay \u2192", "\u2191 prior"})
        CHECK(says(chart.drawing, words));
    CHECK(middle_of_mark(chart, "up").x - middle_of_mark(chart, "down").x ==
          Approx(middle_of_mark(chart, "none").x - middle_of_mark(chart, "up").x));
    CHECK(middle_of_mark(chart, "up").x == Approx(middle_of(chart, "2 d")).margin(0.1));
    CHECK(middle_of_mark(chart, "none").y < middle_of_mark(chart, "up").y);
    for (const Shape& shape : chart.drawing) {
        for (const Point& place : shape.points) CHECK((place.x >= 0 && place.x <= chart.area.x1));
    }
}

TEST_CASE("points of one place stand beside each other, and without a second number they are strewn") {
    const std::vector<MapPoint> points{map_point(MapPoint::Kind::unclear, 0.5, 0.5, "a"),
                                       map_point(MapPoint::Kind::unclear, 0.5, 0.5, "b"),
                                       map_point(MapPoint::Kind::unclear, 0.5, 0.5, "c")};
    const Chart chart = map_chart(points, kAcross, kUp, map_frame());
    const Point a = middle_of_mark(chart, "a"), b = middle_of_mark(chart, "b"),
                c = middle_of_mark(chart, "c");
    CHECK(std::hypot(b.x - a.x, b.y - a.y) == Approx(8));
    CHECK(std::hypot(c.x - b.x, c.y - b.y) > 6);
    const Chart strip = map_chart(points, kAcross, {}, map_frame());
    CHECK(middle_of_mark(strip, "a").x == Approx(middle_of_mark(strip, "b").x));
    CHECK(std::fabs(middle_of_mark(strip, "a").y - middle_of_mark(strip, "b").y) > 20);
}

TEST_CASE("a disc of a map is the larger the higher the share") {
    std::vector<MapPoint> points;
    for (const double share : {0.1, 0.2, 0.6}) {
        points.push_back(map_point(MapPoint::Kind::share, share, share, std::to_string(points.size())));
        points.back().share = share;
    }
    const Chart chart = map_chart(points, kAcross, kUp, map_frame());
    const auto disc = [&](const std::string& id) {
        return of_kind(row_of(chart, id), ShapeKind::circle).front();
    };
    CHECK(disc("0").ink == sequence_ink(0));
    CHECK(disc("1").ink == sequence_ink(1));
    CHECK(disc("2").ink == sequence_ink(4));
    CHECK((disc("0").radius < disc("1").radius && disc("1").radius < disc("2").radius));
    CHECK(says(chart.drawing, "10.0 to 20.0 % (1)"));
}

TEST_CASE("a chart at another scale is the same, larger") {
    const std::vector<MapPoint> points{map_point(MapPoint::Kind::lowers, 0.3, 0.6, "one")};
    const Chart small = map_chart(points, kAcross, kUp, map_frame()),
                large = map_chart(points, kAcross, kUp, map_frame(2));
    CHECK(large.area.x1 == 2 * small.area.x1);
    CHECK(middle_of_mark(large, "one").x == Approx(2 * middle_of_mark(small, "one").x));
    CHECK(middle_of_mark(large, "one").y == Approx(2 * middle_of_mark(small, "one").y));
}

TEST_CASE("in a narrow room names stand above their rows, and nothing leaves the chart") {
    const std::vector<EffectRow> effects{hotline(), hotline()};
    const std::vector<DriverRow> drivers{{"prior", "tried from 0 to 1", "first", 0.6, {0.4, 0.8}}};
    ChartFrame frame;
    frame.width = 320;
    for (const Chart& chart :
         {effects_chart(effects, frame), drivers_chart(drivers, Influence::slope, 0.2, frame)}) {
        CHECK(chart.area.x1 == 320);
        for (const Shape& shape : chart.drawing) {
            for (const Point& place : shape.points) {
                CHECK((place.x >= 0 && place.x <= 320 && place.y >= 0 && place.y <= chart.area.y1));
            }
            if (shape.kind == ShapeKind::words && !shape.right)
                CHECK(shape.points[0].x + chart::width_of(shape.words, shape.size) <= 330);
        }
    }
    const Chart wide = effects_chart(effects), narrow = effects_chart(effects, frame);
    const auto dot = [](const Chart& chart) {
        return of_kind(row_of(chart, "what it does"), ShapeKind::circle).back().points[0];
    };
    const auto name = [](const Chart& chart) {
        return of_kind(row_of(chart, "what it does"), ShapeKind::words).front().points[0];
    };
    CHECK(dot(wide).y - name(wide).y < 20);
    CHECK(dot(narrow).y - name(narrow).y > 40);
}
