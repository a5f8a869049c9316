#include <cstdio>
#include <exception>

#include <firebreak/text.hpp>

#include "app/app.hpp"
#include "app/settings.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {
namespace {

int start(int argc, char** argv, Clock::time_point started) {
    const ParsedOptions parsed = parse_options(argc, argv);
    if (!parsed.options) return parsed.status;
    const ProgramOptions& options = *parsed.options;
    std::optional<Script> script;
    if (options.scripted()) script.emplace();
    if (!options.script.empty()) {
        const auto text = read_file(options.script);
        if (!text) {
            std::fprintf(stderr, "firebreak-viz: %s: the script cannot be read%s\n",
                         printable(options.script).c_str(),
                         is_odd_file(options.script) ? ": it is a pipe or a device" : "");
            return kUsage;
        }
        script = parse_script(*text, options.script);
        for (const std::string& fault : script->faults) std::fprintf(stderr, "%s\n", fault.c_str());
        if (!script->faults.empty()) return kUsage;
    }
    App app(options, started, std::move(script));
    return app.run();
}

}  // namespace
}  // namespace firebreak::viz

int main(int argc, char** argv) {
    const auto started = firebreak::viz::Clock::now();
    try {
        return firebreak::viz::start(argc, argv, started);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "firebreak-viz: %s\n", firebreak::printable(error.what()).c_str());
        return firebreak::viz::kFailed;
    }
}
