#include <filesystem>
#include <memory>
#include <ostream>

#include <firebreak/program.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "report/factorial_answer.hpp"
#include "report/indices_answer.hpp"
#include "report/uncertainty_answer.hpp"
#include "sweep/read_results.hpp"
#include "sweep/run_sweep.hpp"
#include "sweep/store.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"
#include "zip_stream.hpp"

namespace firebreak::cli {

std::optional<SweepFolder> checked_folder(const std::string& command, SweepFolder folder) {
    if (folder.faults.empty()) return folder;
    static_cast<void>(wrong(command, folder.faults));
    return std::nullopt;
}

std::optional<SweepFolder> opened_folder(const std::string& command, const std::string& path) {
    return checked_folder(command, open_sweep_folder(path));
}

void write_results(const SweepFolder& folder, const std::string& table, const std::string& file,
                   std::ostream& out) {
    if (!file.ends_with(".gz")) {
        write_table(folder, table, out);
        return;
    }
    ZipStream zipped(out);
    write_table(folder, table, zipped);
    zipped.finish();
}

namespace {

namespace fs = std::filesystem;

struct ResultsCommand {
    std::string folder;
    std::string table = "points";
    std::string csv = "-";
    std::string time = "04:00:00";
    std::string output;
    std::uint64_t runs = 0;
    std::uint64_t points = 0;
    std::uint64_t tasks = 1;
    RunsOptions stated;
    bool interactions = false;
    bool json = false;
    bool quiet = false;
};

Argument& add_folder(Command& command, ResultsCommand& options) {
    return command.positional("DIR", options.folder, "folder of the sweep");
}

// --- status

int status_command(const ResultsCommand& options) {
    const auto folder = opened_folder("sweep status", options.folder);
    if (!folder) return kWrongInput;
    const DoneBlocks done(*folder);
    const Sweep& sweep = *folder->sweep;
    const std::uint64_t blocks = sweep.blocks();
    const std::size_t files = folder->result_files().size();
    if (options.json) {
        const nlohmann::ordered_json json{{"scenario", folder->origin.scenario},
                                          {"points", sweep.points()},
                                          {"runs_per_point", sweep.plan().runs},
                                          {"arms", sweep.plan().arms.size()},
                                          {"blocks", blocks},
                                          {"blocks_done", done.blocks()},
                                          {"runs_done", done.runs()},
                                          {"blocks_failed", done.failed()},
                                          {"files", files},
                                          {"complete", done.blocks() == blocks}};
        put(json.dump() + "\n");
        return kDone;
    }
    put(printable(folder->origin.scenario) + ": " + percent_words(done.blocks(), blocks) + " done, " +
        with_commas(done.blocks()) + " of " + counted(blocks, "block") + " of work in " +
        counted(files, "file") + ".\n");
    put(counted(done.runs(), "run") + " of each of " + counted(sweep.plan().arms.size(), "arm") + " over " +
        counted(sweep.points(), "point") + ".\n");
    if (done.failed() > 0)
        put(counted(done.failed(), "block") +
            " belong to points whose numbers make no scenario or break a constraint.\n");
    if (done.blocks() < blocks) put("To go on: firebreak sweep " + shell_word(options.folder) + "\n");
    return kDone;
}

// --- merge, export, extend

int merge_command(const ResultsCommand& options) {
    const auto folder = opened_folder("sweep merge", options.folder);
    if (!folder) return kWrongInput;
    const DoneBlocks done(*folder);
    merge_sweep(*folder);
    if (options.quiet) return kDone;
    put("Merged " + counted(done.blocks(), "block") + " into " + printable(folder->file(kResultsFile), 1000) +
        ".\n");
    if (done.blocks() < folder->sweep->blocks())
        complain("firebreak sweep merge: the sweep is not complete: " + with_commas(done.blocks()) + " of " +
                 counted(folder->sweep->blocks(), "block") + " of work are done");
    return kDone;
}

int export_command(const ResultsCommand& options) {
    const auto folder = opened_folder("sweep export", options.folder);
    if (!folder) return kWrongInput;
    std::vector<Output> outputs{{"--csv", options.csv, {}}};
    std::vector<std::string> own = folder->result_files();
    for (const char* name : {"plan.yaml", "scenario.yaml", "sweep.json", kListFile})
        own.push_back(folder->file(name));
    const std::vector<std::string> faults = output_faults(outputs, own);
    if (!faults.empty()) return wrong("sweep export", faults);
    if (options.table == "runs" && !folder->sweep->plan().keeps_rows)
        return wrong("sweep export", {"--table runs: this plan keeps sums only ('keep: sums')"});
    if (options.table != "dictionary") merge_sweep(*folder);
    outputs[0].write = [&](std::ostream& out) { write_results(*folder, options.table, options.csv, out); };
    return write_outputs("sweep export", outputs);
}

int extend_command(const ResultsCommand& options) {
    auto folder = opened_folder("sweep extend", options.folder);
    if (!folder) return kWrongInput;
    if (options.runs == 0 && options.points == 0)
        return wrong("sweep extend", {"give --runs, --points or both"});
    const std::vector<std::string> faults = extend_sweep(*folder, options.runs, options.points);
    if (!faults.empty()) return wrong("sweep extend", faults);
    put("The sweep has " + counted(folder->sweep->points(), "point") + " and " +
        counted(folder->sweep->plan().runs, "run") + " of every arm at each now. To go on: firebreak sweep " +
        shell_word(options.folder) + "\n");
    return kDone;
}

// --- analyse

report::StudyAnswer stated_answer(const ResultsCommand& options, const SweepFolder& folder) {
    EnsembleOptions ensemble = ensemble_options(options.stated);
    ensemble.stop = &catch_interrupts();
    Progress progress("runs at the numbers in the file", options.quiet);
    ensemble.progress = progress.callback();
    return report::stated_answer(folder, std::move(ensemble));
}

int no_results(const ResultsCommand& options) {
    return wrong("sweep analyse", {printable(options.folder, 1000) + ": there are no results yet"});
}

std::string interactions_command(const ResultsCommand& options) {
    return "firebreak sweep analyse " + shell_word(options.folder) + " --interactions";
}

std::string analyse_again(const ResultsCommand& options) {
    return "firebreak sweep analyse " + shell_word(options.folder) +
           (options.stated.runs == RunsOptions{}.runs ? "" : " -n " + std::to_string(options.stated.runs));
}

// Of points that are spread over the ranges.
int analyse_spread(const ResultsCommand& options, const SweepFolder& folder, Uncertainty results) {
    report::UncertaintyAnswer answer;
    answer.sweep = std::move(results);
    answer.stated = stated_answer(options, folder);
    report::assess(answer);
    answer.again = analyse_again(options);
    const Spec& spec = folder.sweep->spec();
    std::vector<Output> outputs{{"--csv", options.csv, {}}};
    outputs[0].write = [&](std::ostream& out) { out << table_csv(report::uncertainty_rows(spec, answer)); };
    const int status = write_outputs("sweep analyse", outputs);
    if (options.json) put(report::uncertainty_json(spec, answer));
    else if (options.csv != "-") {
        Answer page = report::uncertainty_answer(spec, answer);
        if (!factorial_measures(folder.sweep->plan().arms).empty())
            page.blocks.emplace_back(
                answer::Command{"What measures do together:", interactions_command(options)});
        put(page);
    }
    return status;
}

// Of arms that are every combination of some measures.
int analyse_interactions(const ResultsCommand& options, const SweepFolder& folder) {
    const DesignPlan::Kind kind = folder.sweep->plan().design.kind;
    if (factorial_measures(folder.sweep->plan().arms).empty())
        return wrong(
            "sweep analyse",
            {"--interactions: the arms of this plan are not every combination of some measures; plan "
             "'arms: subsets'"});
    if (kind == DesignPlan::Kind::saltelli || kind == DesignPlan::Kind::morris)
        return wrong("sweep analyse", {"--interactions: plan a sobol, latin, grid or list design"});
    const Uncertainty results = read_results(folder);
    if (results.points.empty()) return no_results(options);
    const Factorial found = analyse_factorial(folder, results);
    if (found.points == 0)
        return wrong("sweep analyse", {"none of the points could be run; the table of points says why"});
    const Spec& spec = folder.sweep->spec();
    const report::Origin origin = report::origin_of(folder);
    std::vector<Output> outputs{{"--csv", options.csv, {}}};
    outputs[0].write = [&](std::ostream& out) {
        out << table_csv(report::factorial_rows(spec, found, origin));
    };
    const int status = write_outputs("sweep analyse", outputs);
    if (options.json) put(report::factorial_json(spec, found, origin, results.complete));
    else if (options.csv != "-")
        put(report::factorial_answer(spec, found, origin, results.complete, interactions_command(options)));
    return status;
}

// Of a design made to find what matters.
int analyse_influence(const ResultsCommand& options, const SweepFolder& folder, const Uncertainty& results) {
    if (!options.csv.empty())
        return wrong("sweep analyse",
                     {"--csv: for this design, take the table of points of `firebreak sweep export`"});
    const std::vector<report::Influence> found = report::influences(*folder.sweep, results);
    const report::Origin origin = report::origin_of(folder);
    if (options.json) put(report::influence_json(*folder.sweep, results, found, origin));
    else put(report::influence_answer(*folder.sweep, results, found, origin, analyse_again(options)));
    return kDone;
}

int analyse_command(const ResultsCommand& options) {
    const auto folder = opened_folder("sweep analyse", options.folder);
    if (!folder) return kWrongInput;
    if (options.json && options.csv == "-")
        return wrong("sweep analyse", {"only one of --json and --csv - can go to standard output"});
    const DesignPlan::Kind kind = folder->sweep->plan().design.kind;
    if (options.interactions) return analyse_interactions(options, *folder);
    if (kind == DesignPlan::Kind::grid || kind == DesignPlan::Kind::list)
        return wrong("sweep analyse",
                     {"a grid or a list of points is read as a table: `firebreak sweep export`; "
                      "for an answer over ranges, plan a sobol or latin design"});
    Uncertainty results = read_results(*folder);
    if (results.points.empty()) return no_results(options);
    const bool spread = kind == DesignPlan::Kind::sobol || kind == DesignPlan::Kind::latin;
    return spread ? analyse_spread(options, *folder, std::move(results))
                  : analyse_influence(options, *folder, results);
}

// --- slurm

int slurm_command(const ResultsCommand& options) {
    auto folder = opened_folder("sweep slurm", options.folder);
    if (!folder) return kWrongInput;
    folder->path = fs::absolute(options.folder).lexically_normal().string();
    const std::string digits = "0123456789:-";
    if (options.time.find_first_not_of(digits) != std::string::npos || options.time.empty())
        return wrong("sweep slurm", {"--time: expected a time as Slurm takes it, such as 04:00:00; found '" +
                                     printable(options.time, 60) + "'"});
    put(slurm_script(*folder, options.tasks, options.time));
    return kDone;
}

void add_status(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    Command& command = program.command("sweep status", "show how far a sweep is");
    command.details("Reads the ledgers of all files of results. May be used while the sweep runs.");
    add_folder(command, *options);
    command.flag("--json", options->json, "print the result as JSON");
    command.example("firebreak sweep status results");
    command.action([options] { return status_command(*options); });
}

void add_merge(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    Command& command = program.command("sweep merge", "put the results of all shards into one file");
    command.details(
        "Writes DIR/results.db, an SQLite file. It is the same, byte for byte, however the sweep was "
        "divided. Refuses files of another plan, scenario or version of the program.");
    add_folder(command, *options);
    add_quiet(command, options->quiet);
    command.example("firebreak sweep merge results");
    command.action([options] { return merge_command(*options); });
}

void add_extend(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    Command& command =
        program.command("sweep extend", "give a sweep more runs at each point, or more points");
    command.details("What is done stays and counts. Afterwards, `firebreak sweep DIR` does the rest.");
    add_folder(command, *options);
    command.count("--runs", "N", options->runs, 1, kMostPlanned,
                  "number of replicates at each point from now on");
    command.count("--points", "N", options->points, 1, kMostPoints,
                  "number of points from now on; only for a Sobol' sequence");
    command.example("firebreak sweep extend results --runs 2000");
    command.action([options] { return extend_command(*options); });
}

void add_export(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    Command& command = program.command("sweep export", "write the results of a sweep as CSV");
    command.details(
        "Merges the shards first. R, pandas and spreadsheets read the tables without options; "
        "`--table dictionary` says what every column means.");
    add_folder(command, *options);
    command.choice("--table", "TABLE", options->table, {"points", "runs", "dictionary"},
                   "points: sums, shares and effects of each point and arm (the default); runs: a row for "
                   "every run; dictionary");
    command
        .text("--csv", "FILE", options->csv,
              "where to write it, compressed if the name ends with .gz; - for standard output, the default")
        .completes = Argument::Completes::file;
    command.example("firebreak sweep export results --csv points.csv");
    command.example("firebreak sweep export results --table runs --csv runs.csv.gz");
    command.action([options] { return export_command(*options); });
}

void add_analyse(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    options->csv.clear();
    Command& command = program.command("sweep analyse", "say what a sweep shows");
    command.details(
        "Prints what `firebreak uncertainty` prints, from the results of a sweep: how far the share "
        "of crises and each measure's effect move over the points, what moves them, and where a "
        "measure helps. Of a saltelli or morris design, prints Sobol' indices or elementary effects. With "
        "--interactions, prints what each measure does on average over the others, and what they add or take "
        "away together. A sweep that is not finished is told as far as it is done, marked partial.");
    add_folder(command, *options);
    command.count("-n,--runs", "N", options->stated.runs, 1, kMostRuns,
                  "number of replicates per arm at the numbers in the file; default 10000");
    command.count("-j,--jobs", "N", options->stated.jobs, 0, 1024,
                  "number of threads; does not affect the result; default 0: one per processor");
    command.flag("--interactions", options->interactions,
                 "show what measures do together; needs a plan with 'arms: subsets'");
    command.flag("--json", options->json, "print the result as JSON, with unrounded numbers");
    command
        .text("--csv", "FILE", options->csv,
              "write a table with one row per point and arm, or per effect; - for standard output")
        .completes = Argument::Completes::file;
    add_quiet(command, options->quiet);
    command.example("firebreak sweep analyse results");
    command.example("firebreak sweep analyse results --interactions");
    command.action([options] { return analyse_command(*options); });
}

void add_slurm(Program& program) {
    const auto options = std::make_shared<ResultsCommand>();
    Command& command = program.command("sweep slurm", "print a script that runs a sweep on a Slurm cluster");
    command.details(
        "The script submits an array of tasks, each a shard of the sweep, and a job that merges the "
        "results when all tasks are done. Tasks of about half an hour are best.");
    add_folder(command, *options);
    command.count("--tasks", "N", options->tasks, 1, 1000, "number of tasks; default 1");
    command.text("--time", "TIME", options->time,
                 "how long a task may take, as Slurm writes it; default 04:00:00");
    command.example("firebreak sweep slurm results --tasks 20 > job.sh");
    command.action([options] { return slurm_command(*options); });
}

}  // namespace

void add_sweep_results(Program& program) {
    add_status(program);
    add_merge(program);
    add_extend(program);
    add_export(program);
    add_analyse(program);
    add_slurm(program);
}

}  // namespace firebreak::cli
