// The runs of a study, and a file with a row for each of them.
#pragma once

#include <string>

#include <firebreak/ensemble.hpp>

#include "report/answers.hpp"

namespace firebreak::cli {

// Makes the runs, with progress unless quiet, and writes their rows to `path` meanwhile: empty: to no file;
// "-": to standard output. The exit status. If the rows cannot be written, this is said, and the ensemble of
// the study stays empty. After an interruption there is no file; standard output keeps the rows it has.
[[nodiscard]] int make_runs(Study& study, const EnsembleOptions& options, const std::string& path,
                            const report::Origin& origin, bool quiet);

}  // namespace firebreak::cli
