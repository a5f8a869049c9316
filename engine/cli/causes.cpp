#include <firebreak/causes.hpp>

#include <memory>
#include <optional>
#include <ostream>

#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/causes_sections.hpp"
#include "report/json.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct CausesCommand {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::string measures = "none";
    std::optional<std::uint64_t> replicate;
    std::uint64_t twins = CausesOptions{}.most_twins;
    bool no_rules = false;
    bool json = false;
    std::string csv;
};

int one_run(const CausesCommand& options, const Spec& spec, const CauseFinder& finder,
            const report::Origin& origin) {
    const RunCauses run = finder.causes_of({options.runs.seed, *options.replicate, 0});
    if (options.json) put(report::run_causes_json(spec, run, finder.changes(), origin));
    else put(report::run_causes_report(spec, run, finder.changes(), origin));
    return kDone;
}

int many_runs(const CausesCommand& options, const Spec& spec, const CauseFinder& finder,
              report::CausesAnswer& answer, std::vector<Output>& outputs) {
    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("runs and their twins", options.scenario.quiet);
    ensemble.progress = progress.callback();
    answer.causes = find_causes(finder, ensemble);
    progress.clear();
    if (!answer.causes.complete) answer.origin.made = answer.causes.runs;
    outputs[0].write = [&](std::ostream& out) { out << table_csv(report::causes_rows(spec, answer)); };
    const int status = write_outputs("causes", outputs);
    if (options.json) {
        put(report::causes_json(spec, answer));
    } else if (options.csv != "-") {
        put(report::causes_report(spec, answer));
    }
    return status == kDone && !answer.causes.complete ? kInterrupted : status;
}

int causes_command(const CausesCommand& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    const ArmSpec arm{parse_measures(loaded->spec, options.measures, faults), {}, {}};
    if (options.json && options.csv == "-")
        faults.emplace_back("only one of --json and --csv - can go to standard output");
    if (options.replicate && !options.csv.empty())
        faults.emplace_back("--csv is for many runs, --replicate for one; give only one of them");
    if (options.replicate && options.runs.first != 0)
        faults.emplace_back("--first is for many runs, --replicate for one; give only one of them");
    std::vector<Output> outputs{{"--csv", options.csv, {}}};
    for (std::string& fault : output_faults(outputs, loaded->files)) faults.push_back(std::move(fault));
    if (!faults.empty()) return wrong("causes", faults);
    CausesOptions search{!options.no_rules, static_cast<std::uint32_t>(options.twins)};
    search.stop = &catch_interrupts();
    const CauseFinder finder(loaded->spec, arm, search);
    report::CausesAnswer answer{origin_of(options.scenario, *loaded, options.runs), arm, {}};
    if (options.measures != "none") answer.origin.options = "--measures " + shell_word(options.measures);
    if (options.replicate) return one_run(options, loaded->spec, finder, answer.origin);
    return many_runs(options, loaded->spec, finder, answer, outputs);
}

}  // namespace

void add_causes(Program& program) {
    const auto options = std::make_shared<CausesCommand>();
    Command& command =
        program.command("causes", "find the misperceptions, messages and decisions that crises hinged on");
    command.details(
        "Repeats each replicate with one thing corrected: each misreading, each wrong belief at a decision, "
        "each lost or late message, each escalating decision. Also repeats it with one kind of perception "
        "clean, one rule disabled or one measure added. All chance events stay the same, so 'but for this "
        "there would have been no crisis' is exact, within the model. Counts both the crises that a change "
        "prevents and those it causes.\nWith --replicate K, shows what one run hinged on; `firebreak explain "
        "--but-for` then tells it with an event corrected.\nOn Ctrl-C, prints the results so far, marked as "
        "partial, writes no file and exits with status 75.");
    add_scenario(command, options->scenario);
    add_runs(command, options->runs, "number of replicates");
    add_first(command, options->runs);
    command.text("--measures", "LIST", options->measures,
                 "measures in force: a,b, all or none; default none");
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates, "examine only this run");
    command.count("--most-twins", "N", options->twins, 0, 1'000'000,
                  "limit of twins per run in the search for the smallest set of corrections; default 2000");
    command.flag("--no-rules", options->no_rules,
                 "skip the twins with one rule disabled, which take most of the time");
    command.flag("--json", options->json, "print the result as JSON, with unrounded numbers");
    command
        .text("--csv", "FILE", options->csv, "write a table with one row per crisis; - for standard output")
        .completes = Argument::Completes::file;
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak causes scenarios/cyber/reset-2011.yaml");
    command.example("firebreak causes mine.yaml --measures hotline -n 50000 --csv crises.csv");
    command.example("firebreak causes mine.yaml --replicate 7");
    command.action([options] { return causes_command(*options); });
}

}  // namespace firebreak::cli
