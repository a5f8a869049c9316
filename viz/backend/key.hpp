// Keys and mouse buttons by name, as the file of keys and the scripts write them: "Ctrl+Shift+Z", "F5", "?".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace firebreak::viz {

enum class Key : std::uint8_t {
    unknown,
    // a to z and 0 to 9 in order
    a,
    b,
    c,
    d,
    e,
    f,
    g,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    o,
    p,
    q,
    r,
    s,
    t,
    u,
    v,
    w,
    x,
    y,
    z,
    num0,
    num1,
    num2,
    num3,
    num4,
    num5,
    num6,
    num7,
    num8,
    num9,
    f1,
    f2,
    f3,
    f4,
    f5,
    f6,
    f7,
    f8,
    f9,
    f10,
    f11,
    f12,
    escape,
    enter,
    tab,
    space,
    backspace,
    insert,
    del,
    home,
    end,
    page_up,
    page_down,
    left,
    right,
    up,
    down,
    plus,
    minus,
    equal,
    comma,
    period,
    slash,
    question,
    semicolon,
    quote,
    left_bracket,
    right_bracket,
    backslash,
    grave,
    ctrl,
    shift,
    alt,
    super
};
inline constexpr int kKeys = static_cast<int>(Key::super) + 1;

struct Mods {
    bool ctrl = false, shift = false, alt = false, super = false;

    bool operator==(const Mods&) const = default;
};

struct Chord {
    Key key = Key::unknown;
    Mods mods;

    bool operator==(const Chord&) const = default;
};

// A key of the row of digits, as the layout of the keyboard has it: what it counts as, and what it writes
// with AltGr (0: nothing).
struct DigitKey {
    Key key = Key::unknown;
    char32_t with_alt_gr = 0;
};
using DigitRow = std::array<DigitKey, 10>;  // 1 to 9, then 0

// What a person means by a key, when the layouts of keyboards differ. `typed` is the letter that it wrote, 0
// if none. A digit is meant by whoever types one and by whoever presses its key without Shift, whatever that
// writes (on a French keyboard the key 4 writes an apostrophe). With Ctrl a sign is meant as it is written,
// Shift or not.
[[nodiscard]] Chord meant(const Chord& pressed, char32_t typed, const DigitRow& row);

// The key that stands for a sign: Key::minus for '-'; unknown if none does.
[[nodiscard]] Key key_of_sign(char32_t sign);

[[nodiscard]] const char* key_name(Key key);

// "Ctrl+Shift+Z"; letters are meant without regard to case. Nothing if it names no key.
[[nodiscard]] std::optional<Chord> parse_chord(std::string_view text);
[[nodiscard]] std::string chord_text(const Chord& chord);

// Keys that change text or the place in it, as opposed to those that write: their order against typed text
// matters.
[[nodiscard]] bool edits_text(Key key);
[[nodiscard]] bool is_modifier(Key key);
[[nodiscard]] bool is_function_key(Key key);

}  // namespace firebreak::viz
