#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include <firebreak/causes.hpp>
#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "put_stream.hpp"
#include "sweep/read_results.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

constexpr std::uint64_t kSearched = 100'000;

struct ExplainOptions {
    ScenarioOptions scenario;
    std::uint64_t seed = 1;
    std::uint64_t replicate = 0;
    std::string measures = "none";
    std::string arm = "factual";
    std::string pov = "truth";
    std::string find;
    std::uint64_t limit = kSearched;
    std::vector<std::string> without;
    std::string but_for;
    std::string why;  // an event's number or "crisis"
    RowOptions row;
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
    request.arm.without = parse_rules(spec, options.without, faults);
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
    const StopFlag* stop = &catch_interrupts();
    const RunResult run = simulate(model, key, {}, nullptr, stop);
    if (kind == "war") return run.outcome == Outcome::war;
    if (kind == "crisis") return run.crisis;
    // a crisis in the run and none in its clean twin; averted: the other way round
    const bool wanted = kind == "inadvertent";
    return run.crisis == wanted && simulate(twin, key, {}, nullptr, stop).crisis != wanted;
}

// Looks for the first replicate of a kind, from --replicate on; kDone if there is one.
int find_replicate(const Spec& spec, const ExplainOptions& options, const Model& model,
                   std::uint64_t& replicate) {
    ArmSpec clean = model.arm();
    clean.clean = {true, true};
    const Model twin = compile(spec, clean);
    Progress progress("looking for " + options.find, options.scenario.quiet);
    for (std::uint64_t i = 0; i < options.limit; ++i) {
        if (interrupted()) throw Stopped();
        replicate = options.replicate + i;
        if (fits(options.find, model, twin, {options.seed, replicate, 0})) return kDone;
        if (i % 256 == 0) progress.show(i, options.limit);
    }
    progress.clear();
    complain("firebreak explain: no run of this kind (" + options.find + ") among replicates " +
             std::to_string(options.replicate) + " to " +
             std::to_string(options.replicate + options.limit - 1));
    return kFailed;
}

// The event that --why names: a number, or the crisis.
std::optional<RecordId> event_of(const Model& model, const Trace& trace, const std::string& text) {
    RecordId event = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), event);
    if (error == std::errc() && end == text.data() + text.size())
        return event < trace.records.size() ? std::optional(event) : std::nullopt;
    const RecordId crisis = text == "crisis" ? crisis_record(model, trace) : kNoRecord;
    return crisis == kNoRecord ? std::nullopt : std::optional(crisis);
}

// What twins say of the events of the run: which of them it hinged on.
std::map<RecordId, std::string> but_for_remarks(const Model& model, const Trace& trace) {
    std::map<RecordId, std::string> remarks;
    if (!trace.header.script.corrections.empty()) return remarks;
    CausesOptions search{false, 0};
    search.stop = &catch_interrupts();
    const RunCauses run = CauseFinder(model.spec(), model.arm(), search).causes_of(trace.header.key);
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        if (run.pivotal[i] == 0) continue;
        std::string& remark = remarks[run.flaws[i].record];
        remark += std::string(remark.empty() ? "" : " ") +
                  "[TURNING POINT: " + correction_words(run.flaws[i].kind) +
                  (run.crisis ? ", there would have been no crisis]" : ", there would have been a crisis]");
    }
    return remarks;
}

int print_chain(const Model& model, const Trace& trace, const Request& request,
                const ExplainOptions& options) {
    const bool truth = request.view.kind == PointOfView::Kind::truth;
    if (options.why == "crisis" && !truth) return wrong("explain", {"--why crisis needs --pov truth"});
    const auto event = event_of(model, trace, options.why);
    std::string chain;
    if (event && options.json) {
        std::ostringstream lines;
        write_chain(lines, model, trace, *event, request.view);
        chain = lines.str();
    } else if (event) {
        const auto remarks = truth ? but_for_remarks(model, trace) : std::map<RecordId, std::string>();
        chain = tell_chain(model, trace, *event, request.view, remarks);
    }
    if (chain.empty()) {
        return wrong("explain",
                     {"--why: there is no event " + printable(options.why, 60) +
                      " in this view of the run; the story shows the numbers of its events, such as #12"});
    }
    put(chain);
    return kDone;
}

