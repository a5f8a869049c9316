#include <cstdio>
#include <exception>

#include <firebreak/diagnostic.hpp>

#include "app/app.hpp"
#include "app/settings.hpp"

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
            std::fprintf(stderr, "firebreak-viz: %s: the script cannot be read\n", printable(options.script).c_str());
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
