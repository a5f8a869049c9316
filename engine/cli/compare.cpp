#include <memory>

#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "report/comparison_answer.hpp"
#include "report/json.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct CompareOptions {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::string measures = "all";
    std::string against = "none";
    std::string arm = "factual";
    std::vector<std::string> clean;
    std::vector<std::string> without;
    bool json = false;
};

int compare_command(const CompareOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    ArmSpec second{parse_measures(loaded->spec, options.measures, faults),
                   parse_arm(loaded->spec, options.arm, faults),
                   parse_rules(loaded->spec, options.without, faults)};
    std::vector<std::string> against_faults;
    const ArmSpec first{parse_measures(loaded->spec, options.against, against_faults), second.clean, {}};
    for (const std::string& words : options.clean) {
        if (add_clean(loaded->spec, words, second)) continue;
        faults.push_back(
            "--clean: expected a side, or a side and one of posture, cause, severity, alarm, tone (" +
            loaded->spec.actors[0].id + ":cause), found '" + printable(words, 60) + "'");
    }
    for (const std::string& fault : against_faults)
        faults.push_back("--against" + fault.substr(fault.find(':')));
    if (faults.empty() && first == second)
        faults.emplace_back("both sets are the same: there is nothing to compare");
    if (!faults.empty()) return wrong("compare", faults);

    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("pairs of runs", options.scenario.quiet);
    ensemble.progress = progress.callback();
    report::Comparison comparison = report::compare_arms(loaded->spec, first, second, ensemble);
    progress.clear();
    comparison.origin = origin_of(options.scenario, *loaded, options.runs);
    comparison.origin.options =
        "--measures " + shell_word(options.measures) + " --against " + shell_word(options.against);
    if (options.arm != "factual") comparison.origin.options += " --arm " + options.arm;
    for (const std::string& words : options.clean)
        comparison.origin.options += " --clean " + shell_word(words);
    for (const std::string& words : options.without)
        comparison.origin.options += " --without " + shell_word(words);
    if (!comparison.complete) comparison.origin.made = comparison.runs;
    if (options.json) put(report::comparison_json(loaded->spec, comparison));
    else put(report::comparison_answer(loaded->spec, comparison));
    return comparison.complete ? kDone : kInterrupted;
}

}  // namespace

void add_compare(Program& program) {
    const auto options = std::make_shared<CompareOptions>();
    Command& command = program.command("compare", "compare two sets of measures run by run");
    command.details(
        "Simulates both sets under the same chance events. Prints how many crises the first prevents and "
        "causes against the second, the difference with its interval, and the events at which runs with "
        "different outcomes diverge; --json also says how much pairing narrows the interval.");
    add_scenario(command, options->scenario);
    command.text("--measures", "LIST", options->measures, "measures in force: a,b, all or none; default all");
    command.text("--against", "LIST", options->against, "measures to compare them with; default none");
    add_runs(command, options->runs, "number of replicates of each set");
    add_first(command, options->runs);
    Argument& arm = command.text(
        "--arm", "ARM", options->arm,
        "whose perception is clean in both sets: factual (neither side's), clean-both or clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    command.texts("--clean", "SIDE[:WHAT]", options->clean,
                  "in the set of --measures, give a side clean perception, of everything or only of posture, "
                  "cause, severity, alarm or tone; repeatable");
    command.texts("--without", "SIDE.N", options->without,
                  "in the set of --measures, disable a rule of a side's doctrine, by its number; repeatable");
    command.flag("--json", options->json, "print the result as JSON, with unrounded numbers");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak compare scenarios/cyber/reset-2011.yaml --measures hotline");
    command.example("firebreak compare mine.yaml --measures all --against hotline");
    command.example("firebreak compare mine.yaml --measures none --clean north:cause");
    command.action([options] { return compare_command(*options); });
}

}  // namespace firebreak::cli
