#include <fstream>
#include <sstream>

#include <firebreak/picture.hpp>

#include "support/catch.hpp"

using namespace firebreak;

TEST_CASE("the files of themes say what is built in") {
    for (const std::string name : theme_names()) {
        INFO(name);
        const std::string path = std::string(FIREBREAK_SOURCE_DIR) + "/assets/themes/" + name + ".json";
        std::ifstream in(path);
        std::ostringstream text;
        text << in.rdbuf();
        // Mended by: firebreak-viz --print-theme NAME
        CHECK(text.str() == write_theme(builtin_theme(name)));
        const ParsedTheme parsed = parse_theme(text.str(), path, Theme{});
        CHECK(parsed.faults.empty());
        CHECK(parsed.theme == builtin_theme(name));
    }
}

TEST_CASE("words stand out 4.5 to 1 and marks 3 to 1 in every theme") {
    for (const char* name : theme_names()) {
        const Theme& theme = builtin_theme(name);
        for (const Colour ground : {theme.panel, theme.background}) {
            INFO(name);
            for (const Colour words : {theme.text, theme.muted, theme.accent, theme.warning})
                CHECK(contrast(words, ground) >= 4.5);
            for (const Colour mark : {theme.actor_a, theme.actor_b, theme.nature, theme.crisis, theme.settled,
                                      theme.unresolved, theme.war, theme.focus, theme.border}) {
                CHECK(contrast(mark, ground) >= 3);
            }
        }
        CHECK(contrast(theme.accent_text, theme.accent) >= 4.5);
        CHECK(contrast(theme.text, theme.raised) >= 4.5);
    }
}

TEST_CASE("words on any colour stand out 4.5 to 1") {
    for (int grey = 0; grey < 256; ++grey) {
        const auto part = static_cast<std::uint8_t>(grey);
        const Colour ground{part, part, part, 255};
        CHECK(contrast(words_on(ground), ground) >= 4.5);
    }
}

TEST_CASE("contrast is that of WCAG") {
    CHECK(contrast({0, 0, 0, 255}, {255, 255, 255, 255}) == Approx(21).epsilon(1e-6));
    CHECK(contrast({255, 255, 255, 255}, {255, 255, 255, 255}) == Approx(1).epsilon(1e-6));
    CHECK(contrast({0x77, 0x77, 0x77, 255}, {255, 255, 255, 255}) == Approx(4.478).epsilon(1e-3));
}

TEST_CASE("a theme keeps what it does not name, and its faults are named") {
    const Theme& base = builtin_theme("dark");
    const ParsedTheme parsed = parse_theme(
        R"({"name": "mine", "text": "#010203", "panel": 7, "bordr": "#000000", "sequence": ["#000000"], "war": "#12345g"})",
        "mine.json", base);
    CHECK(parsed.theme.name == "mine");
    CHECK(parsed.theme.text == Colour{1, 2, 3, 255});
    CHECK(parsed.theme.panel == base.panel);
    CHECK(parsed.theme.war == base.war);
    REQUIRE(parsed.faults.size() == 4);
    CHECK(parsed.faults[0] == "mine.json: panel: expected a colour such as \"#1f5fa8\", found 7");
    CHECK(parsed.faults[1] == "mine.json: unknown key 'bordr'; did you mean 'border'?");
    CHECK(parsed.faults[2] == "mine.json: sequence: expected a list of five colours, found [\"#000000\"]");
    CHECK(parsed.faults[3] == "mine.json: war: expected a colour such as \"#1f5fa8\", found \"#12345g\"");
}

TEST_CASE("what is not JSON is one fault and changes nothing") {
    const Theme& base = builtin_theme("light");
    for (const char* text : {"", "{", "\xff\xfe", "[1]"}) {
        const ParsedTheme parsed = parse_theme(text, "x.json", base);
        CHECK(parsed.faults.size() == 1);
        CHECK(parsed.theme == base);
    }
}
