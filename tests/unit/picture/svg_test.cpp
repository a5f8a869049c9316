// Drawings as SVG: documents, and elements of a page.
#include <limits>
#include <string>

#include <firebreak/picture.hpp>

#include "support/catch.hpp"

using namespace firebreak;

namespace {

bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

Shape strand(float top, float height) {
    Shape shape{ShapeKind::strand, {{0, top}, {0, top + height}, {30, 40}, {30, 40 + height}}};
    shape.ink = Ink::crisis;
    shape.opacity = 0.5F;
    return shape;
}

}  // namespace

TEST_CASE("a drawing becomes SVG shape for shape") {
    Drawing drawing;
    drawing.push_back({ShapeKind::rectangle, {{110, 60}, {120, 80.25F}}, {1, 2, 255, 255}});
    drawing.push_back({ShapeKind::polyline, {{110, 60}, {120, 80}}, {0, 0, 0, 51}, 1.5F});
    drawing.push_back({ShapeKind::clip, {{0, 0}, {150, 70}}});
    drawing.push_back({ShapeKind::circle, {{120, 70}}, {0, 0, 0, 255}, 0, 4});
    drawing.push_back({ShapeKind::unclip});
    const std::string svg =
        svg_of(drawing, {100, 50, 500, 350}, builtin_theme("light"), {"Title", {"Caption"}});
    CHECK(holds(svg, R"(<rect x="110" y="60" width="10" height="20.25" fill="#0102ff"/>)"));
    CHECK(holds(
        svg,
        R"(points="110,60 120,80" fill="none" stroke="#000000" stroke-opacity="0.2" stroke-width="1.5"/>)"));
    CHECK(holds(svg, R"(<circle cx="120" cy="70" r="4" fill="#000000"/>)"));
    // Within the panel, which begins at 100, 50.
    CHECK(holds(svg, R"(<rect x="100" y="50" width="50" height="20"/></clipPath>)"));
    CHECK(holds(svg, "translate(-100 "));
    CHECK(holds(svg, "<title>Title</title>"));
}

TEST_CASE("whatever the words and numbers, the SVG stays well formed") {
    Drawing drawing;
    Shape words{ShapeKind::words, {{0, 0}}, {0, 0, 0, 255}};
    words.size = 13;
    words.words = "</text><script>&\"'\x01\xFF\xE2\x80\xAE";
    drawing.push_back(words);
    drawing.push_back(
        {ShapeKind::polyline, {{std::numeric_limits<float>::quiet_NaN(), -1e30F}, {1, 2}}, {}, 1});
    drawing.push_back({ShapeKind::unclip});
    const std::string svg = svg_of(drawing, {0, 0, 400, 300}, builtin_theme("dark"),
                                   {"<b>", {std::string(5000, 'x'), "--> ]]>"}});
    CHECK_FALSE(holds(svg, "<script"));
    CHECK_FALSE(holds(svg, "nan"));
    CHECK(holds(svg, "&lt;/text&gt;&lt;script&gt;&amp;&quot;&#39;"));
    CHECK(holds(svg, R"(points="0,-1000000 1,2")"));
    CHECK(holds(svg, "<title>&lt;b&gt;</title>"));
}

TEST_CASE("a strand is a curve whose handles stand at the thirds, and a thin one a line") {
    const Theme& theme = builtin_theme("light");
    const std::string wide = svg_of({strand(10, 6)}, {0, 0, 100, 100}, theme, {"T", {}});
    CHECK(holds(wide,
                "<path d=\"M0 10C10 10 20 40 30 40L30 46C20 46 10 16 0 16Z\" fill=\"#c44a00\" "
                "fill-opacity=\"0.5\"/>"));
    const std::string thin = svg_of({strand(10, 2)}, {0, 0, 100, 100}, theme, {"T", {}});
    CHECK(holds(thin,
                "<path d=\"M0 11C10 11 20 41 30 41\" fill=\"none\" stroke=\"#c44a00\" "
                "stroke-opacity=\"0.5\" stroke-width=\"2\"/>"));
    // The same curve as eased(): at a half, half way down, with the slope of the ease.
    CHECK(eased(0) == 0);
    CHECK(eased(0.5F) == 0.5F);
    CHECK(eased(1) == 1);
}

TEST_CASE("an element of a page names roles instead of colours, and its marks are tool tips") {
    Drawing drawing;
    Shape mark{ShapeKind::mark, {{0, 0}, {10, 10}}};
    mark.words = "Five <runs>";
    drawing.push_back(mark);
    drawing.push_back(strand(10, 6));
    drawing.push_back({ShapeKind::unmark});
    Shape hatched{ShapeKind::rectangle, {{0, 0}, {10, 20}}};
    hatched.ink = Ink::actor_b;
    hatched.hatched = true;
    drawing.push_back(hatched);
    Shape dashes{ShapeKind::polyline, {{0, 5}, {50, 5}}};
    dashes.ink = Ink::warning;
    dashes.width = 1.5F;
    dashes.dash = 5;
    drawing.push_back(dashes);
    Shape words{ShapeKind::words, {{90, 10}}};
    words.size = 10;
    words.ink = Ink::muted;
    words.right = true;
    words.words = "step";
    drawing.push_back(words);
    const std::string svg = svg_element(drawing, {0, 0, 100, 50}, {"river", "Title", "About", {"Below"}});
    CHECK(holds(svg, "<g class=\"mark\"><title>Five &lt;runs&gt;</title>\n<path d=\"M0 10"));
    CHECK(holds(svg, "class=\"f-crisis\" fill-opacity=\"0.5\"/>\n</g>"));
    CHECK(holds(svg, "<rect x=\"0\" y=\"0\" width=\"10\" height=\"20\" fill=\"url(#river-side-b)\"/>"));
    CHECK(holds(svg, "<pattern id=\"river-side-b\""));
    CHECK(holds(svg, "class=\"s-warning\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\"/>"));
    CHECK(holds(svg, "class=\"f-muted\" text-anchor=\"end\">step</text>"));
    CHECK(holds(svg, "<title id=\"river-title\">Title</title>"));
    CHECK(holds(svg, "<desc id=\"river-desc\">About</desc>"));
    CHECK(holds(svg, ">Below</text>"));
    CHECK_FALSE(holds(svg, "#c44a00"));
}
