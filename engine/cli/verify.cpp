#include <cmath>
#include <memory>

#include <fmt/format.h>

#include <firebreak/ensemble.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "report/json.hpp"
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
            if (diagnostic.severity == Diagnostic::Severity::error || !options.quiet)
                complain(format_diagnostic(diagnostic));
        }
        good = good && scenario.spec.has_value();
        if (!scenario.spec) continue;
        if (scenario.spec->expects.empty()) {
            good = false;
            complain(printable(file, 1000) +
                     ": expects: nothing to verify, the scenario states no expectations");
        }
        files.push_back({file, std::move(*scenario.spec), std::move(scenario.sha256), {}});
    }
    return files;
}

// What is not known is "-".
std::string number(const char* format, double value) {
    return std::isnan(value) ? "-" : fmt::format(fmt::runtime(format), value);
}

std::string verdict_words(const Verdict& verdict, double bound) {
    if (verdict.made == 0) return "not run";
    if (!verdict.complete) return "unknown: interrupted after " + counted(verdict.made, "run");
    if (verdict.runs == 0) return "unknown: no run has this value";
    if (std::isnan(verdict.z))
        return verdict.runs == 1 ? "unknown: one run has this value" : "unknown: the runs do not differ";
    return verdict.passed(bound) ? "ok" : "FAIL";
}

Answer answer_of(const FileVerdicts& file, const VerifyOptions& options) {
    using Kind = answer::Column::Kind;
    answer::Table table{printable(file.file, 1000),
                        {"expected",
                         {Kind::number, "exact"},
                         {Kind::number, "measured"},
                         {Kind::number, "standard error"},
                         {Kind::number, "z"},
                         ""}};
    for (std::size_t i = 0; i < file.verdicts.size(); ++i) {
        const Verdict& verdict = file.verdicts[i];
        table.rows.push_back({printable(file.spec.expects[i].name),
                              number("{:.9g}", file.spec.expects[i].exact),
                              number("{:.9g}", verdict.measured), number("{:.2g}", verdict.standard_error),
                              number("{:+.2f}", verdict.z), verdict_words(verdict, options.bound)});
    }
    Answer answer;
    answer.blocks = {std::move(table)};
    return answer;
}

// JSON has no infinities; what lies infinitely far off is null, and so is what is not known.
report::Json finite(double value) {
    return std::isfinite(value) ? report::Json(value) : report::Json(nullptr);
}

const char* state_name(Verdict::State state) {
    return state == Verdict::State::passed   ? "passed"
           : state == Verdict::State::failed ? "failed"
                                             : "unknown";
}

report::Json json_of(const FileVerdicts& file, double bound) {
    report::Json json = {{"file", file.file}, {"scenario", file.spec.id}, {"scenario_sha256", file.sha256}};
    json["expects"] = report::Json::array();
    for (std::size_t i = 0; i < file.verdicts.size(); ++i) {
        const Verdict& verdict = file.verdicts[i];
        const ExpectSpec& expectation = file.spec.expects[i];
        json["expects"].push_back(
            {{"name", expectation.name},
             {"kind", expectation.of.kind == RunMeasure::Kind::share ? "share" : "mean"},
             {"statistic", expectation.of.kind == RunMeasure::Kind::share
                               ? expectation.of.share.front().statistic
                               : expectation.of.statistic},
             {"exact", expectation.exact},
             {"measured", finite(verdict.measured)},
             {"standard_error", finite(verdict.standard_error)},
             {"z", finite(verdict.z)},
             {"runs", verdict.runs},
             {"runs_made", verdict.made},
             {"ok", verdict.passed(bound)},
             {"verdict", state_name(verdict.state(bound))}});
    }
    return json;
}

struct Tally {
    std::uint64_t all = 0;
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    bool partial = false;

    [[nodiscard]] std::uint64_t unknown() const { return all - passed - failed; }
};

