#include "session/new_files.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace firebreak;
using namespace firebreak::viz;
namespace fs = std::filesystem;

namespace {

using Folder = firebreak::test::TemporaryFolder;

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// As long as it lives no file may grow beyond so many bytes: a disk that is full, for everybody, root too.
struct FullDisk {
    rlimit before{};
    void (*handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
    explicit FullDisk(rlim_t bytes) {
        REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
        const rlimit small{bytes, before.rlim_max};
        REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
};

}  // namespace

TEST_CASE("a file is written new and whole, and what was there keeps its permissions") {
    const Folder folder;
    const std::string path = folder.file("a.txt");
    CHECK(write_new_file(path, "one", 0600).empty());
    CHECK(text_of(path) == "one");
    struct stat there {};
    REQUIRE(stat(path.c_str(), &there) == 0);
    CHECK((there.st_mode & 07777) == 0600);
    REQUIRE(chmod(path.c_str(), 0640) == 0);
    CHECK(write_new_file(path, "two, and longer").empty());
    REQUIRE(stat(path.c_str(), &there) == 0);
    CHECK((there.st_mode & 07777) == 0640);
    CHECK(text_of(path) == "two, and longer");
    CHECK(folder.files() == 1);
}

TEST_CASE("a symbolic link stays a link, and its file is replaced") {
    const Folder folder;
    REQUIRE(write_new_file(folder.file("real"), "one").empty());
    fs::create_symlink("real", folder.path() / "link");
    CHECK(write_new_file(folder.file("link"), "two").empty());
    CHECK(fs::is_symlink(folder.path() / "link"));
    CHECK(text_of(folder.file("real")) == "two");
}

TEST_CASE("a write that breaks off loses nothing and leaves nothing behind") {
    const Folder folder;
    const std::string path = folder.file("a.txt");
    REQUIRE(write_new_file(path, "precious").empty());
    {
        const FullDisk disk(16);
        const std::string fault = write_new_file(path, std::string(4'000, 'x'));
        CHECK(fault.starts_with("it could not be written completely ("));
    }
    CHECK(text_of(path) == "precious");
    CHECK(folder.files() == 1);
}

TEST_CASE("a folder that cannot be written to is said, and nothing is lost") {
    const Folder folder;
    const std::string path = folder.file("a.txt");
    REQUIRE(write_new_file(path, "precious").empty());
    CHECK(write_new_file("/proc/firebreak-test", "x").starts_with("the folder cannot be written to ("));
    CHECK(write_new_file(folder.file("none/a.txt"), "x").starts_with("the folder cannot be written to ("));
    CHECK(write_new_file(folder.path().string(), "x") == "something that is not a file has this name");
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    // Root may write everywhere.
    if (geteuid() != 0) CHECK(write_new_file(path, "x").starts_with("the folder cannot be written to ("));
    CHECK(text_of(path) == "precious");
    fs::permissions(folder.path(), fs::perms::owner_all);
    CHECK(folder.files() == 1);
}

TEST_CASE("a link to what is not there yet stays a link, and links in a circle are refused") {
    const Folder folder;
    fs::create_symlink("new.txt", folder.file("link.txt"));
    CHECK(write_new_file(folder.file("link.txt"), "one").empty());
    CHECK(fs::is_symlink(folder.file("link.txt")));
    CHECK(text_of(folder.file("new.txt")) == "one");
    fs::create_symlink("b.txt", folder.file("a.txt"));
    fs::create_symlink("a.txt", folder.file("b.txt"));
    CHECK(write_new_file(folder.file("a.txt"), "x").starts_with("its links lead back to themselves ("));
    CHECK(fs::is_symlink(folder.file("a.txt")));
}

TEST_CASE("files that take their names together keep permissions and links, and leave what is protected") {
    Folder folder;
    const std::string path = folder.file("a.csv");
    REQUIRE(write_new_file(path, "one", 0600).empty());
    fs::create_symlink("a.csv", folder.file("link.csv"));
    {
        NewFiles files;
        REQUIRE(files.add(folder.file("link.csv"), "two"));
        REQUIRE(files.finish());
    }
    CHECK(fs::is_symlink(folder.file("link.csv")));
    std::ifstream in(path);
    std::string words;
    in >> words;
    CHECK(words == "two");
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    fs::permissions(path, fs::perms::owner_read);
    NewFiles files;
    if (geteuid() != 0) CHECK_FALSE(files.add(path, "three"));
}

TEST_CASE("files appear whole or not at all") {
    Folder folder;
    {
        NewFiles files;
        REQUIRE(files.add(folder.file("a.csv"), "one"));
        CHECK_FALSE(fs::exists(folder.file("a.csv")));
        const std::string temporary = files.begin(folder.file("b.png"));
        CHECK(temporary.ends_with(".png"));
        REQUIRE(files.finish());
    }
    CHECK(text_of(folder.file("a.csv")) == "one");
    CHECK(folder.files() == 2);
    {
        NewFiles files;
        REQUIRE(files.add(folder.file("a.csv"), "two"));
        CHECK_FALSE(files.add(folder.file("none/c.csv"), "three"));
        CHECK_FALSE(files.finish());
        CHECK(files.error().find("c.csv cannot be written: No such file or directory.") != std::string::npos);
    }
    CHECK(text_of(folder.file("a.csv")) == "one");
    CHECK(folder.files() == 2);
}

TEST_CASE("a name that a folder has keeps all files from theirs") {
    Folder folder;
    fs::create_directory(folder.file("b.csv"));
    NewFiles files;
    REQUIRE(files.add(folder.file("a.csv"), "one"));
    REQUIRE(files.add(folder.file("b.csv"), "two"));
    CHECK_FALSE(files.finish());
    CHECK(files.error().find("Is a directory") != std::string::npos);
    CHECK_FALSE(fs::exists(folder.file("a.csv")));
}

TEST_CASE("a folder that cannot be written into says why") {
    Folder folder;
    CHECK(folder_fault("").empty());
    CHECK(folder_fault(folder.file("")).empty());
    CHECK(folder_fault(folder.file("none")).find("does not exist") != std::string::npos);
    std::ofstream(folder.file("file")) << "x";
    CHECK(folder_fault(folder.file("file")).find("is not a folder") != std::string::npos);
    CHECK(folder_fault(folder.file("file/below")).find("cannot be reached") != std::string::npos);
}
