// A pen draws the same whether or not it is recorded, and what it records is what it drew.
#include <algorithm>
#include <cmath>
#include <functional>

#include "panels/pen.hpp"
#include "panels/replay.hpp"
#include "panels/widgets.hpp"
#include "support/catch.hpp"
#include "viz/interface.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

struct Sheet {
    Interface interface;
    InputQueue queue;
    Session session;
    Context context{session};
    Drawing drawing;

    // The vertices of one frame.
    std::vector<ImDrawVert> draw(const std::function<void(Context&)>& panel, bool recorded) {
        context.theme = builtin_theme("light");
        drawing.clear();
        context.registry.begin_frame();
        interface.frame(queue, [&] {
            context.recording = recorded ? &drawing : nullptr;
            panel(context);
            context.recording = nullptr;
        });
        std::vector<ImDrawVert> vertices;
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i)
            vertices.insert(vertices.end(), data.CmdLists[i]->VtxBuffer.begin(),
                            data.CmdLists[i]->VtxBuffer.end());
        return vertices;
    }
};

bool same(const ImDrawVert& a, const ImDrawVert& b) {
    return !(a.pos.x < b.pos.x) && !(b.pos.x < a.pos.x) && !(a.pos.y < b.pos.y) && !(b.pos.y < a.pos.y) &&
           a.col == b.col;
}

void everything(Context& context) {
    const Pen pen(context);
    const unsigned red = IM_COL32(200, 10, 20, 128);
    pen.fill_rect({10, 10}, {20, 30}, red, 3);
    pen.stroke_rect({10, 10}, {20, 30}, red, 2);
    pen.line({0, 0}, {50, 60}, red, 1.5F);
    const ImVec2 points[] = {{1, 1}, {2, 5}, {3, 1}};
    pen.polyline(points, red, 2);
    pen.fill_triangle({1, 1}, {2, 5}, {3, 1}, red);
    pen.fill_quad({1, 1}, {2, 1}, {2, 2}, {1, 2}, red);
    pen.stroke_quad({1, 1}, {2, 1}, {2, 2}, {1, 2}, red, 1);
    pen.fill_circle({40, 40}, 5, red);
    pen.stroke_circle({40, 40}, 5, red, 12, 2);
    pen.clip({0, 0}, {100, 100});
    pen.clip({50, 50}, {200, 200});
    pen.words({60, 60}, red, "two\nlines");
    pen.unclip();
    pen.unclip();
    Strip strip(pen, 1, red);
    strip.point(100, 10, 20);
    strip.point(120, 30, 44);
    strip.close();
    text(context, "test.words",
         "Words of the panel that are too long for one line of it, so that they break. They go on and on, as "
         "such words do, until the line is full and a second one has to be begun for what is left of them.");
}

}  // namespace

TEST_CASE("what is drawn does not depend on being recorded", "[viz][pen]") {
    Sheet sheet;
    for (int i = 0; i < 3; ++i) static_cast<void>(sheet.draw(everything, false));
    const auto plain = sheet.draw(everything, false);
    CHECK(sheet.drawing.empty());
    const auto recorded = sheet.draw(everything, true);
    CHECK_FALSE(sheet.drawing.empty());
    REQUIRE(plain.size() == recorded.size());
    CHECK(std::equal(plain.begin(), plain.end(), recorded.begin(), same));
}

