#include "options.hpp"

#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "terminal.hpp"

namespace firebreak::cli {

void add_scenario(Command& command, ScenarioOptions& options) {
    command.positional("SCENARIO", options.file, "scenario file; - for standard input");
    add_sets(command, options);
}

void add_sets(Command& command, ScenarioOptions& options) {
    command.texts("--set", "PATH=VALUE", options.sets,
                  "set the parameters that PATH names to VALUE; repeatable");
    Argument& scale =
        command.texts("--scale", "PATH=FACTOR", options.sets,
                      "multiply the numbers that PATH names by FACTOR; repeatable; after all --set");
    scale.accept = [&sets = options.sets](const std::string& given) {
        if (given.find('=') == std::string::npos) return std::string("expected PATH=FACTOR");
        sets.push_back(scaling_change(given));
        return std::string();
    };
}

void add_quiet(Command& command, bool& quiet) {
    command.flag("--quiet", quiet, "suppress progress and warnings");
}

void add_runs(Command& command, RunsOptions& options, const std::string& what) {
    command.count("-n,--runs", "N", options.runs, 1, kMostRuns,
                  what + "; default " + std::to_string(options.runs));
    add_seed(command, options.seed);
    command.count("-j,--jobs", "N", options.jobs, 0, 1024,
                  "number of threads; does not affect the result; default 0: one per processor");
}

void add_first(Command& command, RunsOptions& options) {
    command.count(
        "--first", "K", options.first, 0, kMostReplicates - kMostRuns,
        "number of the first replicate: --first 5000 -n 5000 is the second half of -n 10000; default 0");
}

void add_seed(Command& command, std::uint64_t& seed) {
    command.count("--seed", "N", seed, 0, kMostReplicates, "random seed; default 1, never the time");
}

EnsembleOptions ensemble_options(const RunsOptions& options) {
    EnsembleOptions ensemble;
    ensemble.runs = options.runs;
    ensemble.first_replicate = options.first;
    ensemble.seed = options.seed;
    ensemble.jobs = static_cast<unsigned>(options.jobs);
    return ensemble;
}

namespace {

// A change as the command line gives it, for a message.
std::string option_of(const std::string& change) {
    const ChangeOption option = change_option(change);
    return std::string(option.name()) + " " + printable(option.argument, 120);
}

// The settings that had a hand in what stands at a path or below it; all of them if none can be told to have.
std::string hands_in(Spec& spec, const std::vector<std::string>& sets, const std::string& path) {
    std::string some, all;
    for (const std::string& text : sets) {
        const std::string pattern(trimmed(std::string_view(text).substr(0, text.find('='))));
        const auto concerns = [&](const Parameter& parameter) {
            return path_matches(pattern, parameter.path) && (parameter.path + ".").starts_with(path + ".");
        };
        const std::vector<Parameter> every = settable(spec);
        const std::string words = option_of(text);
        all += (all.empty() ? "" : ", ") + words;
        if (std::any_of(every.begin(), every.end(), concerns)) some += (some.empty() ? "" : ", ") + words;
    }
    return some.empty() ? all : some;
}

}  // namespace

std::vector<std::string> apply_sets(Spec& spec, const std::vector<std::string>& sets) {
    std::vector<std::string> faults;
    for (const std::string& text : sets) {
        const std::string fault = change_scenario(spec, text);
        if (!fault.empty()) faults.push_back(option_of(text) + ": " + printable(fault, 400));
    }
    if (!faults.empty() || sets.empty()) return faults;
    for (const Diagnostic& fault : faults_after_change(spec)) {
        faults.push_back(hands_in(spec, sets, fault.path) + ": " + printable(fault.path, 200) + ": " +
                         printable(fault.message, 400));
    }
    return faults;
}

std::optional<Loaded> load(const ScenarioOptions& options) {
    LoadedScenario scenario = load_scenario(options.file);
    for (const Diagnostic& diagnostic : scenario.diagnostics) {
        const bool warning = diagnostic.severity == Diagnostic::Severity::warning;
        if (!warning || !options.quiet) complain(format_diagnostic(diagnostic));
    }
    if (!scenario.spec) return std::nullopt;
    const std::vector<std::string> faults = apply_sets(*scenario.spec, options.sets);
    for (const std::string& fault : faults) complain("firebreak: " + fault);
    if (!faults.empty()) return std::nullopt;
    if (options.file == "-") scenario.files = {"-"};
    return Loaded{std::move(*scenario.spec), std::move(scenario.sha256), std::move(scenario.files)};
}

std::array<Clean, kActors> parse_arm(const Spec& spec, const std::string& text,
                                     std::vector<std::string>& faults) {
    constexpr std::string_view kClean = "clean-";
    if (text == "factual") return {false, false};
    if (text == "clean-both") return {true, true};
    if (text.starts_with(kClean)) {
        ArmSpec arm;
        if (add_clean(spec, std::string_view(text).substr(kClean.size()), arm)) return arm.clean;
    }
    std::vector<std::string> names{"factual", "clean-both"};
    for (const ActorSpec& actor : spec.actors) names.push_back(std::string(kClean) + actor.id);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    faults.push_back("--arm: expected one of " + list + ", found '" + printable(text, 60) + "'" +
                     suggestion(text, names));
    return {};
}

std::vector<RuleRef> parse_rules(const Spec& spec, const std::vector<std::string>& texts,
                                 std::vector<std::string>& faults) {
    std::vector<RuleRef> rules;
    for (const std::string& text : texts) {
        if (const auto rule = find_rule(spec, text)) {
            rules.push_back(*rule);
            continue;
        }
        std::string known;
        for (const ActorSpec& actor : spec.actors) {
            known += (known.empty() ? "" : ", ") + actor.id + ".1 to " + actor.id + "." +
                     std::to_string(actor.doctrine.size());
        }
        faults.push_back("--without: expected a rule, " + known + "; found '" + printable(text, 60) + "'");
    }
    return rules;
}

std::vector<std::string> parse_measures(const Spec& spec, const std::string& text,
                                        std::vector<std::string>& faults) {
    std::vector<std::string> chosen;
    std::vector<std::string> ids;
    for (const MeasureSpec& measure : spec.measures) ids.push_back(measure.id);
    if (text == "none") return {};
    if (text == "all") return ids;
    std::vector<std::string> words = ids;
    words.insert(words.end(), {"all", "none"});
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        const std::string id = text.substr(from, end - from);
        from = end + 1;
        if (find_measure(spec, id)) {
            chosen.push_back(id);
        } else if (id == "all" || id == "none") {
            faults.push_back("--measures: '" + id + "' must stand alone; found '" + printable(text, 60) +
                             "'");
        } else {
            faults.push_back("--measures: unknown measure '" + printable(id, 60) + "'" +
                             suggestion(id, words));
        }
    }
    std::vector<std::string> ordered;
    for (const MeasureSpec& measure : spec.measures) {
        if (std::find(chosen.begin(), chosen.end(), measure.id) != chosen.end())
            ordered.push_back(measure.id);
    }
    return ordered;
}

int wrong(const std::string& command, const std::vector<std::string>& faults) {
    for (const std::string& fault : faults) complain("firebreak " + command + ": " + fault);
    return kWrongInput;
}

report::Origin origin_of(const ScenarioOptions& scenario, const Loaded& loaded, const RunsOptions& runs) {
    report::Origin origin;
    origin.file = scenario.file;
    origin.sha256 = loaded.sha256;
    origin.seed = runs.seed;
    origin.first = runs.first;
    origin.asked = runs.runs;
    origin.sets = scenario.sets;
    return origin;
}

}  // namespace firebreak::cli
