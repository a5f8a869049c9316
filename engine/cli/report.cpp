#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>

#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/findings.hpp"
#include "report/page.hpp"
#include "sweep/read_results.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct ReportOptions {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::string measures = "none";
    std::optional<std::uint64_t> replicate;  // nothing: a typical one
    std::string output;
    std::optional<std::uint64_t> settings, each;  // nothing: as many as a moment allows
    std::string sweep;                            // folder
};

// About five seconds of work on the flagship scenario.
constexpr std::uint64_t kSettings = 64;
constexpr std::uint64_t kEach = 200;

// Whether a sweep is of this scenario with these settings, all of it done, and fit for the page.
std::string sweep_fault(const SweepFolder& folder, const Loaded& loaded, const Uncertainty& made) {
    const Sweep& sweep = *folder.sweep;
    if (folder.origin.scenario_sha256 != loaded.sha256)
        return "is a sweep of another scenario: its SHA-256 is " +
               folder.origin.scenario_sha256.substr(0, 12) + ", that of the scenario given here " +
               loaded.sha256.substr(0, 12);
    if (write_scenario(sweep.spec()) != write_scenario(loaded.spec))
        return "was made with other settings of numbers; give the same --set here as there";
    const DesignPlan::Kind kind = sweep.plan().design.kind;
    if (kind != DesignPlan::Kind::sobol && kind != DesignPlan::Kind::latin)
        return "its points are not spread over the ranges, by a Sobol' sequence or a Latin hypercube";
    const std::vector<ArmSpec> arms = make_study(loaded.spec).arms;
    for (const ArmSpec& arm : sweep.plan().arms) {
        if (std::find(arms.begin(), arms.end(), arm) == arms.end())
            return "has an arm that the page does not: " + describe_arm(loaded.spec, arm);
    }
    if (!(sweep.plan().arms.front() == arms.front())) return "its first arm is not that without measures";
    if (!made.complete) return "is not finished; to go on: firebreak sweep " + shell_word(folder.path);
    return {};
}

// Reads the sweep that was asked for; false after faults, which were told.
bool take_sweep(const ReportOptions& options, const Loaded& loaded, report::SweepRequest& request) {
    const auto refused = [](const std::string& fault) {
        static_cast<void>(wrong("report", {fault}));
        return false;
    };
    if (options.settings || options.each) return refused("only one of --sweep and --settings or --each");
    const auto folder = opened_folder("report", options.sweep);
    if (!folder) return false;
    Uncertainty made = read_results(*folder);
    const std::string fault = sweep_fault(*folder, loaded, made);
    if (!fault.empty()) return refused("--sweep: " + printable(options.sweep, 1000) + ": " + fault);
    request.made = std::move(made);
    request.folder = options.sweep;
    request.text = "--sweep " + shell_path(options.sweep);
    return true;
}

// What of the scenario's ranges is tried; false after faults, which were told.
bool add_sweep(const ReportOptions& options, const Loaded& loaded, report::SweepRequest& request) {
    if (!options.sweep.empty()) return take_sweep(options, loaded, request);
    request.settings = options.settings.value_or(kSettings);
    request.each = options.each.value_or(kEach);
    if (options.settings) request.text = "--settings " + std::to_string(*options.settings);
    if (options.each)
        request.text += (request.text.empty() ? "--each " : " --each ") + std::to_string(*options.each);
    return true;
}

int report_command(const ReportOptions& options) {
    if (options.output.empty())
        return wrong("report", {"missing -o FILE: where to write the page; - for standard output"});
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    report::FindingsRequest request;
    request.measures = parse_measures(loaded->spec, options.measures, faults);
    std::vector<Output> outputs{{"-o", options.output, {}}};
    for (std::string& fault : output_faults(outputs, loaded->files)) faults.push_back(std::move(fault));
    if (!faults.empty()) return wrong("report", faults);
    request.origin = origin_of(options.scenario, *loaded, options.runs);
    request.measures_text = options.measures;
    request.replicate = options.replicate;
    request.runs = ensemble_options(options.runs);
    request.runs.stop = request.causes.stop = &catch_interrupts();
    if (!add_sweep(options, *loaded, request.sweep)) return kWrongInput;
    Progress progress("", options.scenario.quiet);
    request.runs.progress = progress.callback();
    const report::Findings findings =
        report::find_all(loaded->spec, request, [&](const std::string& what) { progress.rename(what); });
    progress.clear();
    if (!findings.complete || interrupted()) {
        complain("firebreak report: interrupted; nothing was written");
        return kInterrupted;
    }
    outputs[0].write = [&](std::ostream& out) { out << report::report_page(loaded->spec, findings); };
    return write_outputs("report", outputs);
}

}  // namespace

void add_report(Program& program) {
    const auto options = std::make_shared<ReportOptions>();
    Command& command =
        program.command("report", "write the results as one web page, with pictures and a story");
    command.details(
        "Writes one HTML page that needs nothing else, neither scripts nor a network: the answer, how many "
        "runs in a hundred reach a crisis, how far that depends on what is only assumed, what the measures "
        "prevent and cause, where the runs go, what the "
        "crises hinged on, one run as a story, the assumptions, and the command that prints each "
        "number.\nWrites the whole page or nothing: Ctrl-C writes nothing and exits with status 75.");
    add_scenario(command, options->scenario);
    command.text("-o,--output", "FILE", options->output, "write the page to this file; - for standard output")
        .completes = Argument::Completes::file;
    add_runs(command, options->runs, "number of replicates per arm");
    command.text(
        "--measures", "LIST", options->measures,
        "measures in force in the runs whose causes and paths are shown: a,b, all or none; default none");
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates,
                  "number of the run to tell; default: a typical inadvertent crisis, which the page names");
    command.count("--settings", "N", options->settings, 0, 100'000,
                  "number of settings of the numbers that have a range; 0: none; default 64");
    command.count("--each", "N", options->each, 1, kMostRuns,
                  "number of replicates per arm in each setting; default 200");
    command
        .text(
            "--sweep", "DIR", options->sweep,
            "take the settings from a finished sweep of the scenario, made by `firebreak uncertainty -o` or "
            "`firebreak sweep`")
        .completes = Argument::Completes::file;
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak report scenarios/cyber/reset-2011.yaml -o reset.html");
    command.example("firebreak report mine.yaml --measures hotline --replicate 7 -o mine.html");
    command.example("firebreak report mine.yaml --sweep results -o mine.html");
    command.action([options] { return report_command(*options); });
}

}  // namespace firebreak::cli
