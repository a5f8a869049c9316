#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <atomic>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace fs = std::filesystem;

namespace {

// A folder of its own that goes away with the test.
class Folder {
public:
    Folder() {
        static std::atomic<int> count{0};
        path_ = fs::temp_directory_path() /
                ("firebreak-files-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
        fs::create_directories(path_ / "mine" / "parts");
    }
    ~Folder() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] LoadedScenario load(const std::string& name) const { return load_scenario(path(name)); }

private:
    fs::path path_;
};

std::string first_message(const LoadedScenario& loaded) {
    return loaded.diagnostics.empty() ? "no fault" : loaded.diagnostics[0].message;
}

}  // namespace

TEST_CASE("A scenario that extends another changes single keys of it", "[files]") {
    const Folder folder;
    folder.write("mine/base.yaml", kSmall);
    folder.write(
        "mine/changed.yaml",
        "extends: base.yaml\nid: changed\nactors: {south: {posture: {skew: 1}}}\nmeasures: {training: }\n");
    const LoadedScenario loaded = folder.load("mine/changed.yaml");
    REQUIRE(loaded.spec.has_value());
    CHECK(loaded.spec->id == "changed");
    CHECK(loaded.spec->actors[1].posture.misread == 0.1);
    CHECK(loaded.spec->actors[1].posture.skew == 1);
    CHECK(loaded.spec->actors[0].posture.skew == 0.5);
    CHECK(loaded.spec->measures.empty());
    CHECK(loaded.files ==
          std::vector<std::string>{folder.path("mine/changed.yaml"), folder.path("mine/base.yaml")});
}

TEST_CASE("Parts are merged in their order below the file itself", "[files]") {
    const Folder folder;
    folder.write("mine/base.yaml", "include: [parts/a.yaml, parts/b.yaml]\n" + kSmall);
    folder.write("mine/parts/a.yaml", "title: from a\nquestion: from a\nsummary: from a\nid: from-a\n");
    folder.write("mine/parts/b.yaml", "question: from b\n");
    const LoadedScenario loaded = folder.load("mine/base.yaml");
    REQUIRE(loaded.spec.has_value());
    CHECK(loaded.spec->id == "small");
    CHECK(loaded.spec->summary == "from a");
    CHECK(loaded.spec->question == "from b");
}

TEST_CASE("A fault names the file in which its node stands", "[files]") {
    const Folder folder;
    folder.write("mine/base.yaml", "include: parts/a.yaml\n" + kSmall);
    folder.write("mine/parts/a.yaml", "\nactors: {north: {tremble: 2}}\n");
    const LoadedScenario loaded = folder.load("mine/base.yaml");
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(format_diagnostic(loaded.diagnostics[0]) ==
          folder.path("mine/parts/a.yaml") + ":2:27: actors.north.tremble: 2 is outside 0..1");
}

TEST_CASE("No file outside the scenario's folder is read", "[files]") {
    const Folder folder;
    folder.write("secret.yaml", "title: secret\n");
    fs::create_symlink(folder.path("secret.yaml"), folder.path("mine/link.yaml"));
    for (const std::string& name :
         {std::string("../secret.yaml"), std::string("parts/../../secret.yaml"), std::string("link.yaml")}) {
        folder.write("mine/a.yaml", "extends: " + name + "\n");
        CHECK(first_message(folder.load("mine/a.yaml")) ==
              "must lie in the scenario's own folder or below it");
    }
    folder.write("mine/a.yaml", "include: [" + folder.path("secret.yaml") + "]\n");
    CHECK(first_message(folder.load("mine/a.yaml")) == "must be a path relative to this file");
}

