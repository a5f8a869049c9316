#include <algorithm>
#include <memory>
#include <ostream>

#include <firebreak/text.hpp>
#include <firebreak/trace.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/json.hpp"
#include "report/study_answer.hpp"
#include "run_rows_file.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct RunOptions {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::vector<std::string> measures;  // one arm each
    std::string arm = "factual";
    bool json = false;
    std::string csv;
    std::string runs_csv;
    std::string trace;
    std::uint64_t replicate = 0;
};

// The arms to run; empty: no measures, each, all. The first is what the others are compared with.
std::vector<ArmSpec> chosen_arms(const Spec& spec, const RunOptions& options,
                                 std::vector<std::string>& faults) {
    const std::array<Clean, kActors> clean = parse_arm(spec, options.arm, faults);
    std::vector<ArmSpec> arms;
    if (!options.measures.empty()) {
        arms.push_back({{}, clean});
        for (const std::string& text : options.measures) {
            ArmSpec arm{parse_measures(spec, text, faults), clean};
            if (!arm.measures.empty()) arms.push_back(std::move(arm));
        }
    } else if (options.arm != "factual") {
        arms = make_study(spec).arms;
        for (ArmSpec& arm : arms) arm.clean = clean;
    }
    return arms;
}

std::string repeated_options(const RunOptions& options) {
    std::string text;
    for (const std::string& measures : options.measures)
        text += (text.empty() ? "" : " ") + ("--measures " + shell_word(measures));
    if (options.arm != "factual") text += (text.empty() ? "" : " ") + ("--arm " + options.arm);
    return text;
}

// The arm that a trace is of: the first that was asked for, else the first of the study.
const Model& traced_model(const Study& study, const RunOptions& options) {
    const bool asked = !options.measures.empty() && study.arms.size() > 1;
    return study.models[asked ? 2 : 0];
}

void write_run_trace(std::ostream& out, const Study& study, const RunOptions& options, const Loaded& loaded) {
    const Model& model = traced_model(study, options);
    TraceHeader header = trace_header(model, {options.runs.seed, options.replicate, 0});
    header.scenario_sha256 = loaded.sha256;
    header.set = options.scenario.sets;
    write_run(out, model, header, {}, &catch_interrupts());
}

// What is to be written when the runs are made.
std::vector<Output> outputs_of(const RunOptions& options, const Loaded& loaded,
                               std::vector<std::string>& faults) {
    std::vector<Output> outputs{{"--csv", options.csv, {}}, {"--trace", options.trace, {}}};
    std::vector<Output> all = outputs;
    all.push_back({"--runs-csv", options.runs_csv, {}});
    const auto to_output =
        std::count_if(all.begin(), all.end(), [](const Output& output) { return output.path == "-"; });
    if (to_output + (options.json ? 1 : 0) > 1) {
        faults.emplace_back(
            "only one of --json, --csv -, --runs-csv - and --trace - can go to standard output");
    }
    for (std::string& fault : output_faults(all, loaded.files)) faults.push_back(std::move(fault));
    return outputs;
}

// How long it took goes to standard error, so that equal runs have equal results.
void say_speed(const report::StudyAnswer& answer, const RunOptions& options) {
    if (options.scenario.quiet || !watched()) return;
    complain(with_commas(answer.events) + " events in " +
             describe_duration(to_millis(answer.seconds * 1000)));
}

int run_command(const RunOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    const std::vector<ArmSpec> arms = chosen_arms(loaded->spec, options, faults);
    std::vector<Output> outputs = outputs_of(options, *loaded, faults);
    if (!faults.empty()) return wrong("run", faults);

    Study study = make_study(loaded->spec, arms);
    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    StudySpread spread(study);
    ensemble.observers.push_back(&spread);
    const RunMeasures measures(loaded->spec, observed_measures(loaded->spec));
    MeasureTotals observed(measures, study.models.size());
    if (measures.columns() > 0) {
        ensemble.measures = &measures;
        ensemble.observers.push_back(&observed);
    }
    report::Origin origin = origin_of(options.scenario, *loaded, options.runs);
    origin.options = repeated_options(options);
    const int made = make_runs(study, ensemble, options.runs_csv, origin, options.scenario.quiet);
    if (study.ensemble.arms.empty()) return made;
    const report::StudyAnswer answer = report::answer_of(loaded->spec, study, std::move(origin), &spread,
                                                         measures.columns() > 0 ? &observed : nullptr);
    outputs[0].write = [&](std::ostream& out) { out << table_csv(report::study_rows(loaded->spec, answer)); };
    outputs[1].write = [&](std::ostream& out) { write_run_trace(out, study, options, *loaded); };
    const int written = write_outputs("run", outputs);
    const int status = written == kFailed ? written : std::max(written, made);
    if (options.json) {
        put(report::study_json(loaded->spec, answer));
    } else if (options.csv != "-" && options.trace != "-" && options.runs_csv != "-") {
        put(report::study_answer(loaded->spec, answer));
    }
    say_speed(answer, options);
    return status == kDone && !answer.complete ? kInterrupted : status;
}

}  // namespace

void add_run(Program& program) {
    const auto options = std::make_shared<RunOptions>();
    Command& command = program.command("run", "answer the scenario's question by simulating every arm");
    command.details(
        "Simulates the scenario without measures, with each measure and with all of them, under the same "
        "chance events. For each arm, prints how many runs reach a crisis (with exact 95 % Clopper-Pearson "
        "intervals), how many of those crises are inadvertent, and how many other runs misperception kept "
        "out of a crisis; then what the measures change, pair by pair.\nOn Ctrl-C, prints the results so "
        "far, marked as partial, writes no file and exits with status 75. It cannot resume; run it again.");
    add_scenario(command, options->scenario);
    add_runs(command, options->runs, "number of replicates per arm");
    add_first(command, options->runs);
    command.texts("--measures", "LIST", options->measures,
                  "compare only these measures with no measures: a,b for both at once, all, or none; "
                  "repeatable, each makes an arm");
    Argument& arm = command.text(
        "--arm", "ARM", options->arm,
        "whose perception is clean in every arm: factual (neither side's), clean-both or clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    command.flag("--json", options->json, "print the result as JSON, with unrounded numbers");
    command.text("--csv", "FILE", options->csv, "write a table with one row per arm; - for standard output")
        .completes = Argument::Completes::file;
    command
        .text("--runs-csv", "FILE", options->runs_csv,
              "write a table with one row per run, arm and twin, compressed if the name ends in .gz; - for "
              "standard output")
        .completes = Argument::Completes::file;
    command
        .text("--trace", "FILE", options->trace,
              "write one run as JSONL, one event per line; from the first arm of --measures, or without "
              "measures; - for standard output")
        .completes = Argument::Completes::file;
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates,
                  "number of the run that --trace writes; default 0");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak run scenarios/cyber/reset-2011.yaml");
    command.example(
        "firebreak run mine.yaml -n 100000 --measures hotline --set channels.hotline.credibility=0.2");
    command.example("firebreak run mine.yaml --runs-csv runs.csv.gz");
    command.example("firebreak run mine.yaml --json | jq '.arms[].crisis.share'");
    command.action([options] { return run_command(*options); });
}

}  // namespace firebreak::cli
