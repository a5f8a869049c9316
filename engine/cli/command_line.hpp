// The commands and options of the program as one table, from which parsing, --help and shell completions are
// made.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::cli {

// Exit statuses (cli.md).
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongInput = 2;
inline constexpr int kInterrupted = 75;

// One option or positional argument of a command.
struct Argument {
    enum class Kind { flag, once, repeatable, positional, positionals };
    enum class Completes { nothing, file, words };

    Kind kind = Kind::flag;
    std::vector<std::string> names;  // "-n", "--runs"; of a positional its one name, "SCENARIO"
    // what stands for the value in help, "N"; empty for flags and positionals
    std::string value;
    std::string help;
    bool required = false;  // positionals only
    Completes completes = Completes::nothing;
    std::vector<std::string> words;  // what it can be, for completion
    // Takes one value; the text of a fault ("expected a whole number, found 'x'") or nothing.
    std::function<std::string(const std::string&)> accept;

    // Makes a required positional argument of it.
    void as_positional() {
        kind = Kind::positional;
        required = true;
    }
    [[nodiscard]] bool positional() const { return kind == Kind::positional || kind == Kind::positionals; }
};

// A command under construction. The variables that values go into must outlive it.
class Command {
public:
    Command(std::string name, std::string summary) : name_(std::move(name)), summary_(std::move(summary)) {}

    Argument& flag(const std::string& names, bool& into, const std::string& help);
    Argument& text(const std::string& names, const std::string& value, std::string& into,
                   const std::string& help);
    Argument& texts(const std::string& names, const std::string& value, std::vector<std::string>& into,
                    const std::string& help);
    // A whole number of low..high, read exactly; "1e6" will do for one.
    Argument& count(const std::string& names, const std::string& value, std::uint64_t& into,
                    std::uint64_t low, std::uint64_t high, const std::string& help);
    // The same; nothing as long as it is not given.
    Argument& count(const std::string& names, const std::string& value, std::optional<std::uint64_t>& into,
                    std::uint64_t low, std::uint64_t high, const std::string& help);
    Argument& number(const std::string& names, const std::string& value, double& into, double low,
                     double high, const std::string& help);
    Argument& choice(const std::string& names, const std::string& value, std::string& into,
                     std::vector<std::string> words, const std::string& help);
    Argument& positional(const std::string& name, std::string& into, const std::string& help,
                         bool required = true);
    Argument& positionals(const std::string& name, std::vector<std::string>& into, const std::string& help);

    void details(std::string text) { details_ = std::move(text); }  // a paragraph or more for --help
    void example(std::string line) { examples_.push_back(std::move(line)); }
    void action(std::function<int()> run) { run_ = std::move(run); }
    // Everything after the command's name is a positional argument, whatever it looks like (but --help alone
    // is help).
    void pass_through() { passes_through_ = true; }

    // Takes in a command that begins with this one's name, for whom a command line is one command and its
    // arguments: `verb` may be the first argument, and its options are options of this one.
    void take_in(const std::string& verb, const Command& other);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<std::string>& verbs() const { return verbs_; }
    [[nodiscard]] const std::string& summary() const { return summary_; }
    [[nodiscard]] const std::string& details() const { return details_; }
    [[nodiscard]] const std::vector<std::string>& examples() const { return examples_; }
    [[nodiscard]] const std::vector<Argument>& arguments() const { return arguments_; }
    [[nodiscard]] bool passes_through() const { return passes_through_; }
    [[nodiscard]] int run() const { return run_(); }

private:
    Argument& add(Argument::Kind kind, const std::string& names, const std::string& value,
                  const std::string& help);

    std::string name_;
    std::string summary_;
    std::string details_;
    std::vector<std::string> examples_;
    std::vector<Argument> arguments_;
    std::vector<std::string> verbs_;
    bool passes_through_ = false;
    std::function<int()> run_;
};

// The whole program.
class Program {
public:
    // The reference is good until the next command is added.
    Command& command(const std::string& name, const std::string& summary);
    [[nodiscard]] const std::vector<Command>& commands() const { return commands_; }

    // Parses the command line and runs what it asks for; the exit status. Every fault of the line is
    // reported, one a line.
    [[nodiscard]] int run(int argc, char** argv);

private:
    std::vector<Command> commands_;
};

// The text of --help: of the program, and of a command.
[[nodiscard]] std::string help_text(const Program& program);
[[nodiscard]] std::string help_text(const Command& command);
// "firebreak 0.1.0" and what it was built from, with line ends.
[[nodiscard]] std::string version_text();

// "; did you mean 'run'?", or nothing if no name is near.
[[nodiscard]] std::string suggestion(std::string_view text, const std::vector<std::string>& names);

}  // namespace firebreak::cli
