#include <algorithm>
#include <memory>

#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "commands.hpp"
#include "exercise/exercise_signs.hpp"
#include "options.hpp"
#include "report/json.hpp"
#include "report/vital_signs.hpp"
#include "report/without_range.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct CheckOptions {
    std::vector<std::string> files;
    bool no_vital_signs = false;
    bool strict = false;
    bool json = false;
    bool quiet = false;
    std::uint64_t runs = 400;
    std::uint64_t seed = 1;
};

// A file with all that was found in it.
struct Checked {
    std::string file;
    LoadedScenario scenario;
    report::VitalSigns signs;

    [[nodiscard]] std::size_t count(Diagnostic::Severity severity) const {
        const auto among = [severity](const std::vector<Diagnostic>& all) {
            return std::count_if(all.begin(), all.end(),
                                 [severity](const Diagnostic& d) { return d.severity == severity; });
        };
        return static_cast<std::size_t>(among(scenario.diagnostics) + among(signs.warnings));
    }
    [[nodiscard]] std::size_t errors() const { return count(Diagnostic::Severity::error); }
    [[nodiscard]] std::size_t warnings() const { return count(Diagnostic::Severity::warning); }
};

void take_exercise_signs(Checked& checked, const CheckOptions& options) {
    if (!checked.scenario.exercise || !checked.signs.complete) return;
    try {
        for (Diagnostic& sign : exercise_signs(*checked.scenario.spec, *checked.scenario.exercise,
                                               {1000, 20, options.seed, &catch_interrupts()}))
            checked.signs.warnings.push_back(std::move(sign));
    } catch (const Stopped&) {
        checked.signs.complete = false;
    }
}

void take_signs(Checked& checked, const CheckOptions& options) {
    if (!checked.scenario.spec || options.no_vital_signs) return;
    report::TrialOptions trial;
    trial.runs = options.runs;
    trial.seed = options.seed;
    trial.stop = &catch_interrupts();
    checked.signs = report::take_vital_signs(*checked.scenario.spec, trial);
    take_exercise_signs(checked, options);
    for (Diagnostic& warning : checked.signs.warnings) warning.file = checked.file;
}

void take_missing_ranges(Checked& checked) {
    if (!checked.scenario.spec) return;
    for (Diagnostic& warning : report::without_range(*checked.scenario.spec)) {
        warning.file = checked.file;
        checked.scenario.diagnostics.push_back(std::move(warning));
    }
}

report::Json diagnostic_json(const Diagnostic& diagnostic) {
    const bool error = diagnostic.severity == Diagnostic::Severity::error;
    return {{"severity", error ? "error" : "warning"},
            {"file", diagnostic.file},
            {"line", diagnostic.line},
            {"column", diagnostic.column},
            {"path", diagnostic.path},
            {"message", diagnostic.message}};
}

report::Json checked_json(const Checked& checked) {
    report::Json json = {{"file", checked.file},
                         {"ok", checked.scenario.spec.has_value()},
                         {"scenario_sha256", checked.scenario.sha256}};
    json["scenario"] =
        checked.scenario.spec ? report::Json(checked.scenario.spec->id) : report::Json(nullptr);
    json["errors"] = checked.errors();
    json["warnings"] = checked.warnings();
    json["diagnostics"] = report::Json::array();
    for (const Diagnostic& diagnostic : checked.scenario.diagnostics)
        json["diagnostics"].push_back(diagnostic_json(diagnostic));
    json["vital_signs"] = report::Json::array();
    for (const Diagnostic& warning : checked.signs.warnings)
        json["vital_signs"].push_back(diagnostic_json(warning));
    json["trial_runs"] = checked.signs.runs;
    return json;
}

void say_faults(const Checked& checked) {
    for (const Diagnostic& diagnostic : checked.scenario.diagnostics) complain(format_diagnostic(diagnostic));
    for (const Diagnostic& warning : checked.signs.warnings) complain(format_diagnostic(warning));
}

// "first.yaml: ok, 2 warnings; vital signs from 1,200 trial runs". A file with errors has had its say on
// standard error.
std::string good_line(const Checked& checked) {
    std::string text = printable(checked.file, 1000) + ": ok";
    if (checked.warnings() > 0) text += ", " + counted(checked.warnings(), "warning");
    if (checked.signs.runs > 0) text += "; vital signs from " + counted(checked.signs.runs, "trial run");
    return text + "\n";
}

// What is missing after an interruption.
void say_interrupted(const Checked& last, std::size_t left) {
    std::string text = "firebreak check: interrupted";
    if (!last.signs.complete) text += "; no vital signs for " + printable(last.file, 1000);
    if (left > 0) text += "; " + counted(left, "file") + " not checked";
    complain(text);
}

int check_command(const CheckOptions& options) {
    report::Json all = report::Json::array();
    std::size_t errors = 0;
    std::size_t warnings = 0;
    bool partial = false;
    catch_interrupts();
    for (std::size_t i = 0; i < options.files.size() && !partial; ++i) {
        const std::string& file = options.files[i];
        Checked checked{file, load_scenario(file), {}};
        if (options.strict) take_missing_ranges(checked);
        take_signs(checked, options);
        partial = interrupted();
        if (partial) say_interrupted(checked, options.files.size() - i - 1);
        errors += checked.errors();
        warnings += checked.warnings();
        if (options.json) {
            all.push_back(checked_json(checked));
            continue;
        }
        say_faults(checked);
        if (checked.scenario.spec && checked.signs.complete && !options.quiet) put(good_line(checked));
        flush_output();
    }
    if (options.json) {
        report::Json json = {{"files", all}, {"errors", errors}, {"warnings", warnings}};
        if (partial) json["partial"] = true;
        put(report::json_line(json));
    }
    if (errors > 0 || (options.strict && warnings > 0)) return kWrongInput;
    return partial ? kInterrupted : kDone;
}

}  // namespace

void add_check(Program& program) {
    const auto options = std::make_shared<CheckOptions>();
    Command& command =
        program.command("check", "find all errors in scenario files, and try the valid ones out");
    command.details(
        "Reports every error in one pass as file:line:column: key: message, with the nearest valid name. "
        "Then tries out each valid file with short trial runs, and warns of vital signs: a rung never "
        "reached, a rule never followed, a measure without effect, an outcome that never varies, runs "
        "stopped by a limit. With --strict, it also names the numbers that are only assumed and have no "
        "range for "
        "`uncertainty` to try.\nExits with status 2 if a file has an error or, with --strict, a warning.");
    command.positionals("FILE", options->files, "scenario files; - for standard input");
    command.flag("--no-vital-signs", options->no_vital_signs, "only read the files; skip the trial runs");
    command.flag("--strict", options->strict,
                 "treat warnings as errors, and warn of assumed numbers without a range");
    command.count("-n,--runs", "N", options->runs, 1, 1'000'000, "number of trial runs per arm; default 400");
    add_seed(command, options->seed);
    command.flag("--json", options->json, "print the findings as JSON");
    add_quiet(command, options->quiet);
    command.example("firebreak check scenarios/*/*.yaml");
    command.example("firebreak check --strict mine.yaml");
    command.action([options] { return check_command(*options); });
}

}  // namespace firebreak::cli