TEST_CASE("Circles, towers and what is no file are refused", "[files]") {
    const Folder folder;
    folder.write("mine/a.yaml", "extends: b.yaml\n");
    folder.write("mine/b.yaml", "extends: a.yaml\n");
    CHECK(first_message(folder.load("mine/a.yaml")) == "this file includes itself");
    for (int i = 0; i < 12; ++i)
        folder.write("mine/d" + std::to_string(i) + ".yaml",
                     "include: d" + std::to_string(i + 1) + ".yaml\n");
    CHECK(first_message(folder.load("mine/d0.yaml")) == "more than 8 files nested in one another");
    folder.write("mine/a.yaml", "include: parts\n");
    CHECK(first_message(folder.load("mine/a.yaml")) == "is not a regular file");
    folder.write("mine/a.yaml", "include: missing.yaml\n");
    CHECK(first_message(folder.load("mine/a.yaml")) == "cannot find 'missing.yaml'");
    CHECK(first_message(folder.load("mine/nothing.yaml")) ==
          "cannot read this file: No such file or directory");
    CHECK(first_message(folder.load("mine")) == "cannot read this file: Is a directory");
}

TEST_CASE("Taking away what is not there does nothing", "[files]") {
    const Folder folder;
    folder.write("mine/base.yaml", kSmall);
    folder.write("mine/plain.yaml", "firebreak: 1\nid: x\nextends: base.yaml\n");
    folder.write("mine/less.yaml",
                 "firebreak: 1\nid: x\nextends: base.yaml\nquestion:\n"
                 "actors: {south: {review: , image: {memory: }}, north: {posture: {misread: }}}\nmeasures: "
                 "{absent: }\n");
    const LoadedScenario plain = folder.load("mine/plain.yaml");
    const LoadedScenario less = folder.load("mine/less.yaml");
    REQUIRE(plain.spec);
    REQUIRE(first_message(less) == "no fault");
    REQUIRE(less.spec);
    Spec expected = *plain.spec;
    expected.actors[0].posture.misread = 0;  // its default
    CHECK(*less.spec == expected);
    CHECK(faults_of(small_with("posture: {misread: 0.1}", "review:")) ==
          Lines{"t.yaml:19:5: actors.north.review: expected a duration like 6h, found nothing"});
}

TEST_CASE("A byte order mark before the scenario, a base or a part is no part of it", "[files]") {
    const Folder folder;
    const std::string mark = "\xEF\xBB\xBF";
    folder.write("mine/base.yaml", mark + kSmall);
    folder.write("mine/part.yaml", mark + "title: A part\n");
    folder.write("mine/a.yaml", mark + "firebreak: 1\nid: x\nextends: base.yaml\ninclude: part.yaml\n");
    const LoadedScenario loaded = folder.load("mine/a.yaml");
    REQUIRE(loaded.spec);
    CHECK(loaded.spec->title == "A part");
}

TEST_CASE("A text that is to take the place of a file is read with the files that it names", "[files]") {
    const Folder folder;
    folder.write("mine/base.yaml", kSmall);
    folder.write("mine/changed.yaml", "this is not read");
    const std::string text = "extends: base.yaml\nid: changed\n";
    const LoadedScenario loaded = load_scenario_text(text, folder.path("mine/changed.yaml"));
    REQUIRE(loaded.spec.has_value());
    CHECK(loaded.spec->id == "changed");
    CHECK(loaded.files ==
          std::vector<std::string>{folder.path("mine/changed.yaml"), folder.path("mine/base.yaml")});
    // The bytes decide, wherever they come from.
    folder.write("mine/changed.yaml", text);
    CHECK(loaded.sha256 == folder.load("mine/changed.yaml").sha256);
    // A file may not include itself, though its text is not the one on disk.
    CHECK(first_message(load_scenario_text("include: changed.yaml\n", folder.path("mine/changed.yaml"))) ==
          "this file includes itself");
    CHECK(first_message(load_scenario_text("include: ../outside.yaml\n", folder.path("mine/changed.yaml"))) !=
          "no fault");
    CHECK(load_scenario_text(kSmall, folder.path("mine/not-there-yet.yaml")).spec.has_value());
}