// "42", "42:hold": what is to be corrected in the run; the faults, in words.
std::vector<Flaw> parse_but_for(const std::string& text, const std::vector<Flaw>& flaws,
                                std::vector<std::string>& faults) {
    std::vector<Flaw> chosen;
    std::istringstream items(text);
    for (std::string item; std::getline(items, item, ',');) {
        const std::string event = item.substr(0, item.find(':'));
        const bool hold = item.size() > event.size() && item.substr(event.size()) == ":hold";
        std::optional<Flaw> found;
        for (const Flaw& flaw : flaws) {
            const bool fits = hold ? !flaw.misperception() : flaw.misperception() || !found;
            if (std::to_string(flaw.record) == event && (hold || item.size() == event.size()) && fits)
                found = flaw;
        }
        if (found) chosen.push_back(*found);
        if (!found) {
            faults.push_back("--but-for: there is nothing to correct at '" + printable(item, 60) +
                             "' in this run; firebreak causes --replicate K lists what there is");
        }
    }
    return chosen;
}

std::string ending(const Spec& spec, const RunResult& run) {
    return run.crisis ? "a crisis on " + moment_words(spec, run.crisis_time) : std::string("no crisis");
}

// The twin of --but-for: what is corrected in the run goes into the script; that and what comes of it, in
// words, into the heading.
bool read_but_for(const Model& model, const ExplainOptions& options, TraceHeader& header,
                  std::string& heading) {
    std::vector<std::string> faults;
    const Trace run = trace_run(model, header.key, {}, &catch_interrupts());
    const std::vector<Flaw> chosen = parse_but_for(options.but_for, flaws_of(model, run.records), faults);
    if (!faults.empty()) {
        static_cast<void>(wrong("explain", faults));
        return false;
    }
    const Spec& spec = model.spec();
    heading = "This is the run's twin, with the following corrected:\n";
    for (const Flaw& flaw : chosen) {
        header.script.corrections.push_back(flaw.correction);
        heading += "  #" + std::to_string(flaw.record) + " " + moment_words(spec, flaw.time) + ": " +
                   flaw_words(spec, group_of(flaw)) + "; " + correction_words(flaw.kind) + ".\n";
    }
    const RunResult twin = simulate(model, header.key, header.script, nullptr, &catch_interrupts());
    heading += "The run: " + ending(spec, run.result) + ". The twin: " + ending(spec, twin) + ".\n\n";
    return true;
}

int print_run(const Model& model, const TraceHeader& header, const Request& request,
              const ExplainOptions& options, const std::string& heading) {
    if (options.json && options.why.empty()) {
        PutStream out;
        write_run(out, model, header, request.view, &catch_interrupts());
        return kDone;
    }
    if (!options.why.empty())
        return print_chain(model, trace_run(model, header.key, header.script, &catch_interrupts()), request,
                           options);
    put(heading);
    PutStream out;
    tell_run(out, model, header, request.view, output_page().width, &catch_interrupts());
    return kDone;
}

int explain_run(const ExplainOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    const Request request = read_request(loaded->spec, options, faults);
    if (!options.but_for.empty() && request.view.kind != PointOfView::Kind::truth) {
        faults.emplace_back("--but-for needs --pov truth: no side knows what it got wrong");
    }
    if (!faults.empty()) return wrong("explain", faults);
    const Model model = compile(loaded->spec, request.arm);
    std::uint64_t replicate = options.replicate;
    if (!options.find.empty()) {
        const int status = find_replicate(loaded->spec, options, model, replicate);
        if (status != kDone) return status;
    }
    TraceHeader header = trace_header(model, {options.seed, replicate, 0});
    header.scenario_sha256 = loaded->sha256;
    header.set = options.scenario.sets;
    std::string heading;
    if (!options.but_for.empty() && !read_but_for(model, options, header, heading)) return kWrongInput;
    return print_run(model, header, request, options, heading);
}

// Whether the run, made again, is the one that the sweep kept; true as well if it kept none.
bool is_kept_row(const SweepFolder& folder, const SweepRow& row) {
    const auto kept = kept_digest(folder, row.point, row.rep, row.arm);
    if (!kept) return true;
    const RunResult run =
        simulate(compile(row.setting, row.measures), row.key, {}, nullptr, &catch_interrupts());
    return hex_digest(run.digest) == *kept;
}

