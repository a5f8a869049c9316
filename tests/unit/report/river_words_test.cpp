// What a river says in words, from a river of 100 runs made by hand.
#include "report/river_words.hpp"

#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

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

Cells cells(const RiverRow& row) {
    return {row.step, row.rung, row.runs, row.share, row.crisis, row.from, row.to, row.movers};
}

}  // namespace

TEST_CASE("a node says how many runs stand there, where they come from and go to, and who moves them") {
    const River river = handmade_river();
    const RiverWords words(river, named_scenario());
    CHECK(words.node(0, 0) ==
          "Rung All calm, at the start: 100 of 100 runs (100 %). Of these 20 in 100 end in crisis (13 to "
          "29). Goes to: High tension 50 %, the same rung 40 %, ends here 10 %. Mover: Southland 57 %, "
          "Northland 38 %, accident 6 %. The mover had something wrong in 16 % of these steps and misread "
          "the other side by 0.28 rungs on average.");
    CHECK(words.node(1, 1) ==
          "Rung High tension, step 1: 50 of 100 runs (50 %). Of these 36 in 100 end in crisis (23 to 51). "
          "Came from: All calm 100 %. Goes to: ends here 60 %, goes on beyond the picture 40 %.");
    CHECK(words.node(1, 0) ==
          "Rung All calm, step 1: 40 of 100 runs (40 %). Of these 5 in 100 end in crisis (1 to 17). Came "
          "from: the same rung 100 %. Goes to: ends here 100 %.");
}

TEST_CASE("a ribbon says from where to where it goes, how many take it and who moves them") {
    const River river = handmade_river();
    const RiverWords words(river, named_scenario());
    CHECK(words.ribbon(0, 0, 1) ==
          "From All calm to High tension, step 1: 50 of 100 runs (50 %). Of these 36 in 100 end in crisis "
          "(23 to 51). Mover: Northland 60 %, Southland 30 %, accident 10 %. The mover had something wrong "
          "in 20 % of these steps and misread the other side by 0.50 rungs on average.");
    CHECK(words.ribbon(0, 0, 0) ==
          "Stays on All calm, step 1: 40 of 100 runs (40 %). Of these 5 in 100 end in crisis (1 to 17). "
          "Mover: Southland 90 %, Northland 10 %. The mover had something wrong in 10 % of these steps.");
}

TEST_CASE("where none or all of the runs end in crisis, that is said without an interval") {
    River river = handmade_river();
    river.ribbons[1].runs = {20, 30, 0, 0};
    river.ribbons[0].runs = {0, 0, 1, 0};
    const RiverWords words(river, named_scenario());
    CHECK(words.ribbon(0, 0, 1).find(" All of these end in crisis.") != std::string::npos);
    CHECK(words.ribbon(0, 0, 0).find(" It does not end in crisis.") != std::string::npos);
    CHECK(crises({20, 30, 7, 8}) == 50);
}

TEST_CASE("the summary of a river counts its ends by outcome and names the highest rung reached") {
    const River river = handmade_river();
    CHECK(RiverWords(river, named_scenario()).summary() ==
          "A flow chart of 100 runs over the rungs of the ladder, step by step from left to right. 20 (20 %) "
          "end in crisis, 50 (50 %) settled, 30 (30 %) unresolved. The highest rung reached is High tension. "
          "The same is in the table beside it.");
}

TEST_CASE(
    "the table beside a river has the same figures in its columns, by step and from the highest rung down") {
    const River river = handmade_river();
    const auto rows = river_rows(river, named_scenario());
    REQUIRE(rows.size() == 3);
    CHECK(cells(rows[0]) == Cells{"0", "All calm", "100", "100 %", "20 % (13 to 29)", "start",
                                  "High tension 50 %, the same rung 40 %, ends here 10 %",
                                  "Southland 57 %, Northland 38 %, accident 6 %"});
    CHECK(cells(rows[1]) == Cells{"1", "High tension", "50", "50 %", "36 % (23 to 51)", "All calm 100 %",
                                  "ends here 60 %, goes on beyond the picture 40 %", ""});
    CHECK(cells(rows[2]) == Cells{"1", "All calm", "40", "40 %", "5 % (1 to 17)", "the same rung 100 %",
                                  "ends here 100 %", ""});
    RiverSvgOptions fixed_ends;
    fixed_ends.ends_fixed = true;
    CHECK(river_rows(river, named_scenario(), fixed_ends)[1].crisis == kByTheFilter);
    const auto most = river_rows(river, named_scenario(), {}, 2);
    REQUIRE(most.size() == 2);
    CHECK(most[1].runs == "50");  // the places with most runs
}

TEST_CASE("merged steps are named by the first and the last of them") {
    River river = handmade_river();
    for (const auto& [merge, words] :
         std::map<std::size_t, std::string>{{1, "2"}, {2, "3 and 4"}, {5, "6 to 10"}}) {
        river.options.merge_steps = merge;
        CHECK(RiverWords(river, named_scenario()).step(2) == words);
    }
}
