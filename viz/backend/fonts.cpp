#include "backend/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <map>
#include <vector>

#include <ft2build.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include FT_FREETYPE_H
#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

constexpr float kBodySize = 16;
constexpr float kHeadingSize = 20;
constexpr float kFixedSize = 15;  // as wide letters as these would be too large beside the others

// Faces that hold all three scripts, the best first; each with its bold and its typewriter's.
struct Face {
    const char* body;
    const char* heading;
    const char* fixed;
};
constexpr Face kFaces[] = {
    {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf"},
    {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Regular.ttf"},
    {"LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationMono-Regular.ttf"},
    {"FreeSans.ttf", "FreeSansBold.ttf", "FreeMono.ttf"},
    {"Ubuntu-R.ttf", "Ubuntu-B.ttf", "UbuntuMono-R.ttf"}};

std::vector<fs::path> font_folders() {
    std::vector<fs::path> folders;
    if (const char* home = std::getenv("HOME")) {
        folders.push_back(fs::path(home) / ".local/share/fonts");
        folders.push_back(fs::path(home) / ".fonts");
    }
    const char* data = std::getenv("XDG_DATA_DIRS");
    std::string list = data != nullptr && *data != '\0' ? data : "/usr/local/share:/usr/share";
    for (std::size_t start = 0; start <= list.size();) {
        const std::size_t end = std::min(list.find(':', start), list.size());
        if (end > start) folders.push_back(fs::path(list.substr(start, end - start)) / "fonts");
        start = end + 1;
    }
    return folders;
}

// Where Debian, Ubuntu, Fedora and Arch keep the first face, so that the search through all folders is seldom
// needed.
std::string well_known(const char* name) {
    for (const char* folder :
         {"/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF"}) {
        std::error_code error;
        if (fs::path path = fs::path(folder) / name; fs::is_regular_file(path, error)) return path.string();
    }
    return {};
}

// File name -> path, of all that the folders hold.
std::map<std::string, std::string> list_fonts() {
    std::map<std::string, std::string> found;
    constexpr int kMostFiles = 20000;
    int files = 0;
    for (const fs::path& folder : font_folders()) {
        std::error_code error;
        fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && walk != fs::recursive_directory_iterator() && files < kMostFiles;
             walk.increment(error), ++files) {
            if (walk->path().extension() == ".ttf")
                found.emplace(walk->path().filename().string(), walk->path().string());
        }
    }
    return found;
}

// Letters of the interface itself and of Europe, without the soft hyphen.
constexpr ImWchar kAllRanges[] = {0x0020, 0x00ac, 0x00ae, 0x024f,  // Latin
                                  0x0300, 0x036f,                  // accents on the letter before
                                  0x0370, 0x03ff,                  // Greek
                                  0x0400, 0x052f,                  // Cyrillic
                                  0x2010, 0x2027, 0x202f, 0x205e,  // dashes, quotes, dots
                                  0x2070, 0x209c,                  // raised and lowered figures
                                  0x20a0, 0x20bf,                  // currencies
                                  0x2190, 0x21ff,                  // arrows
                                  0x2200, 0x22ff,                  // mathematics
                                  0x2500, 0x25ff,                  // frames, blocks, shapes
                                  0x2713, 0x2718, 0xfffd, 0xfffd, 0};
constexpr ImWchar kTextRanges[] = {0x0020, 0x00ac, 0x00ae, 0x024f, 0x0300, 0x052f, 0x2010, 0x2027,
                                   0x202f, 0x205e, 0x2190, 0x2193, 0xfffd, 0xfffd, 0};

// They say how the letters around them are joined, or choose a shape, and are never seen themselves.
constexpr ImWchar kUnseen[] = {0x00ad, 0x00ad, 0x034f, 0x034f, 0x200b, 0x200f, 0x202a, 0x202e,
                               0x2060, 0x206f, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0};

bool within(const ImWchar* ranges, unsigned letter) {
    for (; *ranges != 0; ranges += 2) {
        if (letter >= ranges[0] && letter <= ranges[1]) return true;
    }
    return false;
}

// What there is to read of a file that is one, up to a size beyond any font's.
std::string bytes_of(const std::string& path) {
    constexpr std::size_t kMost = std::size_t{64} << 20U;
    std::error_code error;
    if (path.empty() || !fs::is_regular_file(path, error)) return {};
    std::ifstream in(path, std::ios::binary);
    std::string bytes;
    const std::uintmax_t size = fs::file_size(path, error);
    if (!in || error || size > kMost) return {};
    bytes.resize(size);
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

// Of a file of this kind all tables lie in it, and those are there without which no letter can be drawn.
bool has_tables(const std::string& bytes) {
    using namespace std::string_view_literals;
    constexpr std::size_t kHead = 12, kRecord = 16;
    const auto number = [&](std::size_t at, std::size_t length) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < length; ++i)
            value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    const std::string_view all = bytes;
    if (all.size() < kHead ||
        (!all.starts_with("\0\1\0\0"sv) && !all.starts_with("true"sv) && !all.starts_with("OTTO"sv)))
        return false;
    const std::size_t tables = number(4, 2);
    if (all.size() < kHead + tables * kRecord) return false;
    int needed = 0;
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t at = kHead + i * kRecord, from = number(at + 8, 4), length = number(at + 12, 4);
        if (from > all.size() || length > all.size() - from) return false;
        for (const std::string_view name : {"cmap"sv, "head"sv, "hhea"sv, "hmtx"sv, "maxp"sv}) {
            if (all.substr(at, name.size()) == name) ++needed;
        }
    }
    return needed == 5;
}

