// Colours of the program, read from a small JSON file. viz/docs/themes.md describes the file.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;

    bool operator==(const Colour&) const = default;
};

struct Theme {
    std::string name;
    Colour background, panel, raised, border, text, muted, accent, accent_text, focus, warning;
    Colour actor_a, actor_b, nature;          // who moved: never by colour alone
    Colour crisis, settled, unresolved, war;  // how runs end
    std::array<Colour, 5> sequence;           // few to many
    std::array<Colour, 5> difference;         // less, even, more

    bool operator==(const Theme&) const = default;
};

// light, dark and contrast, as the files in assets/themes say them; used where a file is missing.
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

}  // namespace firebreak::viz
