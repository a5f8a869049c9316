// A river made by hand, no two numbers alike: its places in words, its kinds of runs, its ends, and the way
// of the arrows.
#include <map>

#include <firebreak/river_picture.hpp>

#include "support/scenarios.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::test;

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

// From All calm 50 runs go up to High tension, 40 stay and 10 end. Of those that went up 30 end there and 20
// go on.
River handmade_river() {
    River river;
    river.rungs = 5;
    river.columns = 2;
    river.runs = river.asked = 100;
    river.cells.resize(10);
    river.ribbons.resize(50);
    RiverRibbon& up = river.ribbons[1];
    up.runs = {5, 13, 20, 12};
    up.taken = {{30, 15, 5}, 10, 25};
    RiverRibbon& stay = river.ribbons[0];
    stay.runs = {0, 2, 20, 18};
    stay.taken = {{4, 36, 0}, 4, 0};
    river.cells[0] = {{5, 15, 50, 30}, {0, 0, 10, 0}, {}, {{34, 51, 5}, 14, 25}};
    river.cells[5] = {{0, 2, 20, 18}, {0, 2, 20, 18}, {}, {}};
    river.cells[6] = {{5, 13, 20, 12}, {5, 13, 10, 2}, {0, 0, 10, 10}, {}};
    return river;
}

}  // namespace

TEST_CASE("a place of the river is told with where its runs come from and where they go") {
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
              "Rung 2 crisis, steps 1 and 2: 40 of 100 runs (40 %).",
              "15 % of them end in crisis (6 to 30 %).", "Came from: tense 75 %, the same rung 25 %.",
              "Goes to: brink 60 %, ends here 25 %, goes on beyond the picture 15 %.",
              "Who moved: North 50 %, South 33 %, accident 17 %. Whoever moved was mistaken about something "
              "in 25 % of these steps and misread the other side by 0.75 rungs on average."});
    CHECK(words.short_place({1, 2, {}}) ==
          "Rung 2 crisis, steps 1 and 2: 40 of 100 runs; 15 % of them end in crisis");
    CHECK(words.short_place({1, 2, 3}) ==
          "From crisis to brink, steps 3 and 4: 24 of 100 runs; 2 of them end in crisis");
    CHECK(words.short_place({0, 2, 2}) ==
          "Stays on crisis, steps 1 and 2: 10 of 100 runs; 3 of them end in crisis");
    CHECK(words.rung(2) == "2 crisis");
    CHECK(words.rung(9) == "9");
    CHECK(words.steps(0) == "the start");
    river.options.merge_steps = 5;
    CHECK(words.steps(3) == "steps 11 to 15");
    river.options.merge_steps = 1;
    CHECK(words.steps(3) == "step 3");
}

