// A folder of files that extend and include one another. The bytes are the files, each below a line "===
// NAME" of one of the names here; the first is the scenario. No file is read that does not lie in the folder,
// and none twice inside itself.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <firebreak/scenario.hpp>

#include "target.hpp"

using namespace firebreak;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kNames[] = {"main.yaml", "a.yaml", "b.yaml", "deep/c.yaml", "deep/d.yaml"};

// In memory where the system has such a folder; with ways out of it that must not be taken.
class Folder {
public:
    Folder() {
        std::error_code error;
        std::string path = (fs::is_directory("/dev/shm", error) ? std::string("/dev/shm")
                                                                : fs::temp_directory_path().string()) +
                           "/firebreak-fuzz-XXXXXX";
        fuzz::require(mkdtemp(path.data()) != nullptr, "a temporary folder can be made", path);
        top_ = path;
        fs::create_directories(top_ / "scenario/deep");
        std::ofstream(top_ / "secret.yaml") << "title: secret\n";
        fs::create_symlink("../secret.yaml", top_ / "scenario/out.yaml");
        fs::create_symlink("../..", top_ / "scenario/deep/up");
        fs::create_symlink("loop.yaml", top_ / "scenario/loop.yaml");
    }
    ~Folder() {
        std::error_code error;
        fs::remove_all(top_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] fs::path scenario() const { return top_ / "scenario"; }

private:
    fs::path top_;
};

void write_files(const fs::path& folder, std::string_view text) {
    for (const std::string_view name : kNames) fs::remove(folder / name);
    std::ofstream file(folder / kNames[0], std::ios::binary);
    for (const std::string& line : fuzz::lines_of(text)) {
        bool begins = false;
        for (const std::string_view name : kNames) {
            if (line != "=== " + std::string(name)) continue;
            file = std::ofstream(folder / name, std::ios::binary);
            begins = true;
        }
        if (!begins) file << line << '\n';
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    write_files(folder.scenario(), fuzz::text_of(data, size));
    const LoadedScenario loaded = load_scenario((folder.scenario() / kNames[0]).string());
    fuzz::require(loaded.files.size() <= 65, "few files are read");
    for (const std::string& file : loaded.files) {
        const std::string real = fs::canonical(file).string();
        fuzz::require(real.starts_with(fs::canonical(folder.scenario()).string() + "/"),
                      "what is read lies in the folder", real);
    }
    if (!loaded.spec) return 0;
    fuzz::require(loaded.spec->title != "secret", "nothing is read from outside the folder");
    const LoadedScenario again = parse_scenario(write_scenario(*loaded.spec), "written.yaml");
    fuzz::require(again.spec == loaded.spec, "a scenario of parts can be written as one file");
    return 0;
}
