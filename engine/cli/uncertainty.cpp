#include <memory>
#include <optional>
#include <ostream>

#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/uncertainty_answer.hpp"
#include "sweep/read_results.hpp"
#include "sweep/run_sweep.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct UncertaintyCommand {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::uint64_t settings = 256;
    std::uint64_t each = 400;
    bool json = false;
    std::string csv;
    std::string folder;
};

// For the settings that were tried, if not all were; for all, if none was.
std::string repeated_options(const UncertaintyCommand& options, std::size_t tried) {
    return "--settings " + std::to_string(tried > 0 ? tried : options.settings) + " --each " +
           std::to_string(options.each);
}

// The answer at the numbers in the file, as `run` gives it.
report::StudyAnswer stated_answer(const UncertaintyCommand& options, const Loaded& loaded) {
    Study study = make_study(loaded.spec);
    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("runs with the numbers in the file", options.scenario.quiet);
    ensemble.progress = progress.callback();
    run_study(study, ensemble);
    report::Origin origin = origin_of(options.scenario, loaded, options.runs);
    return report::answer_of(loaded.spec, study, std::move(origin));
}

Uncertainty swept(const UncertaintyCommand& options, const Spec& spec) {
    UncertaintyOptions sweep;
    sweep.points = options.settings;
    sweep.runs = options.each;
    sweep.seed = options.runs.seed;
    sweep.jobs = static_cast<unsigned>(options.runs.jobs);
    sweep.stop = &catch_interrupts();
    Progress progress("settings", options.scenario.quiet);
    sweep.progress = progress.callback();
    return run_uncertainty(spec, sweep);
}

// The settings of the command line as a plan writes them. A plan sets first and scales then.
std::string changes_text(const std::vector<std::string>& changes) {
    std::string set, scale;
    for (const std::string& change : changes) {
        const auto [scales, argument] = change_option(change);
        const std::size_t sign = argument.find('=');
        (scales ? scale : set) +=
            "  \"" + argument.substr(0, sign) + "\": " + argument.substr(sign + 1) + "\n";
    }
    if (!set.empty()) set = "set:\n" + set;
    return scale.empty() ? set : set + "scale:\n" + scale;
}

// The plan of the same sweep, for its folder, in which the scenario is scenario.yaml.
std::string plan_text(const UncertaintyCommand& options) {
    std::string text = "# Made by firebreak uncertainty.\nscenario: scenario.yaml\nseed: " +
                       std::to_string(options.runs.seed) + "\npoints: " + std::to_string(options.settings) +
                       "\nruns: " + std::to_string(options.each) + "\n";
    return text + changes_text(options.scenario.sets);
}

// The folder of a sweep that is kept; empty after faults, which were told.
std::optional<SweepFolder> kept_folder(const UncertaintyCommand& options) {
    const LoadedPlan plan =
        load_plan_text(plan_text(options), options.folder + "/plan.yaml", options.scenario.file);
    for (const Diagnostic& fault : plan.diagnostics)
        if (fault.severity == Diagnostic::Severity::error) complain(format_diagnostic(fault));
    if (!plan.plan) return std::nullopt;
    return checked_folder("uncertainty", make_sweep_folder(options.folder, plan));
}

// Does what is left of a sweep that is kept.
Uncertainty swept_in(const UncertaintyCommand& options, const SweepFolder& folder) {
    RunSweepOptions run;
    run.jobs = static_cast<unsigned>(options.runs.jobs);
    run.stop = &catch_interrupts();
    Progress progress("settings", options.scenario.quiet);
    run.progress = progress.callback();
    run_sweep(folder, run);
    return read_results(folder);
}

int uncertainty_command(const UncertaintyCommand& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    std::vector<Output> outputs{{"--csv", options.csv, {}}};
    if (options.csv == "-" && options.json)
        faults.emplace_back("only one of --json and --csv - can go to standard output");
    for (std::string& fault : output_faults(outputs, loaded->files)) faults.push_back(std::move(fault));
    if (factors_of(loaded->spec).empty())
        faults.push_back(std::string(report::kNoRanges) + " (see engine/docs/scenario-format.md)");
    if (!options.folder.empty() && options.scenario.file == "-")
        faults.emplace_back("-o: needs a scenario in a file, not standard input");
    if (!faults.empty()) return wrong("uncertainty", faults);
    std::optional<SweepFolder> folder;
    if (!options.folder.empty() && !(folder = kept_folder(options))) return kWrongInput;

    report::UncertaintyAnswer answer;
    answer.stated = stated_answer(options, *loaded);
    answer.sweep = folder ? swept_in(options, *folder) : swept(options, loaded->spec);
    answer.stated.origin.options = repeated_options(options, answer.sweep.points.size());
    report::assess(answer);
    outputs[0].write = [&](std::ostream& out) {
        out << table_csv(report::uncertainty_rows(loaded->spec, answer));
    };
    const int status = write_outputs("uncertainty", outputs);
    if (options.json) put(report::uncertainty_json(loaded->spec, answer));
    else if (options.csv != "-") put(report::uncertainty_answer(loaded->spec, answer));
    const bool complete = answer.stated.complete && answer.sweep.complete;
    if (folder && !complete)
        complain("firebreak uncertainty: what is done is kept in " + printable(options.folder, 1000) +
                 "; the same command goes on from there");
    return status == kDone && !complete ? kInterrupted : status;
}

}  // namespace

void add_uncertainty(Program& program) {
    const auto options = std::make_shared<UncertaintyCommand>();
    Command& command =
        program.command("uncertainty", "show how far the answer depends on numbers that are only assumed");
    command.details(
        "The interval that `run` prints reflects chance alone. This command also varies every number to "
        "which the scenario's provenance section gives a range: it tries many settings, runs every arm in "
        "each, and prints how far the share of crises and each measure's effect move, in how many settings a "
        "measure helps or hurts, which assumptions matter most, and where a measure helps.\nOn Ctrl-C, "
        "prints the results so far, marked as partial, writes no table and exits with status 75.");
    add_scenario(command, options->scenario);
    command.count("--settings", "N", options->settings, 1, 100'000, "number of settings; default 256");
    command.count("--each", "N", options->each, 1, kMostRuns,
                  "number of replicates per arm in each setting; default 400");
    add_runs(command, options->runs, "number of replicates per arm with the numbers in the file");
    command.flag("--json", options->json, "print the result as JSON, with unrounded numbers");
    command
        .text("--csv", "FILE", options->csv,
              "write a table with one row per setting and arm; - for standard output")
        .completes = Argument::Completes::file;
    command
        .text("-o,--output", "DIR", options->folder,
              "keep every run in the folder DIR, as `firebreak sweep` does; the same command goes on there")
        .completes = Argument::Completes::file;
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak uncertainty scenarios/cyber/reset-2011.yaml");
    command.example("firebreak uncertainty mine.yaml --settings 1000 --csv settings.csv");
    command.action([options] { return uncertainty_command(*options); });
}

}  // namespace firebreak::cli
