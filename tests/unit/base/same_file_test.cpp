#include <filesystem>
#include <fstream>

#include <firebreak/program.hpp>

#include "support/temporary_folder.hpp"

using firebreak::behind_links;
using firebreak::same_file;
namespace fs = std::filesystem;

TEST_CASE("the same file is known by any of its names") {
    const firebreak::test::TemporaryFolder folder;
    std::ofstream(folder.file("a")) << "a";
    std::ofstream(folder.file("b")) << "a";
    fs::create_symlink("a", folder.file("soft"));
    fs::create_symlink("soft", folder.file("twice"));
    fs::create_hard_link(folder.file("a"), folder.file("hard"));
    for (const char* name : {"a", "soft", "twice", "hard", "./a"}) {
        INFO(name);
        CHECK(same_file(folder.file(name), folder.file("a")));
        CHECK_FALSE(same_file(folder.file(name), folder.file("b")));
    }
}

TEST_CASE("files that are not there yet are the same if the same one would be made") {
    const firebreak::test::TemporaryFolder folder;
    fs::create_directory(folder.file("below"));
    fs::create_symlink("below/new", folder.file("link"));
    CHECK(same_file(folder.file("new"), folder.file("./new")));
    CHECK(same_file(folder.file("link"), folder.file("below/new")));
    CHECK_FALSE(same_file(folder.file("new"), folder.file("other")));
    CHECK_FALSE(same_file(folder.file("new"), folder.file("below/new")));
    CHECK_FALSE(same_file(folder.file("missing/new"), folder.file("missing/new")));
}

TEST_CASE("links are followed to what they lead to, and circles are found") {
    const firebreak::test::TemporaryFolder folder;
    fs::create_symlink("there", folder.file("link"));
    fs::create_symlink("one", folder.file("two"));
    fs::create_symlink("two", folder.file("one"));
    fs::create_symlink("self", folder.file("self"));
    CHECK(behind_links(folder.file("link")) == folder.file("there"));
    CHECK(behind_links(folder.file("plain")) == folder.file("plain"));
    CHECK_FALSE(behind_links(folder.file("one")));
    CHECK_FALSE(behind_links(folder.file("self")));
    CHECK_FALSE(same_file(folder.file("one"), folder.file("two")));
}
