#include <memory>

#include "commands.hpp"
#include "completion_script.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

int completion_command(const std::string& shell) {
    const Program program = make_program();
    put(shell == "bash"  ? bash_completion(program)
        : shell == "zsh" ? zsh_completion(program)
                         : fish_completion(program));
    return kDone;
}

}  // namespace

void add_completion(Program& program) {
    const auto shell = std::make_shared<std::string>();
    Command& command = program.command("completion", "print a completion script for a shell");
    command.details(
        "Prints a script that completes commands, options and files in bash, zsh or fish. Its first line "
        "says where to put it.");
    command.choice("SHELL", "", *shell, {"bash", "zsh", "fish"}, "bash, zsh or fish").as_positional();
    command.example("firebreak completion bash > ~/.local/share/bash-completion/completions/firebreak");
    command.example("firebreak completion zsh > ~/.zfunc/_firebreak");
    command.example("firebreak completion fish > ~/.config/fish/completions/firebreak.fish");
    command.action([shell] { return completion_command(*shell); });
}

}  // namespace firebreak::cli
