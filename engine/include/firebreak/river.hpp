// The river: many paths added up on step x rung, for a picture of where runs go, who moved them and what
// became of them.
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

// Whose posture a river flows through: one number for each moment of a run.
// the higher of both actors' rungs, the first actor's, the second's
enum class Lane : std::uint8_t { higher, first, second };

// A river has columns. A run of n steps stands in columns 0 .. ceil(n / merge_steps), in column c where it is
// before step c * merge_steps, and in its last column where its path ends; there it leaves the river.
struct RiverOptions {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;  // steps from one column to the next; 1 or more
    // after column 0; runs that go on beyond the last one are counted there as going on
    std::size_t max_columns = 60;
    bool operator==(const RiverOptions&) const = default;
};

// Indices of mover counts: the first actor, the second, nobody (an accident).
inline constexpr std::size_t kMovers = kActors + 1;
using OutcomeCounts = std::array<std::uint32_t, kOutcomes>;  // by Outcome

// Steps and what their movers had wrong. With merged steps a run has several of them between two columns, so
// they add up to more than the runs.
struct StepCounts {
    std::array<std::uint32_t, kMovers> movers{};
    std::uint32_t mistaken = 0;
    std::uint64_t gap = 0;  // sum of the rungs, up or down, by which movers misread the other side
    [[nodiscard]] std::uint64_t steps() const { return std::uint64_t{movers[0]} + movers[1] + movers[2]; }
    void add(const StepCounts& more);
    bool operator==(const StepCounts&) const = default;
};

// The runs that go from one rung to another (or the same) between a column and the next, by what became of
// them in the end.
struct RiverRibbon {
    OutcomeCounts runs{};
    StepCounts taken;
    [[nodiscard]] std::uint64_t total() const;
    bool operator==(const RiverRibbon&) const = default;
};

// The runs that stand on a rung in a column. Each of them takes a ribbon, has ended, or goes on beyond the
// last column.
struct RiverCell {
    OutcomeCounts runs{};
    OutcomeCounts ended{};
    OutcomeCounts beyond{};  // only in the last column
    StepCounts taken;        // from here to the next column
    [[nodiscard]] std::uint64_t total() const;
    bool operator==(const RiverCell&) const = default;
};

[[nodiscard]] std::uint64_t total(const OutcomeCounts& counts);

// A plain table; looking is thread-safe.
struct River {
    RiverOptions options;
    std::size_t rungs = 0;
    std::size_t columns = 0;           // column 0 included; 0 without runs
    std::uint64_t runs = 0;            // in the river
    std::uint64_t asked = 0;           // runs of the table, those left out by a filter included
    std::vector<RiverCell> cells;      // column after column
    std::vector<RiverRibbon> ribbons;  // by column, rung, rung in the next column

    [[nodiscard]] const RiverCell& cell(std::size_t column, std::size_t rung) const {
        return cells[column * rungs + rung];
    }
    [[nodiscard]] const RiverRibbon& ribbon(std::size_t column, std::size_t from, std::size_t to) const {
        return ribbons[(column * rungs + from) * rungs + to];
    }
    // Runs that end in a column, on whichever rung.
    [[nodiscard]] OutcomeCounts ends(std::size_t column) const;
    [[nodiscard]] OutcomeCounts beyond() const;
    // Adds a river of other runs. It must have the same options and rungs, or no runs.
    void add(const River& more);
    bool operator==(const River&) const = default;
};

// A byte for each run of a table: 1 to take it. Empty: all runs.
using RunMask = std::vector<std::uint8_t>;

// Takes time in proportion to the steps of the runs taken: 100,000 runs of 30 steps in less than 20 ms on one
// core.
[[nodiscard]] River aggregate(const PathTable& table, const RiverOptions& options = {},
                              std::span<const std::uint8_t> mask = {});

// The least merging (1, 2, 5, 10, ..) with which all but the share `beyond` of the runs end within `columns`,
// and no more columns than those runs need.
[[nodiscard]] RiverOptions fitting(const PathTable& table, Lane lane, std::size_t columns = 24,
                                   double beyond = 0.005, std::span<const std::uint8_t> mask = {});

