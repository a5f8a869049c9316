// An answer to a question about a scenario: sentences, tables whose cells hold values, and the commands that
// repeat it. Terminals, web pages and CSV files have a printer each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/picture.hpp>
#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

inline constexpr double kLevel = 0.95;  // of every interval shown

// What a scenario says beside its parameters that moves the answer of `uncertainty`.
struct AskedNumber {
    std::string path;   // "targets.answered", "variants.doctrine"
    std::string value;  // what the record says; the choice that the file takes
    std::string words;  // what it is a record of, and how sure; "tried: as-written 67 %, hawkish 33 %"
    std::string note;
    bool sourced = false;
};
// The targets and the variants of a valid scenario, in the order of the file.
[[nodiscard]] std::vector<AskedNumber> asked_numbers(const Spec& spec);

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

// --- The folder of a sweep, as `firebreak sweep` and `firebreak uncertainty` make it

// A number that a sweep varies. Its texts are safe for a terminal.
struct SweptNumber {
    std::string path;
    std::string label;
    // The ends of what is tried; of a law, nine values in ten lie between them.
    std::string from, to;
};

// What was found at one point of the design.
struct SweptPoint {
    // In the design, from 1, as in the column `setting` of tables; `firebreak replay --point` counts from 0.
    std::uint64_t number = 0;
    std::uint64_t runs = 0;      // of each arm, so far
    std::string fault;           // why its numbers make no scenario; then `crises` and `effects` are empty
    std::vector<double> places;  // of the numbers within what is tried, 0 to 1
    std::vector<Proportion> crises;  // by arm
    std::vector<Effect> effects;     // by arm, against the first one, whose own is empty
};

// What makes the runs of one arm at a point again.
struct SweptSetting {
    std::string scenario;  // file in the folder
    std::vector<std::string>
        changes;  // that make the file's scenario that of the point; see change_scenario()
    std::vector<std::string> measures;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;  // replicate
    std::uint64_t runs = 0;
};

// What a sweep shows so far. A value that is cheap to copy; thread-safe. Places of points and numbers, and
// arms, must be below their counts.
class SweepReading {
public:
    struct Progress {
        std::uint64_t settings_done = 0, settings = 0;  // done: with all their runs, or without a scenario
        std::uint64_t runs_done = 0, runs = 0;          // of each arm
        bool complete = false;
    };

    // Opens a folder and reads all results that are there; takes seconds where there are many. Fails, in
    // words that begin with the path, for whatever is no sweep or damaged; never throws for what files hold.
    [[nodiscard]] static Result<SweepReading> read(const std::string& folder);
    // The same with the runs at the numbers in the file, which charts and sentences put beside the settings:
    // those that `earlier` has, if it is of the same sweep, or else made now. Without them if `options.stop`
    // was set meanwhile.
    [[nodiscard]] SweepReading with_stated(const SweepReading* earlier, EnsembleOptions options) const;
    [[nodiscard]] bool has_stated() const;

    [[nodiscard]] const std::string& folder() const;
    [[nodiscard]] const Spec& spec() const;  // with what the plan sets at all points
    [[nodiscard]] std::uint64_t seed() const;
    [[nodiscard]] const std::vector<ArmSpec>& arms() const;
    [[nodiscard]] const std::vector<SweptNumber>& numbers() const;
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] std::size_t points() const;  // that have results
    [[nodiscard]] SweptPoint point(std::size_t place) const;
    // Fails where the point's numbers make no scenario.
    [[nodiscard]] Result<SweptSetting> setting(std::size_t place, std::size_t arm) const;
    // The numbers, those first that move the arm's effect most (of arm 0: its share of crises).
    [[nodiscard]] std::vector<std::size_t> strongest(std::size_t arm) const;

    // In words; a line each.
    [[nodiscard]] std::string arm_name(std::size_t arm) const;  // "no measures", "hotline"
    // "12 of 64 settings are done, and 4,800 of 25,600 runs with each set of measures."
    [[nodiscard]] std::string progress_words() const;
    // The share of crises, and how far it depends on what nobody knows.
    [[nodiscard]] std::string answer_words() const;
    // What an arm does over the settings; of arm 0 empty.
    [[nodiscard]] std::string effect_words(std::size_t arm) const;
    // Where it helps or hurts.
    [[nodiscard]] std::vector<std::string> region_words(std::size_t arm) const;
    // How to read all this, and what could not be run.
    [[nodiscard]] std::vector<std::string> notes() const;
    // "Setting 17: hotline lowers the risk by 3.2 points, 95 % interval 1.1 to 5.3, ...", then a line for
    // each number.
    [[nodiscard]] std::vector<std::string> point_words(std::size_t place, std::size_t arm) const;

    // What every arm does, as stated and over the settings. Without arms beside the first it is empty.
    [[nodiscard]] Chart effects_chart(const ChartFrame& frame) const;
    // What moves an arm's effect most (of arm 0: the share of crises). Empty where that cannot be told.
    [[nodiscard]] Chart drivers_chart(std::size_t arm, const ChartFrame& frame) const;
    // Every point by two numbers, its mark by what the arm does there (of arm 0: by its share of crises).
    // Marks have the ids "point.17", and as their value "lowers", "raises", "unclear", "fault" or a share.
    // With x equal to y, or without numbers, the points stand in a strip. Shows the first 1,000 points.
    [[nodiscard]] Chart map_chart(std::size_t x, std::size_t y, std::size_t arm,
                                  const ChartFrame& frame) const;
    // What stands above and below these charts: what they are about, and what their marks mean.
    [[nodiscard]] std::string effects_title() const;
    [[nodiscard]] std::string drivers_title(std::size_t arm) const;  // "What moves the share of crises most"
    [[nodiscard]] std::string effects_caption() const;
    [[nodiscard]] std::string drivers_caption(std::size_t arm) const;
    [[nodiscard]] std::string map_caption(std::size_t x, std::size_t y, std::size_t arm) const;

    // The points as `firebreak sweep analyse --csv` writes them, and that command without its options.
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] std::string command() const;

    struct Inner;

private:
    explicit SweepReading(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}

    std::shared_ptr<const Inner> inner_;
};

}  // namespace firebreak
