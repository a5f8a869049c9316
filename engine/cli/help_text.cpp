#include <algorithm>
#include <cctype>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "command_line.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

// Long lines are hard to read even where there is room.
std::size_t page_width() { return std::min<std::size_t>(output_page().width, 100); }
constexpr std::size_t kHelpColumn = 28;

// "  -n, --runs N          replicates of each arm", broken so that the help stays in its column.
std::string row(const std::string& left, const std::string& help) {
    const std::string text = "  " + left;
    const std::string lines = paragraph(help, page_width(), kHelpColumn, kHelpColumn);
    if (text.size() + 2 > kHelpColumn) return text + "\n" + lines;
    return text + lines.substr(text.size());
}

std::string names_of(const Argument& argument) {
    std::string text;
    for (const std::string& name : argument.names) text += (text.empty() ? "" : ", ") + name;
    if (text.starts_with("--")) text = "    " + text;  // long names stand in a column of their own
    return argument.value.empty() ? text : text + " " + argument.value;
}

std::string usage(const Command& command) {
    std::string text = "Usage: firebreak " + command.name();
    const auto& arguments = command.arguments();
    const bool options =
        std::any_of(arguments.begin(), arguments.end(), [](const Argument& a) { return !a.positional(); });
    if (options) text += " [OPTION]...";
    for (const Argument& argument : arguments) {
        if (!argument.positional()) continue;
        std::string name = argument.names.front();
        if (argument.kind == Argument::Kind::positionals) name += "...";
        text += argument.required ? " " + name : " [" + name + "]";
    }
    return text + "\n";
}

std::string examples_of(const std::vector<std::string>& examples) {
    std::string text = examples.size() > 1 ? "\nExamples:\n" : "\nExample:\n";
    for (const std::string& example : examples) text += "  " + example + "\n";
    return text;
}

std::string paragraphs(const std::string& text) {
    std::string lines;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines += paragraph(text.substr(from, end - from), page_width());
        from = end + 1;
    }
    return lines;
}

}  // namespace

std::string help_text(const Program& program) {
    std::string text = "Usage: firebreak COMMAND [OPTION]... [ARGUMENT]...\n\n" +
                       paragraph(
                           "Firebreak simulates how incidents between two states escalate, and measures what "
                           "a confidence-building measure changes.",
                           page_width()) +
                       "\nCommands:\n";
    for (const Command& command : program.commands()) text += row(command.name(), command.summary());
    text += "\nOptions:\n" + row("-h, --help", "show this help, or that of a command") +
            row("-V, --version", "show version, commit and compiler");
    text += examples_of({"firebreak run scenarios/cyber/reset-2011.yaml", "firebreak run --help"});
    return text + "\n" +
           paragraph(
               "Exit status: 0 success; 1 failure while running; 2 invalid input or command line; 75 "
               "interrupted.",
               page_width());
}

std::string help_text(const Command& command) {
    std::string summary = command.summary() + ".";
    summary.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(summary.front())));
    std::string text = usage(command) + "\n" + paragraph(summary, page_width());
    if (!command.details().empty()) text += "\n" + paragraphs(command.details());
    std::string positionals;
    std::string options;
    for (const Argument& argument : command.arguments())
        (argument.positional() ? positionals : options) += row(names_of(argument), argument.help);
    options += row("-h, --help", "show this help");
    if (!positionals.empty()) text += "\nArguments:\n" + positionals;
    return text + "\nOptions:\n" + options + examples_of(command.examples());
}

std::string version_text() {
    return std::string("firebreak ") + version() + "\ncommit " + commit() + "\ncompiler " + compiler() + "\n";
}

}  // namespace firebreak::cli
