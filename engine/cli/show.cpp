#include <memory>

#include <firebreak/scenario.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "report/scenario_answer.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct ShowOptions {
    ScenarioOptions scenario;
    bool resolved = false;
};

int show_command(const ShowOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    if (options.resolved) put(write_scenario(loaded->spec, true));
    else put(report::scenario_answer(loaded->spec));
    return kDone;
}

}  // namespace

void add_show(Program& program) {
    const auto options = std::make_shared<ShowOptions>();
    Command& command = program.command("show", "print a scenario in words and tables");
    command.details(
        "Prints the ladder with its firebreaks, each side's perception and doctrine, incidents, evidence, "
        "channels with their stages, moves, and what each measure changes. A mark after a number shows where "
        "it comes from.");
    add_scenario(command, options->scenario);
    command.flag("--resolved", options->resolved,
                 "print it as YAML, with every default filled in and provenance as comments");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak show scenarios/cyber/reset-2011.yaml");
    command.example("firebreak show --resolved mine.yaml > full.yaml");
    command.action([options] { return show_command(*options); });
}

}  // namespace firebreak::cli
