// The files of a scenario: the scenario itself, its `extends` base and its `include`d parts, merged into one
// tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/faults.hpp"
#include "scenario/node.hpp"

namespace firebreak {

struct MergedFiles {
    NodePtr root;  // null if one of the files could not be read
    std::vector<std::string> files;
    std::string sha256;
};

// Reads a scenario with everything it extends and includes; "-" is standard input, which may do neither.
[[nodiscard]] MergedFiles read_files(const std::string& path, Faults& faults);

// The same for a text in memory.
[[nodiscard]] MergedFiles read_memory(std::string_view text, const std::string& name, Faults& faults);

// The same for a text that stands for the file `path`: the files that it names are read from that file's
// folder.
[[nodiscard]] MergedFiles read_in_place_of(std::string_view text, const std::string& path, Faults& faults);

}  // namespace firebreak