// A font file opened as Dear ImGui's builder will open it, at a size in pixels.
class OpenFont {
public:
    OpenFont(const std::string& bytes, float size) : largest_(static_cast<unsigned>(4 * size)) {
        if (FT_Init_FreeType(&library_) != 0) return;
        good_ = FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(bytes.data()),
                                   static_cast<FT_Long>(bytes.size()), 0, &face_) == 0 &&
                FT_IS_SCALABLE(face_) && FT_Select_Charmap(face_, FT_ENCODING_UNICODE) == 0;
        FT_Size_RequestRec request{FT_SIZE_REQUEST_TYPE_REAL_DIM, 0, static_cast<FT_Long>(size * 64), 0, 0};
        good_ = good_ && FT_Request_Size(face_, &request) == 0;
    }
    ~OpenFont() { FT_Done_FreeType(library_); }
    OpenFont(const OpenFont&) = delete;
    OpenFont& operator=(const OpenFont&) = delete;

    // Whether it has the letter and all of it can be drawn, as a picture of a size that a letter may have.
    [[nodiscard]] bool draws(unsigned letter) const {
        const unsigned glyph = good_ ? FT_Get_Char_Index(face_, letter) : 0;
        return glyph != 0 && FT_Load_Glyph(face_, glyph, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) == 0 &&
               FT_Render_Glyph(face_->glyph, FT_RENDER_MODE_NORMAL) == 0 &&
               face_->glyph->bitmap.width <= largest_ && face_->glyph->bitmap.rows <= largest_;
    }

private:
    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
    unsigned largest_;
    bool good_ = false;
};

// Dear ImGui ends the program over a file that is none, or that has none of the letters asked for.
bool is_font(const std::string& bytes) {
    if (!has_tables(bytes)) return false;
    const OpenFont font(bytes, kBodySize);
    return font.draws('a') && font.draws('0');
}

// Those of the letters that the file can draw at this size; Dear ImGui takes it for granted that it can.
std::vector<ImWchar> drawn(const std::string& bytes, float size, const ImWchar* ranges) {
    const OpenFont font(bytes, size);
    std::vector<ImWchar> letters;
    for (; *ranges != 0; ranges += 2) {
        for (unsigned letter = ranges[0]; letter <= ranges[1]; ++letter) {
            if (font.draws(letter)) letters.push_back(static_cast<ImWchar>(letter));
        }
    }
    return letters;
}

// Sorted letters as pairs of first and last, with a 0 at the end.
std::vector<ImWchar> ranges_of(const std::vector<ImWchar>& sorted) {
    std::vector<ImWchar> ranges;
    for (const ImWchar letter : sorted) {
        if (!ranges.empty() && ranges.back() + 1 == letter) {
            ranges.back() = letter;
        } else {
            ranges.insert(ranges.end(), {letter, letter});
        }
    }
    ranges.push_back(0);
    return ranges;
}

struct Kind {
    const std::string& file;
    float size;
    const ImWchar* ranges;
};

// Puts the fonts into the atlas; it must live until that is built.
class Builder {
public:
    Builder(const FontFiles& files, const Letters& letters) : files_(files) {
        std::vector<ImWchar> sorted(letters.noted().begin(), letters.noted().end());
        std::sort(sorted.begin(), sorted.end());
        more_ = ranges_of(sorted);
    }

