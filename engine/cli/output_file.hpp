// Files that are either written whole or not at all, and never over what is still needed.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace firebreak::cli {

// A file that a command is to write.
struct Output {
    std::string option;  // "--csv", as faults name it
    std::string path;    // empty: not asked for; "-": standard output
    std::function<void(std::ostream&)> write;
};

// What is wrong with where a command is to write, before anything is computed: over a file that it reads,
// over another of its outputs, a folder, links in a circle. `inputs` are paths; "-" is standard input. The
// faults, one line each.
[[nodiscard]] std::vector<std::string> output_faults(const std::vector<Output>& outputs,
                                                     const std::vector<std::string>& inputs);

// Writes the outputs that were asked for; the exit status. An unfinished result takes the place of no older
// file and does not go to standard output either: nothing is written once the program was interrupted. What
// was not written is said on standard error.
[[nodiscard]] int write_outputs(const std::string& command, const std::vector<Output>& outputs);

}  // namespace firebreak::cli
