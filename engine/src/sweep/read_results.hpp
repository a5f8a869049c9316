// What a sweep's files hold, for analyses and for tables.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "sweep/sweep_folder.hpp"
#include "sweep/uncertainty.hpp"

namespace firebreak {

// The points that have results so far, in the order of the design. `complete` tells whether all blocks are
// done. Throws DatabaseError.
[[nodiscard]] Uncertainty read_results(const SweepFolder& folder);

// The row of one run, if it was kept.
[[nodiscard]] std::optional<std::string> kept_digest(const SweepFolder& folder, std::uint64_t point,
                                                     std::uint64_t rep, std::uint64_t arm);

// Writes a table of results.db as CSV: a header, then the rows by their keys, each led by where it comes from
// (scenario, sha256, commit, seed, set). `table`: "runs", with the setting's numbers in every row; "points",
// the sums of each point and arm; "dictionary", what every column means. Throws DatabaseError.
void write_table(const SweepFolder& folder, const std::string& table, std::ostream& out);

}  // namespace firebreak
