#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>

#include <fmt/format.h>

#include <firebreak/program.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "bench_river.hpp"
#include "bench_workloads.hpp"
#include "commands.hpp"
#include "options.hpp"
#include "report/json.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct BenchOptions {
    ScenarioOptions scenario;
    std::uint64_t rounds = 7;
    bool json = false;
};

// One thing timed: `work` returns the events it handled.
struct Contestant {
    std::string name;
    std::function<std::uint64_t()> work;
    std::vector<double> ns;  // per event, one a round
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Processor time of this thread: other programs on the machine disturb it less than they disturb the wall
// clock.
double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

volatile double sink = 0;  // keeps the sums of the loops from being left out

Contestant loop(std::string name, double (*run)(std::uint64_t)) {
    constexpr std::uint64_t kTrials = 20'000;
    return {std::move(name),
            [run] {
                sink = sink + run(kTrials);
                return kTrials * kTrialEvents;
            },
            {}};
}

Contestant whole_model(std::string name, const Spec& spec, const ArmSpec& arm) {
    const auto model = std::make_shared<Model>(compile(spec, arm));
    return {std::move(name), [model] { return run_scenario(*model, 2000, catch_interrupts()); }, {}};
}

// One more measurement of each, or of none if it is interrupted.
void time_round(std::vector<Contestant>& contestants) {
    std::vector<double> ns;
    for (Contestant& contestant : contestants) {
        if (interrupted()) return;
        const double start = thread_seconds();
        try {
            const std::uint64_t events = contestant.work();
            ns.push_back((thread_seconds() - start) * 1e9 /
                         static_cast<double>(std::max<std::uint64_t>(1, events)));
        } catch (const Stopped&) {
            return;
        }
    }
    for (std::size_t i = 0; i < ns.size(); ++i) contestants[i].ns.push_back(ns[i]);
}

void time_rounds(std::vector<RiverTask>& tasks, std::uint64_t rounds) {
    for (std::uint64_t round = 0; round < rounds && !interrupted(); ++round) {
        for (RiverTask& task : tasks) {
            const double start = thread_seconds();
            sink = sink + static_cast<double>(task.work());
            task.ms.push_back((thread_seconds() - start) * 1e3);
        }
    }
}

using Kind = answer::Column::Kind;

answer::Table table_of(const std::vector<RiverTask>& tasks) {
    answer::Table table{
        {},
        {{Kind::words, fmt::format("river of {} runs x {} steps", with_commas(kRiverRuns), kRiverSteps)},
         {Kind::number, "ms"},
         {Kind::number, "fastest"}}};
    for (const RiverTask& task : tasks) {
        if (task.ms.empty()) continue;
        table.rows.push_back({task.name, fmt::format("{:.1f}", median(task.ms)),
                              fmt::format("{:.1f}", *std::min_element(task.ms.begin(), task.ms.end()))});
    }
    return table;
}

Answer answer_of(const std::vector<Contestant>& contestants, const std::vector<RiverTask>& tasks) {
    answer::Table table{{},
                        {"one thread, one core",
                         {Kind::number, "ns/event"},
                         {Kind::number, "fastest"},
                         {Kind::number, "million events/s"},
                         {Kind::number, "ratio"}}};
    const double reference = median(contestants.front().ns);
    for (const Contestant& c : contestants) {
        const double middle = median(c.ns);
        table.rows.push_back({c.name, fmt::format("{:.1f}", middle),
                              fmt::format("{:.1f}", *std::min_element(c.ns.begin(), c.ns.end())),
                              fmt::format("{:.1f}", 1000 / middle),
                              fmt::format("{:.2f}", middle / reference)});
    }
    const std::string note = fmt::format(
        "Median of {} rounds taken in turn; ratios are to the loop written by hand. The loops run trials of "
        "{} events, {} pending, one exponential and one uniform draw an event. Built with {}.",
        contestants.front().ns.size(), kTrialEvents, kTrialPending, compiler());
    Answer answer;
    answer.blocks = {std::move(table), answer::Paragraph{note}, table_of(tasks)};
    return answer;
}

report::Json json_of(const std::vector<Contestant>& contestants, const std::vector<RiverTask>& tasks) {
    report::Json json = {
        {"firebreak", version()}, {"compiler", compiler()}, {"rounds", contestants.front().ns.size()}};
    json["results"] = report::Json::array();
    const double reference = median(contestants.front().ns);
    for (const Contestant& c : contestants) {
        json["results"].push_back({{"name", c.name},
                                   {"ns_per_event", median(c.ns)},
                                   {"ratio", median(c.ns) / reference},
                                   {"rounds_ns", c.ns}});
    }
    json["river"] = report::Json::array();
    for (const RiverTask& task : tasks) {
        if (!task.ms.empty())
            json["river"].push_back({{"name", task.name}, {"ms", median(task.ms)}, {"rounds_ms", task.ms}});
    }
    return json;
}

std::string interruption(std::size_t rounds, std::uint64_t asked) {
    if (rounds == asked) return "firebreak bench: interrupted in the rounds of the river";
    return "firebreak bench: interrupted after " + std::to_string(rounds) + " of " + counted(asked, "round");
}

int bench_command(const BenchOptions& options) {
    std::vector<Contestant> contestants;
    contestants.push_back(loop("loop by hand: clock slots, sequential draws", loop_by_hand));
    contestants.push_back(loop("this engine's queue and named Philox draws", loop_with_named_draws));
    contestants.push_back(loop("std::priority_queue of std::function", loop_with_functions));
    if (!options.scenario.file.empty()) {
        const std::optional<Loaded> loaded = load(options.scenario);
        if (!loaded) return kWrongInput;
        ArmSpec all;
        for (const MeasureSpec& measure : loaded->spec.measures) all.measures.push_back(measure.id);
        contestants.push_back(whole_model("whole model, no measures", loaded->spec, {}));
        if (!all.measures.empty())
            contestants.push_back(whole_model("whole model, all measures", loaded->spec, all));
        contestants.push_back(whole_model("whole model, clean both", loaded->spec, {{}, {true, true}}));
    }
    catch_interrupts();
    for (std::uint64_t round = 0; round < options.rounds && !interrupted(); ++round) time_round(contestants);
    if (contestants.front().ns.empty()) throw Stopped();
    std::vector<RiverTask> tasks;
    if (!interrupted()) tasks = river_tasks();
    time_rounds(tasks, options.rounds);
    if (interrupted()) complain(interruption(contestants.front().ns.size(), options.rounds));
    if (options.json) put(report::json_line(json_of(contestants, tasks)));
    else put(answer_of(contestants, tasks));
    return interrupted() ? kInterrupted : kDone;
}

}  // namespace

void add_bench(Program& program) {
    const auto options = std::make_shared<BenchOptions>();
    Command& command =
        program.command("bench", "measure events per second on this machine against a hand-written loop");
    command.details(
        "Times the event loop on one core, in turns with the same loop written by hand and with "
        "std::priority_queue of std::function, and prints medians and ratios. Then times the river of "
        "100,000 synthetic runs: adding it up, and filtering. Given a scenario, also times whole runs of "
        "it.");
    command.positional("SCENARIO", options->scenario.file, "scenario file whose runs to time as well", false);
    command.count("--rounds", "N", options->rounds, 1, 1000, "number of rounds; default 7");
    command.flag("--json", options->json, "print the result as JSON");
    command.example("firebreak bench");
    command.example("firebreak bench scenarios/cyber/reset-2011.yaml --rounds 15");
    command.action([options] { return bench_command(*options); });
}

}  // namespace firebreak::cli
