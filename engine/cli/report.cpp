#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <system_error>

#include <firebreak/diagnostic.hpp>
#include <firebreak/scenario.hpp>

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

// A slip of the pen (-o mine.yaml) must not cost a person the scenario.
bool would_overwrite(const std::string& output, const std::string& scenario) {
    if (output == "-" || scenario == "-") return false;
    const std::vector<std::string> files = load_scenario(scenario).files;
    std::error_code error;
    return std::any_of(files.begin(), files.end(),
                       [&](const std::string& file) { return std::filesystem::equivalent(output, file, error); });
}

int report_command(const ReportOptions& options) {
    if (options.output.empty()) return wrong("report", {"missing -o FILE: where to write the page; - for standard output"});
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    report::FindingsRequest request;
    request.measures = parse_measures(loaded->spec, options.measures, faults);
    if (would_overwrite(options.output, options.scenario.file)) {
        faults.push_back("-o " + printable(options.output, 200) + ": is a file of the scenario, which it would overwrite");
    }
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
    const std::string page = report::report_page(loaded->spec, findings);
    const std::string fault = write_output(options.output, [&](std::ostream& out) { out << page; });
    if (!fault.empty()) complain("firebreak report: " + fault);
    return fault.empty() ? kDone : kFailed;
}

}  // namespace

void add_report(Program& program) {
    const auto options = std::make_shared<ReportOptions>();
    Command& command = program.command("report", "one web page with pictures, for people who do not run programs");
    command.details(
        "Writes one HTML page that needs nothing else, neither a network nor scripts: the answer, how many runs of a hundred, "
        "what "
        "the measures avoid and cause, where the runs go, what the crises hinged on, one run told as a story, what was assumed, "
        "and "
        "the command that prints each number.\n"
        "The page is written whole or not at all: after Ctrl-C nothing is written, and the exit status is 75.");
    add_scenario(command, options->scenario);
    command.text("-o,--output", "FILE", options->output, "where to write the page; - for standard output").completes =
        Argument::Completes::file;
    add_runs(command, options->runs, "replicates of each arm");
    command.text("--measures", "LIST", options->measures,
                 "measures in force in the runs whose causes and paths are shown: a,b or all or none; default none");
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates,
                  "the run told; default: a typical inadvertent crisis, and the page says which");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak report scenarios/cyber/reset-2011.yaml -o reset.html");
    command.example("firebreak report mine.yaml --measures hotline --replicate 7 -o mine.html");
    command.action([options] { return report_command(*options); });
}

}  // namespace firebreak::cli
