// Files of settings: themes and keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <firebreak/picture.hpp>

#include "app/key_table.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {

// At most 1 MB of a file, without the byte order mark that some editors put before it; nothing if it cannot
// be read, as a pipe or a device cannot.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

// The scenarios that come with the program, those beside the installed program or in the source tree that it
// was built from; paths are relative where they lie below the folder that the program was started in.
[[nodiscard]] std::vector<TitledScenario> shipped_scenarios();

// A theme by name or path; faults are added, a line each. An unknown name gives light.
[[nodiscard]] Theme load_theme(const std::string& name_or_path, std::vector<std::string>& faults);

// The defaults, changed by the file: `path`, or if that is empty and `use_own` is set the person's own, if
// there is one.
[[nodiscard]] KeyTable load_keys(const std::string& path, bool use_own, std::vector<std::string>& faults);

}  // namespace firebreak::viz
