#include "completion_script.hpp"

#include <firebreak/text.hpp>

namespace firebreak::cli {
namespace {

// To a shell, "sweep status" is the command sweep with an argument.
std::vector<Command> shell_commands(const Program& program) {
    std::vector<Command> commands;
    for (const Command& command : program.commands()) {
        const std::size_t blank = command.name().find(' ');
        if (blank == std::string::npos) commands.push_back(command);
        else commands.back().take_in(command.name().substr(blank + 1), command);
    }
    return commands;
}

std::vector<std::string> command_names(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands) names.push_back(command.name());
    return names;
}

std::vector<std::string> option_names(const Command& command) {
    std::vector<std::string> names;
    for (const Argument& argument : command.arguments()) {
        if (!argument.positional()) names.insert(names.end(), argument.names.begin(), argument.names.end());
    }
    names.insert(names.end(), {"-h", "--help"});
    return names;
}

// Words that a command's positional argument can be; empty: a file.
std::vector<std::string> positional_words(const Command& command) {
    for (const Argument& argument : command.arguments()) {
        if (argument.positional()) return argument.words;
    }
    return {};
}

// Text within single quotes of a shell.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

// Within the brackets and colons of zsh's _arguments.
std::string zsh_text(const std::string& text) {
    std::string result;
    for (const char c : text)
        result += (c == '[' || c == ']' || c == ':' || c == '\\' ? "\\" : "") + std::string(1, c);
    return result;
}

std::string bash_values(const Command& command) {
    std::string cases;
    for (const Argument& argument : command.arguments()) {
        if (argument.positional() || argument.kind == Argument::Kind::flag) continue;
        std::string action = "COMPREPLY=(); return";  // a value that only the person knows
        if (argument.completes == Argument::Completes::file) action = "_firebreak_files; return";
        if (argument.completes == Argument::Completes::words) {
            action = "COMPREPLY=($(compgen -W \"" + joined(argument.words, " ") + "\" -- \"$cur\")); return";
        }
        cases += "            " + command.name() + ":" + joined(argument.names, "|" + command.name() + ":") +
                 ") " + action + " ;;\n";
    }
    return cases;
}

std::string zsh_action(const Argument& argument) {
    if (argument.completes == Argument::Completes::file) return "_files";
    if (argument.completes == Argument::Completes::words) return "(" + joined(argument.words, " ") + ")";
    return " ";
}

// '(-n --runs)'{-n,--runs}'[help]:N: ' in the notation of _arguments.
std::string zsh_option(const Argument& argument) {
    const bool several = argument.names.size() > 1;
    const bool repeatable = argument.kind == Argument::Kind::repeatable;
    std::string text = repeatable ? "'*'" : several ? quoted("(" + joined(argument.names, " ") + ")") : "";
    text += several ? "{" + joined(argument.names, ",") + "}" : argument.names.front();
    std::string rest = "[" + zsh_text(argument.help) + "]";
    if (argument.kind != Argument::Kind::flag) rest += ":" + argument.value + ":" + zsh_action(argument);
    return text + quoted(rest);
}

std::string zsh_command(const Command& command) {
    std::string text = "        " + command.name() + ")\n            _arguments -s -S \\\n";
    for (const Argument& argument : command.arguments()) {
        std::string line;
        if (argument.positional()) {
            const bool many = argument.kind == Argument::Kind::positionals;
            const std::string words =
                argument.words.empty() ? "_files" : "(" + joined(argument.words, " ") + ")";
            line = quoted(std::string(many ? "*:" : "1:") + argument.names.front() + ":" + words);
            if (!command.verbs().empty())
                line = quoted("1:" + argument.names.front() + ":{_files; compadd " +
                              joined(command.verbs(), " ") + "}") +
                       " '2:DIR:_files'";
        } else {
            line = zsh_option(argument);
        }
        text += "                " + line + " \\\n";
    }
    return text + "                '(-h --help)'{-h,--help}'[show this help]' ;;\n";
}

// Within single quotes fish takes a backslash as an escape.
std::string fish_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    return result + "'";
}

std::string fish_option(const Command& command, const Argument& argument) {
    std::string text = "complete -c firebreak -n '__fish_seen_subcommand_from " + command.name() + "'";
    for (const std::string& name : argument.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (argument.kind != Argument::Kind::flag) {
        text += argument.completes == Argument::Completes::file ? " -r -F" : " -x";
        if (!argument.words.empty()) text += " -a " + quoted(joined(argument.words, " "));
    }
    return text + " -d " + fish_quoted(argument.help) + "\n";
}

}  // namespace

