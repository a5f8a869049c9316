// The river: the paths of many runs added up by step and rung. It shows where runs go, who moved them and how
// they ended.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/run.hpp>
#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// The posture a river follows: the higher of both actors' rungs, the first actor's, or the second's.
enum class Lane : std::uint8_t { higher, first, second };

// A river has columns. A run of n steps stands in columns 0 .. ceil(n / merge_steps): in column c where it is
// before step c * merge_steps, and in its last column where its path ends. There it leaves the river.
struct RiverOptions {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;  // steps per column; at least 1
    // after column 0; runs that are longer count as going on beyond the last one
    std::size_t max_columns = 60;
    bool operator==(const RiverOptions&) const = default;
};

// Indices of mover counts: first actor, second actor, nobody (an accident).
inline constexpr std::size_t kMovers = kActors + 1;
using OutcomeCounts = std::array<std::uint32_t, kOutcomes>;  // by Outcome

// Steps, and what their movers had wrong. With merged steps a run takes several between two columns, so the
// counts may exceed the runs.
struct StepCounts {
    std::array<std::uint32_t, kMovers> movers{};
    std::uint32_t mistaken = 0;
    std::uint64_t gap = 0;  // sum of the rungs, either way, by which movers misread the other side
    [[nodiscard]] std::uint64_t steps() const { return std::uint64_t{movers[0]} + movers[1] + movers[2]; }
    void add(const StepCounts& more);
    bool operator==(const StepCounts&) const = default;
};

// The runs, by final outcome, that go from one rung to another (or the same) between a column and the next.
struct RiverRibbon {
    OutcomeCounts runs{};
    StepCounts taken;
    [[nodiscard]] std::uint64_t total() const;
    bool operator==(const RiverRibbon&) const = default;
};

// The runs on a rung in a column. Each takes a ribbon, has ended, or goes on beyond the last column.
struct RiverCell {
    OutcomeCounts runs{};
    OutcomeCounts ended{};
    OutcomeCounts beyond{};  // last column only
    StepCounts taken;        // from here to the next column
    [[nodiscard]] std::uint64_t total() const;
    bool operator==(const RiverCell&) const = default;
};

[[nodiscard]] std::uint64_t total(const OutcomeCounts& counts);
[[nodiscard]] std::uint64_t crises(const OutcomeCounts& counts);  // war among them

// A plain table; concurrent reads are safe.
struct River {
    RiverOptions options;
    std::size_t rungs = 0;
    std::size_t columns = 0;           // including column 0; 0 without runs
    std::uint64_t runs = 0;            // in the river
    std::uint64_t asked = 0;           // in the table, including those filtered out
    std::vector<RiverCell> cells;      // by column, rung
    std::vector<RiverRibbon> ribbons;  // by column, rung, rung in the next column

    [[nodiscard]] const RiverCell& cell(std::size_t column, std::size_t rung) const {
        return cells[column * rungs + rung];
    }
    [[nodiscard]] const RiverRibbon& ribbon(std::size_t column, std::size_t from, std::size_t to) const {
        return ribbons[(column * rungs + from) * rungs + to];
    }
    // Runs that end in a column, on any rung.
    [[nodiscard]] OutcomeCounts ends(std::size_t column) const;
    [[nodiscard]] OutcomeCounts beyond() const;
    // Adds a river of other runs, which must have the same options and rungs, or no runs.
    void add(const River& more);
    bool operator==(const River&) const = default;
};

// One byte per run of a table: 1 selects it. An empty mask selects all runs.
using RunMask = std::vector<std::uint8_t>;

// Adds up the selected runs of a table. Time is proportional to their steps: less than 20 ms on one core for
// 100,000 runs of 30 steps.
[[nodiscard]] River aggregate(const PathTable& table, const RiverOptions& options = {},
                              std::span<const std::uint8_t> mask = {});

// The least merging (1, 2, 5, 10, ...) at which at most the share `beyond` of the runs is longer than
// `columns`, and no more columns than the other runs need.
[[nodiscard]] RiverOptions fitting(const PathTable& table, Lane lane, std::size_t columns = 24,
                                   double beyond = 0.005, std::span<const std::uint8_t> mask = {});

// The least steps from column to column (1, 2, 5, 10, ...) with which so many steps need no more than so many
// columns, which are 1 or more.
[[nodiscard]] std::size_t merging_for(std::size_t steps, std::size_t columns);

