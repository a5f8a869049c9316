// The picture of a river: where lanes, nodes and ribbons stand, what they say in words, and the shapes that
// draw them. The desktop and the report page show the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <firebreak/picture.hpp>
#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>
#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// --- What colours count

enum class ColourMode { outcome, mover, misperception };
inline constexpr int kColourModes = 3;
[[nodiscard]] const char* colour_mode_words(ColourMode mode);

// What a colour stands for. By outcome: crisis or war, settled, unresolved. By mover: the first actor, the
// second, nobody. By misperception: five classes from little to much. The last kind is for runs that go no
// further and so have no mover.
inline constexpr std::size_t kRiverKinds = 6;
inline constexpr std::size_t kAtRest = 5;
using KindRuns = std::array<double, kRiverKinds>;

[[nodiscard]] KindRuns kinds_of(const RiverRibbon& ribbon, ColourMode mode);
[[nodiscard]] KindRuns kinds_of(const RiverCell& cell, ColourMode mode);
[[nodiscard]] Ink kind_ink(ColourMode mode, std::size_t kind);
// True for crisis and for the second actor, which are known without colour too.
[[nodiscard]] bool is_hatched(ColourMode mode, std::size_t kind);

// Rungs by which movers misread the other side on average: below 0.05, 0.15, 0.4, 1, and more.
inline constexpr std::array kGapLimits{0.05, 0.15, 0.4, 1.0};
[[nodiscard]] std::size_t gap_class(const StepCounts& taken);

// Runs that have ended by each column, as parts of all runs in the river; with bounds for the crises.
struct RiverEnds {
    std::vector<double> crisis, crisis_low, crisis_high, settled, unresolved;
    double crisis_axis = 1, ended_axis = 1;  // the top of each curve's own axis
};
// Up to the column `last`, or all.
[[nodiscard]] RiverEnds ends_of(const River& river,
                                std::size_t last = std::numeric_limits<std::size_t>::max());

// The change of the share of pairs that pass a place, -1 to 1, and its interval.
[[nodiscard]] double change_of(const PlaceDifference& place, std::uint64_t pairs);
[[nodiscard]] Bounds change_bounds(const PlaceDifference& place, std::uint64_t pairs);
// True if the interval has no change in it.
[[nodiscard]] bool unclear(const PlaceDifference& place, std::uint64_t pairs);
// 0 to 4: less by more than 2 points of a hundred, less by more than half a point, even, more, much more.
[[nodiscard]] std::size_t change_class(const PlaceDifference& place, std::uint64_t pairs);

// --- Where everything stands, in pixels

// The parts of the canvas, from the top down; names stand left of them and figures right.
struct RiverAreas {
    Rect legend, crisis, lanes, ended, axis;
    bool operator==(const RiverAreas&) const = default;
};
// The names want `names` pixels and the figures `figures`; a narrow canvas gives them less.
[[nodiscard]] RiverAreas areas_of(const Rect& canvas, float line, float scale, float names, float figures);

// The steps that the river shows, both ends included; all of them while `last` is 0.
struct StepWindow {
    std::size_t first = 0, last = 0;
    [[nodiscard]] bool all() const { return last == 0; }
    bool operator==(const StepWindow&) const = default;
};

// The columns that are shown, both included.
struct ColumnRange {
    std::size_t first = 0, last = 0;
    [[nodiscard]] bool holds(std::size_t column) const { return column >= first && column <= last; }
    bool operator==(const ColumnRange&) const = default;
};
// Those of a window of steps; all without one.
[[nodiscard]] ColumnRange columns_of(const River& river, const StepWindow& window);

struct RiverLane {
    float top = 0, bottom = 0;
    [[nodiscard]] float middle() const { return (top + bottom) / 2; }
    [[nodiscard]] float height() const { return bottom - top; }
};

struct RiverNode {
    std::size_t column = 0, rung = 0;
    std::uint64_t runs = 0;
    Rect place;
    KindRuns kinds{};  // runs; they fill the height in this order
};

