// Where the files that tests read are.
#pragma once

#include <string>
#include <string_view>

namespace firebreak::test {

// A file of the repository, by its path from the root: source_path("scenarios/cyber/reset-2011.yaml").
inline std::string source_path(std::string_view relative) {
    return std::string(FIREBREAK_SOURCE_DIR) + "/" + std::string(relative);
}

}  // namespace firebreak::test
