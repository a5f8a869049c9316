#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <firebreak/text.hpp>

#include "base/parse_number.hpp"
#include "commands.hpp"
#include "options.hpp"
#include "stop_clock.hpp"
#include "sweep/run_sweep.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

constexpr std::uint64_t kMostShards = 100'000;

struct SweepCommand {
    std::string plan;
    std::string folder;
    std::string shard = "1/1";
    std::string wall;
    std::string progress = "text";
    std::optional<std::uint64_t> seed;
    double target = 0;
    std::uint64_t jobs = 0;
    bool dry = false;
    bool quiet = false;
};

std::optional<std::uint64_t> number_in(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? std::nullopt : parse_whole(text);
}

// The shard of a task of a Slurm array, by what Slurm puts into its environment.
std::optional<Shard> shard_of_array(std::vector<std::string>& faults) {
    const auto id = number_in("SLURM_ARRAY_TASK_ID");
    const auto first = number_in("SLURM_ARRAY_TASK_MIN");
    const auto last = number_in("SLURM_ARRAY_TASK_MAX");
    // Of a task that is submitted again alone, the count is its array's of one; the plan's own is set by the
    // job.
    const auto tasks = number_in("FIREBREAK_TASKS");
    if (id && tasks && *id >= 1 && *id <= *tasks && *tasks <= kMostShards) return Shard{*id, *tasks};
    if (id && !tasks && first && last && *first <= *id && *id <= *last && *last - *first < kMostShards)
        return Shard{*id - *first + 1, *last - *first + 1};
    faults.emplace_back(
        "--shard auto: this is no task of a Slurm array (SLURM_ARRAY_TASK_ID, _MIN and _MAX, or "
        "FIREBREAK_TASKS, are missing or make no sense)");
    return std::nullopt;
}

std::optional<Shard> parse_shard(const std::string& text, std::vector<std::string>& faults) {
    if (text == "auto") return shard_of_array(faults);
    const std::size_t slash = text.find('/');
    const auto number = parse_whole(text.substr(0, slash));
    const auto count = slash == std::string::npos ? std::nullopt : parse_whole(text.substr(slash + 1));
    if (number && count && *number >= 1 && *number <= *count && *count <= kMostShards)
        return Shard{*number, *count};
    faults.push_back("--shard: expected K/N with K from 1 to N and N at most 100000, or auto; found '" +
                     printable(text, 60) + "'");
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> parse_wall(const std::string& text,
                                                    std::vector<std::string>& faults) {
    if (text.empty()) return std::nullopt;
    const auto span = parse_duration(text);
    if (span && span->ms >= 0 && span->ms <= 1e10)
        return std::chrono::milliseconds(static_cast<std::int64_t>(span->ms));
    faults.push_back("--max-wall: expected a duration like 50m, found '" + printable(text, 60) + "'");
    return std::nullopt;
}

// The plan with what the command line adds to it, which becomes part of it.
LoadedPlan load_with_additions(const SweepCommand& options) {
    LoadedPlan plan = load_plan(options.plan);
    if (options.target <= 0) return plan;
    std::string text = plan.text;
    if (!text.ends_with('\n')) text += '\n';
    return load_plan_text(text + "target: " + number_text(options.target) + "\n", options.plan);
}

std::optional<SweepFolder> folder_of(const SweepCommand& options) {
    const bool again = is_sweep_folder(options.plan);
    if (again && (options.folder.empty() || options.folder == options.plan) && options.target <= 0)
        return opened_folder("sweep", options.plan);
    std::vector<std::string> faults;
    if (again && options.target > 0)
        faults.emplace_back("--target: give it with the plan, when the sweep begins");
    else if (again)
        faults.push_back("-o: " + printable(options.plan, 200) + " is the folder of a sweep already");
    else if (options.folder.empty() && !options.dry)
        faults.emplace_back("missing -o DIR, the folder for the results");
    if (!faults.empty()) {
        static_cast<void>(wrong("sweep", faults));
        return std::nullopt;
    }
    const LoadedPlan plan = load_with_additions(options);
    for (const Diagnostic& diagnostic : plan.diagnostics) {
        const bool warning = diagnostic.severity == Diagnostic::Severity::warning;
        if (!warning || !options.quiet) complain(format_diagnostic(diagnostic));
    }
    if (!plan.plan) return std::nullopt;
    if (options.dry) {
        SweepFolder none;
        none.sweep.emplace(*plan.plan, *plan.spec);
        return none;
    }
    return checked_folder("sweep", make_sweep_folder(options.folder, plan));
}

// What a sweep consists of, in a sentence.
std::string extent(const Sweep& sweep) {
    const std::size_t arms = sweep.plan().arms.size();
    return counted(sweep.points(), "point") + " of " + counted(sweep.plan().factors.size(), "number") + ", " +
           (sweep.plan().target > 0 ? "at most " : "") + counted(sweep.plan().runs, "run") + " of " +
           counted(arms, "arm") + " and " + (arms == 1 ? "its twin" : "their twins") +
           " at each: " + (sweep.plan().target > 0 ? "at most " : "") +
           counted(sweep.points() * sweep.plan().runs * 2 * arms, "run") + " in all";
}

// A line of JSON on standard error, at most one a second.
std::function<void(std::uint64_t, std::uint64_t)> json_progress() {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    auto next = std::make_shared<Clock::time_point>(start);
    return [start, next](std::uint64_t done, std::uint64_t total) {
        const auto now = Clock::now();
        if (now < *next && done < total) return;
        *next = now + std::chrono::seconds(1);
        complain(fmt::format("{{\"done\":{},\"total\":{},\"seconds\":{:.1f}}}", done, total,
                             std::chrono::duration<double>(now - start).count()));
    };
}

std::string ending(const SweepFolder& folder, const SweepWork& work, const Shard& shard) {
    std::string text = "Done: " + counted(work.blocks, "block") + " of work";
    if (work.before > 0) text += ", " + with_commas(work.before) + " of them before";
    text += ".";
    if (work.failed > 0)
        text += " " + counted(work.failed, "block") +
                " belong to points whose numbers make no scenario or break a constraint; the table of points "
                "says why.";
    text += " The results are in " + printable(folder.shard_file(shard), 1000) + ".\n";
    const std::string name = shell_word(folder.path);
    const DesignPlan::Kind kind = folder.sweep->plan().design.kind;
    const bool table = kind == DesignPlan::Kind::grid || kind == DesignPlan::Kind::list;
    if (shard.count == 1)
        return text + "Next: firebreak sweep " + (table ? "export " : "analyse ") + name + "\n";
    return text + "When all shards are done: firebreak sweep merge " + name + "\n";
}

int sweep_command(const SweepCommand& options) {
    std::vector<std::string> faults;
    const auto shard = parse_shard(options.shard, faults);
    const auto wall = parse_wall(options.wall, faults);
    if (!faults.empty()) return wrong("sweep", faults);
    const auto folder = folder_of(options);
    if (!folder) return kWrongInput;
    if (!options.quiet || options.dry) put(extent(*folder->sweep) + ".\n");
    flush_output();
    if (options.dry) return kDone;

    StopClock clock(wall);
    RunSweepOptions run;
    run.shard = *shard;
    run.jobs = static_cast<unsigned>(options.jobs);
    run.stop = &clock.flag();
    Progress progress("blocks of work", options.quiet || options.progress == "json");
    run.progress = options.progress == "json" ? json_progress() : progress.callback();
    const SweepWork work = run_sweep(*folder, run);
    progress.clear();
    if (options.progress == "json") run.progress(work.before + work.made, work.blocks);
    if (work.complete()) {
        if (!options.quiet) put(ending(*folder, work, *shard));
        return kDone;
    }
    complain("firebreak sweep: stopped after " + with_commas(work.before + work.made) + " of " +
             counted(work.blocks, "block") + " of work, which are kept; the same command goes on from there");
    return kInterrupted;
}

}  // namespace

