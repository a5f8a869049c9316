// Which Firebreak this is: version, commit and compiler, as they go into every result so that it can be
// traced to the program that made it.
#pragma once

namespace firebreak {

// All three return text that lives as long as the program, and may be called from any thread.

// The version of the release, "0.1.0".
[[nodiscard]] const char* version();

// The first 12 digits of the git commit the library was built from, followed by "-dirty" if tracked files
// differed from it; "unknown" if it was not built from a git checkout.
[[nodiscard]] const char* commit();

// Name and version of the compiler, "GNU 12.2.0".
[[nodiscard]] const char* compiler();

}  // namespace firebreak
