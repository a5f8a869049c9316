// Options that several commands share, and what becomes of them: a scenario with its settings, arms, how many
// runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/spec.hpp>

#include "command_line.hpp"
#include "report/answers.hpp"

namespace firebreak::cli {

struct ScenarioOptions {
    std::string file;
    std::vector<std::string> sets;
    bool quiet = false;
};
void add_scenario(Command& command, ScenarioOptions& options);
void add_sets(Command& command, ScenarioOptions& options);
void add_quiet(Command& command, bool& quiet);

struct RunsOptions {
    std::uint64_t runs = 10'000;
    std::uint64_t seed = 1;
    std::uint64_t jobs = 0;
    std::uint64_t first = 0;  // replicate
};
void add_runs(Command& command, RunsOptions& options, const std::string& what);
void add_first(Command& command, RunsOptions& options);
void add_seed(Command& command, std::uint64_t& seed);
[[nodiscard]] EnsembleOptions ensemble_options(const RunsOptions& options);

inline constexpr std::uint64_t kMostRuns = 1'000'000'000'000;
inline constexpr std::uint64_t kMostReplicates = 0xffff'ffff'ffff'ffff;

// A scenario with the settings of the command line.
struct Loaded {
    Spec spec;
    std::string sha256;
    std::vector<std::string> files;  // every file that was read; "-": standard input
};
// Empty if anything is wrong; then every fault has been reported on standard error. Warnings are reported too
// unless quiet.
[[nodiscard]] std::optional<Loaded> load(const ScenarioOptions& options);

// Gives the settings "path=value" to the spec; the faults, one line each.
[[nodiscard]] std::vector<std::string> apply_sets(Spec& spec, const std::vector<std::string>& sets);

// "factual", "clean-both", "clean-ACTOR", "clean-ACTOR:posture": whose perception is clean. `faults` says
// what is wrong with any other text.
[[nodiscard]] std::array<Clean, kActors> parse_arm(const Spec& spec, const std::string& text,
                                                   std::vector<std::string>& faults);
// "moscow.7" each: rules by their numbers.
[[nodiscard]] std::vector<RuleRef> parse_rules(const Spec& spec, const std::vector<std::string>& texts,
                                               std::vector<std::string>& faults);
// "a,b", "all" or "none": measures in the order of the scenario.
[[nodiscard]] std::vector<std::string> parse_measures(const Spec& spec, const std::string& text,
                                                      std::vector<std::string>& faults);

// Reports faults of the command line, "firebreak COMMAND: fault"; kWrongInput.
int wrong(const std::string& command, const std::vector<std::string>& faults);

[[nodiscard]] report::Origin origin_of(const ScenarioOptions& scenario, const Loaded& loaded,
                                       const RunsOptions& runs);

}  // namespace firebreak::cli
