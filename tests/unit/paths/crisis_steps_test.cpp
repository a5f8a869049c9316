// The steps into crisis: found by hand, and counted anew from the paths of many random runs.
#include <algorithm>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

PathStep step(std::size_t first, std::size_t second, std::size_t mover, std::size_t move,
              bool mistaken = false) {
    PathStep made;
    made.rungs = {RungId{first}, RungId{second}};
    if (mover == PathTable::kNobody) return made;
    made.mover = ActorId{mover};
    made.move = MoveId{move};
    made.reading = RungId{(mover == 0 ? second : first) + (mistaken ? 1 : 0)};
    return made;
}

RunPath path(std::vector<PathStep> steps, std::size_t first, std::size_t second) {
    RunPath made;
    made.steps = std::move(steps);
    made.last_rungs = {RungId{first}, RungId{second}};
    return made;
}

// Five rungs, the crisis at rung 4; move 3 leads there, move 2 too from where it begins, and the others do
// not.
Spec ladder(std::size_t crisis = 4) {
    Spec spec;
    for (std::size_t i = 0; i < kTestRungs; ++i) spec.ladder.emplace_back().id = std::to_string(i);
    spec.endings.crisis = std::to_string(crisis);
    spec.moves.resize(4);
    spec.moves[2].posture = MoveSpec::Posture::by;
    spec.moves[2].by = 4;
    spec.moves[3].posture = MoveSpec::Posture::raise_to;
    spec.moves[3].rung = "4";
    return spec;
}

}  // namespace

TEST_CASE("the step into crisis is the last by which the side that crosses meant to") {
    const PathTable table = table_of({
        path({step(0, 0, 0, 1), step(1, 0, 1, 2, true)}, 1, 4),  // the second side, at its own step
        path({step(0, 0, 0, 3, true), step(0, 0, 0, 1), step(1, 0, 1, 1)}, 4,
             // the first, though both decided something else in between
             0),
        path({step(0, 0, 0, 3), step(4, 0, 1, 2)}, 4, 1),                   // long before the end of the path
        path({step(0, 0, 1, 1), step(0, 1, PathTable::kNobody, 0)}, 4, 1),  // an accident
        path({step(0, 0, 0, 1)}, 1, 0),                                     // no crisis
        path({step(4, 0, 0, 1)}, 4, 0),                                     // in it from the start
        path({}, 0, 0),
    });
    const CrisisSteps steps = crisis_steps(table, {}, ladder());
    CHECK(steps.crises == 4);
    REQUIRE(steps.list.size() == 3);
    CHECK(steps.list[0] == CrisisStep{0, MoveId{std::size_t{3}}, 2, 1, 2});
    CHECK(steps.list[1] == CrisisStep{1, MoveId{std::size_t{2}}, 1, 1, 0});
    CHECK(steps.list[2] == CrisisStep{PathTable::kNobody, MoveId{}, 1, 0, 3});
    const RunMask mask{1, 0, 1, 0, 0, 0, 0};
    const CrisisSteps some = crisis_steps(table, mask, ladder());
    CHECK(some.crises == 2);
    REQUIRE(some.list.size() == 2);
    CHECK(some.list[0].runs == 1);
    CHECK(some.list[1].runs == 1);
}

TEST_CASE("the steps into crisis add up to the crises") {
    const PathTable table = table_of(random_paths(77, 600));
    const CrisisSteps steps = crisis_steps(table, {}, ladder(3));
    REQUIRE(steps.crises > 50);
    std::uint64_t sum = 0, before = steps.crises;
    for (const CrisisStep& part : steps.list) {
        CHECK(part.runs <= before);
        CHECK(part.mistaken <= part.runs);
        before = part.runs;
        sum += part.runs;
    }
    CHECK(sum == steps.crises);
    CHECK(crisis_steps(PathTable{}, {}, ladder(3)) == CrisisSteps{});
}