// Filter predicates. All ranges are inclusive.
namespace clause {
// Stands in one of these columns on one of these rungs, in a river of this lane and merging. Where the path
// ends counts too.
struct Passed {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;
    std::size_t first_column = 0;
    std::size_t last_column = std::numeric_limits<std::size_t>::max();
    RungId lowest;
    RungId highest;
    bool operator==(const Passed&) const = default;
};
// The highest rung of the lane on the whole path, its end included, is in this range.
struct Highest {
    Lane lane = Lane::higher;
    RungId lowest;
    RungId highest;
    bool operator==(const Highest&) const = default;
};
// Goes from one rung to another (or the same) between `column` and the next, as the ribbons of a river of
// this lane and merging do.
struct Went {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;
    std::size_t column = 0;
    RungId from;
    RungId to;
    bool operator==(const Went&) const = default;
};
// Ends in one of these ways, after a number of steps in this range.
struct Ends {
    std::array<bool, kOutcomes> outcomes{};
    std::size_t first_step = 0;
    std::size_t last_step = std::numeric_limits<std::size_t>::max();
    bool operator==(const Ends&) const = default;
};
// Takes a step or ends between these minutes from the start of the run, rounded down to whole minutes. A run
// that merely lasts through the window does not match.
struct Active {
    std::uint32_t first_minute = 0;
    std::uint32_t last_minute = std::numeric_limits<std::uint32_t>::max();
    bool operator==(const Active&) const = default;
};
// Has an inadvertent crisis.
struct Inadvertent {
    bool operator==(const Inadvertent&) const = default;
};
// Has a step by this mover with this move; both optional.
struct Did {
    std::optional<std::uint8_t> mover;  // as in PathTable, kNobody for an accident; empty: any
    MoveId move;                        // none: any
    std::size_t first_step = 1;         // steps count from 1
    std::size_t last_step = std::numeric_limits<std::size_t>::max();
    std::uint8_t least_gap = 0;  // rungs, either way, by which the mover misreads the other side
    std::uint8_t most_gap = std::numeric_limits<std::uint8_t>::max();
    bool operator==(const Did&) const = default;
};
}  // namespace clause

struct RiverClause {
    std::variant<clause::Passed, clause::Ends, clause::Active, clause::Inadvertent, clause::Did, clause::Went,
                 clause::Highest>
        what;
    bool negated = false;                   // selects the runs that do not match
    std::vector<RiverClause> or_else = {};  // selects runs that match any of these as well
    bool operator==(const RiverClause&) const = default;
};

// Selects the runs that match all clauses; without clauses, all runs.
struct RiverFilter {
    std::vector<RiverClause> clauses;
    bool operator==(const RiverFilter&) const = default;
};

// Takes less than 5 ms per clause, alternatives included, for 100,000 runs of 30 steps on one core.
[[nodiscard]] RunMask select(const PathTable& table, const RiverFilter& filter);
[[nodiscard]] std::uint64_t count(std::span<const std::uint8_t> mask);

// Runs that pass the same rungs in the same order.
struct Variant {
    std::vector<std::uint8_t> rungs;
    std::uint64_t runs = 0;
    OutcomeCounts outcomes{};
    std::size_t example = 0;  // index of the first such run in the table
    bool operator==(const Variant&) const = default;
};
struct VariantOptions {
    Lane lane = Lane::higher;
    bool collapse = true;  // ignore steps that leave the rung unchanged
    std::size_t most = 20;
};
struct Variants {
    std::vector<Variant> list;   // commonest first; among equals, by example
    std::uint64_t distinct = 0;  // number of variants, including those not listed
    std::uint64_t runs = 0;
};
[[nodiscard]] Variants variants(const PathTable& table, const VariantOptions& options = {},
                                std::span<const std::uint8_t> mask = {});

// The variants of all selected runs, ranked, so that the commonest can be taken repeatedly.
struct VariantRanks {
    static constexpr std::uint32_t kNone = 0xffff'ffff;
    // by run of the table: rank of its variant, 0 the commonest; kNone: not selected
    std::vector<std::uint32_t> rank;
    // by variant: its runs; among equals, the variant whose first run comes first
    std::vector<std::uint64_t> runs;
};
// Ignores options.most.
[[nodiscard]] VariantRanks rank_variants(const PathTable& table, const VariantOptions& options = {},
                                         std::span<const std::uint8_t> mask = {});

// The runs of the commonest variants, as many variants as it takes to cover a share of all runs.
struct Commonest {
    RunMask mask;  // of the table
    std::uint64_t runs = 0;
    std::uint64_t left_runs = 0;      // not covered
    std::uint64_t left_variants = 0;  // of those runs
};
// `share` is from 0 to 1.
[[nodiscard]] Commonest commonest(const VariantRanks& ranks, double share);

// Places of the river: what stands there, what a filter asks of it, and which is next to it.

// A place in the river: a cell, or with `to` the ribbon from it to the next column.
struct RiverPlace {
    std::size_t column = 0;
    std::size_t rung = 0;
    std::optional<std::size_t> to;
    bool operator==(const RiverPlace&) const = default;
};

// One run through the river: the rung on which it stands in each column until it ends or leaves the picture.
[[nodiscard]] std::vector<std::size_t> stops_of(const PathTable& paths, std::size_t run, const River& river);

// True if all runs of the river stand on the same rung in each column and end in the same one.
[[nodiscard]] bool all_alike(const River& river);

