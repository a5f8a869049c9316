#include <algorithm>
#include <memory>
#include <ostream>

#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/json.hpp"
#include "report/paths_sections.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct PathsOptions {
    ScenarioOptions scenario;
    RunsOptions runs;
    std::string measures = "none";
    std::string arm = "factual";
    std::string steps = "acts";
    std::string by = "under-way";
    bool timeless = false;
    bool past_crisis = false;
    std::uint64_t paths = 5;
    std::uint64_t min_runs = 0;
    bool json = false;
    std::string csv;
    std::string dot;
    std::string graphml;
};

void parse_by(const std::string& text, GraphOptions& graph, std::vector<std::string>& faults) {
    graph.by_under_way = false;
    if (text == "none") return;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        const std::string word = text.substr(from, end - from);
        from = end + 1;
        if (word == "decider") graph.by_decider = true;
        else if (word == "belief") graph.by_belief = true;
        else if (word == "under-way") graph.by_under_way = true;
        else
            faults.push_back("--by: expected a list of decider, belief and under-way, or none, found '" +
                             printable(word, 60) + "'" +
                             suggestion(word, {"decider", "belief", "under-way", "none"}));
    }
}

GraphOptions graph_options(const PathsOptions& options, std::vector<std::string>& faults) {
    GraphOptions graph;
    graph.path.steps = options.steps == "acts" ? PathOptions::Steps::acts : PathOptions::Steps::decisions;
    graph.path.past_crisis = options.past_crisis;
    graph.timeless = options.timeless;
    parse_by(options.by, graph, faults);
    return graph;
}

std::string repeated_options(const PathsOptions& options) {
    std::string text;
    const auto add = [&](const std::string& words) { text += (text.empty() ? "" : " ") + words; };
    if (options.measures != "none") add("--measures " + shell_word(options.measures));
    if (options.arm != "factual") add("--arm " + shell_word(options.arm));
    if (options.steps != "acts") add("--steps " + options.steps);
    if (options.by != "under-way") add("--by " + shell_word(options.by));
    if (options.timeless) add("--timeless");
    if (options.past_crisis) add("--past-crisis");
    if (options.paths != 5) add("--paths " + std::to_string(options.paths));
    return text;
}

std::vector<Output> outputs_of(const PathsOptions& options) {
    return {{"--csv", options.csv, {}}, {"--dot", options.dot, {}}, {"--graphml", options.graphml, {}}};
}

int write_files(std::vector<Output>& outputs, const Spec& spec, const report::PathsAnswer& answer,
                std::uint64_t min_runs) {
    outputs[0].write = [&](std::ostream& out) { out << table_csv(report::paths_rows(spec, answer)); };
    outputs[1].write = [&](std::ostream& out) { write_dot(out, spec, answer.graph, min_runs); };
    outputs[2].write = [&](std::ostream& out) { write_graphml(out, spec, answer.graph, min_runs); };
    return write_outputs("paths", outputs);
}

int paths_command(const PathsOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    const ArmSpec arm{parse_measures(loaded->spec, options.measures, faults),
                      parse_arm(loaded->spec, options.arm, faults)};
    const GraphOptions graph = graph_options(options, faults);
    const int to_output = (options.csv == "-") + (options.dot == "-") + (options.graphml == "-");
    if (to_output + options.json > 1) {
        faults.emplace_back("only one of --json, --csv -, --dot - and --graphml - can go to standard output");
    }
    std::vector<Output> outputs = outputs_of(options);
    for (std::string& fault : output_faults(outputs, loaded->files)) faults.push_back(std::move(fault));
    if (!faults.empty()) return wrong("paths", faults);

    EnsembleOptions ensemble = ensemble_options(options.runs);
    ensemble.stop = &catch_interrupts();
    Progress progress("runs", options.scenario.quiet);
    ensemble.progress = progress.callback();
    report::PathsAnswer answer = report::find_paths(loaded->spec, arm, graph, options.paths, ensemble);
    progress.clear();
    answer.origin = origin_of(options.scenario, *loaded, options.runs);
    answer.origin.options = repeated_options(options);
    if (!answer.complete) answer.origin.made = answer.runs;
    const int status = write_files(outputs, loaded->spec, answer, options.min_runs);
    if (options.json) put(report::paths_json(loaded->spec, answer));
    else if (to_output == 0) put(report::paths_report(loaded->spec, answer));
    return status == kDone && !answer.complete ? kInterrupted : status;
}

void add_files(Command& command, PathsOptions& options) {
    command.flag("--json", options.json, "print the result as JSON, with unrounded numbers");
    const auto file = [&](const std::string& name, std::string& into, const std::string& help) {
        command.text(name, "FILE", into, help).completes = Argument::Completes::file;
    };
    file("--csv", options.csv, "write the graph as a table with one row per edge; - for standard output");
    file("--dot", options.dot, "write the graph for Graphviz");
    file("--graphml", options.graphml, "write the graph as GraphML, for Gephi, yEd, NetworkX and others");
    command.count("--min-runs", "N", options.min_runs, 0, kMostRuns,
                  "omit edges taken by fewer runs from --dot and --graphml; default 0: keep all");
}

}  // namespace

void add_paths(Program& program) {
    const auto options = std::make_shared<PathsOptions>();
    Command& command = program.command("paths", "find the paths that runs take into crisis and back down");
    command.details(
        "Joins the decisions of many runs into one graph. Prints the commonest paths, the likeliest paths to "
        "crisis, what every path to crisis passes, the cheapest sets of decisions whose removal leaves no "
        "path to crisis, and the ways back down.\nOn Ctrl-C, prints the results so far, marked as partial, "
        "writes no file and exits with status 75.");
    add_scenario(command, options->scenario);
    add_runs(command, options->runs, "number of replicates");
    add_first(command, options->runs);
    command.text("--measures", "LIST", options->measures,
                 "measures in force: a,b, all or none; default none");
    Argument& arm =
        command.text("--arm", "ARM", options->arm,
                     "whose perception is clean: factual (neither side's), clean-both or clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    command.choice("--steps", "WHICH", options->steps, {"acts", "decisions"},
                   "what counts as a step: acts (decisions that take a posture or strike; the default) or "
                   "all decisions");
    command.text("--by", "LIST", options->by,
                 "what distinguishes situations besides the postures: a list of decider, belief and "
                 "under-way (postures decided on but not yet taken; the default), or none");
    command.flag("--timeless", options->timeless,
                 "treat situations as the same whatever the number of steps");
    command.flag("--past-crisis", options->past_crisis, "follow paths beyond a crisis to the end of the run");
    command.count("-k,--paths", "K", options->paths, 0, 1000, "number of paths of each kind; default 5");
    add_files(command, *options);
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak paths scenarios/cyber/reset-2011.yaml");
    command.example("firebreak paths mine.yaml --timeless --dot - | dot -Tsvg > paths.svg");
    command.action([options] { return paths_command(*options); });
}

}  // namespace firebreak::cli
