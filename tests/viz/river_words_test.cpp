// A river made by hand, no two numbers alike: its places in words, its kinds of runs, its ends, and the way
// of the arrows.
#include "render/river_words.hpp"

#include "render/drill_words.hpp"
#include "render/river_ends.hpp"
#include "render/river_kinds.hpp"
#include "render/river_places.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

constexpr std::size_t kRungs = 5;

// Three columns of two steps each. Outcomes are in the order war, crisis, settled, unresolved.
River empty_river() {
    River river;
    river.options.merge_steps = 2;
    river.rungs = kRungs;
    river.columns = 3;
    river.runs = river.asked = 100;
    river.cells.resize(3 * kRungs);
    river.ribbons.resize(2 * kRungs * kRungs);
    return river;
}
RiverCell& cell_of(River& river, std::size_t column, std::size_t rung) {
    return river.cells[column * kRungs + rung];
}
RiverRibbon& ribbon_of(River& river, std::size_t column, std::size_t from, std::size_t to) {
    return river.ribbons[(column * kRungs + from) * kRungs + to];
}

}  // namespace

TEST_CASE("a place of the river is told with where its runs come from and where they go", "[viz][river]") {
    River river = empty_river();
    RiverCell& cell = cell_of(river, 1, 2);
    cell.runs = {2, 4, 13, 21};
    cell.ended = {1, 2, 3, 4};
    cell.beyond = {0, 1, 2, 3};
    cell.taken = {{12, 8, 4}, 6, 18};
    ribbon_of(river, 0, 1, 2).runs = {0, 3, 10, 17};
    ribbon_of(river, 0, 2, 2).runs = {2, 1, 3, 4};
    ribbon_of(river, 1, 2, 3).runs = {1, 1, 8, 14};
    const Spec spec = scenario(
        "north: {name: North, doctrine: [{do: hold}]}\nsouth: {name: South, doctrine: [{do: hold}]}\n");
    const RiverWords words(river, spec);
    CHECK(words.sentences({1, 2, {}}) ==
          std::vector<std::string>{
              "Rung 2 crisis, steps 1 and 2. 40 of 100 runs (40 %).",
              "Of these 15 of 100 end in crisis (" + interval_words(6, 40) + ").",
              "Came from: 1 tense 75 %, the same rung 25 %.",
              "Goes to: 3 brink 60 %, ends here 25 %, goes on beyond the picture 15 %.",
              "Mover: North 50 %, South 33 %, accident 17 %. The mover had something wrong in 25 % of these "
              "steps and misread the other side by 0.75 rungs on average."});
    CHECK(words.short_place({1, 2, {}}) ==
          "Rung 2 crisis, steps 1 and 2: 40 of 100 runs, 15 of 100 end in crisis");
    CHECK(words.short_place({1, 2, 3}) ==
          "From 2 crisis to 3 brink, steps 3 and 4: 24 of 100 runs, 2 of 24 end in crisis");
    CHECK(words.short_place({0, 2, 2}) ==
          "Stays on 2 crisis, steps 1 and 2: 10 of 100 runs, 3 of 10 end in crisis");
    CHECK(words.steps(0) == "the start");
    river.options.merge_steps = 5;
    CHECK(words.steps(3) == "steps 11 to 15");
    river.options.merge_steps = 1;
    CHECK(words.steps(3) == "step 3");
}

TEST_CASE("runs are coloured by what they are: their outcome, their mover, or what was misread",
          "[viz][river]") {
    RiverRibbon ribbon;
    ribbon.runs = {1, 2, 4, 8};
    CHECK(kinds_of(ribbon, ColourMode::outcome) == KindRuns{3, 4, 8});
    ribbon.taken = {{2, 3, 10}, 0, 0};
    CHECK(kinds_of(ribbon, ColourMode::mover) == KindRuns{2, 3, 10});
    RiverCell cell;
    cell.runs = {1, 2, 4, 13};
    cell.ended = {0, 1, 0, 2};
    cell.beyond = {0, 0, 0, 2};
    cell.taken = {{3, 6, 21}, 0, 12};
    CHECK(kinds_of(cell, ColourMode::outcome) == KindRuns{3, 4, 13});
    // Fifteen of twenty go on, by two steps each; what rests has a kind of its own.
    CHECK(kinds_of(cell, ColourMode::mover) == KindRuns{1.5, 3, 10.5, 0, 0, 5});
    CHECK(kinds_of(cell, ColourMode::misperception) == KindRuns{0, 0, 0, 15, 0, 5});
    const auto gap = [](std::uint64_t rungs) { return gap_class({{20, 0, 0}, 0, rungs}); };
    CHECK(gap(0) == 0);
    CHECK(gap(1) == 1);
    CHECK(gap(2) == 1);
    CHECK(gap(3) == 2);
    CHECK(gap(7) == 2);
    CHECK(gap(8) == 3);
    CHECK(gap(19) == 3);
    CHECK(gap(20) == 4);
}

