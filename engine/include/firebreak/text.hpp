// Text for other programs: commands for a shell, tables as CSV, and text that may stand in HTML and XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak {

// A word as a shell takes it, in quotes where it must be. Safe for a terminal: what printable() would not
// print as it is stands as $'\033', which bash, zsh, ksh and POSIX.1-2024 read back.
[[nodiscard]] std::string shell_word(const std::string& word);
// The same for the path of a file, which no program takes for an option: "-d.yaml" becomes "./-d.yaml". "-"
// alone stays.
[[nodiscard]] std::string shell_path(const std::string& path);

// What a command of the program is to do again.
struct CommandWords {
    std::string command;  // "run"
    std::string file;
    std::uint64_t runs = 0;
    std::uint64_t seed = 1;
    std::string options;            // further ones, "--measures hotline"; quoted for a shell
    std::vector<std::string> sets;  // "path=value"
};
// "firebreak run FILE --runs 10000 --seed 1 --measures hotline --set a.b=c", words quoted for a shell where
// they must be.
[[nodiscard]] std::string command_line(const CommandWords& words);

// The text as it may stand between tags and in attributes, both in HTML and in XML 1.0: & < > " ' become
// references. The result is always valid UTF-8 without characters that XML forbids or that could turn a page
// around: what is not well formed, controls and bidirectional marks become U+FFFD. Tabs and line ends stay; a
// carriage return becomes a blank.
[[nodiscard]] std::string escape_markup(std::string_view text);

// A row of a table that R, Python and spreadsheets open, after RFC 4180: commas between fields, quotes where
// a field needs them, CR LF at the end.
class CsvRow {
public:
    // An apostrophe goes before what a spreadsheet would take for a formula: = + - @, a tab or a line end in
    // front.
    void add(std::string_view field);
    void add(std::uint64_t number);
    // 17 digits read back to the same double. What is not a number is left empty.
    void add(double number);
    void skip(int fields);
    [[nodiscard]] std::string line() const { return text_ + "\r\n"; }

private:
    void append(std::string_view cell);

    std::string text_;
    bool first_ = true;
};

}  // namespace firebreak
