#include <memory>
#include <sstream>

#include <firebreak/diagnostic.hpp>
#include <firebreak/trace.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

constexpr std::uint64_t kSearched = 100'000;
constexpr std::uint64_t kNoEvent = ~std::uint64_t{0};

struct ExplainOptions {
    ScenarioOptions scenario;
    std::uint64_t seed = 1;
    std::uint64_t replicate = 0;
    std::string measures = "none";
    std::string arm = "factual";
    std::string pov = "truth";
    std::string find;
    std::uint64_t limit = kSearched;
    std::uint64_t why = kNoEvent;
    bool json = false;
};

struct Request {
    ArmSpec arm;
    PointOfView view;
};

Request read_request(const Spec& spec, const ExplainOptions& options, std::vector<std::string>& faults) {
    Request request;
    request.arm.measures = parse_measures(spec, options.measures, faults);
    request.arm.clean = parse_arm(spec, options.arm, faults);
    if (const auto view = parse_point_of_view(spec, options.pov)) {
        request.view = *view;
        return request;
    }
    std::vector<std::string> names{"truth", "both"};
    for (const ActorSpec& actor : spec.actors) names.push_back(actor.id);
    faults.push_back("--pov: expected truth, both or a side (" + names[2] + ", " + names[3] + "), found '" +
                     printable(options.pov, 60) + "'" + suggestion(options.pov, names));
    return request;
}

// Whether a replicate is of the kind that is looked for.
bool fits(const std::string& kind, const Model& model, const Model& twin, const NoiseKey& key) {
    const RunResult run = simulate(model, key);
    if (kind == "war") return run.outcome == Outcome::war;
    if (kind == "crisis") return run.crisis;
    const bool wanted = kind == "inadvertent";  // a crisis in the run and none in its clean twin; averted: the other way round
    return run.crisis == wanted && simulate(twin, key).crisis != wanted;
}

// Looks for the first replicate of a kind, from --replicate on; kDone if there is one.
int find_replicate(const Spec& spec, const ExplainOptions& options, const Model& model, std::uint64_t& replicate) {
    ArmSpec clean = model.arm();
    clean.clean = {true, true};
    const Model twin = compile(spec, clean);
    catch_interrupts();
    Progress progress("looking for " + options.find, options.scenario.quiet);
    for (std::uint64_t i = 0; i < options.limit && !interrupted(); ++i) {
        replicate = options.replicate + i;
        if (fits(options.find, model, twin, {options.seed, replicate, 0})) return kDone;
        if (i % 256 == 0) progress.show(i, options.limit);
    }
    progress.clear();
    if (interrupted()) return kInterrupted;
    complain("firebreak explain: no run of this kind (" + options.find + ") among replicates " +
             std::to_string(options.replicate) + " to " + std::to_string(options.replicate + options.limit - 1));
    return kFailed;
}

int print_chain(const Model& model, const Trace& trace, const Request& request, std::uint64_t event) {
    const std::string chain =
        event < trace.records.size() ? tell_chain(model, trace, static_cast<RecordId>(event), request.view) : std::string();
    if (chain.empty()) {
        return wrong("explain",
                     {"--why: there is no event " + std::to_string(event) + " in this view of the run; ids stand in the story"});
    }
    put(chain);
    return kDone;
}

int print_run(const Model& model, const Trace& trace, const Request& request, const ExplainOptions& options) {
    if (options.json) {
        std::ostringstream lines;
        write_trace(lines, model, trace, request.view);
        put(lines.str());
        return kDone;
    }
    if (options.why != kNoEvent) return print_chain(model, trace, request, options.why);
    put(tell_story(model, trace, request.view, output_page().width));
    return kDone;
}

int explain_command(const ExplainOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    const Request request = read_request(loaded->spec, options, faults);
    if (options.json && options.why != kNoEvent) faults.emplace_back("--why and --json do not go together");
    if (!faults.empty()) return wrong("explain", faults);
    const Model model = compile(loaded->spec, request.arm);
    std::uint64_t replicate = options.replicate;
    if (!options.find.empty()) {
        const int status = find_replicate(loaded->spec, options, model, replicate);
        if (status != kDone) return status;
    }
    Trace trace = trace_run(model, {options.seed, replicate, 0});
    trace.header.scenario_sha256 = loaded->sha256;
    trace.header.set = options.scenario.sets;
    return print_run(model, trace, request, options);
}

}  // namespace

void add_explain(Program& program) {
    const auto options = std::make_shared<ExplainOptions>();
    Command& command = program.command("explain", "one run told as a story in three ledgers");
    command.details(
        "Tells what happened, what each side saw, and what each concluded and decided and why: the rule, the beliefs, and what "
        "else was "
        "possible. --pov tells it through one side's eyes. --why walks the chain of causes from an event back to the start.");
    add_scenario(command, options->scenario);
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates, "which run; with --find where to begin; default 0");
    command.choice("--find", "KIND", options->find, {"crisis", "war", "inadvertent", "averted"},
                   "tells the first run of that kind: crisis, war, inadvertent or averted");
    command.count("--limit", "N", options->limit, 1, kMostRuns, "how many runs --find looks at; default 100000");
    add_seed(command, options->seed);
    command.text("--measures", "LIST", options->measures, "measures in force: a,b or all or none; default none");
    Argument& arm =
        command.text("--arm", "ARM", options->arm, "whose perception is clean: factual (nobody's), clean-both, clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    Argument& pov =
        command.text("--pov", "VIEW", options->pov, "through whose eyes: truth, both (without the truth), or a side's id");
    pov.completes = Argument::Completes::words;
    pov.words = {"truth", "both"};
    command.count("--why", "ID", options->why, 0, 0xffff'fffe, "prints only why the event with this number came about");
    command.flag("--json", options->json, "prints the trace of this view as JSONL, an event a line");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak explain scenarios/cyber/reset-2011.yaml --find inadvertent");
    command.example("firebreak explain mine.yaml --replicate 7 --measures hotline --pov moscow");
    command.example("firebreak explain mine.yaml --replicate 7 --why 42");
    command.action([options] { return explain_command(*options); });
}

}  // namespace firebreak::cli