TEST_CASE("a recording holds every shape with its colour, width and place", "[viz][pen]") {
    Sheet sheet;
    for (int i = 0; i < 3; ++i) static_cast<void>(sheet.draw(everything, true));
    const Drawing& shapes = sheet.drawing;
    REQUIRE(shapes.size() >= 17);
    const Colour red{200, 10, 20, 128};
    CHECK(shapes[0] == Shape{ShapeKind::rectangle, {{10, 10}, {20, 30}}, red, 0, 3});
    CHECK(shapes[1] == Shape{ShapeKind::rectangle, {{10, 10}, {20, 30}}, red, 2});
    CHECK(shapes[2] == Shape{ShapeKind::polyline, {{0, 0}, {50, 60}}, red, 1.5F});
    CHECK(shapes[3].points.size() == 3);
    CHECK(shapes[4] == Shape{ShapeKind::polygon, {{1, 1}, {2, 5}, {3, 1}}, red});
    CHECK(shapes[7] == Shape{ShapeKind::circle, {{40, 40}}, red, 0, 5});
    CHECK(shapes[8] == Shape{ShapeKind::circle, {{40, 40}}, red, 2, 5});
    // A clip within another is recorded as what is left of both.
    REQUIRE(shapes[10].kind == ShapeKind::clip);
    CHECK(shapes[10].points == std::vector<Point>{{50, 50}, {100, 100}});
    CHECK(shapes[11].words == "two");
    CHECK(shapes[12].words == "lines");
    CHECK(shapes[12].points[0].y - shapes[11].points[0].y > 5);
    CHECK(shapes[13].kind == ShapeKind::unclip);
    CHECK(shapes[15] == Shape{ShapeKind::polygon, {{100, 10}, {120, 30}, {120, 44}, {100, 20}}, red});
    CHECK(shapes[16].words.starts_with("Words of the panel"));
    REQUIRE(shapes.size() >= 18);
    CHECK(shapes.back().words.ends_with("left of them."));
    CHECK(shapes.back().length < 800);
}

TEST_CASE(
    "a drawing that was laid out elsewhere is drawn in the theme's colours, and its marks are registered",
    "[viz][pen]") {
    Drawing drawing;
    Shape mark{ShapeKind::mark, {{10, 10}, {60, 40}}};
    mark.id = "river.place";
    mark.words = "Five runs";
    mark.value = "5";
    drawing.push_back(mark);
    Shape block{ShapeKind::rectangle, {{10, 10}, {20, 22}}};
    block.ink = Ink::crisis;
    block.hatched = true;
    drawing.push_back(block);
    drawing.push_back({ShapeKind::unmark});
    for (const float height : {8.0F, 1.0F}) {
        Shape strand{ShapeKind::strand, {{100, 10}, {100, 10 + height}, {160, 30}, {160, 30 + height}}};
        strand.ink = Ink::settled;
        strand.opacity = 0.5F;
        drawing.push_back(strand);
    }
    Shape area{ShapeKind::area, {{200, 10}, {240, 12}, {240, 40}, {200, 40}}};
    area.ink = Ink::unresolved;
    drawing.push_back(area);
    Shape words{ShapeKind::words, {{300, 50}}};
    words.ink = Ink::muted;
    words.size = 13;
    words.right = true;
    words.words = "step";
    drawing.push_back(words);

    Sheet sheet;
    float width = 0;
    const auto panel = [&](Context& context) {
        width = ImGui::CalcTextSize("step").x;
        replay(context, Pen(context), drawing);
    };
    for (int i = 0; i < 2; ++i) static_cast<void>(sheet.draw(panel, true));
    const Theme& theme = builtin_theme("light");
    const Item* item = sheet.context.registry.find("river.place");
    REQUIRE(item != nullptr);
    CHECK(item->text == "Five runs");
    CHECK(item->value == "5");
    const Drawing& drawn = sheet.drawing;
    REQUIRE(drawn.size() > 5);
    CHECK(drawn[0].kind == ShapeKind::rectangle);
    CHECK(drawn[0].colour == theme.crisis);
    CHECK(std::abs(drawn[0].points[1].y - 22) < 0.13F);
    CHECK(drawn[1].kind == ShapeKind::rectangle);  // of the hatch
    CHECK(drawn[1].colour.alpha < 255);
    // A strand goes into a file as one shape, however it is drawn in the window.
    const auto strands = std::count_if(drawn.begin(), drawn.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::strand && shape.colour == theme.settled && shape.opacity == 0.5F;
    });
    CHECK(strands == 2);
    CHECK(std::none_of(drawn.begin(), drawn.end(),
                       [](const Shape& shape) { return shape.kind == ShapeKind::polyline; }));
    CHECK(std::any_of(drawn.begin(), drawn.end(), [&](const Shape& shape) {
        return shape.kind == ShapeKind::polygon && shape.colour == theme.unresolved &&
               shape.points.size() == 4;
    }));
    CHECK(drawn.back().words == "step");
    CHECK(drawn.back().colour == theme.muted);
    CHECK(std::abs(drawn.back().points[0].x + width - 300) < 1);
}