// The runs of one kind in a ribbon. Heights differ where the river leaves its stub.
struct RiverStrand {
    std::size_t kind = 0;
    float top_left = 0, height_left = 0;
    float top_right = 0, height_right = 0;
};
struct RiverBand {
    std::size_t column = 0, from = 0, to = 0;
    std::uint64_t runs = 0;
    float x0 = 0, x1 = 0;
    std::vector<RiverStrand> strands;
};

struct RiverPicture {
    Rect place;      // of the lanes
    float unit = 0;  // height of one run
    float bar = 0;   // width of a node
    ColumnRange shown;
    // left edge of each column's nodes; of columns that are not shown outside the place
    std::vector<float> x;
    std::vector<RiverLane> lanes;  // by rung
    std::vector<RiverNode> nodes;
    std::vector<RiverBand> bands;  // most runs first

    // The shown column whose nodes are nearest to this x.
    [[nodiscard]] std::size_t column_at(float px) const;
    [[nodiscard]] const RiverNode* node(std::size_t column, std::size_t rung) const;
    // The node or ribbon at a point; a thin ribbon before a wide one. `near`: pixels by which the pointer may
    // miss.
    [[nodiscard]] std::optional<RiverPlace> at(float px, float py, float near) const;
};

enum class Lanes { by_runs, level };  // as high as their runs need, or all alike

// Lanes and widths are those of `scale`: the river itself, or that of all runs to show a part of them as a
// part. Both have the same columns and hold runs. The start is a stub that fits into its lane, not a column:
// with all runs on one rung it would take most of the height.
[[nodiscard]] RiverPicture lay_out(const River& river, const River& scale, ColourMode mode, const Rect& place,
                                   float pixel_scale, Lanes lanes = Lanes::by_runs,
                                   const StepWindow& window = {});

// Leaves out nodes and ribbons through which no run of `drawn` goes. Those that stay are as wide as all their
// runs make them.
void leave_out(RiverPicture& picture, const River& drawn);

// The same runs as tiles of equal size: where the paths are that hardly any run takes.
struct RiverTile {
    std::size_t column = 0, rung = 0;
    std::uint64_t runs = 0;
    std::size_t shade = 0;  // 0 to 4: below 0.01 %, 0.1 %, 1 %, 10 % of the runs, and more
    Rect place;
};
[[nodiscard]] std::size_t shade_of(std::uint64_t runs, std::uint64_t of);
[[nodiscard]] Rect tile_place(const River& river, const Rect& place, const ColumnRange& shown,
                              std::size_t column, std::size_t rung);
// A tile for each cell of `drawn` that has runs, with the runs that the river has there.
[[nodiscard]] std::vector<RiverTile> tiles_of(const River& river, const River& drawn, const Rect& place,
                                              const ColumnRange& shown);

// --- In words

// Instead of an interval, where runs were chosen by what it would be about.
inline constexpr const char* kByTheFilter = "by the filter";

// "1,000 runs"; "109 runs shown" where a filter leaves out others.
[[nodiscard]] std::string runs_words(const River& river);

// A node of the river as a row of a table. Plain text.
struct RiverRow {
    std::string step;
    std::string rung;
    std::string runs;    // "4,267"
    std::string share;   // "4.3 %"
    std::string crisis;  // "57 % (55.6 to 58.5 %)"; "by the filter" where the ends are fixed
    std::string from;    // "Protest 80 %, Routine 20 %"
    std::string to;      // "Routine 55 %, ends here 45 %"
    std::string movers;  // "Washington 61 %, Moscow 33 %, accident 6 %"
    bool operator==(const RiverRow&) const = default;
};

// "57 % of them end in crisis (55.6 to 58.5 %)."; of fewer than 30 runs how many. n is above 0.
[[nodiscard]] std::string crisis_sentence(std::uint64_t crisis, std::uint64_t n);

// What the places of a river say, with counts and intervals. Texts are plain, not escaped for markup. Refers
// to river and spec while it is used.
class RiverWords {
public:
    // `ends_fixed`: the runs were chosen by how they end, so nothing is said of how many do. `runs`: what is
    // shown, "runs that reach a crisis"; empty: as runs_words() has it.
    RiverWords(const River& river, const Spec& spec, bool ends_fixed = false, std::string runs = {});

