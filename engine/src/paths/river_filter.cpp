#include <firebreak/river.hpp>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <numeric>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

// The steps first .. last - 1 of the table.
struct Steps {
    std::size_t first;
    std::size_t last;
};

// Whether `hit` holds of any of the steps. It asks all of them, for without a way out the compiler asks many
// at once.
template <class Hit>
bool any_step(Steps steps, const Hit& hit) {
    std::uint8_t found = 0;
    for (std::size_t step = steps.first; step < steps.last; ++step)
        found |= static_cast<std::uint8_t>(hit(step));
    return found != 0;
}

// Keeps the runs that are still taken and of which `holds`, or the opposite.
template <class Holds>
void keep(RunMask& mask, bool negated, const Holds& holds) {
    for (std::size_t run = 0; run < mask.size(); ++run) {
        if (mask[run] != 0) mask[run] = holds(run) != negated ? 1 : 0;
    }
}

// Whether a run stands in one of the rungs where it passes one of the columns. Its last column is where its
// path ends.
template <class Rungs>
bool passes(const PathTable& table, const Rungs& rungs, const clause::Passed& passed, std::size_t run) {
    const std::size_t steps = table.steps(run);
    const std::size_t merge = passed.merge_steps;
    const std::size_t last_column = (steps + merge - 1) / merge;
    const std::size_t low = passed.lowest.value;
    const std::size_t high = passed.highest.value;
    const auto within = [&](std::size_t rung) { return rung >= low && rung <= high; };
    if (last_column >= passed.first_column && last_column <= passed.last_column && within(rungs.at_end(run)))
        return true;
    const std::size_t stop =
        std::min(passed.last_column, last_column - std::min<std::size_t>(last_column, 1));
    if (last_column == 0 || passed.first_column > stop) return false;
    const std::size_t base = table.first[run];
    if (merge == 1) {
        const auto floor = static_cast<std::uint8_t>(std::min<std::size_t>(low, 255));
        const auto span = static_cast<std::uint8_t>(std::min<std::size_t>(high, 255) - floor);
        return any_step({base + passed.first_column, base + stop + 1}, [&](std::size_t step) {
            return static_cast<std::uint8_t>(rungs.at_step(step) - floor) <= span;
        });
    }
    for (std::size_t column = passed.first_column; column <= stop; ++column) {
        if (within(rungs.at_step(base + column * merge))) return true;
    }
    return false;
}

// Whether a run stands on the one rung in the column and on the other in the next.
template <class Rungs>
bool goes(const PathTable& table, const Rungs& rungs, const clause::Went& went, std::size_t run) {
    const std::size_t steps = table.steps(run), step = went.column * went.merge_steps,
                      next = step + went.merge_steps;
    if (step >= steps || rungs.at_step(table.first[run] + step) != went.from.value) return false;
    const std::size_t to = next >= steps ? rungs.at_end(run) : rungs.at_step(table.first[run] + next);
    return to == went.to.value;
}

// Applies one clause after the other to the runs that the ones before it left.
class Sieve {
public:
    Sieve(const PathTable& table, RunMask& mask) : table_(table), mask_(mask) {}
    void apply(const RiverClause& clause) {
        const RunMask before = clause.or_else.empty() ? RunMask{} : mask_;
        negated_ = clause.negated;
        std::visit([this](const auto& what) { sift(what); }, clause.what);
        for (const RiverClause& other : clause.or_else) {
            RunMask taken = before;
            Sieve(table_, taken).apply(other);
            for (std::size_t run = 0; run < mask_.size(); ++run) mask_[run] |= taken[run];
        }
    }

private:
    [[nodiscard]] Steps steps(std::size_t run) const { return {table_.first[run], table_.first[run + 1]}; }

