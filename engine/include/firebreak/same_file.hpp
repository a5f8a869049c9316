// Which file a path leads to: so that what is written takes the place of no file that is still needed.
#pragma once

#include <optional>
#include <string>

namespace firebreak {

// The path of the file that symbolic links at `path` lead to, which need not be there yet; `path` itself
// where there is no link. Nothing where links lead to one another in a circle, or too many follow one
// another.
[[nodiscard]] std::optional<std::string> behind_links(const std::string& path);

// Whether both paths lead to the same file, through symbolic and hard links. Of two files that are not there
// yet, whether the same one would be made. False where that cannot be told, for instance in a folder that
// cannot be read.
[[nodiscard]] bool same_file(const std::string& first, const std::string& second);

}  // namespace firebreak