std::string bash_completion(const Program& program) {
    const std::vector<Command> commands = shell_commands(program);
    std::string text =
        "# bash completion for firebreak; put it into ~/.local/share/bash-completion/completions/firebreak\n"
        "# One name a line, so that blanks in it do not divide it. $cur stands as it is typed, quoted; "
        "compgen wants it without.\n"
        "_firebreak_files() {\n"
        "    local name IFS=\n"
        "    COMPREPLY=()\n"
        "    while read -r name; do COMPREPLY+=(\"$name\"); done < <(compgen -f -- \"$cur\")\n"
        "}\n"
        "_firebreak() {\n"
        "    local cur prev command\n"
        "    cur=${COMP_WORDS[COMP_CWORD]}\n"
        "    prev=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    command=${COMP_WORDS[1]}\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "        COMPREPLY=($(compgen -W \"" +
        joined(command_names(commands), " ") +
        " -h --help -V --version\" -- \"$cur\"))\n"
        "        return\n"
        "    fi\n"
        "    case \"$command:$prev\" in\n";
    for (const Command& command : commands) text += bash_values(command);
    text += "    esac\n    if [[ $cur == -* ]]; then\n        case \"$command\" in\n";
    for (const Command& command : commands) {
        text += "            " + command.name() + ") COMPREPLY=($(compgen -W \"" +
                joined(option_names(command), " ") + "\" -- \"$cur\")) ;;\n";
    }
    text += "        esac\n        return\n    fi\n    case \"$command\" in\n";
    for (const Command& command : commands) {
        const std::vector<std::string> words = positional_words(command);
        if (!words.empty())
            text += "        " + command.name() + ") COMPREPLY=($(compgen -W \"" + joined(words, " ") +
                    "\" -- \"$cur\")) ;;\n";
        if (!command.verbs().empty())
            text += "        " + command.name() + ") _firebreak_files; COMPREPLY+=($(compgen -W \"" +
                    joined(command.verbs(), " ") + "\" -- \"$cur\")) ;;\n";
    }
    return text +
           "        *) _firebreak_files ;;\n    esac\n}\ncomplete -o filenames -F _firebreak firebreak\n";
}

std::string zsh_completion(const Program& program) {
    const std::vector<Command> commands = shell_commands(program);
    std::string text =
        "#compdef firebreak\n"
        "# zsh completion for firebreak; put it as _firebreak into a folder of $fpath\n"
        "_firebreak() {\n"
        "    local -a commands\n"
        "    commands=(\n";
    for (const Command& command : commands)
        text += "        " + quoted(command.name() + ":" + zsh_text(command.summary())) + "\n";
    text +=
        "    )\n"
        "    if (( CURRENT == 2 )); then\n"
        "        _describe command commands\n"
        "        _arguments '(-h --help)'{-h,--help}'[help]' '(-V --version)'{-V,--version}'[version, commit "
        "and compiler]'\n"
        "        return\n"
        "    fi\n"
        "    local command=$words[2]\n"
        "    shift words\n"
        "    (( CURRENT-- ))\n"
        "    case $command in\n";
    for (const Command& command : commands) text += zsh_command(command);
    return text + "    esac\n}\n_firebreak \"$@\"\n";
}

std::string fish_completion(const Program& program) {
    const std::vector<Command> commands = shell_commands(program);
    const std::string none = "complete -c firebreak -n __fish_use_subcommand";
    std::string text =
        "# fish completion for firebreak; put it into ~/.config/fish/completions/firebreak.fish\n" + none +
        " -f\n" + none + " -s h -l help -d 'help'\n" + none +
        " -s V -l version -d 'version, commit and compiler'\n";
    for (const Command& command : commands) {
        text += none + " -a " + command.name() + " -d " + fish_quoted(command.summary()) + "\n";
        for (const Argument& argument : command.arguments()) {
            if (!argument.positional()) text += fish_option(command, argument);
        }
        const std::vector<std::string> words = positional_words(command);
        const std::string seen =
            "complete -c firebreak -n '__fish_seen_subcommand_from " + command.name() + "'";
        if (!words.empty()) text += seen + " -f -a " + quoted(joined(words, " ")) + "\n";
        if (!command.verbs().empty()) text += seen + " -a " + quoted(joined(command.verbs(), " ")) + "\n";
        text += seen + " -s h -l help -d 'help'\n";
    }
    return text;
}

}  // namespace firebreak::cli
