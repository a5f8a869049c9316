// The window of steps: it stays within the whole, keeps its width when it moves, and its place when it grows.
#include "session/step_window.hpp"

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

TEST_CASE("a window lies within the whole and has a least width", "[viz][session]") {
    CHECK(window_of(8, 14, 41) == StepWindow{8, 14});
    CHECK(window_of(14, 8, 41) == StepWindow{8, 14});
    CHECK(window_of(5, 5, 41) == StepWindow{5, 7});
    CHECK(window_of(41, 41, 41) == StepWindow{39, 41});
    CHECK(window_of(90, 95, 41) == StepWindow{39, 41});
    CHECK(window_of(0, 41, 41).all());
    CHECK(window_of(0, 99, 41).all());
    CHECK(window_of(0, 1, 1).all());
    CHECK(opened({}, 41) == StepWindow{0, 41});
    CHECK(opened({50, 60}, 41) == StepWindow{41, 41});
}

TEST_CASE("zooming in and out again comes back to all steps", "[viz][session]") {
    for (const std::size_t whole : {3U, 10U, 41U, 500U}) {
        for (const double around : {0.0, 2.0, static_cast<double>(whole)}) {
            StepWindow window;
            for (int i = 0; i < 40; ++i) {
                const StepWindow next = zoomed(window, whole, around, true);
                const StepWindow shown = opened(next, whole);
                CHECK(shown.last <= whole);
                CHECK(shown.last - shown.first >= kLeastSteps);
                CHECK(static_cast<double>(shown.first) <= around);
                CHECK(static_cast<double>(shown.last) >= around);
                window = next;
            }
            const StepWindow closest = opened(window, whole);
            CHECK(closest.last - closest.first == kLeastSteps);
            for (int i = 0; i < 40 && !window.all(); ++i) window = zoomed(window, whole, around, false);
            CHECK(window.all());
        }
    }
}

TEST_CASE("a window moves as far as there are steps", "[viz][session]") {
    CHECK(panned({8, 14}, 41, 5) == StepWindow{13, 19});
    CHECK(panned({8, 14}, 41, -99) == StepWindow{0, 6});
    CHECK(panned({8, 14}, 41, 99) == StepWindow{35, 41});
    CHECK(panned({}, 41, 5).all());
}

TEST_CASE("columns are merged no more than the steps shown need", "[viz][session]") {
    CHECK(merging_for(0, 24) == 1);
    CHECK(merging_for(24, 24) == 1);
    CHECK(merging_for(25, 24) == 2);
    CHECK(merging_for(49, 24) == 5);
    CHECK(merging_for(121, 24) == 10);
    CHECK(merging_for(241, 24) == 20);
    CHECK(merging_for(481, 24) == 50);
}

TEST_CASE("a place is carried over to other columns at the same step", "[viz][session]") {
    CHECK(carried_over({6, 2, {}}, 1, 2) == RiverPlace{3, 2, {}});
    CHECK(carried_over({3, 2, {}}, 2, 1) == RiverPlace{6, 2, {}});
    CHECK(carried_over({5, 2, {}}, 2, 5) == RiverPlace{2, 2, {}});
    CHECK_FALSE(carried_over({3, 2, {}}, 1, 2));
    CHECK(carried_over({3, 2, 4}, 2, 2) == RiverPlace{3, 2, 4});
    CHECK_FALSE(carried_over({4, 2, 4}, 1, 2));
}

TEST_CASE("the selected place is the same step when columns are merged otherwise, or none", "[viz][river]") {
    ViewState state;
    state.place = RiverPlace{4, 2, {}};
    state.place_merge = 1;
    const PathTable table = table_of(random_paths(5, 300));
    const River single = aggregate(table, {Lane::higher, 1, 20}),
                pairs = aggregate(table, {Lane::higher, 2, 20});
    REQUIRE(has_runs_at(single, *state.place));
    CHECK(place_of(state, single) == state.place);
    REQUIRE(has_runs_at(pairs, {2, 2, {}}));
    CHECK(place_of(state, pairs) == RiverPlace{2, 2, {}});
    state.place->column = 3;
    CHECK_FALSE(place_of(state, pairs));
    state.place = RiverPlace{4, 2, 2};
    CHECK_FALSE(place_of(state, pairs));
}
