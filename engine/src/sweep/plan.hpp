// A plan of a sweep: which numbers of a scenario vary, at which points, and what runs at each point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "sweep/designs.hpp"
#include "sweep/factors.hpp"

namespace firebreak {

// A point whose numbers break it is not run but kept as failed, with the reason.
struct Constraint {
    std::string text;  // as in the plan: "channels.hotline.patience < clock.horizon"
    // Each side is a number of the scenario, by its path, or a value of its own (durations in ms).
    std::string left_path, right_path;
    double left = 0, right = 0;
    bool or_equal = false;  // "<=" instead of "<"
};

struct Plan {
    std::string scenario;  // path of its file, as this program can open it
    std::string title;
    std::uint64_t seed = 1;    // of the runs and of the design
    std::uint64_t runs = 400;  // replicates of every arm at each point; with a target, at most so many
    DesignPlan design;
    // Whether all points share their chance. Else point p takes the replicates from p * kOwnChance on.
    bool shared_chance = false;
    bool keeps_rows = true;  // of single runs, not only their sums
    std::vector<ArmSpec> arms;
    std::vector<Factor> factors;
    std::vector<Constraint> constraints;
    // Runs at a point end once the 95 % interval of every measure's effect (of a single arm, of its share of
    // crises) is at most twice as wide as this. 0: after `runs`.
    double target = 0;
};

// So many replicates belong to each point that has its own chance.
inline constexpr std::uint64_t kOwnChance = 1'000'000;
inline constexpr std::uint64_t kMostPoints = 1'000'000'000'000;
inline constexpr std::uint64_t kMostPlanned = 1'000'000'000'000;  // replicates of an arm, over all points

// What a list of points is called in the folder of its sweep.
inline constexpr const char* kListFile = "list.csv";

struct LoadedPlan {
    std::optional<Plan> plan;             // present if and only if no diagnostic is an error; `spec` as well
    std::optional<Spec> spec;             // the scenario with the plan's `set`
    std::vector<Diagnostic> diagnostics;  // of the plan, then of the scenario
    std::string sha256;                   // of the plan's bytes, and those of its list
    std::string scenario_sha256;
    std::string text;  // of the plan
    std::string list;  // bytes of the file that its `list` names; empty: none
};

// Reads a plan and its scenario, reporting every fault of both in one pass. `scenario` is read in place of
// the file that the plan names, if it is not empty; the plan then lies in the folder of its sweep, and its
// list beside it as list.csv. Never throws for what a file holds.
[[nodiscard]] LoadedPlan load_plan(const std::string& path, const std::string& scenario = {});

// The same for a text in memory that stands for the file `path`.
[[nodiscard]] LoadedPlan load_plan_text(std::string_view text, const std::string& path,
                                        const std::string& scenario = {});

// Every subset of the scenario's measures, no measures first.
[[nodiscard]] std::vector<ArmSpec> subsets_of_measures(const Spec& spec);

}  // namespace firebreak
