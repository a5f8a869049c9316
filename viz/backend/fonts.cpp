#include "backend/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <vector>

#include <imgui.h>
#ifdef FIREBREAK_VIZ_FREETYPE
#include <imgui_freetype.h>
#endif

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
constexpr Face kFaces[] = {{"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf"},
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

// Where Debian, Ubuntu, Fedora and Arch keep the first face, so that the search through all folders is seldom needed.
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
        for (; !error && walk != fs::recursive_directory_iterator() && files < kMostFiles; walk.increment(error), ++files) {
            if (walk->path().extension() == ".ttf") found.emplace(walk->path().filename().string(), walk->path().string());
        }
    }
    return found;
}

constexpr ImWchar kAllRanges[] = {0x0020, 0x024f,  // Latin
                                  0x0370, 0x03ff,  // Greek
                                  0x0400, 0x052f,  // Cyrillic
                                  0x2010, 0x205e,  // dashes, quotes, dots
                                  0x2070, 0x209c,  // raised and lowered figures
                                  0x20a0, 0x20bf,  // currencies
                                  0x2190, 0x21ff,  // arrows
                                  0x2200, 0x22ff,  // mathematics
                                  0x2500, 0x25ff,  // frames, blocks, shapes
                                  0x2713, 0x2718, 0xfffd, 0xfffd, 0};
constexpr ImWchar kTextRanges[] = {0x0020, 0x024f, 0x0370, 0x03ff, 0x0400, 0x052f, 0x2010,
                                   0x205e, 0x2190, 0x2193, 0xfffd, 0xfffd, 0};

ImFont* add(const std::string& file, float size, const ImWchar* ranges) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = config.OversampleV = 1;
    config.PixelSnapH = true;
    if (!file.empty()) {
        if (ImFont* font = atlas.AddFontFromFileTTF(file.c_str(), size, &config, ranges)) return font;
    }
    config.SizePixels = std::floor(size * 0.8125F);  // the built-in face is drawn for 13 pixels
    return atlas.AddFontDefault(&config);
}

}  // namespace

FontFiles find_fonts(const std::string& wanted) {
    std::error_code error;
    if (!wanted.empty() && fs::is_regular_file(wanted, error)) return {wanted, {}, {}};
    if (const std::string body = well_known(kFaces[0].body); !body.empty())
        return {body, well_known(kFaces[0].heading), well_known(kFaces[0].fixed)};
    const auto found = list_fonts();
    const auto path_of = [&](const char* name) {
        const auto place = found.find(name);
        return place == found.end() ? std::string() : place->second;
    };
    for (const Face& face : kFaces) {
        if (found.count(face.body) > 0) return {path_of(face.body), path_of(face.heading), path_of(face.fixed)};
    }
    return {};
}

Fonts build_fonts(const FontFiles& files, float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.TexDesiredWidth = scale > 2 ? 2048 : 1024;
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
#ifdef FIREBREAK_VIZ_FREETYPE
    // Twice as fast as the other builder, and half the texture.
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
    Fonts fonts;
    fonts.body = add(files.body, std::round(kBodySize * scale), kAllRanges);
    fonts.heading = add(files.heading.empty() ? files.body : files.heading, std::round(kHeadingSize * scale), kTextRanges);
    fonts.fixed = files.fixed.empty() ? fonts.body : add(files.fixed, std::round(kFixedSize * scale), kTextRanges);
    atlas.Build();
    return fonts;
}

}  // namespace firebreak::viz