TEST_CASE("the curves of ends add up column after column, each of its own outcome", "[viz][river]") {
    River river = empty_river();
    cell_of(river, 0, 1).ended = {0, 1, 2, 3};
    cell_of(river, 1, 2).ended = {4, 5, 6, 7};
    cell_of(river, 1, 4).ended = {0, 0, 8, 0};
    cell_of(river, 2, 3).ended = {1, 0, 0, 9};
    const RiverEnds ends = ends_of(river);
    CHECK(ends.crisis == std::vector<double>{0.01, 0.1, 0.11});
    CHECK(ends.settled == std::vector<double>{0.02, 0.16, 0.16});
    CHECK(ends.unresolved == std::vector<double>{0.03, 0.1, 0.19});
    CHECK(ends.crisis_axis == 0.2);
    CHECK(ends.ended_axis == 0.5);
    CHECK(ends_of(river, 1).settled.size() == 2);
}

TEST_CASE("a curve asks for its own outcome, in the steps of its columns", "[viz][river]") {
    RiverOptions options;
    options.merge_steps = 3;
    const auto asked = [&](RiverCurve curve, std::size_t first, std::size_t last) {
        return std::get<clause::Ends>(end_clause(curve, options, first, last).what);
    };
    CHECK(asked(RiverCurve::crisis, 2, 4) == clause::Ends{{true, true, false, false}, 4, 12});
    CHECK(asked(RiverCurve::settled, 0, 2) == clause::Ends{{false, false, true, false}, 0, 6});
    CHECK(asked(RiverCurve::unresolved, 1, 1) == clause::Ends{{false, false, false, true}, 1, 3});
}

TEST_CASE("an arrow down goes down the ladder, and to the side to the nearest rung, of two the higher",
          "[viz][river]") {
    River river = empty_river();
    for (const std::size_t rung : {0U, 2U, 4U})
        cell_of(river, 1, rung).runs[2] = static_cast<std::uint32_t>(rung + 1);
    for (const std::size_t rung : {1U, 3U}) cell_of(river, 2, rung).runs[2] = 1;
    cell_of(river, 0, 0).runs[2] = 1;
    const RiverPlace here{1, 2, {}};
    CHECK(moved(river, here, 0, 1) == RiverPlace{1, 0, {}});
    CHECK(moved(river, here, 0, -1) == RiverPlace{1, 4, {}});
    CHECK(moved(river, here, 1, 0) == RiverPlace{2, 3, {}});
    CHECK(moved(river, here, -1, 0) == RiverPlace{0, 0, {}});
    CHECK(moved(river, {}, 1, 0) == RiverPlace{1, 4, {}});  // where most runs stand after the start
}

TEST_CASE("what an opened node leaves out is said, by the way that it is looked", "[viz][session]") {
    Drill drill;
    drill.runs = 50;
    drill.resting = 7;
    CHECK(rest_words(drill, DrillWay::in) == "7 of 50 runs begin here.");
    CHECK(rest_words(drill, DrillWay::out) == "7 of 50 runs end here.");
    drill.resting = 1;
    drill.left_nodes = 2;
    drill.left_runs = 9;
    CHECK(rest_words(drill, DrillWay::in) ==
          "1 of 50 runs begins here. 2 smaller parts with 9 runs not listed.");
    CHECK(rest_words(drill, DrillWay::out) ==
          "1 of 50 runs ends here. 2 smaller parts with 9 runs not listed.");
    const Spec spec = scenario("moves: {rise: {by: 1}}\n");
    const auto name = [&](std::size_t gap) {
        return sub_node_name(spec, {0, move_id(spec, "rise"), gap, 25, 5, {}});
    };
    CHECK(name(0).ends_with(": rise, reading the other right"));
    CHECK(name(2).ends_with(": rise, misreading the other by 2 rungs"));
    CHECK(name(3).ends_with(": rise, misreading the other by 3 rungs or more"));
}
