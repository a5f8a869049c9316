#include "backend/key.hpp"

#include "support/catch.hpp"

#include "backend/display.hpp"

using namespace firebreak::viz;

TEST_CASE("every key has a name that leads back to it") {
    for (int i = 1; i < kKeys; ++i) {
        const Key key = static_cast<Key>(i);
        const auto chord = parse_chord(key_name(key));
        INFO(key_name(key));
        REQUIRE(chord);
        CHECK(chord->key == key);
        CHECK(chord->mods == Mods{});
    }
}

TEST_CASE("chords are read in any case and written in one way") {
    CHECK(parse_chord("ctrl+SHIFT+z") == Chord{Key::z, {.ctrl = true, .shift = true}});
    CHECK(chord_text({Key::z, {.ctrl = true, .shift = true}}) == "Ctrl+Shift+Z");
    CHECK(parse_chord("Ctrl+Plus") == Chord{Key::plus, {.ctrl = true}});
    CHECK(parse_chord("Ctrl+-") == Chord{Key::minus, {.ctrl = true}});
    CHECK(parse_chord("?") == Chord{Key::question, {}});
}

TEST_CASE("what is no chord is nothing") {
    for (const char* text : {"", "+", "Ctrl+", "Hyper+K", "Ctrl+Ctrl+K", "KK", "?unknown", "Ctrl++"}) {
        INFO(text);
        CHECK_FALSE(parse_chord(text));
    }
}

TEST_CASE("the scale comes from GDK_SCALE, else from Xft.dpi, within its limits") {
    CHECK(natural_scale(nullptr, "") == 1);
    CHECK(natural_scale(nullptr, "144") == 1.5F);
    CHECK(natural_scale("2", "144") == 2);
    CHECK(natural_scale("", "192") == 2);
    CHECK(natural_scale("nonsense", "nonsense") == 1);
    CHECK(natural_scale("-1", "") == 1);
    CHECK(natural_scale("50", "") == 3);
    CHECK(natural_scale(nullptr, "10") == 0.75F);
}
