// The commands of the program; each adds itself with its options.
#pragma once

#include "command_line.hpp"

namespace firebreak::cli {

void add_run(Program& program);            // run.cpp
void add_check(Program& program);          // check.cpp
void add_show(Program& program);           // show.cpp
void add_explain(Program& program);        // explain.cpp
void add_compare(Program& program);        // compare.cpp
void add_causes(Program& program);         // causes.cpp
void add_report(Program& program);         // report.cpp
void add_paths(Program& program);          // paths.cpp
void add_uncertainty(Program& program);    // uncertainty.cpp
void add_sweep(Program& program);          // sweep.cpp
void add_sweep_results(Program& program);  // sweep_results.cpp
void add_sweep_bundle(Program& program);   // sweep_bundle.cpp
void add_verify(Program& program);         // verify.cpp
void add_replay(Program& program);         // replay.cpp
void add_bench(Program& program);          // bench.cpp
void add_viz(Program& program);            // viz.cpp
void add_completion(Program& program);     // completion.cpp

// Every command, in the order of --help.
[[nodiscard]] Program make_program();  // main.cpp

}  // namespace firebreak::cli
