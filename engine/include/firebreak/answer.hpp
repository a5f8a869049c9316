// An answer to a question about a scenario: sentences, tables whose cells hold values, and the commands that
// repeat it. Terminals, web pages and CSV files have a printer each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

inline constexpr double kLevel = 0.95;  // of every interval shown

// How many of n runs, with the Clopper-Pearson interval of the share.
struct Proportion {
    std::uint64_t count = 0;
    std::uint64_t n = 0;
    Bounds bounds;
    [[nodiscard]] double share() const;  // NaN for n = 0
};
[[nodiscard]] Proportion proportion(std::uint64_t count, std::uint64_t n);

// A second set of runs against a first one, pair by pair under the same chance events. Shares are of runs
// with a crisis.
struct Effect {
    PairTotals pairs;
    double difference = 0;  // of the shares, -1 to 1; below 0: fewer crises
    Bounds bounds;          // of the difference, Bonett-Price
    double variance_reduction = 1;

    [[nodiscard]] std::uint64_t avoided() const { return pairs.n10; }
    [[nodiscard]] std::uint64_t caused() const { return pairs.n01; }
    [[nodiscard]] bool lowers() const { return bounds.high < 0; }
    [[nodiscard]] bool raises() const { return bounds.low > 0; }
    [[nodiscard]] bool changes_nothing() const { return pairs.n10 == 0 && pairs.n01 == 0; }
};
[[nodiscard]] Effect effect_of(const PairTotals& pairs);

namespace answer {

// A name for programs with one for people; the label may be empty.
struct Name {
    std::string id;
    std::string label = {};
};

// "hotline (24/7 link between the capitals)"
[[nodiscard]] std::string name_words(const Name& name);

struct Moment {
    Millis since_1970 = 0;
};

// The value of a cell; the kind of its column says which are allowed. Every text must be safe for a terminal.
using Cell =
    std::variant<std::monostate, std::string, Name, std::uint64_t, double, Proportion, Effect, Moment>;

struct Column {
    enum class Kind {
        words,               // text, a Name
        sentence,            // text so long that on a terminal the column stands last
        count,               // "10,000"
        id,                  // a number that names something: "10000"
        number,              // a double, for files
        share,               // a Proportion: "13.5 %"
        further_share,       // a Proportion or double, as exact as the interval column before it
        interval,            // a Proportion: "12.8 to 14.2"
        share_and_interval,  // a Proportion: "58 % (54 to 61)"
        points,              // an Effect: "-2.4"
        points_interval,     // an Effect: "-2.9 to -1.9"
        picture,             // an Effect as a dot and a bar on the column's scale; pages only
        date,                // a Moment: "2011-11-18"
        grade,               // text: "assumed", set off on a page
        code,                // text that people copy
    };
    Kind kind = Kind::words;
    std::string heading;  // for people
    std::string name;     // in files; the heading where it is empty

    Column(std::string words) : heading(std::move(words)) {}
    Column(const char* words) : heading(words) {}
    Column(Kind of, std::string words = {}, std::string in_files = {})
        : kind(of), heading(std::move(words)), name(std::move(in_files)) {}
};

struct Table {
    std::string caption;  // may be empty on a terminal; pages need one
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows = {};  // as many cells each as there are columns
};

struct Heading {
    std::string text;
};

struct Paragraph {
    // The answer itself, a remark on what stands above, what must not be overlooked, what few need.
    enum class Kind { plain, lead, note, alarm, aside };
    std::string text;
    Kind kind = Kind::plain;
};

// A share of a whole as a bar; on pages only.
struct Bar {
    bool good = false;
    double share = 0;
};

struct Item {
    std::string lead;  // stands out: "Best single measure:"; may be empty
    std::string text;
    std::vector<Bar> bars = {};
    std::string bars_in_words = {};
};

struct List {
    std::vector<Item> items;
};

// The command that prints the numbers beside it, or more of them.
struct Command {
    std::string what;  // "Again:"
    std::string line;
};

struct Block;
// On a page, folded until it is opened.
struct Folded {
    std::string summary;
    std::vector<Block> blocks = {};
};

struct Block {
    std::variant<Heading, Paragraph, List, Table, Command, Folded> what;

    template <class What>
    Block(What block) : what(std::move(block)) {}
};
using Blocks = std::vector<Block>;

}  // namespace answer

struct Answer {
    std::string title;     // of the scenario
    std::string question;  // may be empty
    std::string partial;   // "PARTIAL: interrupted after ..."; empty: the answer is whole
    answer::Blocks blocks;
    std::string caveat;    // that it is a model, and where its numbers come from
    std::string again;     // the command
    std::string identity;  // scenario, seed, program
};

// The answer for a terminal with this many columns.
[[nodiscard]] std::string answer_text(const Answer& answer, std::size_t width, bool colour);
// The blocks as elements of an XHTML page; texts are escaped.
[[nodiscard]] std::string blocks_html(const answer::Blocks& blocks);
// The table as CSV (RFC 4180), names first; numbers unrounded.
[[nodiscard]] std::string table_csv(const answer::Table& table);

}  // namespace firebreak
