// The folder of a sweep: its plan, its scenario, and one file of results for each shard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/sweep.hpp"

namespace firebreak {

// What all results of one sweep have in common; results of different origins are never put together.
struct SweepOrigin {
    std::string scenario;  // id
    std::string scenario_sha256;
    std::string plan_sha256;
    std::string version;
    std::string commit;
    bool operator==(const SweepOrigin&) const = default;
};

// Shard `number` of `count`, from 1.
struct Shard {
    std::uint64_t number = 1;
    std::uint64_t count = 1;
};

struct SweepFolder {
    std::string path;
    SweepOrigin origin;
    std::vector<std::uint64_t> stages;  // as Sweep's
    std::optional<Sweep> sweep;
    std::vector<std::string> faults;  // why there is no sweep, one line each

    [[nodiscard]] std::string file(const std::string& name) const { return path + "/" + name; }
    [[nodiscard]] std::string shard_file(const Shard& shard) const;
    // Those that are there, in the order of their names; results.db first.
    [[nodiscard]] std::vector<std::string> result_files() const;
};

inline constexpr const char* kResultsFile = "results.db";

// Makes the folder of a plan, or opens it if it holds the same plan and scenario already. Refuses any other
// folder that is not empty.
[[nodiscard]] SweepFolder make_sweep_folder(const std::string& path, const LoadedPlan& plan);
// Opens a folder that make_sweep_folder() made. Its plan and scenario must not have been changed since.
[[nodiscard]] SweepFolder open_sweep_folder(const std::string& path);
// Whether a path is such a folder, or one that was meant to be.
[[nodiscard]] bool is_sweep_folder(const std::string& path);

// Gives every point more replicates, or a Sobol' sequence more points (0: as before); what was done stays.
// The faults, one line each.
[[nodiscard]] std::vector<std::string> extend_sweep(SweepFolder& folder, std::uint64_t runs,
                                                    std::uint64_t points);

// Writes a file whole or not at all. Throws std::runtime_error.
void write_whole(const std::string& path, const std::string& text);

}  // namespace firebreak