// What a filter may ask of a run. The last value of each range belongs to it.
namespace clause {
// Stands in one of these columns on one of these rungs, in a river of that lane and merging; where its path
// ends counts.
struct Passed {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;
    std::size_t first_column = 0;
    std::size_t last_column = std::numeric_limits<std::size_t>::max();
    RungId lowest;
    RungId highest;
    bool operator==(const Passed&) const = default;
};
// The highest rung of the lane on its whole path, where that ends included, is one of these.
struct Highest {
    Lane lane = Lane::higher;
    RungId lowest;
    RungId highest;
    bool operator==(const Highest&) const = default;
};
// Goes from one rung to another (or the same) between a column and the next, as the ribbons of a river of
// that lane and merging do.
struct Went {
    Lane lane = Lane::higher;
    std::size_t merge_steps = 1;
    std::size_t column = 0;
    RungId from;
    RungId to;
    bool operator==(const Went&) const = default;
};
// Ends in one of these ways, after so many steps.
struct Ends {
    std::array<bool, kOutcomes> outcomes{};
    std::size_t first_step = 0;
    std::size_t last_step = std::numeric_limits<std::size_t>::max();
    bool operator==(const Ends&) const = default;
};
// Takes a step or ends within these minutes since its start; both are rounded down to whole minutes. A run
// that only lasts through a window is not active in it.
struct Active {
    std::uint32_t first_minute = 0;
    std::uint32_t last_minute = std::numeric_limits<std::uint32_t>::max();
    bool operator==(const Active&) const = default;
};
// Has an inadvertent crisis.
struct Inadvertent {
    bool operator==(const Inadvertent&) const = default;
};
// Has a step by this mover, of this move; either may be any.
struct Did {
    std::optional<std::uint8_t> mover;  // as in PathTable; kNobody: an accident
    MoveId move;                        // none: any
    std::size_t first_step = 1;         // steps are counted from 1
    std::size_t last_step = std::numeric_limits<std::size_t>::max();
    std::uint8_t least_gap = 0;  // rungs, up or down, by which the mover misreads the other side
    std::uint8_t most_gap = std::numeric_limits<std::uint8_t>::max();
    bool operator==(const Did&) const = default;
};
}  // namespace clause

struct RiverClause {
    std::variant<clause::Passed, clause::Ends, clause::Active, clause::Inadvertent, clause::Did, clause::Went,
                 clause::Highest>
        what;
    bool negated = false;                   // takes the runs of which it does not hold
    std::vector<RiverClause> or_else = {};  // takes also the runs that one of these takes
    bool operator==(const RiverClause&) const = default;
};

// All clauses must hold; without any, all runs are taken.
struct RiverFilter {
    std::vector<RiverClause> clauses;
    bool operator==(const RiverFilter&) const = default;
};

// Takes less than 5 ms a clause, alternatives counted, for 100,000 runs of 30 steps on one core.
[[nodiscard]] RunMask select(const PathTable& table, const RiverFilter& filter);
[[nodiscard]] std::uint64_t count(std::span<const std::uint8_t> mask);

// Runs that go through the same rungs in the same order.
struct Variant {
    std::vector<std::uint8_t> rungs;
    std::uint64_t runs = 0;
    OutcomeCounts outcomes{};
    std::size_t example = 0;  // the first such run of the table
    bool operator==(const Variant&) const = default;
};
struct VariantOptions {
    Lane lane = Lane::higher;
    bool collapse = true;  // steps that leave the rung as it is do not count
    std::size_t most = 20;
};
struct Variants {
    std::vector<Variant> list;   // commonest first; of equally common ones the one whose example comes first
    std::uint64_t distinct = 0;  // also those that are not listed
    std::uint64_t runs = 0;
};
[[nodiscard]] Variants variants(const PathTable& table, const VariantOptions& options = {},
                                std::span<const std::uint8_t> mask = {});

// The variants of all runs of a mask, for taking the commonest of them again and again.
struct VariantRanks {
    static constexpr std::uint32_t kNone = 0xffff'ffff;
    // of each run of the table the variant that it goes through, 0 the commonest; kNone: not of the mask
    std::vector<std::uint32_t> rank;
    // of each variant; of equally common ones the one whose first run comes first
    std::vector<std::uint64_t> runs;
};
// `most` of the options means nothing here.
[[nodiscard]] VariantRanks rank_variants(const PathTable& table, const VariantOptions& options = {},
                                         std::span<const std::uint8_t> mask = {});

// The runs of the commonest variants, of as many of those as it takes to have the share (0 to 1) of all.
struct Commonest {
    RunMask mask;  // of the table
    std::uint64_t runs = 0;
    std::uint64_t left_runs = 0;      // that are not taken
    std::uint64_t left_variants = 0;  // which those go through
};
[[nodiscard]] Commonest commonest(const VariantRanks& ranks, double share);

}  // namespace firebreak