TEST_CASE("runs are coloured by what they are: their outcome, their mover, or what was misread") {
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

TEST_CASE("the curves of ends add up column after column, each of its own outcome") {
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

TEST_CASE("a curve asks for its own outcome, in the steps of its columns") {
    RiverOptions options;
    options.merge_steps = 3;
    const auto asked = [&](RiverCurve curve, std::size_t first, std::size_t last) {
        return std::get<clause::Ends>(end_clause(curve, options, first, last).what);
    };
    CHECK(asked(RiverCurve::crisis, 2, 4) == clause::Ends{{true, true, false, false}, 4, 12});
    CHECK(asked(RiverCurve::settled, 0, 2) == clause::Ends{{false, false, true, false}, 0, 6});
    CHECK(asked(RiverCurve::unresolved, 1, 1) == clause::Ends{{false, false, false, true}, 1, 3});
}

TEST_CASE("an arrow down goes down the ladder, and to the side to the nearest rung, of two the higher") {
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

TEST_CASE("a ribbon says from where to where it goes, how many take it and who moves them") {
    const River river = handmade_river();
    const Spec spec = named_scenario();
    CHECK(
        RiverWords(river, spec).place({0, 0, 1}) ==
        "From All calm to High tension, step 1: 50 of 100 runs (50 %). 36 % of them end in crisis (23 to 51 "
        "%). Who moved: Northland 60 %, Southland 30 %, accident 10 %. Whoever moved was mistaken about "
        "something in 20 % of these steps and misread the other side by 0.50 rungs on average.");
    CHECK(RiverWords(river, spec, true, "runs that reach a crisis").place({0, 0, 0}) ==
          "Stays on All calm, step 1: 40 of 100 runs that reach a crisis (40 %). Who moved: Southland 90 %, "
          "Northland 10 %. Whoever moved was mistaken about something in 10 % of these steps.");
}

TEST_CASE("where none or all of the runs end in crisis, that is said without an interval") {
    River river = handmade_river();
    const Spec spec = named_scenario();
    const auto said = [&](const OutcomeCounts& runs) {
        river.ribbons[1].runs = runs;
        return RiverWords(river, spec).sentences({0, 0, 1})[1];
    };
    CHECK(said({20, 30, 0, 0}) == "All of them end in crisis.");
    CHECK(said({0, 0, 20, 30}) == "None of them ends in crisis.");
    CHECK(said({0, 0, 1, 0}) == "It does not end in crisis.");
    CHECK(said({1, 0, 0, 0}) == "It ends in crisis.");
    CHECK(said({0, 1, 9, 0}) == "1 of them ends in crisis (" + interval_words(1, 10) + ").");
    CHECK(crisis_sentence(1, 1000) == "Under 1 % of them end in crisis (" + interval_words(1, 1000) + ").");
    CHECK(crises({20, 30, 7, 8}) == 50);
}

TEST_CASE("the summary of a river counts its ends by outcome and names the highest rung reached") {
    const River river = handmade_river();
    const Spec spec = named_scenario();
    CHECK(RiverWords(river, spec).summary() ==
          "A flow chart of 100 runs over the rungs of the ladder, step by step from left to right. 20 (20 %) "
          "end in crisis, 50 (50 %) calm down, 30 (30 %) end without a crisis. The highest rung reached is "
          "High tension. The table beside it has the same numbers.");
    CHECK(RiverWords(river, spec).length_sentence() == "100 runs; 20 are longer than shown.");
}

TEST_CASE("the table of a river has the figures of its places, by step and from the highest rung down") {
    const River river = handmade_river();
    const Spec spec = named_scenario();
    const RiverWords words(river, spec);
    const auto rows = river_rows(river, words);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == RiverRow{"0", "All calm", "100", "100 %", "20 % (13 to 29 %)", "start",
                              "High tension 50 %, the same rung 40 %, ends here 10 %",
                              "Southland 57 %, Northland 38 %, accident 6 %"});
    CHECK(rows[1] == RiverRow{"1", "High tension", "50", "50 %", "36 % (23 to 51 %)", "All calm 100 %",
                              "ends here 60 %, goes on beyond the picture 40 %", ""});
    CHECK(rows[2] == RiverRow{"1", "All calm", "40", "40 %", "5 % (1 to 17 %)", "the same rung 100 %",
                              "ends here 100 %", ""});
    CHECK(river_rows(river, RiverWords(river, spec, true))[1].crisis == kByTheFilter);
    const auto most = river_rows(river, words, 2);
    REQUIRE(most.size() == 2);
    CHECK(most[1].runs == "50");  // the places with most runs
}

TEST_CASE("what is not drawn is said with its share of what flows") {
    RiverPicture picture;
    for (const std::uint64_t runs : {970, 20, 10}) picture.bands.push_back({0, 0, 0, runs, 0, 1, {}});
    CHECK(hidden_words(picture, 1) == "2 rare paths (" + percent_words(30, 1000) + ") are hidden.");
    CHECK(hidden_words(picture, 2) == "1 rare path (" + percent_words(10, 1000) + ") is hidden.");
    CHECK(hidden_words(picture, 3).empty());
}