void add_sweep(Program& program) {
    const auto options = std::make_shared<SweepCommand>();
    Command& command = program.command("sweep", "run a plan of many settings, and keep every run");
    command.details(
        "Reads a plan (see engine/docs/sweep-format.md): which numbers of a scenario vary, over which "
        "points, "
        "how often every arm runs at each. Keeps the results in DIR, in a file per shard. The same command, "
        "or just `firebreak sweep DIR`, goes on where a sweep was stopped, and does nothing where it is "
        "done.\nOn Ctrl-C, TERM or after --max-wall, what is finished is kept and the exit status is 75.\n"
        "Other commands read what it keeps, each with a --help of its own: sweep status, sweep merge, sweep "
        "extend, sweep export, sweep analyse, sweep slurm and sweep bundle.");
    command.positional("PLAN", options->plan, "plan of the sweep, or the folder of a sweep to continue");
    command.text("-o,--output", "DIR", options->folder, "folder for the results").completes =
        Argument::Completes::file;
    command.text("--shard", "K/N", options->shard,
                 "do only the K-th of N parts, for several machines; auto: as Slurm says; default 1/1");
    command.text("--max-wall", "DURATION", options->wall, "stop after so long, as in 50m");
    command.number("--target", "X", options->target, 1e-6, 1,
                   "end the runs at a point once every effect is known to within X on either side");
    command.count("-j,--jobs", "N", options->jobs, 0, 1024,
                  "number of threads; does not affect the result; default 0: one per processor");
    command.choice("--progress", "HOW", options->progress, {"text", "json"},
                   "how to show progress on standard error; default text");
    command.flag("--dry-run", options->dry, "check the plan and say how much work it is");
    add_quiet(command, options->quiet);
    command.example("firebreak sweep plan.yaml -o results");
    command.example("firebreak sweep results --shard 2/5 --max-wall 50m");
    command.action([options] { return sweep_command(*options); });
}

}  // namespace firebreak::cli
