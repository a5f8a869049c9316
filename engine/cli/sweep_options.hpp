// What the commands about sweeps share: opening the folder of one.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "command_line.hpp"
#include "sweep/sweep_folder.hpp"

namespace firebreak::cli {

// The folder if it is in order; otherwise empty, and its faults have been told.
[[nodiscard]] std::optional<SweepFolder> checked_folder(const std::string& command, SweepFolder folder);
[[nodiscard]] std::optional<SweepFolder> opened_folder(const std::string& command, const std::string& path);

// Which row of a sweep a command is about.
struct RowOptions {
    std::optional<std::uint64_t> point, rep;  // nothing: 0
    [[nodiscard]] bool given() const { return point || rep; }
};
void add_row(Command& command, RowOptions& options);
inline constexpr const char* kRowNeedsFolder = "--point and --rep need the folder of a sweep";

struct SweepRow {
    std::uint64_t point = 0;
    std::uint64_t rep = 0;
    std::uint64_t arm = 0;  // as KeptRun::arm
    ArmSpec measures;
    NoiseKey key;
    Spec setting;  // the scenario at the point
};
// The row that the options name, `measures` and `arm` as --measures and --arm take them; empty after faults,
// which were told.
[[nodiscard]] std::optional<SweepRow> chosen_row(const std::string& command, const SweepFolder& folder,
                                                 const RowOptions& options, const std::string& measures,
                                                 const std::string& arm);

// Writes a table of the sweep's merged results; compressed if the file that it is for ends with ".gz".
void write_results(const SweepFolder& folder, const std::string& table, const std::string& file,
                   std::ostream& out);

// The job that runs a sweep as a Slurm array of tasks and then merges it; a script for sh.
[[nodiscard]] std::string slurm_script(const SweepFolder& folder, std::uint64_t tasks,
                                       const std::string& time);

}  // namespace firebreak::cli
