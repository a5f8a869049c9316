#include <algorithm>
#include <cstdint>
#include <cstdio>

#include <CLI/CLI.hpp>

#include <firebreak/run.hpp>
#include <firebreak/text.hpp>

#include "command_line.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

using Faults = std::vector<std::string>;

// Gives CLI11 an argument of the table. Faults of values are collected, so that all of them are reported.
void declare(CLI::App& app, const Argument& argument, Faults& faults) {
    const std::string shown = argument.names.back();
    const auto accept = [&argument, &faults, shown](const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            const std::string fault = argument.accept(value);
            if (!fault.empty()) faults.push_back(shown + ": " + fault);
        }
        return true;
    };
    if (argument.kind == Argument::Kind::flag) {
        app.add_flag_callback(joined(argument.names, ","),
                              [&argument] { static_cast<void>(argument.accept({})); })
            ->disable_flag_override();
        return;
    }
    CLI::Option* option = app.add_option(joined(argument.names, ","), CLI::callback_t(accept));
    if (argument.kind == Argument::Kind::positionals) {
        option->expected(-1);
    } else {
        option->expected(1)->allow_extra_args(false);
    }
    option->multi_option_policy(argument.kind == Argument::Kind::once ? CLI::MultiOptionPolicy::TakeLast
                                                                      : CLI::MultiOptionPolicy::TakeAll);
}

std::vector<std::string> option_names(const Command& command) {
    std::vector<std::string> names{"-h", "--help"};
    for (const Argument& argument : command.arguments()) {
        if (!argument.positional()) names.insert(names.end(), argument.names.begin(), argument.names.end());
    }
    return names;
}

// "; did you mean '--seed'?" for an option; dashes do not count as letters, and of names equally near the
// longer is likelier meant.
std::string option_suggestion(const std::string& name, const std::vector<std::string>& known) {
    const auto bare = [](const std::string& option) {
        return option.substr(std::min(option.find_first_not_of('-'), option.size()));
    };
    std::vector<std::string> names;
    for (const std::string& option : known) {
        if (option.starts_with("--")) names.push_back(bare(option));
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    const bool too_few_dashes = std::find(names.begin(), names.end(), bare(name)) != names.end();
    const std::string nearest(too_few_dashes ? bare(name)
                                             : nearest_name(bare(name), {names.begin(), names.end()}));
    return nearest.empty() ? std::string() : "; did you mean '--" + nearest + "'?";
}

// What the parser could not place.
void add_left_over(const std::vector<std::string>& left, const std::vector<std::string>& known,
                   Faults& faults) {
    const auto is_option = [](const std::string& text) {
        return text.size() > 1 && text.front() == '-' && text != "--";
    };
    const bool any_option = std::any_of(left.begin(), left.end(), is_option);
    for (const std::string& text : left) {
        if (is_option(text)) {
            const std::string name = text.substr(0, text.find('='));
            faults.push_back("unknown option '" + printable(name, 60) + "'" + option_suggestion(name, known));
        } else if (!any_option && text != "--") {  // after an unknown option it may be its value
            faults.push_back("unexpected argument '" + printable(text, 60) + "'");
        }
    }
}

int report(const std::string& who, const Faults& faults) {
    for (const std::string& fault : faults) complain(who + ": " + fault);
    return kWrongInput;
}

struct Parsed {
    CLI::App app;
    bool help = false;
    Faults faults;
};

// What the parser found wrong, in words: it says "--set: 1 required  missing" or "json was given a disallowed
// flag override", the option first.
std::string parse_fault(const Command& command, const CLI::ParseError& error) {
    const std::string said = error.what();
    const std::string_view subject = std::string_view(said).substr(0, said.find_first_of(": "));
    for (const Argument& argument : command.arguments()) {
        for (const std::string& name : argument.names) {
            if (subject != name && subject != std::string_view(name).substr(name.find_first_not_of('-')))
                continue;
            if (argument.kind == Argument::Kind::flag) return name + ": takes no value";
            return name + ": expected " + (argument.value.empty() ? "a value" : argument.value) +
                   ", found nothing";
        }
    }
    return said.empty() ? "the command line cannot be read" : printable(said, 300);
}

// Reads the arguments of one command.
void parse_command(const Command& command, std::vector<std::string> words, Parsed& parsed) {
    parsed.app.set_help_flag("");
    parsed.app.allow_extras();
    parsed.app.add_flag("-h,--help", parsed.help);
    for (const Argument& argument : command.arguments()) declare(parsed.app, argument, parsed.faults);
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    try {
        parsed.app.parse(words);
    } catch (const CLI::ParseError& error) {
        parsed.faults.push_back(parse_fault(command, error));
        return;
    }
    add_left_over(parsed.app.remaining(), option_names(command), parsed.faults);
    for (const Argument& argument : command.arguments()) {
        const bool missing =
            argument.positional() && argument.required && parsed.app.count(argument.names.front()) == 0;
        if (missing) parsed.faults.push_back("missing " + argument.names.front());
    }
}

// An interruption that left no result is told here, for all commands.
int carry_out(const Command& command) {
    try {
        return command.run();
    } catch (const Stopped&) {
        complain("firebreak " + command.name() + ": interrupted before there was a result");
        return kInterrupted;
    }
}

int run_command(const Command& command, const std::vector<std::string>& words) {
    const bool help_alone = words.size() == 1 && (words.front() == "--help" || words.front() == "-h");
    if (command.passes_through() && !help_alone) {
        for (const std::string& word : words) static_cast<void>(command.arguments().front().accept(word));
        return carry_out(command);
    }
    Parsed parsed;
    parse_command(command, words, parsed);
    if (parsed.help) {
        put(help_text(command));
        return kDone;
    }
    if (!parsed.faults.empty()) return report("firebreak " + command.name(), parsed.faults);
    return carry_out(command);
}

}  // namespace

int Program::run(int argc, char** argv) {
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (words.empty()) {
        std::fputs(help_text(*this).c_str(), stderr);
        return kWrongInput;
    }
    if (words.front() == "--help" || words.front() == "-h") {
        put(help_text(*this));
        return kDone;
    }
    if (words.front() == "--version" || words.front() == "-V") {
        put(version_text());
        return kDone;
    }
    // "sweep status" is a command of two words; the longer name counts.
    for (std::size_t length = std::min<std::size_t>(2, words.size()); length > 0; --length) {
        const auto end = words.begin() + static_cast<std::ptrdiff_t>(length);
        const std::string name = joined({words.begin(), end}, " ");
        const auto command = std::find_if(commands_.begin(), commands_.end(),
                                          [&](const Command& each) { return each.name() == name; });
        if (command != commands_.end()) return run_command(*command, {end, words.end()});
    }
    std::vector<std::string> names;
    for (const Command& each : commands_) names.push_back(each.name());
    const std::string shown = "'" + printable(words.front(), 60) + "'";
    if (words.front().starts_with('-'))
        return report("firebreak", {"unknown option " + shown +
                                    option_suggestion(words.front(), {"--help", "--version"})});
    return report("firebreak", {"unknown command " + shown + suggestion(words.front(), names)});
}

}  // namespace firebreak::cli
