// Finds the fonts of the system and builds them at a size: Latin, Greek, Cyrillic, arrows, mathematics and
// blocks from the start, all others when they are needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct ImFont;

namespace firebreak::viz {

// What the files hold, so that letters can be made of them again when the files have gone.
struct FontFiles {
    std::string body;       // empty: none was found, and the built-in font has only ASCII
    std::string heading;    // bold; empty: the body font is taken
    std::string fixed;      // letters of one width; empty: the body font is taken
    std::string others;     // has letters that those above may not have; empty: the body font is the only one
    bool doubtful = false;  // the body is a file that somebody named, and may be damaged
};

// Looks in the folders of fonts that a desktop has. The file `wanted` comes first if it is not empty; where
// it cannot be used `fault` says why,
// "/etc/passwd is no TrueType font; the usual font is taken".
[[nodiscard]] FontFiles find_fonts(const std::string& wanted, std::string& fault);

// The letters that are to be built beyond those that always are: a font has thousands, and few are ever
// shown.
class Letters {
public:
    // Notes those of a text in UTF-8; true if there are new ones among them.
    bool note(std::string_view text);
    [[nodiscard]] const std::vector<std::uint16_t>& noted() const { return noted_; }

private:
    std::vector<bool> known_ = std::vector<bool>(0x10000);
    std::vector<std::uint16_t> noted_;
};

struct Fonts {
    ImFont* body = nullptr;
    ImFont* heading = nullptr;  // a quarter larger
    ImFont* fixed = nullptr;    // for text in columns, such as a scenario's
};

// Builds the atlas of the current Dear ImGui context anew; the old fonts are gone after it. Call between
// frames, then upload_fonts().
[[nodiscard]] Fonts build_fonts(const FontFiles& files, float scale, const Letters& letters);

}  // namespace firebreak::viz