void verify_file(FileVerdicts& file, const VerifyOptions& options) {
    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("verify", options.quiet);
    ensemble.progress = progress.callback();
    file.verdicts = verify(file.spec, ensemble,
                           [&](std::size_t i) { progress.rename(printable(file.spec.expects[i].name, 60)); });
}

void count(const FileVerdicts& file, double bound, Tally& tally) {
    for (const Verdict& verdict : file.verdicts) {
        const Verdict::State state = verdict.state(bound);
        ++tally.all;
        tally.passed += state == Verdict::State::passed ? 1 : 0;
        tally.failed += state == Verdict::State::failed ? 1 : 0;
        tally.partial = tally.partial || !verdict.complete;
    }
}

// "3 of 5 expectations met within 4.5 standard errors, 1 failed, 1 unknown; 1,000,000 runs each"
std::string summary(const Tally& tally, const VerifyOptions& options) {
    std::string text = with_commas(tally.passed) + " of " + counted(tally.all, "expectation") +
                       " met within " + number_text(options.bound) + " standard errors";
    if (tally.failed > 0) text += ", " + with_commas(tally.failed) + " failed";
    if (tally.unknown() > 0) text += ", " + with_commas(tally.unknown()) + " unknown";
    if (tally.partial)
        return "PARTIAL: " + text + "; interrupted before " + counted(options.runs.runs, "run") + " of each";
    return text + "; " + counted(options.runs.runs, "run") + " each";
}

report::Json summary_json(const Tally& tally, const VerifyOptions& options, const report::Json& files) {
    report::Json json = {{"runs", options.runs.runs}, {"seed", options.runs.seed},
                         {"bound", options.bound},    {"files", files},
                         {"expectations", tally.all}, {"passed", tally.passed},
                         {"failed", tally.failed},    {"unknown", tally.unknown()}};
    if (tally.partial) json["partial"] = true;
    return json;
}

int verify_command(const VerifyOptions& options) {
    bool good = true;
    std::vector<FileVerdicts> files = load_files(options, good);
    if (!good) return kWrongInput;
    Tally tally;
    report::Json all = report::Json::array();
    for (FileVerdicts& file : files) {
        const bool begun = !interrupted();
        if (begun) verify_file(file, options);
        else file.verdicts.resize(file.spec.expects.size());  // unknown, each of them
        count(file, options.bound, tally);
        if (options.json) all.push_back(json_of(file, options.bound));
        else if (begun) put(answer_of(file, options));
        flush_output();
    }
    put(options.json ? report::json_line(summary_json(tally, options, all))
                     : paragraph(summary(tally, options), output_page().width));
    if (tally.partial) return kInterrupted;
    return tally.passed == tally.all ? kDone : kFailed;
}

}  // namespace

void add_verify(Program& program) {
    const auto options = std::make_shared<VerifyOptions>();
    Command& command = program.command(
        "verify", "check a scenario's expectations, whose exact values are known, against runs");
    command.details(
        "Measures every entry of the section `expects` and prints the exact value, the measured one, its "
        "standard error, and their difference in standard errors. The verdict is unknown if no run has the "
        "value, or if the runs do not vary and yet differ from the exact value; more runs may help.\nExits "
        "with status 1 if a difference exceeds the bound or a verdict is unknown.");
    command.positionals("FILE", options->files, "scenario files; - for standard input");
    add_runs(command, options->runs, "number of replicates per expectation");
    command.number("--bound", "Z", options->bound, 0, 1e9,
                   "allow a difference of Z standard errors; default 4.5");
    command.flag("--json", options->json, "print the result as JSON");
    add_quiet(command, options->quiet);
    command.example("firebreak verify scenarios/theory/*.yaml");
    command.example("firebreak verify scenarios/theory/ruin.yaml -n 1e5 --bound 4");
    command.action([options] { return verify_command(*options); });
}

}  // namespace firebreak::cli