// What a filter asks of the runs that pass a place.
[[nodiscard]] RiverClause clause_of(const RiverPlace& place, const RiverOptions& options);

// The curves of runs that have ended, and what a filter asks of the runs of one that end in the columns from
// `first` to `last`.
enum class RiverCurve { none, crisis, settled, unresolved };
[[nodiscard]] RiverClause end_clause(RiverCurve curve, const RiverOptions& options, std::size_t first = 0,
                                     std::size_t last = std::numeric_limits<std::size_t>::max());

// True if the place is in the river and runs pass there.
[[nodiscard]] bool has_runs_at(const River& river, const RiverPlace& place);

// The nearest place with runs in the direction of the arrows; the fullest one of the second column from
// nowhere.
[[nodiscard]] std::optional<RiverPlace> moved(const River& river, const std::optional<RiverPlace>& from,
                                              int right, int down);

// A node of the river opened: its runs divided by who moved into or out of it, by which move, and by how far
// the mover misread the other side.

// Rungs, up or down, by which the mover misread the other side: 0, 1, 2, 3 or more. The last place is for
// accidents, which nobody decides.
inline constexpr std::size_t kGapParts = 4;

struct SubNode {
    std::uint8_t mover = 0;  // as in PathTable; kNobody: an accident
    MoveId move;             // none for an accident
    std::size_t gap = 0;     // below kGapParts
    std::uint64_t runs = 0, crises = 0;
    // What a filter asks of these runs besides passing the node; nothing where merged steps cannot be told
    // apart.
    std::optional<RiverClause> clause;
    bool operator==(const SubNode&) const = default;
};

enum class DrillWay { in, out };

struct Drill {
    std::vector<SubNode> nodes;   // most runs first
    std::uint64_t runs = 0;       // in the node
    std::uint64_t resting = 0;    // of those, that have no step on this way: they begin here, or end here
    std::uint64_t left_runs = 0;  // in sub-nodes that are left out
    std::size_t left_nodes = 0;   // of those
    bool operator==(const Drill&) const = default;
};

inline constexpr std::size_t kMostSubNodes = 5'000;

// The node must be a cell of a river with these options; of a ribbon the cell at which it begins is taken. An
// empty mask takes all runs.
[[nodiscard]] Drill drill_into(const PathTable& table, std::span<const std::uint8_t> mask,
                               const RiverPlace& place, const RiverOptions& options, DrillWay way,
                               std::size_t most = kMostSubNodes);

// Many runs seen from the ladder: how many stand on each rung, what becomes of those that reach it, and what
// is mostly done there.

struct RungCounts {
    std::uint64_t here = 0;  // runs that stand on it at the step asked for
    // runs that stand on it or higher at some time, where their path ends included
    std::uint64_t reached = 0;
    std::uint64_t crises = 0;  // of these, the runs that end in a crisis or in war
    std::uint64_t steps = 0;   // taken from it, by either side or by accident
    MoveId next;               // the commonest move of these; none: an accident, or there are no steps
    std::uint64_t next_steps = 0;
    bool operator==(const RungCounts&) const = default;
};

struct LadderCounts {
    std::uint64_t runs = 0;   // that the mask takes
    std::uint64_t ended = 0;  // of these, the runs whose path ended before the step asked for
    std::size_t longest = 0;  // steps of the longest path
    std::vector<RungCounts> rungs;
    bool operator==(const LadderCounts&) const = default;
};

// A run of n steps stands somewhere at steps 0 to n; at step n it is where its path ends. With an empty mask
// all runs are taken.
[[nodiscard]] LadderCounts count_ladder(const PathTable& table, std::span<const std::uint8_t> mask, Lane lane,
                                        std::size_t step);

// Two rivers of paired runs as one: how many take each way in each, and which ways are taken less or more in
// the second.

// Of the pairs, those that pass a place in the first set, in the second, and in one only.
struct PlaceDifference {
    std::uint64_t before = 0, after = 0;
    std::uint64_t only_before = 0, only_after = 0;
    bool operator==(const PlaceDifference&) const = default;
};

struct RiverDifference {
    std::uint64_t pairs = 0;
    River both;                            // the runs of both sets in one river, for the widths
    std::vector<PlaceDifference> cells;    // as in the river
    std::vector<PlaceDifference> ribbons;  // as in the river

    [[nodiscard]] const PlaceDifference& cell(std::size_t column, std::size_t rung) const {
        return cells[column * both.rungs + rung];
    }
    [[nodiscard]] const PlaceDifference& ribbon(std::size_t column, std::size_t from, std::size_t to) const {
        return ribbons[(column * both.rungs + from) * both.rungs + to];
    }
};

// Of the first `pairs` runs of both tables, which must have the same ladder and hold the same replicates so
// far.
[[nodiscard]] RiverDifference river_difference(const PathTable& before, const PathTable& after,
                                               std::size_t pairs, const RiverOptions& options);

}  // namespace firebreak
