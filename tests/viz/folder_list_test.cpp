#include "session/folder_list.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace firebreak;
using namespace firebreak::viz;
namespace fs = std::filesystem;

namespace {

struct Folder : firebreak::test::TemporaryFolder {
    void fill(const std::string& name) const { std::ofstream(path() / name) << "x"; }
};

}  // namespace

TEST_CASE("a folder is listed with its folders first, scenarios after them, and nothing hidden") {
    const Folder folder;
    for (const char* name : {"b.yaml", "A.YML", "notes.txt", ".hidden.yaml", "c d.yml", "yaml"})
        folder.fill(name);
    for (const char* name : {"zeta", "Alpha", ".git", "beta.yaml"})
        fs::create_directory(folder.path() / name);
    const FolderList list = list_folder(folder.path().string());
    CHECK(list.fault.empty());
    CHECK_FALSE(list.more);
    const std::vector<FolderEntry> wanted{{"Alpha", true},  {"beta.yaml", true}, {"zeta", true},
                                          {"A.YML", false}, {"b.yaml", false},   {"c d.yml", false}};
    CHECK(list.entries == wanted);
}

TEST_CASE("a folder of a sweep is marked, and can be opened as one") {
    const Folder folder;
    fs::create_directory(folder.path() / "results");
    folder.fill("results/sweep.json");
    fs::create_directory(folder.path() / "plain");
    const std::vector<FolderEntry> wanted{{"plain", true, false}, {"results", true, true}};
    CHECK(list_folder(folder.path().string()).entries == wanted);
    const std::string sweep = (folder.path() / "results").string();
    CHECK(why_not_openable(sweep) == "It is a folder.");
    CHECK(why_not_opened_here(sweep).empty());
    CHECK(why_not_opened_here((folder.path() / "plain").string()) == "It is a folder.");
}

TEST_CASE("a folder that is not there is said in words") {
    const FolderList list = list_folder("/no/such/folder");
    CHECK(list.entries.empty());
    CHECK(list.fault == "This folder cannot be read (No such file or directory).");
    CHECK(list_folder("/dev/null").fault.starts_with("This folder cannot be read ("));
}

TEST_CASE("of a folder with very many files the first thousand are listed, and it says that there are more") {
    const Folder folder;
    for (int i = 0; i < 1'003; ++i) folder.fill(std::to_string(10'000 + i) + ".yaml");
    const FolderList list = list_folder(folder.path().string());
    CHECK(list.entries.size() == kMostListed);
    CHECK(list.more);
    CHECK(list.entries.front().name == "10000.yaml");
}

TEST_CASE("what is typed is divided into a folder and the beginning of a name") {
    const auto check = [](const char* typed, const char* folder, const char* as_typed, const char* name) {
        const TypedPath path = divide_path(typed, "/home/me");
        CHECK(path.folder == folder);
        CHECK(path.folder_as_typed == as_typed);
        CHECK(path.name == name);
    };
    check("", ".", "", "");
    check("re", ".", "", "re");
    check("scenarios/cy", "scenarios/", "scenarios/", "cy");
    check("/a", "/", "/", "a");
    check("~", "/home/me", "~/", "");
    check("~/x/y", "/home/me/x/", "~/x/", "y");
    check("~other/y", "~other/", "~other/", "y");
    CHECK(expand_home("~/a", nullptr) == "~/a");
    CHECK(expand_home("a~", "/home/me") == "a~");
}

TEST_CASE("the folder above, as it would be typed") {
    CHECK(parent_as_typed("") == "../");
    CHECK(parent_as_typed("./") == "../");
    CHECK(parent_as_typed("../") == "../../");
    CHECK(parent_as_typed("../../") == "../../../");
    CHECK(parent_as_typed("a/") == "./");
    CHECK(parent_as_typed("a/b/") == "a/");
    CHECK(parent_as_typed("/") == "/");
    CHECK(parent_as_typed("/a/") == "/");
    CHECK(parent_as_typed("~/") == "~/../");
    CHECK(parent_as_typed("~/x/") == "~/");
}

TEST_CASE("capitals make no difference to what fits") {
    CHECK(fits("Reset-2011.yaml", "reset"));
    CHECK(fits("reset-2011.yaml", "2011"));
    CHECK(fits("a", ""));
    CHECK_FALSE(fits("a", "b"));
    CHECK(has_scenario_name("a.YAML"));
    CHECK(has_scenario_name("a.yml"));
    CHECK_FALSE(has_scenario_name("a.yaml.txt"));
}

TEST_CASE("why a file cannot be opened") {
    const Folder folder;
    folder.fill("a.yaml");
    REQUIRE(mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    CHECK(why_not_openable((folder.path() / "a.yaml").string()).empty());
    CHECK(why_not_openable((folder.path() / "none").string()) == "It is not there any more.");
    CHECK(why_not_openable(folder.path().string()) == "It is a folder.");
    CHECK(why_not_openable((folder.path() / "pipe").string()) == "This is not a readable file.");
    CHECK(is_folder(folder.path().string()));
    CHECK_FALSE(is_folder((folder.path() / "a.yaml").string()));
}

TEST_CASE("scenarios with a title are found a subject after the other, and others are left out") {
    const Folder folder;
    for (const char* subject : {"tutorial", "cyber", "theory"}) fs::create_directory(folder.path() / subject);
    const auto write = [&](const char* name, const std::string& text) {
        std::ofstream(folder.path() / name) << text;
    };
    write("tutorial/first.yaml", "id: x\ntitle: \"A cut cable\"\r\n");
    write("cyber/b.yaml", "title:   Second  \n");
    write("cyber/a.yaml", "# words\n  title: within\ntitle: 'First'\n");
    write("cyber/none.yaml", "id: none\n");
    write("cyber/empty.yaml", "title: \n");
    write("cyber/late.yaml", std::string(20'000, '#') + "\ntitle: too late\n");
    write("cyber/readme.md", "title: no scenario\n");
    write("theory/t.yaml", "title: a formula\n");
    const std::string base = folder.path().string();
    CHECK(titled_scenarios(base) ==
          std::vector<TitledScenario>{{base + "/cyber/a.yaml", "First"},
                                      {base + "/cyber/b.yaml", "Second"},
                                      {base + "/tutorial/first.yaml", "A cut cable"}});
    CHECK(titled_scenarios(base + "/nothing").empty());
}
