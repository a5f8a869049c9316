#include "app/settings.hpp"

#include <sys/stat.h>

#include <fstream>

#include "app/script.hpp"
#include "app/state_file.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace firebreak;
using namespace firebreak::viz;
using Folder = firebreak::test::TemporaryFolder;

TEST_CASE("a byte order mark before a file of any kind is passed over") {
    const Folder folder;
    const auto file = [&](const char* name, const std::string& text) {
        std::ofstream(folder.file(name), std::ios::binary) << "\xEF\xBB\xBF" << text;
        return folder.file(name);
    };
    const std::string script = file("script.txt", "wait-frames 3\nkey 2\n");
    const auto text = read_file(script);
    REQUIRE(text);
    const Script parsed = parse_script(*text, script);
    CHECK(parsed.faults.empty());
    CHECK(parsed.commands.size() == 2);
    std::vector<std::string> faults;
    CHECK(load_theme(file("theme.json", R"({"name": "mine"})"), faults).name == "mine");
    CHECK(load_keys(file("keys.json", R"({"file.quit": "F9"})"), false, faults).keys_of(Action::quit) ==
          "F9");
    CHECK(StateFile(file("state.json", R"({"theme": "dark"})")).read(faults).theme == "dark");
    CHECK(faults.empty());
}

TEST_CASE("a pipe, a folder or a device in the place of a file is not waited for") {
    const Folder folder;
    const std::string pipe = folder.file("pipe");
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    for (const std::string& path :
         {pipe, folder.path().string(), std::string("/dev/zero"), folder.file("none")}) {
        INFO(path);
        CHECK_FALSE(read_file(path));
        std::vector<std::string> faults;
        static_cast<void>(load_theme(path, faults));
        static_cast<void>(load_keys(path, false, faults));
        CHECK(faults.size() == 2);
    }
}