// A row of a sweep is a run of the scenario in its folder, with the numbers of its point.
int explain_row(ExplainOptions options) {
    if (options.replicate != 0 || options.seed != 1 || !options.scenario.sets.empty())
        return wrong("explain",
                     {"--replicate, --seed, --set and --scale do not go with the folder of a sweep: "
                      "--point and --rep name its runs"});
    const auto folder = opened_folder("explain", options.scenario.file);
    if (!folder) return kWrongInput;
    const auto row = chosen_row("explain", *folder, options.row, options.measures, options.arm);
    if (!row) return kWrongInput;
    options.scenario.file = folder->file("scenario.yaml");
    LoadedScenario stated = load_scenario(options.scenario.file);
    if (!stated.spec) return wrong("explain", {"the scenario in the folder can no longer be read"});
    const auto changes = changes_between(*stated.spec, row->setting);
    if (!changes) return wrong("explain", {"no settings make the scenario of this point"});
    options.scenario.sets = *changes;
    options.seed = row->key.seed;
    options.replicate = row->key.replicate;
    if (!is_kept_row(*folder, *row)) {
        complain("firebreak explain: the run made again differs from the row that the sweep holds");
        return kFailed;
    }
    return explain_run(options);
}

int explain_command(const ExplainOptions& options) {
    if (is_sweep_folder(options.scenario.file)) return explain_row(options);
    if (options.row.given()) return wrong("explain", {kRowNeedsFolder});
    return explain_run(options);
}

}  // namespace

void add_explain(Program& program) {
    const auto options = std::make_shared<ExplainOptions>();
    Command& command = program.command("explain", "tell one run as a story in three ledgers");
    command.details(
        "Tells what happened, what each side saw, and what each concluded and decided, with the reasons: the "
        "rule, the beliefs, and what else was possible. Use --pov to see it as one side did, --why to follow "
        "an event back to the start, step by step, and --but-for to see how it would have gone with some "
        "events corrected. Given the folder of a sweep, it tells one of its runs; --point and --rep choose "
        "which.");
    add_scenario(command, options->scenario);
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates,
                  "number of the run; with --find, number of the first run to search; default 0");
    command.choice("--find", "KIND", options->find, {"crisis", "war", "inadvertent", "averted"},
                   "tell the first run of this kind: crisis, war, inadvertent or averted");
    command.count("--limit", "N", options->limit, 1, kMostRuns,
                  "number of runs that --find searches; default 100000");
    add_row(command, options->row);
    add_seed(command, options->seed);
    command.text("--measures", "LIST", options->measures,
                 "measures in force: a,b, all or none; default none");
    Argument& arm =
        command.text("--arm", "ARM", options->arm,
                     "whose perception is clean: factual (neither side's), clean-both or clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    Argument& pov =
        command.text("--pov", "VIEW", options->pov,
                     "point of view: truth, both (what both sides knew, without the truth) or a side's id");
    pov.completes = Argument::Completes::words;
    pov.words = {"truth", "both"};
    command.texts("--without", "SIDE.N", options->without,
                  "disable a rule of a side's doctrine, by its number; repeatable");
    command.text("--but-for", "EVENTS", options->but_for,
                 "tell the run with these events corrected: 42,57; with 42:hold the side holds instead");
    command.text("--why", "ID", options->why,
                 "print only the chain of events that led to the one with this number, or to 'crisis', and "
                 "mark the turning points");
    command.flag(
        "--json", options->json,
        "print the trace from this point of view, or the chain of --why, as JSONL, one event per line");
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak explain scenarios/cyber/reset-2011.yaml --find inadvertent");
    command.example("firebreak explain mine.yaml --replicate 7 --measures hotline --pov moscow");
    command.example("firebreak explain mine.yaml --replicate 7 --why crisis");
    command.example("firebreak explain mine.yaml --replicate 7 --but-for 42");
    command.example("firebreak explain results --point 7 --rep 12 --measures hotline");
    command.action([options] { return explain_command(*options); });
}

}  // namespace firebreak::cli
