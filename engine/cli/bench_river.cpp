#include "bench_river.hpp"

#include <algorithm>
#include <memory>

#include <firebreak/river.hpp>

#include "kernel/noise.hpp"

namespace firebreak::cli {
namespace {

constexpr std::size_t kRungs = 9;
constexpr std::size_t kMoves = 12;

// Numbers below n, one after the other, from a fixed seed.
class Dice {
public:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(kernel::mix(++state_) % n); }

private:
    std::uint64_t state_ = 2011;
};

// Both sides wander a rung up or down at each step.
RunPath made_up_path(Dice& dice, std::uint64_t replicate) {
    RunPath path;
    path.replicate = replicate;
    std::array<std::size_t, kActors> rungs{};
    for (std::size_t i = 0; i < kRiverSteps; ++i) {
        PathStep step;
        path.end += static_cast<Millis>(1 + dice.below(10'000)) * 60'000;
        step.time = path.end;
        step.rungs = {RungId{rungs[0]}, RungId{rungs[1]}};
        const std::size_t mover = dice.below(kActors);
        step.mover = ActorId{mover};
        step.move = MoveId{dice.below(kMoves)};
        step.reading = RungId{std::min(rungs[1 - mover] + dice.below(5) / 4, kRungs - 1)};
        path.steps.push_back(step);
        const std::size_t wanted = rungs[mover] + dice.below(3);
        rungs[mover] = std::clamp<std::size_t>(wanted, 1, kRungs) - 1;
    }
    path.last_rungs = {RungId{rungs[0]}, RungId{rungs[1]}};
    path.outcome = static_cast<Outcome>(dice.below(kOutcomes));
    return path;
}

PathTable made_up_table() {
    PathTable table;
    table.rungs = kRungs;
    Dice dice;
    for (std::uint64_t run = 0; run < kRiverRuns; ++run)
        table.add(made_up_path(dice, run), dice.below(2) == 0);
    return table;
}

}  // namespace

std::vector<RiverTask> river_tasks() {
    const auto table = std::make_shared<const PathTable>(made_up_table());
    const RungId rung{std::size_t{7}};
    clause::Passed anywhere;
    anywhere.lowest = anywhere.highest = rung;
    clause::Passed node = anywhere;
    node.first_column = node.last_column = 12;
    const auto filter = [&](std::string name, auto what) {
        return RiverTask{"filter: " + std::move(name),
                         [table, what] {
                             return count(select(*table, {{{what, false}}}));
                         },
                         {}};
    };
    return {{"add up all runs", [table] { return aggregate(*table).cell(kRiverSteps, 0).total(); }, {}},
            filter("passed a node", node),
            filter("passed a rung at any step", anywhere),
            filter("ended in crisis or war", clause::Ends{{true, true, false, false}}),
            filter("active on days 100 to 101", clause::Active{144'000, 146'879}),
            filter("the second actor made a move", clause::Did{std::uint8_t{1}, MoveId{std::size_t{3}}})};
}

}  // namespace firebreak::cli
