// Pairs of runs: who parted them, and the river of their differences.
#include <firebreak/river.hpp>

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

TEST_CASE("The river of differences counts what a plain count finds") {
    const auto before = random_paths(31), after = random_paths(32);
    const PathTable first = table_of(before), second = table_of(after);
    constexpr std::size_t kPairs = 150;
    for (const std::size_t merge : {1U, 2U}) {
        const RiverOptions options{Lane::higher, merge, 6};
        const RiverDifference difference = river_difference(first, second, kPairs, options);
        CHECK(difference.pairs == kPairs);
        CHECK(difference.both.runs == 2 * kPairs);
        for (std::size_t column = 0; column < difference.both.columns; ++column) {
            for (std::size_t rung = 0; rung < kTestRungs; ++rung) {
                PlaceDifference plain;
                for (std::size_t run = 0; run < kPairs; ++run) {
                    const auto a = rungs_of(before[run], Lane::higher, merge),
                               b = rungs_of(after[run], Lane::higher, merge);
                    const bool in_a = column < a.size() && a[column] == rung,
                               in_b = column < b.size() && b[column] == rung;
                    plain.before += in_a ? 1 : 0;
                    plain.after += in_b ? 1 : 0;
                    plain.only_before += in_a && !in_b ? 1 : 0;
                    plain.only_after += in_b && !in_a ? 1 : 0;
                }
                CHECK(difference.cell(column, rung) == plain);
                CHECK(difference.both.cell(column, rung).total() == plain.before + plain.after);
                if (column + 1 >= difference.both.columns) continue;
                for (std::size_t to = 0; to < kTestRungs; ++to) {
                    const PlaceDifference& way = difference.ribbon(column, rung, to);
                    CHECK(difference.both.ribbon(column, rung, to).total() == way.before + way.after);
                    CHECK(way.before + way.only_after == way.after + way.only_before);
                }
            }
        }
    }
}

TEST_CASE("Every pair that parts was parted by somebody") {
    const auto before = random_paths(41), after = random_paths(42);
    const PathTable first = table_of(before), second = table_of(after);
    const Paired paired = pair_up(first, second);
    CHECK(paired.same_replicates);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < paired.parted_by.size(); ++i) {
        sum += paired.parted_by[i].pairs;
        if (i > 0) CHECK(paired.parted_by[i - 1].pairs >= paired.parted_by[i].pairs);
    }
    CHECK(sum == paired.pairs - paired.equal);
    CHECK(paired.parted_by.size() > 3);
    CHECK(crisis_pairs(first, second).n10 == paired.crisis.n10);
    CHECK(crisis_pairs(first, second).n01 == paired.crisis.n01);
    std::size_t listed = 0;
    for (std::size_t step = 0; step < paired.parting.size(); ++step) {
        const auto places = pairs_parting(first, second, paired.pairs, step, step, paired.pairs);
        CHECK(places.size() == paired.parting[step]);
        listed += places.size();
    }
    CHECK(listed == paired.pairs - paired.equal);
    CHECK_FALSE(parter_of(first, 0, first, 0).has_value());
}

TEST_CASE("The earlier of two steps parts a pair") {
    RunPath path;
    path.outcome = Outcome::settled;
    path.end = 600 * 60'000;
    for (RungId& rung : path.last_rungs) rung = RungId{std::size_t{0}};
    PathStep step;
    for (RungId& rung : step.rungs) rung = RungId{std::size_t{0}};
    step.mover = ActorId{std::size_t{0}};
    step.move = MoveId{std::size_t{1}};
    step.rule = 4;
    step.time = 300 * 60'000;
    RunPath early = path, late = path;
    late.steps.push_back(step);
    step.mover = ActorId{std::size_t{1}};
    step.rule = 2;
    step.time = 200 * 60'000;
    early.steps.push_back(step);
    const PathTable first = table_of({late}), second = table_of({early}), none = table_of({path});
    CHECK(parter_of(first, 0, second, 0) == Parter{1, 2});
    CHECK(parter_of(second, 0, first, 0) == Parter{1, 2});
    CHECK(parter_of(first, 0, none, 0) == Parter{0, 4});
    CHECK(parter_of(none, 0, first, 0) == Parter{0, 4});
    // Of two steps at the same minute that of the first set.
    late.steps[0].time = early.steps[0].time;
    const PathTable tied = table_of({late});
    CHECK(parter_of(tied, 0, second, 0) == Parter{0, 4});
    CHECK(parter_of(second, 0, tied, 0) == Parter{1, 2});
}

TEST_CASE("Pairs are listed by the steps at which they part, the first and the last step included") {
    std::vector<RunPath> before, after;
    for (std::uint64_t run = 0; run < 5; ++run) {
        RunPath path;
        path.replicate = run;
        for (RungId& rung : path.last_rungs) rung = RungId{std::size_t{0}};
        for (std::uint64_t i = 0; i < 5; ++i) {
            PathStep step;
            for (RungId& rung : step.rungs) rung = RungId{std::size_t{0}};
            step.mover = ActorId{std::size_t{0}};
            step.move = MoveId{std::size_t{1}};
            path.steps.push_back(step);
        }
        before.push_back(path);
        path.steps[run].move = MoveId{std::size_t{2}};  // run 0 parts at step 0, run 1 at step 1, ...
        after.push_back(path);
    }
    const PathTable first = table_of(before), second = table_of(after);
    CHECK(pairs_parting(first, second, 5, 1, 3, 9) == std::vector<std::size_t>{1, 2, 3});
    CHECK(pairs_parting(first, second, 5, 4, 4, 9) == std::vector<std::size_t>{4});
    CHECK(pairs_parting(first, second, 5, 0, 4, 2) == std::vector<std::size_t>{0, 1});
    CHECK(pair_up(first, second).parting == std::vector<std::uint64_t>{1, 1, 1, 1, 1});
}
