#include "backend/key.hpp"

#include "support/catch.hpp"

#include "backend/display.hpp"

using namespace firebreak;
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

namespace {

// As the layouts of the United States and of France have it, the latter as xkeyboard-config's "fr".
constexpr DigitRow kAmerican{{{Key::num1},
                              {Key::num2},
                              {Key::num3},
                              {Key::num4},
                              {Key::num5},
                              {Key::num6},
                              {Key::num7},
                              {Key::num8},
                              {Key::num9},
                              {Key::num0}}};
constexpr DigitRow kFrench{{{Key::num1},
                            {Key::num2},
                            {Key::num3, U'#'},
                            {Key::quote, U'{'},
                            {Key::num5, U'['},
                            {Key::minus, U'|'},
                            {Key::num7},
                            {Key::num8, U'\\'},
                            {Key::num9},
                            {Key::num0, U'@'}}};

}  // namespace

TEST_CASE("a digit is meant by its key and by what is typed, in any layout") {
    const Mods shift{.shift = true};
    CHECK(meant({Key::num4, {}}, U'4', kAmerican) == Chord{Key::num4, {}});
    CHECK(meant({Key::num4, shift}, U'$', kAmerican) == Chord{Key::num4, shift});
    CHECK(meant({Key::quote, {}}, U'\'', kAmerican) == Chord{Key::quote, {}});
    CHECK(meant({Key::minus, {}}, U'-', kAmerican) == Chord{Key::minus, {}});
    constexpr char32_t kPlain[] = U"&\u00e9\"'(-\u00e8_\u00e7\u00e0";
    for (std::size_t i = 0; i < kFrench.size(); ++i) {
        const auto digit = static_cast<Key>(static_cast<std::size_t>(Key::num0) + (i + 1) % 10);
        INFO(key_name(digit));
        CHECK(meant({kFrench[i].key, {}}, kPlain[i], kFrench) == Chord{digit, {}});
        CHECK(meant({kFrench[i].key, shift}, U'0' + static_cast<char32_t>((i + 1) % 10), kFrench) ==
              Chord{digit, {}});
        // With AltGr another sign is meant, which is found by what is typed.
        if (kFrench[i].with_alt_gr != 0)
            CHECK(meant({kFrench[i].key, {}}, kFrench[i].with_alt_gr, kFrench).key == Key::unknown);
    }
    CHECK(meant({Key::k, {}}, U'k', kFrench) == Chord{Key::k, {}});
    CHECK(meant({Key::num1, {.ctrl = true}}, 0, kFrench) == Chord{Key::num1, {.ctrl = true}});
}

TEST_CASE("with Ctrl a sign is meant as it is written") {
    const Mods ctrl{.ctrl = true}, both{.ctrl = true, .shift = true};
    CHECK(meant({Key::equal, both}, U'+', kAmerican) == Chord{Key::plus, ctrl});
    CHECK(meant({Key::unknown, ctrl}, U'+', kAmerican) == Chord{Key::plus, ctrl});  // a German keyboard
    CHECK(meant({Key::semicolon, both}, U'.', kFrench) == Chord{Key::period, ctrl});
    CHECK(meant({Key::minus, ctrl}, U'-', kFrench) == Chord{Key::minus, ctrl});
    CHECK(meant({Key::z, both}, 26, kAmerican) == Chord{Key::z, both});
    CHECK(key_of_sign(U'a') == Key::unknown);
    CHECK(key_of_sign(U'+') == Key::plus);
    CHECK(key_of_sign(U'?') == Key::question);
    CHECK(key_of_sign(U' ') == Key::unknown);
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
