// A node opened into its parts: they add up to the node, and a part's clause takes the runs that are counted
// in it.
#include "session/drill.hpp"

#include <firebreak/scenario.hpp>

#include "render/drill_words.hpp"
#include "render/river_places.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

TEST_CASE("the parts of a node add up to it, and their clauses take their runs", "[viz][session]") {
    const PathTable table = table_of(random_paths(31, 500));
    std::size_t asked = 0;
    for (const std::size_t merge : {1U, 2U, 5U}) {
        const River river = aggregate(table, {Lane::first, merge, 60});
        for (std::size_t i = 0; i < river.cells.size(); ++i) {
            const RiverPlace place{i / river.rungs, i % river.rungs, {}};
            for (const DrillWay way : {DrillWay::in, DrillWay::out}) {
                const Drill drill = drill_into(table, {}, place, river.options, way);
                CHECK(drill.runs == river.cells[i].total());
                std::uint64_t sum = drill.resting, before = drill.runs;
                for (const SubNode& node : drill.nodes) {
                    sum += node.runs;
                    CHECK(node.runs <= before);
                    before = node.runs;
                    CHECK((merge > 1 || node.clause));
                    if (!node.clause) continue;
                    ++asked;
                    const RunMask mask = select(table, {{clause_of(place, river.options), *node.clause}});
                    REQUIRE(count(mask) == node.runs);
                    std::uint64_t bad = 0;
                    for (std::size_t run = 0; run < mask.size(); ++run) {
                        const auto outcome = static_cast<Outcome>(table.outcome[run]);
                        bad +=
                            mask[run] != 0 && (outcome == Outcome::crisis || outcome == Outcome::war) ? 1 : 0;
                    }
                    CHECK(bad == node.crises);
                }
                CHECK(sum == drill.runs);
                if (way == DrillWay::out) CHECK(drill.resting == total(river.cells[i].ended));
            }
        }
    }
    CHECK(asked > 300);
}

TEST_CASE("the largest parts are kept, and what is left out is said", "[viz][session]") {
    const PathTable table = table_of(random_paths(32, 500));
    const RiverPlace place{2, 3, {}};
    const Drill all = drill_into(table, {}, place, {}, DrillWay::out),
                some = drill_into(table, {}, place, {}, DrillWay::out, 3);
    REQUIRE(all.nodes.size() > 5);
    CHECK(std::equal(some.nodes.begin(), some.nodes.end(), all.nodes.begin()));
    CHECK(some.nodes.size() == 3);
    CHECK(some.left_nodes == all.nodes.size() - 3);
    std::uint64_t left = 0;
    for (std::size_t i = 3; i < all.nodes.size(); ++i) left += all.nodes[i].runs;
    CHECK(some.left_runs == left);
    CHECK(rest_words(some, DrillWay::out).find("smaller parts with") != std::string::npos);
    RunMask none(table.runs(), 0);
    CHECK(drill_into(table, none, place, {}, DrillWay::in).runs == 0);
    CHECK(rest_words({}, DrillWay::in).empty());
}

TEST_CASE("a part in words has its counts and intervals", "[viz][session]") {
    const Spec spec = *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec;
    SubNode node{PathTable::kNobody, {}, 0, 25, 5, {}};
    CHECK(sub_node_words(spec, node, 100) ==
          "an accident: 25 of 100 runs (25 %, 17 to 35 %). 5 of 25 end in crisis (7 to 41 %).");
    node.mover = 1;
    node.move = MoveId{std::size_t{0}};
    node.gap = 1;
    CHECK(sub_node_name(spec, node).starts_with("Moscow: "));
    CHECK(sub_node_name(spec, node).ends_with(", misreading the other by 1 rung"));
}
