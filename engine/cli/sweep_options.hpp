// What the commands about sweeps share: opening the folder of one.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "sweep/sweep_folder.hpp"

namespace firebreak::cli {

// The folder if it is in order; otherwise empty, and its faults have been told.
[[nodiscard]] std::optional<SweepFolder> checked_folder(const std::string& command, SweepFolder folder);
[[nodiscard]] std::optional<SweepFolder> opened_folder(const std::string& command, const std::string& path);

// Writes a table of the sweep's merged results; compressed if the file that it is for ends with ".gz".
void write_results(const SweepFolder& folder, const std::string& table, const std::string& file,
                   std::ostream& out);

// The job that runs a sweep as a Slurm array of tasks and then merges it; a script for sh.
[[nodiscard]] std::string slurm_script(const SweepFolder& folder, std::uint64_t tasks,
                                       const std::string& time);

}  // namespace firebreak::cli
