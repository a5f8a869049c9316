#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include <firebreak/text.hpp>
#include <firebreak/trace.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "sweep/read_results.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

struct ReplayOptions {
    std::string trace;  // or the scenario, with --expect-digest
    ScenarioOptions scenario;
    std::uint64_t seed = 1;
    std::uint64_t replicate = 0;
    std::string measures = "none";
    std::string arm = "factual";
    std::string digest;
    RowOptions row;
};

// Runs again and says whether the digest is the same.
int compare_digest(const Spec& spec, const TraceHeader& header, std::uint64_t expected) {
    const RunResult run =
        simulate(compile(spec, header.arm), header.key, header.script, nullptr, &catch_interrupts());
    if (run.digest == expected) {
        put("digest " + hex_digest(run.digest) + " reproduced\n");
        return kDone;
    }
    complain("firebreak replay: digest " + hex_digest(run.digest) + " differs from the expected " +
             hex_digest(expected));
    return kFailed;
}

// Sixteen hexadecimal digits, a prefix 0x allowed.
std::optional<std::uint64_t> parse_digest(std::string_view text) {
    if (text.starts_with("0x")) text.remove_prefix(2);
    if (text.size() != 16 || text.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
        return std::nullopt;
    return std::stoull(std::string(text), nullptr, 16);
}

int replay_key(const ReplayOptions& options) {
    ScenarioOptions scenario = options.scenario;
    scenario.file = options.trace;
    const auto loaded = load(scenario);
    if (!loaded) return kWrongInput;
    std::vector<std::string> faults;
    TraceHeader header;
    header.key = {options.seed, options.replicate, 0};
    header.arm = {parse_measures(loaded->spec, options.measures, faults),
                  parse_arm(loaded->spec, options.arm, faults)};
    const auto digest = parse_digest(options.digest);
    if (!digest)
        faults.push_back("--expect-digest: expected 16 hexadecimal digits, found '" +
                         printable(options.digest, 60) + "'");
    if (!faults.empty()) return wrong("replay", faults);
    return compare_digest(loaded->spec, header, *digest);
}

// What a trace that agrees with its run has been held to.
std::string agreement(const TraceCheck& check) {
    return counted(check.records, "record") + ", the outcome, the counts and the digest " +
           hex_digest(check.run.digest) + " agree with the repeated run\n";
}

void warn_of_another_scenario(const ReplayOptions& options, const Loaded& loaded, const std::string& sha256) {
    if (sha256.empty() || sha256 == loaded.sha256 || options.scenario.quiet) return;
    complain(
        "firebreak replay: warning: the scenario file is not the one that the trace was made with (sha256 " +
        loaded.sha256.substr(0, 12) + ", was " + printable(sha256.substr(0, 12)) + ")");
}

int check_trace(const ReplayOptions& options, const Loaded& loaded, std::istream& in) {
    const std::string name = printable(options.trace, 1000);
    Spec spec = loaded.spec;
    TraceReader trace(in, spec);
    if (!trace.error().empty()) return wrong("replay", {name + ": " + printable(trace.error(), 400)});
    std::vector<std::string> faults = apply_sets(spec, trace.header().set);
    for (std::string& fault : faults) fault = name + ": " + fault;
    if (!faults.empty()) return wrong("replay", faults);
    warn_of_another_scenario(options, loaded, trace.header().scenario_sha256);
    const TraceCheck check = trace.check(compile(spec, trace.header().arm), &catch_interrupts());
    if (!check.error.empty()) return wrong("replay", {name + ": " + printable(check.error, 400)});
    if (check.difference.empty()) {
        put(agreement(check));
        return kDone;
    }
    complain("firebreak replay: " + name + ": " + printable(check.difference, 600));
    complain("firebreak replay: this is the first difference from the repeated run, after " +
             counted(check.records, "record") + " that agree");
    return kFailed;
}

int replay_row(const ReplayOptions& options) {
    const auto folder = opened_folder("replay", options.trace);
    if (!folder) return kWrongInput;
    const auto row = chosen_row("replay", *folder, options.row, options.measures, options.arm);
    if (!row) return kWrongInput;
    const auto kept = kept_digest(*folder, row->point, row->rep, row->arm);
    if (!kept) return wrong("replay", {"the sweep holds no such row (yet)"});
    const auto digest = parse_digest(*kept);
    if (!digest)
        return wrong("replay", {"the sweep is damaged: '" + printable(*kept, 40) + "' is no digest"});
    TraceHeader header;
    header.key = row->key;
    header.arm = row->measures;
    return compare_digest(row->setting, header, *digest);
}

int replay_trace(const ReplayOptions& options) {
    const auto loaded = load(options.scenario);
    if (!loaded) return kWrongInput;
    if (options.trace == "-") return check_trace(options, *loaded, std::cin);
    std::ifstream in(options.trace, std::ios::binary);
    if (!in) return wrong("replay", {printable(options.trace, 1000) + ": cannot be read"});
    return check_trace(options, *loaded, in);
}

int replay_command(const ReplayOptions& options) {
    if (is_sweep_folder(options.trace)) return replay_row(options);
    if (options.row.given()) return wrong("replay", {kRowNeedsFolder});
    if (!options.digest.empty() && options.scenario.file.empty()) return replay_key(options);
    if (!options.digest.empty())
        return wrong("replay",
                     {"--expect-digest and --scenario exclude each other: a trace already holds its digest"});
    if (options.scenario.file.empty()) {
        return wrong("replay",
                     {"missing --scenario FILE for a trace, or --expect-digest HEX for a scenario"});
    }
    return replay_trace(options);
}

}  // namespace

void add_replay(Program& program) {
    const auto options = std::make_shared<ReplayOptions>();
    Command& command = program.command("replay", "repeat a run and check that it is the same");
    command.details(
        "Given a trace (from run --trace or explain --json) and its scenario, repeats the run with the same "
        "seed, replicate, measures, settings and script, compares every record, the outcome, the counts and "
        "the digest, and shows the line and key of the first difference. Given a scenario and "
        "--expect-digest, repeats the run that the options select and compares its digest. Given the folder "
        "of a sweep, repeats one of its rows and compares the digest. Exits with status 1 if anything "
        "differs.");
    command.positional("TRACE", options->trace,
                       "trace in JSONL, or with --expect-digest a scenario; - for standard input; or the "
                       "folder of a sweep");
    command.text("--scenario", "FILE", options->scenario.file, "scenario of the trace").completes =
        Argument::Completes::file;
    add_row(command, options->row);
    command.text("--expect-digest", "HEX", options->digest, "digest that the run must have");
    command.count("--replicate", "K", options->replicate, 0, kMostReplicates,
                  "with --expect-digest: number of the run; default 0");
    add_seed(command, options->seed);
    command.text("--measures", "LIST", options->measures,
                 "with --expect-digest or a sweep: measures in force, a,b, all or none; default none");
    Argument& arm =
        command.text("--arm", "ARM", options->arm,
                     "with --expect-digest or a sweep: whose perception is clean, factual, clean-both or "
                     "clean-ACTOR");
    arm.completes = Argument::Completes::words;
    arm.words = {"factual", "clean-both"};
    add_sets(command, options->scenario);
    add_quiet(command, options->scenario.quiet);
    command.example("firebreak replay trace.jsonl --scenario scenarios/cyber/reset-2011.yaml");
    command.example("firebreak replay results --point 7 --rep 12 --measures hotline");
    command.example("firebreak replay mine.yaml --replicate 7 --expect-digest 0123456789abcdef");
    command.action([options] { return replay_command(*options); });
}

}  // namespace firebreak::cli
