// Text primitives, each defined once: for people (safe text, numbers, lists, line width) and for other
// programs (shell commands, CSV, HTML and XML).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak {

// --- Names and words

// Makes foreign text safe for a terminal: control characters, bidirectional overrides and invalid UTF-8
// become escapes. Text beyond `longest` bytes is cut and ends in "...".
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 200);
// Same for a name or key path. Escapes joiners too, since names that differ only in those look alike.
[[nodiscard]] std::string printable_name(std::string_view text, std::size_t longest = 200);
// Same for scenario text that may be long and span lines; joins it into one line.
[[nodiscard]] std::string prose(std::string_view text, std::size_t longest = 1000);

// The candidate with the least edit distance to `text`, if near enough to be what was meant; otherwise empty.
// Never `text` itself.
[[nodiscard]] std::string_view nearest_name(std::string_view text,
                                            const std::vector<std::string_view>& candidates);

// Removes blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
// Capitalizes the first character if it is an English letter.
[[nodiscard]] std::string capitalised(std::string text);
// The items, separated by `between`.
[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view between);
// "a", "a and b", "a, b and c"; likewise with "or".
[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::string_view conjunction = "and");

// Terminal columns that a text occupies. Counts characters, not bytes: wide ones as two, combining ones as
// none.
[[nodiscard]] std::size_t display_width(std::string_view text);
// Breaks text at words into lines of at most `width` columns, where words allow. Indents the first line by
// `indent`, the others by `hanging`. Ends with a newline.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t width, std::size_t indent = 0,
                                    std::size_t hanging = 0);

// --- Numbers

// The shortest text that reads back as the same number: "0.15", "100000", "1e+30". Plain digits wherever a
// person would write them.
[[nodiscard]] std::string number_text(double value);
// "2.05": a fixed number of decimals, 0 to 17. "1.235e+04": at most four significant digits.
[[nodiscard]] std::string with_decimals(double value, int decimals);
[[nodiscard]] std::string short_number(double value);

// "10,000"
[[nodiscard]] std::string with_commas(std::uint64_t n);

// "1 run", "2,000 runs". The plural is `plural`, or else the noun with an s.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view noun, std::string_view plural = {});

// How many decimals of a percentage the interval of a share justifies, 0 to 6: 1 for a half width of 0.2 to 2
// points, 2 for a tenth of that, and so on.
[[nodiscard]] int percent_decimals(const Bounds& share);

// "37 %"; "under 1 %" or "over 99 %" where rounding would claim certainty.
[[nodiscard]] std::string percent(double probability);
// "13.5": a share as a percentage, without the sign.
[[nodiscard]] std::string percent_number(double share, int decimals);
// "13.5 %"
[[nodiscard]] std::string percent(double share, int decimals);
// "-2.4", "+0.1": a difference of shares in percentage points, always signed.
[[nodiscard]] std::string points(double difference, int decimals);
// "12.8 to 14.2"; signed: "-2.9 to -1.9".
[[nodiscard]] std::string percent_range(const Bounds& share, int decimals);
[[nodiscard]] std::string points_range(const Bounds& difference, int decimals);

// 16 hexadecimal digits: how digests are written everywhere.
[[nodiscard]] std::string hex_digest(std::uint64_t digest);

// --- For other programs

// Quotes a word for a shell where necessary. Safe for a terminal: what printable() would escape becomes
// $'\033', which bash, zsh, ksh and POSIX.1-2024 read back.
[[nodiscard]] std::string shell_word(const std::string& word);
// Same for a file path, so that no program takes it for an option: "-d.yaml" becomes "./-d.yaml". "-" alone
// stays.
[[nodiscard]] std::string shell_path(const std::string& path);

// Arguments from which a command line is rebuilt.
struct CommandWords {
    std::string command;  // "run"
    std::string file;
    std::uint64_t runs = 0;
    std::uint64_t seed = 1;
    std::string options;            // others, "--measures hotline"; already quoted for a shell
    std::vector<std::string> sets;  // "path=value", "path=*factor"
    std::uint64_t first = 0;        // replicate
};
// "firebreak run FILE --runs 10000 --seed 1 --first 5000 --measures hotline --set a.b=c", quoted for a shell
// where necessary; without --first where that is 0.
[[nodiscard]] std::string command_line(const CommandWords& words);

// A change of a scenario as traces, tables and `sets` keep it is "path=value", as --set gives it, or
// "path=*factor", as --scale does. This takes it apart into the option and what follows it: "path=value" or
// "path=factor".
struct ChangeOption {
    bool scales = false;
    std::string argument;

    [[nodiscard]] const char* name() const { return scales ? "--scale" : "--set"; }
};
[[nodiscard]] ChangeOption change_option(const std::string& change);
// The change that --scale "path=factor" makes. The argument must hold a "=".
[[nodiscard]] std::string scaling_change(const std::string& argument);

// Settings as tables in files have them: "a.b=1 'c.d=3 h'", one after the other, each quoted for a shell
// where necessary.
[[nodiscard]] std::string set_words(const std::vector<std::string>& sets);
// The same as options of the command line, each with a space before it: " --set a=1 --scale b=2".
[[nodiscard]] std::string set_options(const std::vector<std::string>& sets);

// Escapes text for HTML and XML 1.0, between tags and in attributes: & < > " ' become references. The result
// is always valid UTF-8 that XML allows and that cannot reorder a page: invalid bytes, control characters and
// bidirectional marks become U+FFFD. Tabs and newlines stay; a carriage return becomes a blank.
[[nodiscard]] std::string escape_markup(std::string_view text);

// One row of CSV that R, Python and spreadsheets open (RFC 4180): comma-separated, quoted where necessary,
// ending in CR LF.
class CsvRow {
public:
    // A field that a spreadsheet would take for a formula (it starts with = + - @, a tab or a newline) gets
    // an apostrophe in front.
    void add(std::string_view field);
    void add(std::uint64_t number);
    // The shortest text that reads back as the same double. NaN becomes an empty field.
    void add(double number);
    void skip(int fields);
    [[nodiscard]] std::string line() const { return text_ + "\r\n"; }

private:
    void append(std::string_view cell);

    std::string text_;
    bool first_ = true;
};

}  // namespace firebreak
