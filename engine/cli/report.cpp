#include <memory>
#include <optional>
#include <ostream>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/findings.hpp"
#include "report/page.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct ReportOptions {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::string measures = "none";
    std::optional<std::uint64_t> replicate;  // nothing: a typical one
    std::string output;
};

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
        "runs in a hundred reach a crisis, what the measures prevent and cause, where the runs go, what the "
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
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak report scenarios/cyber/reset-2011.yaml -o reset.html");
    command.example("firebreak report mine.yaml --measures hotline --replicate 7 -o mine.html");
    command.action([options] { return report_command(*options); });
}

}  // namespace firebreak::cli
