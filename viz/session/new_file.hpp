// Files written so that nothing is ever half there: a new file beside the old one, then its name.
#pragma once

#include <string>
#include <string_view>

namespace firebreak::viz {

// Writes `bytes` to a new file in the same folder and gives it the name `path`; what had that name keeps its permissions and is lost only when the
// new file is whole on disk. A symbolic link stays one, and what it leads to is replaced. A file of its own making gets `mode`. Returns why it
// could not be done, "the folder cannot be written to (Permission denied)", and then nothing has changed; empty if it was done.
[[nodiscard]] std::string write_new_file(const std::string& path, std::string_view bytes, unsigned mode = 0666);

}  // namespace firebreak::viz
