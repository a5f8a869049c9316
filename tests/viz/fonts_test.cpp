#include "backend/fonts.hpp"

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "viz/interface.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

// Nothing where no fonts are installed.
FontFiles usual_fonts() {
    std::string fault;
    FontFiles files = find_fonts("", fault);
    CHECK(fault.empty());
    return files;
}

void no_fonts() { WARN("no fonts are installed here: nothing is tested"); }

float width(ImFont* font, const char* words) {
    return font->CalcTextSizeA(font->FontSize, 10'000, 0, words).x;
}

bool has(ImFont* font, unsigned letter) {
    return font->FindGlyphNoFallback(static_cast<ImWchar>(letter)) != nullptr;
}

}  // namespace

TEST_CASE("letters are noted once, and only those beyond the usual") {
    Letters letters;
    CHECK_FALSE(letters.note("Café, Ωμέγα, Москва \u2192 100 %"));
    CHECK(letters.note("Hà Nội"));  // U+1ED9
    CHECK(letters.noted() == std::vector<std::uint16_t>{0x1ed9});
    CHECK_FALSE(letters.note("Nội"));
    CHECK(letters.note("№ עברית ქართული"));
    // What is no UTF-8, or beyond the 16 bits of a font, does no harm.
    CHECK_FALSE(letters.note("\xff\xc3 \xe2\x82 \xf0\x9f\x98\x80 \x80"));
    CHECK_FALSE(letters.note(""));
    // Joiners draw nothing, and need no glyph.
    CHECK_FALSE(letters.note("\u200b\u200c\u200d\u2060\ufe0f\ufeff"));
}

TEST_CASE("all fonts have the letters that were noted, from another file where their own has none") {
    const FontFiles files = usual_fonts();
    if (files.body.empty()) return no_fonts();
    const Interface interface;
    Letters letters;
    constexpr unsigned kWanted[] = {0x1ec7, 0x1eef, 0x1f08, 0x1fc6, 0x2116, 0x2460,
                                    0x05e2, 0x05ea, 0x10d0, 0x0540, 0x0627};
    for (const char* words : {"ệữ", "ἈῆΑθῆναι", "№①", "עברית", "ქართ", "Հայ", "العربية"}) letters.note(words);
    Fonts fonts = build_fonts(files, 1, letters);
    for (ImFont* font : {fonts.body, fonts.heading, fonts.fixed}) {
        for (const unsigned letter : kWanted) {
            INFO(letter);
            CHECK(has(font, letter));
        }
    }
    // Without them they are not built: a font has thousands.
    fonts = build_fonts(files, 1, {});
    CHECK_FALSE(has(fonts.body, 0x1ec7));
}

TEST_CASE("accents stand on the letter before, and joiners draw nothing") {
    const FontFiles files = usual_fonts();
    if (files.body.empty()) return no_fonts();
    const Interface interface;
    const Fonts fonts = build_fonts(files, 1, {});
    for (ImFont* font : {fonts.body, fonts.heading, fonts.fixed}) {
        CHECK(width(font, "Cafe\u0301 Zu\u0308rich") == width(font, "Cafe Zurich"));
        CHECK(width(font, "a\u200bb\u200cc\u200dd\u2060e\ufe0f\u00ad") == width(font, "abcde"));
        for (const unsigned unseen : {0x00adU, 0x200cU, 0x200dU, 0x2060U, 0xfe0fU}) {
            INFO(unseen);
            REQUIRE(has(font, unseen));
            const ImFontGlyph& glyph = *font->FindGlyph(static_cast<ImWchar>(unseen));
            CHECK(glyph.AdvanceX == 0);
            CHECK(glyph.X0 == glyph.X1);
        }
        // The accent reaches back over the letter.
        CHECK(font->FindGlyph(0x0301)->X0 < 0);
    }
}

TEST_CASE("a file that is no font is told, and the usual font taken") {
    const firebreak::test::TemporaryFolder folder;
    const FontFiles usual = usual_fonts();
    std::ofstream(folder.file("words.ttf")) << "root:x:0:0:root:/root:/bin/sh\n";
    std::ofstream(folder.file("empty.ttf"));
    // One that begins as a font does and breaks off.
    std::ofstream(folder.file("short.ttf"), std::ios::binary) << usual.body.substr(0, 400);
    for (const char* name : {"words.ttf", "empty.ttf", "short.ttf", "none.ttf", ""}) {
        const std::string path = folder.file(name);
        INFO(path);
        std::string fault;
        const FontFiles files = find_fonts(path, fault);
        CHECK(fault.starts_with(path));
        CHECK(fault.ends_with("; the usual font is used"));
        CHECK((files.body == usual.body));
    }
    std::string fault;
    static_cast<void>(find_fonts(folder.file("words.ttf"), fault));
    CHECK(fault == folder.file("words.ttf") + " is not a TrueType font; the usual font is used");
}

TEST_CASE("a font that was asked for gets the letters that it has not from the usual one") {
    const FontFiles usual = usual_fonts();
    if (usual.fixed.empty()) return no_fonts();
    const firebreak::test::TemporaryFolder folder;
    std::ofstream(folder.file("mine.ttf"), std::ios::binary) << usual.fixed;
    std::string fault;
    const FontFiles files = find_fonts(folder.file("mine.ttf"), fault);
    CHECK(fault.empty());
    CHECK((files.body == usual.fixed));
    const Interface interface;
    Letters letters;
    letters.note("א");
    const Fonts fonts = build_fonts(files, 1, letters);
    CHECK(has(fonts.body, 0x05d0));
}
