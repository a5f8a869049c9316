// The numbers of a screen as a table for spreadsheets and statistics programs (viz/docs/export.md). RFC 4180;
// a row of names first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

#include "session/told_run.hpp"

namespace firebreak::viz {

// The first columns of every row.
struct TableOrigin {
    std::string scenario;  // id
    std::string sha256;
    std::uint64_t seed = 1;
};

// A row for each cell and each ribbon that runs pass, column after column. Shares are of the runs in the
// river; the share that ends in crisis is of those of the row. `ends_fixed`: the filter asks for how runs
// end, so crises have no interval.
[[nodiscard]] std::string river_table(const TableOrigin& origin, const Spec& spec, const River& river,
                                      bool ends_fixed);

// A row for each rung, from the lowest: the runs that reach it or go higher, those that stand there at the
// step, and what becomes of those that reach it; `ends_fixed` as above.
[[nodiscard]] std::string ladder_table(const TableOrigin& origin, const Spec& spec,
                                       const LadderCounts& counts, std::size_t step, bool ends_fixed);

// Pairs of runs: `part` says what a row is of (pairs, crisis, difference, outcomes, highest rung, parting
// step). `highest` is as count_highest() makes it.
[[nodiscard]] std::string compare_table(const TableOrigin& origin, const Spec& spec, const Paired& paired,
                                        const std::vector<std::uint64_t>& highest);

// The lines of a run as the point of view of its telling has them. `view` and `shown` name that view and the
// fork, if it is one.
[[nodiscard]] std::string run_table(const TableOrigin& origin, const ToldRun& run, const std::string& view,
                                    const std::string& shown);

}  // namespace firebreak::viz