    // The file's own letters, and what it has none of from the others.
    ImFont* add(const Kind& kind) {
        ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
        ImFontConfig config;
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = true;
        ImFont* font = add_file(kind.file, kind.size, kind.ranges, config);
        if (font == nullptr) {
            config.SizePixels = std::floor(kind.size * 0.8125F);  // the built-in face is drawn for 13 pixels
            return atlas.AddFontDefault(&config);
        }
        if (more_.size() < 2) return font;
        config.MergeMode = true;
        add_file(kind.file, kind.size, more_.data(), config);
        for (const std::string* other : {&files_.body, &files_.others}) {
            if (other != &kind.file) add_file(*other, kind.size, more_.data(), config);
        }
        return font;
    }

private:
    // Null if nothing can be made of it.
    ImFont* add_file(const std::string& bytes, float size, const ImWchar* ranges, ImFontConfig config) {
        if (bytes.empty()) return nullptr;
        if (files_.doubtful && &bytes == &files_.body) {
            const std::vector<ImWchar> letters = drawn(bytes, size, ranges);
            if (letters.empty()) return nullptr;
            ranges = kept_.emplace_back(ranges_of(letters)).data();
        }
        config.FontDataOwnedByAtlas = false;
        return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
            const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()), size, &config, ranges);
    }

    const FontFiles& files_;
    std::vector<ImWchar> more_;
    std::list<std::vector<ImWchar>> kept_;  // Dear ImGui keeps their addresses
};

// In a font whose letters are all of one width an accent stands beside its letter; it is put onto it.
void lay_accents_over(ImFont& font) {
    for (ImFontGlyph& glyph : font.Glyphs) {
        if (glyph.Codepoint < 0x0300 || glyph.Codepoint > 0x036f) continue;
        glyph.X0 -= glyph.AdvanceX;
        glyph.X1 -= glyph.AdvanceX;
        glyph.AdvanceX = 0;
    }
}

void hide_unseen(ImFont& font) {
    for (const ImWchar* range = kUnseen; *range != 0; range += 2) {
        for (unsigned letter = range[0]; letter <= range[1]; ++letter)
            font.AddGlyph(nullptr, static_cast<ImWchar>(letter), 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    font.BuildLookupTable();
}

}  // namespace

FontFiles find_fonts(const std::string& wanted, std::string& fault) {
    FontFiles usual;
    const auto read = [&](const auto& path_of, const Face& face) {
        usual = {bytes_of(path_of(face.body)),
                 bytes_of(path_of(face.heading)),
                 bytes_of(path_of(face.fixed)),
                 {},
                 false};
        for (std::string* file : {&usual.body, &usual.heading, &usual.fixed}) {
            if (!is_font(*file)) file->clear();
        }
        return !usual.body.empty();
    };
    if (!read(well_known, kFaces[0])) {
        const auto found = list_fonts();
        const auto path_of = [&](const char* name) {
            const auto place = found.find(name);
            return place == found.end() ? std::string() : place->second;
        };
        static_cast<void>(std::any_of(std::begin(kFaces), std::end(kFaces),
                                      [&](const Face& face) { return read(path_of, face); }));
    }
    if (wanted.empty()) return usual;
    std::string bytes = bytes_of(wanted);
    if (is_font(bytes)) return {std::move(bytes), {}, {}, std::move(usual.body), true};
    fault = printable(wanted, 400) +
            (bytes.empty() ? " cannot be read as a font" : " is not a TrueType font") +
            "; the usual font is used";
    return usual;
}

bool Letters::note(std::string_view text) {
    const std::size_t before = noted_.size();
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = [&](std::size_t by) {
            return i + by < text.size() ? static_cast<unsigned char>(text[i + by]) & 0x3fU : 0U;
        };
        const std::size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        unsigned letter = 0;
        if (length == 2) letter = (lead & 0x1fU) << 6U | next(1);
        if (length == 3) letter = (lead & 0x0fU) << 12U | next(1) << 6U | next(2);
        i += length;
        if (letter == 0 || known_[letter]) continue;
        known_[letter] = true;
        // Some of the usual ones are not in all fonts; a letter that is built twice is kept once.
        if (!within(kTextRanges, letter) && !within(kUnseen, letter))
            noted_.push_back(static_cast<std::uint16_t>(letter));
    }
    return noted_.size() > before;
}

Fonts build_fonts(const FontFiles& files, float scale, const Letters& letters) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.TexDesiredWidth = scale > 2 ? 2048 : 1024;
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    // The other builder trusts what a file says of itself.
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    Builder builder(files, letters);
    const std::string& heading = files.heading.empty() ? files.body : files.heading;
    Fonts fonts;
    fonts.body = builder.add({files.body, std::round(kBodySize * scale), kAllRanges});
    fonts.heading = builder.add({heading, std::round(kHeadingSize * scale), kTextRanges});
    fonts.fixed = files.fixed.empty()
                      ? fonts.body
                      : builder.add({files.fixed, std::round(kFixedSize * scale), kTextRanges});
    atlas.Build();
    for (ImFont* font : atlas.Fonts) {
        lay_accents_over(*font);
        hide_unseen(*font);
    }
    return fonts;
}

}  // namespace firebreak::viz