    [[nodiscard]] std::string rung(std::size_t rung) const;       // "7 Blockade"
    [[nodiscard]] std::string rung_name(std::size_t rung) const;  // "Blockade"
    [[nodiscard]] std::string step(std::size_t column) const;   // "12", or "11 and 12" where steps are merged
    [[nodiscard]] std::string steps(std::size_t column) const;  // "step 12", "steps 11 and 12", "the start"
    // "Rung 7 Blockade, step 12: 4,267 of 100,000 runs (4.3 %). 57 % of them end in crisis (55.6 to 58.5 %).
    // Came from: ..."
    [[nodiscard]] std::string place(const RiverPlace& place) const;
    // the same, in its parts
    [[nodiscard]] std::vector<std::string> sentences(const RiverPlace& place) const;
    // One line: "Rung 7 Blockade, step 12: 4,267 of 100,000 runs; 57 % of them end in crisis".
    [[nodiscard]] std::string short_place(const RiverPlace& place) const;
    [[nodiscard]] const std::string& runs() const { return runs_; }  // "1,000 runs that reach a crisis"
    // "1,000 runs; 5 are longer than shown, and 2 of those end in crisis."
    [[nodiscard]] std::string length_sentence() const;
    // The whole picture in a few sentences.
    [[nodiscard]] std::string summary() const;
    [[nodiscard]] RiverRow row(std::size_t column, std::size_t rung) const;

private:
    [[nodiscard]] std::string name(const RiverPlace& place) const;
    [[nodiscard]] std::string runs_of(std::uint64_t runs) const;
    [[nodiscard]] std::string step_sentence(const StepCounts& taken) const;
    [[nodiscard]] std::string movers(const StepCounts& taken) const;
    [[nodiscard]] std::string came_from(std::size_t column, std::size_t rung) const;
    [[nodiscard]] std::string goes_to(std::size_t column, std::size_t rung) const;

    const River& river_;
    bool ends_fixed_;
    std::string runs_;
    std::vector<std::string> rungs_;   // made fit to be shown once, not for each of thousands of places
    std::vector<std::string> movers_;  // the sides, and the accident
};

// What is not drawn where only the first `shown` ribbons are: "46 rare paths (0.7 %) are hidden."; empty if
// all are.
[[nodiscard]] std::string hidden_words(const RiverPicture& picture, std::size_t shown);

// The nodes with most runs, by step and then from the highest rung down.
[[nodiscard]] std::vector<RiverRow> river_rows(const River& river, const RiverWords& words,
                                               std::size_t most = 40);

// The parts of an opened node, and the steps into crisis.
// "Moscow: Covert disruption, reading the other correctly", "an accident"
[[nodiscard]] std::string sub_node_name(const Spec& spec, const SubNode& node);
// "...: 1,203 of 4,267 runs (28.2 %, 26.9 to 29.6 %). 57 of 100 end in crisis (54 to 60 %)."; `of`: the runs
// of the node. `ends_fixed`: without the second sentence, for the filter asks for how runs end.
[[nodiscard]] std::string sub_node_words(const Spec& spec, const SubNode& node, std::uint64_t of,
                                         bool ends_fixed = false);
// "57 of 92 (52 to 72 %): Washington, Covert disruption; 55 mistaken about something"; `of`: the crises.
[[nodiscard]] std::string crisis_step_words(const Spec& spec, const CrisisStep& step, std::uint64_t of);
// What is not in the list: runs without a step on this way, and sub-nodes beyond the most; empty if nothing
// is missing.
[[nodiscard]] std::string rest_words(const Drill& drill, DrillWay way);

// --- As tables for spreadsheets and statistics programs (viz/docs/export.md)

// The first columns of every row.
struct TableOrigin {
    std::string scenario;  // id
    std::string sha256;
    std::uint64_t seed = 1;
    std::vector<std::string> sets = {};  // "path=value"
};

