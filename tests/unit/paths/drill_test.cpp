// A node opened into its parts: they add up to the node, and a part's clause takes the runs that are counted
// in it.
#include <firebreak/river.hpp>

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

TEST_CASE("the parts of a node add up to it, and their clauses take their runs") {
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
                    for (std::size_t run = 0; run < mask.size(); ++run)
                        bad += mask[run] != 0 && table.crisis(run) ? 1 : 0;
                    CHECK(bad == node.crises);
                }
                CHECK(sum == drill.runs);
                if (way == DrillWay::out) CHECK(drill.resting == total(river.cells[i].ended));
            }
        }
    }
    CHECK(asked > 300);
}

TEST_CASE("the largest parts are kept, and what is left out is counted") {
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
    RunMask none(table.runs(), 0);
    CHECK(drill_into(table, none, place, {}, DrillWay::in).runs == 0);
}
