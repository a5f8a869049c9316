// Counts on the ladder against the plainest way to count them, and how they are put in words.
#include <algorithm>
#include <map>
#include <set>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

std::size_t rung_in(Lane lane, const std::array<RungId, kActors>& rungs) {
    if (lane == Lane::first) return rungs[0].index();
    if (lane == Lane::second) return rungs[1].index();
    return std::max(rungs[0].index(), rungs[1].index());
}

// The rungs of a run, the last one where its path ends.
std::vector<std::size_t> stands_of(const RunPath& path, Lane lane) {
    std::vector<std::size_t> rungs;
    for (const PathStep& step : path.steps) rungs.push_back(rung_in(lane, step.rungs));
    rungs.push_back(rung_in(lane, path.last_rungs));
    return rungs;
}

bool in_crisis(const RunPath& path) {
    return path.outcome == Outcome::crisis || path.outcome == Outcome::war;
}

RungCounts count_plainly(const std::vector<RunPath>& paths, const RunMask& mask, Lane lane, std::size_t step,
                         std::size_t rung) {
    RungCounts counts;
    std::map<std::uint16_t, std::uint64_t> moves;  // an accident has the largest number
    for (std::size_t run = 0; run < paths.size(); ++run) {
        if (!mask.empty() && mask[run] == 0) continue;
        const auto rungs = stands_of(paths[run], lane);
        if (step < rungs.size() && rungs[step] == rung) ++counts.here;
        const bool reached =
            std::any_of(rungs.begin(), rungs.end(), [&](std::size_t stood) { return stood >= rung; });
        if (reached) ++counts.reached;
        if (reached && in_crisis(paths[run])) ++counts.crises;
        for (const PathStep& taken : paths[run].steps) {
            if (rung_in(lane, taken.rungs) != rung) continue;
            ++counts.steps;
            ++moves[taken.move.value];
        }
    }
    for (const auto& [move, steps] : moves) {
        if (steps <= counts.next_steps) continue;
        counts.next_steps = steps;
        counts.next.value = move;
    }
    return counts;
}

}  // namespace

TEST_CASE("The ladder counts what a plain count finds") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto paths = random_paths(seed);
        const PathTable table = table_of(paths);
        RunMask half(table.runs());
        for (std::size_t i = 0; i < half.size(); ++i) half[i] = i % 2;
        for (const Lane lane : {Lane::higher, Lane::first, Lane::second}) {
            for (const std::size_t step : {0U, 1U, 4U, 9U, 50U}) {
                for (const RunMask& mask : {RunMask{}, half}) {
                    const LadderCounts counts = count_ladder(table, mask, lane, step);
                    REQUIRE(counts.rungs.size() == kTestRungs);
                    std::uint64_t here = 0;
                    for (std::size_t rung = 0; rung < kTestRungs; ++rung) {
                        CHECK(counts.rungs[rung] == count_plainly(paths, mask, lane, step, rung));
                        here += counts.rungs[rung].here;
                    }
                    CHECK(here + counts.ended == counts.runs);
                    CHECK(counts.runs == (mask.empty() ? table.runs() : firebreak::count(mask)));
                }
            }
        }
    }
}

TEST_CASE("Runs that reach a rung are those that the filter finds, and never more than reach the one below") {
    const PathTable table = table_of(random_paths(11));
    const LadderCounts counts = count_ladder(table, {}, Lane::higher, 0);
    for (std::size_t rung = 0; rung < kTestRungs; ++rung) {
        clause::Passed passed;
        passed.lowest = RungId{rung};
        passed.highest = RungId{kTestRungs - 1};
        CHECK(firebreak::count(select(table, {{{passed, false}}})) == counts.rungs[rung].reached);
        if (rung > 0) CHECK(counts.rungs[rung].reached <= counts.rungs[rung - 1].reached);
    }
}

TEST_CASE("Without runs the ladder is empty") {
    PathTable table;
    table.rungs = 3;
    const LadderCounts counts = count_ladder(table, {}, Lane::higher, 0);
    CHECK(counts.runs == 0);
    CHECK(counts.rungs == std::vector<RungCounts>(3));
}

TEST_CASE("Pairs are counted by their highest rungs and their ends") {
    const auto before = random_paths(21), after = random_paths(22);
    const PathTable first = table_of(before), second = table_of(after);
    const std::size_t pairs = 150;
    const auto highest = count_highest(first, second, pairs);
    std::vector<std::uint64_t> plain(kTestRungs * kTestRungs);
    const auto top = [](const RunPath& path) {
        const auto rungs = stands_of(path, Lane::higher);
        return *std::max_element(rungs.begin(), rungs.end());
    };
    for (std::size_t run = 0; run < pairs; ++run) ++plain[top(before[run]) * kTestRungs + top(after[run])];
    CHECK(highest == plain);

    std::size_t found = 0;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        for (std::size_t j = 0; j < kOutcomes; ++j) {
            const auto first_end = static_cast<Outcome>(i), second_end = static_cast<Outcome>(j);
            const auto places = pairs_ending(first, second, pairs, first_end, second_end, pairs);
            found += places.size();
            for (const std::size_t run : places) {
                CHECK(before[run].outcome == first_end);
                CHECK(after[run].outcome == second_end);
            }
            CHECK(pairs_ending(first, second, pairs, first_end, second_end, 2).size() ==
                  std::min<std::size_t>(places.size(), 2));
        }
    }
    CHECK(found == pairs);
}
