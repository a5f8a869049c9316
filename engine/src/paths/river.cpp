#include <firebreak/river.hpp>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <numeric>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

std::size_t columns_of(std::size_t steps, std::size_t merge) { return (steps + merge - 1) / merge; }

bool taken(std::span<const std::uint8_t> mask, std::size_t run) { return mask.empty() || mask[run] != 0; }

void add_counts(OutcomeCounts& to, const OutcomeCounts& more) {
    for (std::size_t i = 0; i < kOutcomes; ++i) to[i] += more[i];
}

// Columns after column 0 that the longest of the runs reaches.
std::size_t longest(const PathTable& table, const RiverOptions& options, std::span<const std::uint8_t> mask) {
    std::size_t steps = 0;
    for (std::size_t run = 0; run < table.runs(); ++run) {
        if (taken(mask, run)) steps = std::max(steps, table.steps(run));
    }
    return std::min(columns_of(steps, options.merge_steps), options.max_columns);
}

void size_to(River& river, std::size_t columns) {
    river.columns = columns;
    river.cells.resize(columns * river.rungs);
    river.ribbons.resize(columns == 0 ? 0 : (columns - 1) * river.rungs * river.rungs);
}

void count_step(StepCounts& counts, const PathTable& table, std::size_t step) {
    ++counts.movers[table.mover[step]];
    counts.mistaken += table.mistaken[step];
    counts.gap += static_cast<std::uint32_t>(std::abs(table.gap[step]));
}

// Follows one run through the river. Only ribbons and ends are counted here; a step costs a handful of
// additions to one cache line, and neighbouring steps go to different ones, so that none waits for another.
template <class Rungs>
void follow(River& river, const PathTable& table, const Rungs& rungs, std::size_t run) {
    const std::size_t end = table.first[run + 1];
    const std::size_t merge = river.options.merge_steps;
    const std::size_t outcome = table.outcome[run];
    std::size_t step = table.first[run];
    std::size_t at = step < end ? rungs.at_step(step) : rungs.at_end(run);
    std::size_t column = 0;
    for (; step < end && column + 1 < river.columns; ++column) {
        const std::size_t next = std::min(step + merge, end);
        const std::size_t to = next < end ? rungs.at_step(next) : rungs.at_end(run);
        RiverRibbon& ribbon = river.ribbons[(column * river.rungs + at) * river.rungs + to];
        ++ribbon.runs[outcome];
        for (; step < next; ++step) count_step(ribbon.taken, table, step);
        at = to;
    }
    RiverCell& last = river.cells[column * river.rungs + at];
    ++(step < end ? last.beyond : last.ended)[outcome];
}

// What stands in a cell follows from where its runs go.
void fill_cells(River& river) {
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        RiverCell& cell = river.cells[i];
        cell.runs = cell.ended;
        add_counts(cell.runs, cell.beyond);
        cell.taken = {};
        if (i / river.rungs + 1 >= river.columns) continue;
        for (std::size_t to = 0; to < river.rungs; ++to) {
            add_counts(cell.runs, river.ribbons[i * river.rungs + to].runs);
            cell.taken.add(river.ribbons[i * river.rungs + to].taken);
        }
    }
}

}  // namespace

std::uint64_t total(const OutcomeCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}
std::uint64_t crises(const OutcomeCounts& counts) {
    return std::uint64_t{counts[static_cast<std::size_t>(Outcome::crisis)]} +
           counts[static_cast<std::size_t>(Outcome::war)];
}
std::uint64_t RiverRibbon::total() const { return firebreak::total(runs); }
std::uint64_t RiverCell::total() const { return firebreak::total(runs); }

void StepCounts::add(const StepCounts& more) {
    for (std::size_t i = 0; i < kMovers; ++i) movers[i] += more.movers[i];
    mistaken += more.mistaken;
    gap += more.gap;
}

OutcomeCounts River::ends(std::size_t column) const {
    OutcomeCounts counts{};
    for (std::size_t rung = 0; rung < rungs; ++rung) add_counts(counts, cell(column, rung).ended);
    return counts;
}

OutcomeCounts River::beyond() const {
    OutcomeCounts counts{};
    for (std::size_t rung = 0; columns > 0 && rung < rungs; ++rung)
        add_counts(counts, cell(columns - 1, rung).beyond);
    return counts;
}

void River::add(const River& more) {
    asked += more.asked;
    if (more.runs == 0) return;
    if (runs == 0) {
        const std::uint64_t all = asked;
        *this = more;
        asked = all;
        return;
    }
    assert(options == more.options && rungs == more.rungs && "rivers of different kinds");
    size_to(*this, std::max(columns, more.columns));
    runs += more.runs;
    for (std::size_t i = 0; i < more.cells.size(); ++i) {
        add_counts(cells[i].ended, more.cells[i].ended);
        add_counts(cells[i].beyond, more.cells[i].beyond);
    }
    for (std::size_t i = 0; i < more.ribbons.size(); ++i) {
        add_counts(ribbons[i].runs, more.ribbons[i].runs);
        ribbons[i].taken.add(more.ribbons[i].taken);
    }
    fill_cells(*this);
}

River aggregate(const PathTable& table, const RiverOptions& options, std::span<const std::uint8_t> mask) {
    assert(options.merge_steps > 0 && (mask.empty() || mask.size() == table.runs()));
    River river;
    river.options = options;
    river.rungs = table.rungs;
    river.asked = table.runs();
    river.runs = mask.empty() ? table.runs() : count(mask);
    if (river.runs == 0) return river;
    size_to(river, longest(table, options, mask) + 1);
    with_lane(table, options.lane, [&](const auto& rungs) {
        for (std::size_t run = 0; run < table.runs(); ++run) {
            if (taken(mask, run)) follow(river, table, rungs, run);
        }
    });
    fill_cells(river);
    return river;
}

RiverOptions fitting(const PathTable& table, Lane lane, std::size_t columns, double beyond,
                     std::span<const std::uint8_t> mask) {
    std::vector<std::size_t> steps;
    for (std::size_t run = 0; run < table.runs(); ++run) {
        if (taken(mask, run)) steps.push_back(table.steps(run));
    }
    RiverOptions options{lane, 1, columns};
    if (steps.empty()) return options;
    std::sort(steps.begin(), steps.end());
    const auto allowed = static_cast<std::size_t>(beyond * static_cast<double>(steps.size()));
    const std::size_t wanted = steps[steps.size() - 1 - std::min(allowed, steps.size() - 1)];
    options.merge_steps = merging_for(wanted, std::max<std::size_t>(columns, 1));
    options.max_columns = columns_of(wanted, options.merge_steps);
    return options;
}

std::size_t merging_for(std::size_t steps, std::size_t columns) {
    std::size_t merge = 1;
    for (int i = 0; columns_of(steps, merge) > columns; ++i) merge = i % 3 == 1 ? merge / 2 * 5 : merge * 2;
    return merge;
}

}  // namespace firebreak
