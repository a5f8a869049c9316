// Finds the fonts of the system and builds them at a size: Latin, Greek, Cyrillic, arrows, mathematics and blocks.
#pragma once

#include <string>

struct ImFont;

namespace firebreak::viz {

struct FontFiles {
    std::string body;     // path; empty: none was found, and the built-in font has only ASCII
    std::string heading;  // bold; empty: the body font is taken
    std::string fixed;    // letters of one width; empty: the body font is taken
};

// Looks in the folders of fonts that a desktop has. `wanted`, a path, comes first if it is not empty.
[[nodiscard]] FontFiles find_fonts(const std::string& wanted);

struct Fonts {
    ImFont* body = nullptr;
    ImFont* heading = nullptr;  // a quarter larger
    ImFont* fixed = nullptr;    // for text in columns, such as a scenario's
};

// Builds the atlas of the current Dear ImGui context anew; the old fonts are gone after it. Call between frames, then upload_fonts().
[[nodiscard]] Fonts build_fonts(const FontFiles& files, float scale);

}  // namespace firebreak::viz