    void sift(const clause::Passed& passed) {
        assert(passed.merge_steps > 0 && passed.lowest <= passed.highest);
        with_lane(table_, passed.lane, [&](const auto& rungs) {
            keep(mask_, negated_, [&](std::size_t run) { return passes(table_, rungs, passed, run); });
        });
    }
    void sift(const clause::Highest& top) {
        with_lane(table_, top.lane, [&](const auto& rungs) {
            keep(mask_, negated_, [&](std::size_t run) {
                std::size_t highest = rungs.at_end(run);
                for (std::size_t step = table_.first[run]; step < table_.first[run + 1]; ++step)
                    highest = std::max<std::size_t>(highest, rungs.at_step(step));
                return highest >= top.lowest.value && highest <= top.highest.value;
            });
        });
    }
    void sift(const clause::Went& went) {
        assert(went.merge_steps > 0);
        with_lane(table_, went.lane, [&](const auto& rungs) {
            keep(mask_, negated_, [&](std::size_t run) { return goes(table_, rungs, went, run); });
        });
    }
    void sift(const clause::Ends& ends) {
        keep(mask_, negated_, [&](std::size_t run) {
            const std::size_t steps = table_.steps(run);
            return ends.outcomes[table_.outcome[run]] && steps >= ends.first_step && steps <= ends.last_step;
        });
    }
    void sift(const clause::Active& active) {
        const auto within = [&](std::uint32_t minute) {
            return minute >= active.first_minute && minute <= active.last_minute;
        };
        const std::uint32_t* minute = table_.minute.data();
        keep(mask_, negated_, [&](std::size_t run) {
            return within(table_.end_minute[run]) ||
                   any_step(steps(run), [&](std::size_t step) { return within(minute[step]); });
        });
    }
    void sift(const clause::Inadvertent& /*what*/) {
        keep(mask_, negated_, [&](std::size_t run) { return table_.inadvertent[run] != 0; });
    }
    void sift(const clause::Did& did) {
        const clause::Did at_any_step{did.mover, did.move};
        if (!(did == at_any_step)) return sift_narrowly(did);
        const std::uint8_t* mover = table_.mover.data();
        const std::uint16_t* move = table_.move.data();
        const std::uint8_t who = did.mover.value_or(0);
        const std::uint16_t what = did.move.value;
        const auto by = [&](const auto& hit) {
            keep(mask_, negated_, [&](std::size_t run) { return any_step(steps(run), hit); });
        };
        if (did.mover && did.move.valid())
            by([=](std::size_t step) { return (mover[step] == who) & (move[step] == what); });
        else if (did.mover) by([=](std::size_t step) { return mover[step] == who; });
        else if (did.move.valid()) by([=](std::size_t step) { return move[step] == what; });
        else keep(mask_, negated_, [&](std::size_t run) { return table_.steps(run) > 0; });
    }

    void sift_narrowly(const clause::Did& did) {
        const auto hit = [&](std::size_t step) {
            const int gap = std::abs(static_cast<int>(table_.gap[step]));
            return (!did.mover || table_.mover[step] == *did.mover) &&
                   (!did.move.valid() || table_.move[step] == did.move.value) && gap >= did.least_gap &&
                   gap <= did.most_gap;
        };
        keep(mask_, negated_, [&](std::size_t run) {
            const std::size_t first = std::max<std::size_t>(did.first_step, 1) - 1,
                              last = std::min(did.last_step, table_.steps(run));
            return first < last && any_step({table_.first[run] + first, table_.first[run] + last}, hit);
        });
    }

    const PathTable& table_;
    RunMask& mask_;
    bool negated_ = false;
};

}  // namespace

RunMask select(const PathTable& table, const RiverFilter& filter) {
    RunMask mask(table.runs(), 1);
    Sieve sieve(table, mask);
    for (const RiverClause& clause : filter.clauses) sieve.apply(clause);
    return mask;
}

std::uint64_t count(std::span<const std::uint8_t> mask) {
    return std::accumulate(mask.begin(), mask.end(), std::uint64_t{0});
}

}  // namespace firebreak
