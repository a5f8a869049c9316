// The program itself: which build it is, and which files its paths refer to.
#pragma once

#include <optional>
#include <string>

namespace firebreak {

// The identity of the build, which goes into every result so that it can be traced to the program that made
// it. The strings are static. Thread-safe.

// The release, "0.1.0".
[[nodiscard]] const char* version();

// First 12 digits of the git commit the library was built from, plus "-dirty" if tracked files had changed;
// "unknown" outside a git checkout.
[[nodiscard]] const char* commit();

// Compiler and version, "GNU 12.2.0".
[[nodiscard]] const char* compiler();

// --- Files: to check that output does not overwrite a file that is still needed

// The path that symbolic links at `path` finally lead to, whether or not it exists; `path` itself if it is no
// link. Empty if the links form a loop or there are too many of them.
[[nodiscard]] std::optional<std::string> behind_links(const std::string& path);

// Whether both paths lead to the same file through symbolic and hard links or, if a file does not exist,
// whether writing to either would create the same one. False if that cannot be determined, as in a folder
// that cannot be read.
[[nodiscard]] bool same_file(const std::string& first, const std::string& second);

}  // namespace firebreak
