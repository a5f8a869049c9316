#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

constexpr const char* kViewer = "firebreak-viz";

struct VizOptions {
    std::vector<std::string> arguments;
};

// Becomes the viewer: the one beside this program, else one on PATH. Returns only if there is none that runs.
int viz_command(const VizOptions& options) {
    std::vector<std::string> words{kViewer};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) execv((self.parent_path() / kViewer).c_str(), pointers.data());
    if (error || errno == ENOENT) execvp(kViewer, pointers.data());
    if (errno == ENOENT) {
        complain(
            "firebreak viz: the desktop program firebreak-viz is neither beside this program nor on PATH; "
            "build Firebreak with -D FIREBREAK_VIEWER=ON to get it");
    } else {
        complain(std::string("firebreak viz: firebreak-viz cannot be started: ") + std::strerror(errno));
    }
    return kFailed;
}

}  // namespace

void add_viz(Program& program) {
    const auto options = std::make_shared<VizOptions>();
    Command& command = program.command("viz", "start the desktop program");
    command.details(
        "Starts firebreak-viz, which must be in the same folder as this program or on PATH, and passes all "
        "arguments on to it.");
    Argument& scenario = command.positionals("SCENARIO", options->arguments,
                                             "scenario file to open, and options of firebreak-viz");
    scenario.required = false;
    command.pass_through();
    command.example("firebreak viz scenarios/cyber/reset-2011.yaml");
    command.action([options] { return viz_command(*options); });
}

}  // namespace firebreak::cli
