#include <firebreak/paths.hpp>

#include "support/catch.hpp"
#include "support/scenarios.hpp"
#include "unit/paths/handmade_graph.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

MoveId move_named(const Spec& spec, const std::string& id) {
    const auto found = std::find_if(spec.moves.begin(), spec.moves.end(),
                                    [&](const MoveSpec& move) { return move.id == id; });
    REQUIRE(found != spec.moves.end());
    return MoveId{static_cast<std::size_t>(found - spec.moves.begin())};
}

}  // namespace

TEST_CASE("ways down are moves to a rung below the mover's own, whatever they are called") {
    const Spec spec = scenario(
        "moves: {drop: {by: -1}, calm-down: {to: calm}, to-crisis: {to: crisis}, climb: {by: 1}, stay: "
        "{raise_to: calm}}\n");
    PathGraph graph = handmade(4, {});
    const auto add = [&](std::uint32_t from, const std::string& move, std::uint64_t runs) {
        graph.decisions.push_back({from, {kNorth, move_named(spec, move), false}, {runs, runs, 0, 0}});
    };
    add(0, "drop", 5);       // 0: already on the lowest rung
    add(0, "calm-down", 5);  // 1: likewise
    add(1, "drop", 3);       // 2: down
    add(1, "climb", 9);      // 3: up
    add(1, "stay", 9);       // 4: raises at most
    add(2, "calm-down", 7);  // 5: down
    add(2, "to-crisis", 9);  // 6: where it is
    add(3, "to-crisis", 8);  // 7: down from brink to crisis
    graph.decisions.push_back({1, {{}, {}, true}, {9, 9, 0, 0}});
    CHECK(off_ramps(spec, graph).descents == std::vector<std::uint32_t>{7, 5, 2});
}

TEST_CASE("closed are situations above the start from which none of enough runs came down") {
    PathGraph graph = handmade(5, {});
    graph.nodes[0].counts = {100, 100, 50, 0};  // the start is not above itself
    graph.nodes[1].counts = {40, 40, 40, 0};
    graph.nodes[2].counts = {60, 60, 60, 0};
    graph.nodes[3].counts = {29, 29, 29, 0};  // too few
    graph.nodes[4].counts = {90, 90, 80, 1};  // one came down
    CHECK(off_ramps(scenario(""), graph).closed == std::vector<std::uint32_t>{2, 1});
}

TEST_CASE("the way down closes at the last situation from which one run in ten came down") {
    PathGraph graph = handmade(4, {{0, 0, 1, 10}, {1, 0, 2, 10}, {2, 0, 3, 10}, {3, 0, 4 + kWarAfter, 10}});
    const GraphPath path{{0, 1, 2, 3}, 1, 0, 0};
    graph.nodes[1].counts = {100, 100, 0, 9};
    graph.nodes[2].counts = {100, 100, 0, 10};
    graph.nodes[3].counts = {100, 100, 0, 9};
    CHECK(last_way_down(graph, path) == std::optional<std::size_t>(2));
    graph.nodes[2].counts.came_down = 9;
    CHECK(last_way_down(graph, path) == std::optional<std::size_t>(0));
    graph.nodes[0].situation.under_way[1] = RungId{std::size_t{3}};
    graph.nodes[0].counts = {100, 100, 0, 0};
    CHECK(last_way_down(graph, path) == std::nullopt);
}
