// The program itself: which one it is, and which files its paths lead to.
#pragma once

#include <optional>
#include <string>

namespace firebreak {

// Version, commit and compiler go into every result, so that it can be traced to the program that made it.
// All three return text that lives as long as the program, and may be called from any thread.

// The version of the release, "0.1.0".
[[nodiscard]] const char* version();

// The first 12 digits of the git commit the library was built from, followed by "-dirty" if tracked files
// differed from it; "unknown" if it was not built from a git checkout.
[[nodiscard]] const char* commit();

// Name and version of the compiler, "GNU 12.2.0".
[[nodiscard]] const char* compiler();

// --- Where it writes: what is written must take the place of no file that is still needed

// The path of the file that symbolic links at `path` lead to, which need not be there yet; `path` itself
// where there is no link. Nothing where links lead to one another in a circle, or too many follow one
// another.
[[nodiscard]] std::optional<std::string> behind_links(const std::string& path);

// Whether both paths lead to the same file, through symbolic and hard links. Of two files that are not there
// yet, whether the same one would be made. False where that cannot be told, for instance in a folder that
// cannot be read.
[[nodiscard]] bool same_file(const std::string& first, const std::string& second);

}  // namespace firebreak
