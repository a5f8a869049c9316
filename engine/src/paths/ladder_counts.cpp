#include <firebreak/river.hpp>

#include <algorithm>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

class LadderCounter {
public:
    LadderCounter(const PathTable& table, Lane lane, std::size_t step)
        : table_(table), lane_(lane), step_(step) {
        counts_.rungs.resize(table.rungs);
        for (const std::uint16_t move : table.move) {
            if (move != PathTable::kNoMove) moves_ = std::max<std::size_t>(moves_, std::size_t{move} + 1);
        }
        // The last column of a rung counts accidents.
        taken_.resize(table.rungs * (moves_ + 1));
    }

    void add(std::size_t run) {
        const std::size_t steps = table_.steps(run), first = table_.first[run];
        ++counts_.runs;
        counts_.longest = std::max(counts_.longest, steps);
        if (steps < step_) ++counts_.ended;
        std::uint8_t highest = 0;
        for (std::size_t i = 0; i < steps; ++i) {
            const std::uint8_t rung = standing(table_, run, i, lane_);
            stand(rung, i);
            highest = std::max(highest, rung);
            const std::uint16_t move = table_.move[first + i];
            ++taken_[rung * (moves_ + 1) + (move == PathTable::kNoMove ? moves_ : move)];
        }
        const std::uint8_t last = standing(table_, run, steps, lane_);
        stand(last, steps);
        reach(std::max(highest, last), table_.crisis(run));
    }

    LadderCounts take() {
        for (std::size_t rung = 0; rung < table_.rungs; ++rung) find_commonest(rung);
        return std::move(counts_);
    }

private:
    void stand(std::uint8_t rung, std::size_t step) { counts_.rungs[rung].here += step == step_ ? 1 : 0; }

    // A run that jumps over a rung has come as high as that too.
    void reach(std::uint8_t highest, bool crisis) {
        for (std::size_t rung = 0; rung <= highest; ++rung) {
            ++counts_.rungs[rung].reached;
            if (crisis) ++counts_.rungs[rung].crises;
        }
    }

    void find_commonest(std::size_t rung) {
        RungCounts& counts = counts_.rungs[rung];
        for (std::size_t move = 0; move <= moves_; ++move) {
            const std::uint64_t steps = taken_[rung * (moves_ + 1) + move];
            counts.steps += steps;
            if (steps <= counts.next_steps) continue;
            counts.next_steps = steps;
            counts.next = move == moves_ ? MoveId{} : MoveId{move};
        }
    }

    const PathTable& table_;
    Lane lane_;
    std::size_t step_;
    std::size_t moves_ = 0;
    std::vector<std::uint64_t> taken_;  // by rung and move
    LadderCounts counts_;
};

}  // namespace

LadderCounts count_ladder(const PathTable& table, std::span<const std::uint8_t> mask, Lane lane,
                          std::size_t step) {
    LadderCounter counter(table, lane, step);
    for (std::size_t run = 0; run < table.runs(); ++run) {
        if (mask.empty() || mask[run] != 0) counter.add(run);
    }
    return counter.take();
}

}  // namespace firebreak
