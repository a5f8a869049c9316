#include "session/scenario_text.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "viz/patience.hpp"

using namespace firebreak;
using namespace firebreak::viz;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// A folder of its own with a scenario in it.
struct Desk : firebreak::test::TemporaryFolder {
    Desk() { write("a.yaml", text_of(std::string(FIREBREAK_SOURCE_DIR) + "/tests/viz/coasts.yaml")); }
    void write(const char* name, const std::string& text) const {
        std::ofstream(path() / name, std::ios::binary) << text;
    }
    [[nodiscard]] std::string scenario() const { return file("a.yaml"); }
};

// Until the check that is under way is over.
void finish(ScenarioText& editor) {
    static_cast<void>(editor.tick(1));
    REQUIRE(firebreak::test::comes_true([&] {
        static_cast<void>(editor.tick(0));
        return !editor.checking();
    }));
}

}  // namespace

TEST_CASE("a text is read, checked half a second after the last change, and written back") {
    const Desk desk;
    REQUIRE(chmod(desk.scenario().c_str(), 0640) == 0);
    ScenarioText editor;
    CHECK_FALSE(editor.is_open());
    REQUIRE(editor.read(desk.scenario()).empty());
    CHECK_FALSE(editor.changed());
    finish(editor);
    CHECK(editor.diagnostics().empty());
    const std::string before = editor.text;
    editor.text += "\ncolour: blue\n";
    editor.edited();
    CHECK(editor.changed());
    CHECK_FALSE(editor.tick(0.3));
    editor.edited();
    CHECK_FALSE(editor.tick(0.3));  // the half second began anew
    CHECK(editor.tick(0.3));
    finish(editor);
    REQUIRE(editor.errors() == 1);
    CHECK(editor.diagnostics()[0].file == desk.scenario());
    CHECK(editor.diagnostics()[0].line ==
          static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 2);
    // Faults are no reason not to save.
    CHECK(editor.save(false) == ScenarioText::Saved::yes);
    CHECK_FALSE(editor.changed());
    CHECK(text_of(desk.scenario()) == before + "\ncolour: blue\n");
    struct stat there {};
    REQUIRE(stat(desk.scenario().c_str(), &there) == 0);
    CHECK((there.st_mode & 07777) == 0640);
    editor.text = before;
    editor.edited();
    editor.revert();
    CHECK(editor.text == before + "\ncolour: blue\n");
}

TEST_CASE("what a text includes is read from the folder of its file") {
    const Desk desk;
    desk.write("part.yaml", "colour: blue\n");
    ScenarioText editor;
    REQUIRE(editor.read(desk.scenario()).empty());
    editor.text += "\ninclude: part.yaml\n";
    editor.edited();
    finish(editor);
    REQUIRE(editor.errors() == 1);
    CHECK(editor.diagnostics()[0].file == desk.file("part.yaml"));
}

TEST_CASE("a file that something else changed is not written over unasked") {
    const Desk desk;
    ScenarioText editor;
    REQUIRE(editor.read(desk.scenario()).empty());
    editor.text = "mine";
    desk.write("a.yaml", "theirs");
    CHECK(editor.save(false) == ScenarioText::Saved::changed_on_disk);
    CHECK(text_of(desk.scenario()) == "theirs");
    CHECK(editor.text == "mine");
    CHECK(editor.changed());
    CHECK(editor.save(true) == ScenarioText::Saved::yes);
    CHECK(text_of(desk.scenario()) == "mine");
    // Gone is changed too.
    fs::remove(desk.scenario());
    editor.text = "more";
    CHECK(editor.save(false) == ScenarioText::Saved::changed_on_disk);
    CHECK_FALSE(fs::exists(desk.scenario()));
}

TEST_CASE("a write that breaks off loses neither the file nor what was typed") {
    const Desk desk;
    const std::string before = text_of(desk.scenario());
    ScenarioText editor;
    REQUIRE(editor.read(desk.scenario()).empty());
    editor.text += "# more\n";
    rlimit limit{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &limit) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{20, limit.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto saved = editor.save(false);
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);
    CHECK(saved == ScenarioText::Saved::failed);
    CHECK(editor.fault().starts_with("it could not be written completely ("));
    CHECK(text_of(desk.scenario()) == before);
    CHECK(editor.text == before + "# more\n");
    CHECK(editor.changed());
    CHECK(desk.files() == 1);
}

TEST_CASE("files that cannot be edited are refused in words") {
    const Desk desk;
    ScenarioText editor;
    CHECK(editor.read(desk.file("none.yaml")) == "The file cannot be read. It is not there any more.");
    CHECK(editor.read(desk.path().string()) == "The file cannot be read. It is a folder.");
    desk.write("large.yaml", std::string(kMostEditedBytes + 1, '#'));
    CHECK(editor.read(desk.file("large.yaml")).starts_with("The file is larger than 200 kB"));
    desk.write("most.yaml", std::string(kMostEditedBytes, '#'));
    CHECK(editor.read(desk.file("most.yaml")).empty());
    editor.text += '#';
    CHECK(editor.save(false) == ScenarioText::Saved::failed);
    desk.write("nul.yaml", std::string("a\0b", 3));
    CHECK(editor.read(desk.file("nul.yaml")) == "The file is not text in UTF-8.");
    desk.write("bad.yaml", "a\xff");
    CHECK(editor.read(desk.file("bad.yaml")) == "The file is not text in UTF-8.");
    CHECK_FALSE(editor.is_open());
}

TEST_CASE("line ends of Windows and a byte order mark stay as they were") {
    const Desk desk;
    desk.write("w.yaml",
               "\xEF\xBB\xBF"
               "a: 1\r\nb: 2\r\n");
    ScenarioText editor;
    REQUIRE(editor.read(desk.file("w.yaml")).empty());
    CHECK(editor.text == "a: 1\nb: 2\n");
    CHECK_FALSE(editor.changed());
    editor.text += "c: 3\n";
    CHECK(editor.save(false) == ScenarioText::Saved::yes);
    CHECK(text_of(desk.file("w.yaml")) ==
          "\xEF\xBB\xBF"
          "a: 1\r\nb: 2\r\nc: 3\r\n");
    desk.write("mixed.yaml", "a: 1\r\nb: 2\n");
    REQUIRE(editor.read(desk.file("mixed.yaml")).empty());
    CHECK(editor.text == "a: 1\r\nb: 2\n");
}

TEST_CASE("a text that is closed while it is checked leaves nothing behind") {
    const Desk desk;
    ScenarioText editor;
    REQUIRE(editor.read(desk.scenario()).empty());
    CHECK(editor.tick(0));
    editor.close();
    CHECK_FALSE(editor.is_open());
    CHECK_FALSE(editor.checking());
    CHECK(editor.diagnostics().empty());
    CHECK_FALSE(editor.tick(1));
}
