// The lines of a run as a table for spreadsheets and statistics programs (viz/docs/export.md).
#pragma once

#include <string>

#include <firebreak/river_picture.hpp>

#include "session/told_run.hpp"

namespace firebreak::viz {

// The lines of a run as the point of view of its telling has them. `view` and `shown` name that view and the
// fork, if it is one.
[[nodiscard]] std::string run_table(const TableOrigin& origin, const ToldRun& run, const std::string& view,
                                    const std::string& shown);

}  // namespace firebreak::viz
