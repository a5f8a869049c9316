// Text primitives, each of them once: for people (what is safe to show, numbers, lists, lines of a width) and
// for other programs (commands for a shell, tables as CSV, text that may stand in HTML and XML).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak {

// --- Names and words

// Text from outside made safe for a terminal: control characters, bidirectional overrides and invalid UTF-8
// as escapes, cut after `longest` bytes with "...".
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 200);
// The same for a name or a path of keys: joiners are escaped too, since names that differ only there look
// alike.
[[nodiscard]] std::string printable_name(std::string_view text, std::size_t longest = 200);
// The same for text of a scenario that may be long and have several lines: made one line.
[[nodiscard]] std::string prose(std::string_view text, std::size_t longest = 1000);

// The candidate nearest to `text` by edit distance, if it is near enough to be what was meant; otherwise
// empty. Never the text itself.
[[nodiscard]] std::string_view nearest_name(std::string_view text,
                                            const std::vector<std::string_view>& candidates);

// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
// With a capital for the start of a sentence, where that is an English letter.
[[nodiscard]] std::string capitalised(std::string text);
// The items with something between each two.
[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view between);
// "a", "a and b", "a, b and c"; with "or" likewise.
[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::string_view conjunction = "and");

// The columns that a text takes on a terminal: characters, not bytes; wide ones count twice, combining ones
// not at all.
[[nodiscard]] std::size_t display_width(std::string_view text);
// The text broken into lines of at most `width` columns where words allow it; every line but the first is
// indented by `hanging`, the first by `indent`. Ends with a line end.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t width, std::size_t indent = 0,
                                    std::size_t hanging = 0);

// --- Numbers

// The shortest text that reads back to the same number: "0.15", "100000", "1e+30"; plain digits wherever a
// person would write them so.
[[nodiscard]] std::string number_text(double value);
// "2.05": with so many decimals (0 to 17). "1.235e+04": with four digits at most.
[[nodiscard]] std::string with_decimals(double value, int decimals);
[[nodiscard]] std::string short_number(double value);

// "10,000"
[[nodiscard]] std::string with_commas(std::uint64_t n);

// "1 run", "2,000 runs"; the plural is the noun with an s, or `plural`.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view noun, std::string_view plural = {});

// Decimals of a per cent that an interval of a share justifies: 1 for a half width of 0.2 to 2 points, 2
// below that, and so on. 0 to 6.
[[nodiscard]] int percent_decimals(const Bounds& share);

// "37 %"; "under 1 %" and "over 99 %" where rounding would claim certainty.
[[nodiscard]] std::string percent(double probability);
// "13.5": a share in per cent without the sign.
[[nodiscard]] std::string percent_number(double share, int decimals);
// "13.5 %"
[[nodiscard]] std::string percent(double share, int decimals);
// "-2.4", "+0.1": a difference of shares in percentage points, always with its sign.
[[nodiscard]] std::string points(double difference, int decimals);
// "12.8 to 14.2"; signed: "-2.9 to -1.9" with both signs.
[[nodiscard]] std::string percent_range(const Bounds& share, int decimals);
[[nodiscard]] std::string points_range(const Bounds& difference, int decimals);

// 16 hexadecimal digits, as digests are written everywhere.
[[nodiscard]] std::string hex_digest(std::uint64_t digest);

// --- For other programs

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
