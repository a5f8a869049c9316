#include "run_rows_file.hpp"

#include <cerrno>
#include <ostream>

#include <firebreak/text.hpp>

#include "command_line.hpp"
#include "output_file.hpp"
#include "report/run_rows.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

// Thrown by a thread that cannot write what it has.
struct OutputLost {
    int error;  // errno
};

void write_piece(std::ostream& out, std::string_view piece) {
    errno = 0;
    out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    // What an interruption cuts short is not for this to tell.
    if (!out && !interrupted()) throw OutputLost{errno};
}

void simulate_arms(Study& study, const EnsembleOptions& options, bool quiet) {
    EnsembleOptions ensemble = options;
    Progress progress("runs of " + std::to_string(study.models.size()) + " arms and twins", quiet);
    ensemble.progress = progress.callback();
    run_study(study, ensemble);
}

// Makes the runs, each with a row in the file. If that cannot be written, `out` is bad and errno says why.
void simulate_into(std::ostream& out, const std::string& path, Study& study, EnsembleOptions ensemble,
                   const report::Origin& origin, bool quiet) {
    report::RunRows rows(study.models.front().spec(), origin, study.models, path.ends_with(".gz"),
                         [&](std::string_view piece) { write_piece(out, piece); });
    ensemble.observers.push_back(&rows);
    try {
        rows.write_names();
        simulate_arms(study, ensemble, quiet);
    } catch (const OutputLost& lost) {
        out.setstate(std::ios::badbit);
        errno = lost.error;
        return;
    }
    if (study.ensemble.complete) return;
    if (path != "-") throw Stopped();  // no file of half the runs
    complain("firebreak run: interrupted; --runs-csv - ends after " + with_commas(study.ensemble.runs) +
             " of " + counted(ensemble.runs, "run"));
}

}  // namespace

int make_runs(Study& study, const EnsembleOptions& options, const std::string& path,
              const report::Origin& origin, bool quiet) {
    if (path.empty()) {
        simulate_arms(study, options, quiet);
        return kDone;
    }
    const auto write = [&](std::ostream& out) { simulate_into(out, path, study, options, origin, quiet); };
    return write_outputs("run", {{"--runs-csv", path, write}});
}

}  // namespace firebreak::cli
