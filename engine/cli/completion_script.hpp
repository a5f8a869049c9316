// Completion scripts for shells, made from the table of commands.
#pragma once

#include <string>

#include "command_line.hpp"

namespace firebreak::cli {

[[nodiscard]] std::string bash_completion(const Program& program);
[[nodiscard]] std::string zsh_completion(const Program& program);
[[nodiscard]] std::string fish_completion(const Program& program);

}  // namespace firebreak::cli
