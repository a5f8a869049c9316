#include <firebreak/river.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

// The number of steps after which a run stands in a column; nothing if it has ended before.
std::optional<std::size_t> step_at(const PathTable& table, std::size_t run, std::size_t column,
                                   std::size_t merge) {
    const std::size_t steps = table.steps(run), last = (steps + merge - 1) / merge;
    if (column > last) return {};
    return std::min(column * merge, steps);
}

// Counts the runs of a sub-node, and at which step they take theirs.
struct Counted {
    SubNode node;
    std::size_t first_step = 0, last_step = 0;  // counted from 1
};

RiverClause clause_of(const Counted& counted) {
    clause::Did did;
    did.mover = counted.node.mover;
    did.move = counted.node.move;
    did.first_step = did.last_step = counted.first_step;
    if (counted.node.mover == PathTable::kNobody) return {did, false, {}};
    did.least_gap = static_cast<std::uint8_t>(counted.node.gap);
    if (counted.node.gap + 1 < kGapParts) did.most_gap = did.least_gap;
    return {did, false, {}};
}

class Driller {
public:
    // `step`: of the column, counted from 1 for the step that leads to it. Runs whose path ends on the way to
    // a merged column took their last step before it, and so may others have done; no clause tells those
    // apart.
    Driller(const PathTable& table, DrillWay way, std::size_t step)
        : table_(table), way_(way), told_apart_(way == DrillWay::in ? step : step + 1) {}

    void take(std::size_t run, std::size_t step) {
        ++drill_.runs;
        const bool rests = way_ == DrillWay::in ? step == 0 : step >= table_.steps(run);
        if (rests) {
            ++drill_.resting;
            return;
        }
        const std::size_t taken = way_ == DrillWay::in ? step : step + 1, at = table_.first[run] + taken - 1;
        const std::uint8_t mover = table_.mover[at];
        const bool nobody = mover == PathTable::kNobody;
        const MoveId move =
            nobody || table_.move[at] == PathTable::kNoMove ? MoveId{} : MoveId{std::size_t{table_.move[at]}};
        const std::size_t gap =
            nobody ? 0
                   : std::min(kGapParts - 1,
                              static_cast<std::size_t>(std::abs(static_cast<int>(table_.gap[at]))));
        Counted& counted = counts_[{mover, move.value, gap}];
        if (counted.node.runs == 0) counted = {{mover, move, gap, 0, 0, {}}, taken, taken};
        counted.first_step = std::min(counted.first_step, taken);
        counted.last_step = std::max(counted.last_step, taken);
        ++counted.node.runs;
        counted.node.crises += table_.crisis(run) ? 1 : 0;
    }

    [[nodiscard]] Drill finish(std::size_t most) {
        for (auto& [key, counted] : counts_) {
            if (counted.first_step == told_apart_ && counted.last_step == told_apart_)
                counted.node.clause = clause_of(counted);
            drill_.nodes.push_back(counted.node);
        }
        std::stable_sort(drill_.nodes.begin(), drill_.nodes.end(),
                         [](const SubNode& a, const SubNode& b) { return a.runs > b.runs; });
        for (; drill_.nodes.size() > most; drill_.nodes.pop_back()) {
            drill_.left_runs += drill_.nodes.back().runs;
            ++drill_.left_nodes;
        }
        return std::move(drill_);
    }

private:
    const PathTable& table_;
    DrillWay way_;
    std::size_t told_apart_;
    Drill drill_;
    std::map<std::tuple<std::uint8_t, std::uint32_t, std::size_t>, Counted> counts_;
};

}  // namespace

Drill drill_into(const PathTable& table, std::span<const std::uint8_t> mask, const RiverPlace& place,
                 const RiverOptions& options, DrillWay way, std::size_t most) {
    Driller driller(table, way, place.column * options.merge_steps);
    for (std::size_t run = 0; run < table.runs(); ++run) {
        if (!mask.empty() && mask[run] == 0) continue;
        const auto step = step_at(table, run, place.column, options.merge_steps);
        if (step && standing(table, run, *step, options.lane) == place.rung) driller.take(run, *step);
    }
    return driller.finish(most);
}

}  // namespace firebreak
