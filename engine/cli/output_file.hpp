// Files that are either written whole or not at all.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace firebreak::cli {

// Lets `write` fill the file: under a temporary name in the same folder, which then takes the file's name. "-" means standard output; what
// is not an ordinary file (a pipe, /dev/null) is written to directly. Returns what went wrong, "path: No space left on device", or nothing.
[[nodiscard]] std::string write_output(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace firebreak::cli
