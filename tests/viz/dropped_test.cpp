#include "session/dropped.hpp"

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

const std::string kTests = std::string(FIREBREAK_SOURCE_DIR) + "/tests/viz/";
const std::string kCoasts = "file://" + kTests + "coasts.yaml";

}  // namespace

TEST_CASE("addresses of files on this computer become paths") {
    CHECK(path_of_uri("file:///home/me/a%20b.yaml") == "/home/me/a b.yaml");
    CHECK(path_of_uri("file://localhost/a") == "/a");
    CHECK(path_of_uri("file:/a") == "/a");
    CHECK(path_of_uri("file:///%CE%B1/%d0%B1.yaml") == "/\u03b1/\u0431.yaml");
    CHECK(path_of_uri("file:///\u03b1.yaml") == "/\u03b1.yaml");
    CHECK(path_of_uri("file:///100%25.yaml") == "/100%.yaml");
    CHECK(path_of_uri("file:///a.yaml#part") == "/a.yaml");
    CHECK(path_of_uri("file:///a%23b.yaml") == "/a#b.yaml");
}

TEST_CASE("addresses that are no files of this computer, or are broken, are none") {
    for (const char* bad : {"", "http://example.org/a.yaml", "file://example.org/a.yaml", "file://",
                            "file:", "file:a.yaml", "file:///a%00.yaml", "file:///a%2", "file:///a%",
                            "file:///a%zz", "file:///a%+1", "smb://x/y.yaml", "javascript:x"}) {
        INFO(bad);
        CHECK_FALSE(path_of_uri(bad));
    }
    CHECK_FALSE(path_of_uri("file:///" + std::string(20'000, 'a')));
    CHECK_FALSE(path_of_uri(std::string("file:///a\0b", 11)));
}

TEST_CASE("one scenario is opened without a word") {
    const Dropped dropped = judge_drop(kCoasts + "\r\n");
    CHECK(dropped.path == kTests + "coasts.yaml");
    CHECK(dropped.words.empty());
    CHECK(judge_drop("# a comment\r\n\r\n" + kCoasts + std::string("\r\n\0", 3)).path ==
          kTests + "coasts.yaml");
}

TEST_CASE("of several things the first scenario is opened, and that is said") {
    const Dropped dropped =
        judge_drop("file:///no/notes.txt\r\n" + kCoasts + "\r\nfile://" + kTests + "broken.yaml\r\n");
    CHECK(dropped.path == kTests + "coasts.yaml");
    CHECK(dropped.words ==
          "3 items were dropped. Only coasts.yaml was opened, the first scenario among them.");
}

TEST_CASE("what cannot be opened is said in words") {
    const auto words = [](const std::string& list) {
        const Dropped dropped = judge_drop(list);
        CHECK(dropped.path.empty());
        return dropped.words;
    };
    CHECK(words("file:///etc/notes.txt\r\n") ==
          "notes.txt is not a scenario file: its name does not end with .yaml or .yml.");
    CHECK(words("http://example.org/a.yaml\r\n") ==
          "http://example.org/a.yaml is not a file on this computer.");
    CHECK(words("file:///no/such/a.yaml") == "a.yaml cannot be opened. It is not there any more.");
    CHECK(words("file://" + std::filesystem::path(kTests).parent_path().string()) ==
          "viz is a folder. Drop a scenario file (.yaml) from inside it.");
    CHECK(words("") == "What was dropped is not a file.");
    CHECK(words("# nothing\r\n") == "What was dropped is not a file.");
    CHECK(words(std::string(kMostDroppedBytes + 1, 'a')) ==
          "Too much was dropped at once. Drop one scenario file (.yaml).");
    // Nothing of what another program sends reaches the screen as it is.
    CHECK(words("ht\x1b[31m\xe2\x80\xaetp:\x01").find('\x1b') == std::string::npos);
}

TEST_CASE("without a look at the disk only names count") {
    CHECK(judge_drop("file:///no/such/a.yaml", false).path == "/no/such/a.yaml");
    CHECK(judge_drop("file:///no/such/a.txt", false).path.empty());
    // What may be the folder of a sweep.
    CHECK(judge_drop("file:///no/such/folder", false).path == "/no/such/folder");
    CHECK(judge_drop("file:///no/such/folder").path.empty());
}

TEST_CASE("the folder of a sweep can be dropped") {
    const firebreak::test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.file("results"));
    const std::string uri = "file://" + folder.file("results");
    CHECK(judge_drop(uri).words == "results is a folder. Drop a scenario file (.yaml) from inside it.");
    std::ofstream(folder.file("results/sweep.json")) << "{}";
    CHECK(judge_drop(uri).path == folder.file("results"));
}
