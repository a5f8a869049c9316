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

}  // namespace firebreak
