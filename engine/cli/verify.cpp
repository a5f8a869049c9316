#include <cmath>
#include <memory>

#include <fmt/format.h>

#include <firebreak/diagnostic.hpp>
#include <firebreak/ensemble.hpp>
#include <firebreak/scenario.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "report/figures.hpp"
#include "report/study_json.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct VerifyOptions {
    std::vector<std::string> files;
    RunsOptions runs{1'000'000, 1, 0};
    double bound = 4.5;
    bool json = false;
    bool quiet = false;
};

struct FileVerdicts {
    std::string file;
    Spec spec;
    std::string sha256;
    std::vector<Verdict> verdicts;  // of its expectations
};

// Loads every file first, so that all faults are reported before anything is run.
std::vector<FileVerdicts> load_files(const VerifyOptions& options, bool& good) {
    std::vector<FileVerdicts> files;
    for (const std::string& file : options.files) {
        LoadedScenario scenario = load_scenario(file);
        for (const Diagnostic& diagnostic : scenario.diagnostics) {
            if (diagnostic.severity == Diagnostic::Severity::error || !options.quiet) complain(format_diagnostic(diagnostic));
        }
        good = good && scenario.spec.has_value();
        if (!scenario.spec) continue;
        if (scenario.spec->expects.empty()) {
            good = false;
            complain(printable(file, 1000) + ": expects: nothing to verify, the scenario states no expectations");
        }
        files.push_back({file, std::move(*scenario.spec), std::move(scenario.sha256), {}});
    }
    return files;
}

std::string text_of(const FileVerdicts& file, const VerifyOptions& options, const report::Page& page) {
    report::Table table({{"expected"},
                         {"exact", report::Table::Align::right},
                         {"measured", report::Table::Align::right},
                         {"standard error", report::Table::Align::right},
                         {"z", report::Table::Align::right},
                         {""}});
    for (std::size_t i = 0; i < file.verdicts.size(); ++i) {
        const Verdict& verdict = file.verdicts[i];
        const bool passed = verdict.passed(options.bound);
        const char* word = !verdict.complete   ? "interrupted"
                           : verdict.runs == 0 ? "FAIL: no run has this value"
                           : passed            ? "ok"
                                               : "FAIL";
        table.add({printable(file.spec.expects[i].name), fmt::format("{:.9g}", file.spec.expects[i].exact),
                   fmt::format("{:.9g}", verdict.measured), fmt::format("{:.2g}", verdict.standard_error),
                   fmt::format("{:+.2f}", verdict.z), word});
    }
    return page.style.bold(printable(file.file, 1000)) + "\n" + table.text(page);
}

// JSON has no infinities; what lies infinitely far off is null.
report::Json finite(double value) { return std::isfinite(value) ? report::Json(value) : report::Json(nullptr); }

report::Json json_of(const FileVerdicts& file, double bound) {
    report::Json json = {{"file", file.file}, {"scenario", file.spec.id}, {"scenario_sha256", file.sha256}};
    json["expects"] = report::Json::array();
    for (std::size_t i = 0; i < file.verdicts.size(); ++i) {
        const Verdict& verdict = file.verdicts[i];
        const ExpectSpec& expectation = file.spec.expects[i];
        json["expects"].push_back({{"name", expectation.name},
                                   {"kind", expectation.kind == ExpectSpec::Kind::share ? "share" : "mean"},
                                   {"statistic", expectation.statistic},
                                   {"exact", expectation.exact},
                                   {"measured", finite(verdict.measured)},
                                   {"standard_error", finite(verdict.standard_error)},
                                   {"z", finite(verdict.z)},
                                   {"runs", verdict.runs},
                                   {"ok", verdict.passed(bound)}});
    }
    return json;
}

struct Tally {
    std::uint64_t all = 0;
    std::uint64_t passed = 0;
    bool partial = false;
};

void verify_file(FileVerdicts& file, const VerifyOptions& options, Tally& tally) {
    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("verify", options.quiet);
    ensemble.progress = progress.callback();
    file.verdicts =
        verify(file.spec, ensemble, [&](std::size_t i) { progress.rename(printable(file.spec.expects[i].name, 60)); });
    for (const Verdict& verdict : file.verdicts) {
        tally.partial = tally.partial || !verdict.complete;
        ++tally.all;
        tally.passed += verdict.passed(options.bound) ? 1 : 0;
    }
}

int verify_command(const VerifyOptions& options) {
    bool good = true;
    std::vector<FileVerdicts> files = load_files(options, good);
    if (!good) return kWrongInput;
    Tally tally;
    report::Json all = report::Json::array();
    for (FileVerdicts& file : files) {
        tally.partial = tally.partial || interrupted();
        if (interrupted()) break;
        verify_file(file, options, tally);
        if (options.json) {
            all.push_back(json_of(file, options.bound));
        } else {
            put(text_of(file, options, output_page()));
        }
    }
    if (options.json) {
        report::Json json = {{"runs", options.runs.runs}, {"seed", options.runs.seed}, {"bound", options.bound}, {"files", all},
                             {"expectations", tally.all}, {"passed", tally.passed}};
        if (tally.partial) json["partial"] = true;
        put(report::json_line(json));
    } else {
        put(std::string(tally.partial ? "PARTIAL: " : "") + report::with_commas(tally.passed) + " of " +
            report::counted(tally.all, "expectation") + " met within " + report::plain_number(options.bound) +
            " standard errors, " + report::counted(options.runs.runs, "run") + " each\n");
    }
    if (tally.partial) return kInterrupted;
    return tally.passed == tally.all ? kDone : kFailed;
}

}  // namespace

void add_verify(Program& program) {
    const auto options = std::make_shared<VerifyOptions>();
    Command& command = program.command("verify", "the scenario's expectations, whose exact values are known, against runs");
    command.details(
        "Measures every entry of the section `expects` and prints its exact value, what was measured, the standard error and how "
        "many "
        "standard errors lie between them. Exit status 1 if one of them lies beyond the bound.");
    command.positionals("FILE", options->files, "scenario files; - reads standard input");
    add_runs(command, options->runs, "replicates of each expectation");
    command.number("--bound", "Z", options->bound, 0, 1e9, "standard errors allowed; default 4.5");
    command.flag("--json", options->json, "prints the result as JSON");
    add_quiet(command, options->quiet);
    command.example("firebreak verify scenarios/theory/*.yaml");
    command.example("firebreak verify scenarios/theory/ruin.yaml -n 1e5 --bound 4");
    command.action([options] { return verify_command(*options); });
}

}  // namespace firebreak::cli