// A table in a file: RFC 4180, a row of names first.
class FileTable {
public:
    // The origin must outlive it. The columns stand after scenario, sha256, commit, seed and set.
    FileTable(const TableOrigin& origin, std::span<const char* const> columns);
    [[nodiscard]] CsvRow row() const;  // begun with the origin
    void add(const CsvRow& row) { text_ += row.line(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    const TableOrigin& origin_;
    std::string text_;
};

// True if a filter that asks how runs end makes it so that all or none of them reach a rung: then an interval
// for it would be nonsense.
[[nodiscard]] inline bool by_filter(std::uint64_t count, std::uint64_t of, bool ends_fixed) {
    return ends_fixed && (count == 0 || count == of);
}

// A row for each cell and each ribbon that runs pass, column after column. Shares are of the runs in the
// river; the share that ends in crisis is of those of the row. `ends_fixed`: the filter asks for how runs
// end, so crises have no interval.
[[nodiscard]] std::string river_table(const TableOrigin& origin, const Spec& spec, const River& river,
                                      bool ends_fixed);

// A row for each rung, from the lowest: the runs that reach it or go higher, those that stand there at the
// step, and what becomes of those that reach it; `ends_fixed` as above.
[[nodiscard]] std::string ladder_table(const TableOrigin& origin, const Spec& spec,
                                       const LadderCounts& counts, std::size_t step, bool ends_fixed);

// Pairs of runs: `part` says what a row is of (pairs, crisis, difference, outcomes, highest rung, parting
// step). `highest` is as count_highest() makes it.
[[nodiscard]] std::string compare_table(const TableOrigin& origin, const Spec& spec, const Paired& paired,
                                        const std::vector<std::uint64_t>& highest);

// --- As shapes

inline constexpr float kRestOpacity = 0.45F;  // of runs that go no further

// What is drawn; refers to all of it while it is used. Widths of words are those of letters `line` high.
struct RiverScene {
    const River& river;
    const Spec& spec;
    const RiverPicture& picture;
    const RiverAreas& areas;
    const RiverEnds& ends;
    ColourMode mode = ColourMode::outcome;
    bool grid = false;                    // tiles instead of ribbons
    bool ends_fixed = false;              // the runs were chosen by how they end: no interval for that
    const RiverPicture* whole = nullptr;  // of all runs, where the shown ones are drawn as a part of them
    float line = 14, scale = 1;
    TextWidth width = {};

    [[nodiscard]] RiverLane lane(std::size_t rung) const;
    [[nodiscard]] float column_x(std::size_t column) const;  // the middle of its nodes
};

// Adds the parts of the picture to a drawing. What can be named is a mark.
class RiverArtist {
public:
    RiverArtist(const RiverScene& scene, Drawing& to) : scene_(scene), to_(to) {}

    // Around the river: legend, scale, the names of rungs and limits, the axis of steps, the curves of ends.
    void surroundings();
    void ground();      // the lanes and their limits
    void boundaries();  // the limits alone
    // A ribbon, by its place in the picture; `behind`: one of all runs, of which the shown ones are a part.
    void ribbon(const RiverBand& band, bool behind = false);
    void nodes();                      // all of them
    void node(const RiverNode& node);  // one

private:
    void block(const Rect& place, Ink ink, float opacity = 1, bool hatched = false);

    const RiverScene& scene_;
    Drawing& to_;
};

// As a limit stands beside the lanes.
[[nodiscard]] std::string firebreak_words(const RungSpec& rung);

// Leaves as much room at the sides as the names there need.
[[nodiscard]] RiverAreas areas_of(const River& river, const Spec& spec, const Rect& canvas, float line,
                                  float scale, const TextWidth& width);

// --- On a page

struct RiverPageOptions {
    std::string id = "river";  // begins every id in the picture; a plain word, another for each on a page
    std::string runs;          // what is shown, for people: "runs that reach a crisis"; empty: runs
    bool ends_fixed = false;   // these were chosen by how they end
    std::size_t most_ribbons = 400;  // those with the fewest runs are left out, and the picture says so
};
// An <svg> element as svg_element() makes it, each node and ribbon with its sentences as a tool tip. Colours
// tell how runs end, or who moved where all end alike.
[[nodiscard]] std::string river_svg(const River& river, const Spec& spec,
                                    const RiverPageOptions& options = {});

}  // namespace firebreak
