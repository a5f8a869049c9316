// Parts of a node, steps into crisis and counts in words.

#include <firebreak/river_picture.hpp>
#include <firebreak/scenario.hpp>

#include "session/count_words.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

TEST_CASE("a part in words has its counts and intervals", "[viz][session]") {
    const Spec spec = *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec;
    SubNode node{PathTable::kNobody, {}, 0, 25, 5, {}};
    CHECK(sub_node_words(spec, node, 100) ==
          "an accident: 25 of 100 runs (25 %, 17 to 35 %). 5 of them end in crisis (7 to 41 %).");
    node.mover = 1;
    node.move = MoveId{std::size_t{0}};
    node.gap = 1;
    CHECK(sub_node_name(spec, node).starts_with("Moscow: "));
    CHECK(sub_node_name(spec, node).ends_with(", misreading the other by 1 rung"));
}
TEST_CASE("a step into crisis in words says of how many, and how many misread something", "[viz][render]") {
    const LoadedScenario loaded = load_scenario(source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(loaded.spec);
    CrisisStep part{0, MoveId{std::size_t{0}}, 57, 55, 0};
    const std::string words = crisis_step_words(*loaded.spec, part, 92);
    CHECK(words.starts_with("57 of 92 ("));
    CHECK(words.find("): Washington, ") != std::string::npos);
    CHECK(words.ends_with("; 55 mistaken about something"));
    part.mistaken = 57;
    CHECK(crisis_step_words(*loaded.spec, part, 92).ends_with("; all mistaken about something"));
    part.mover = PathTable::kNobody;
    CHECK(crisis_step_words(*loaded.spec, part, 92).ends_with("): an accident"));
}
TEST_CASE("Counts are said with their interval", "[viz][ladder]") {
    CHECK(with_commas(7) == "7");
    CHECK(with_commas(1234567) == "1,234,567");
    CHECK(per_hundred_words(41, 100) == "41 of 100 (31 to 51)");
    CHECK(per_hundred_words(1, 1000) == "0.1 of 100 (0.0 to 0.6)");
    CHECK(per_hundred_words(0, 411) == "none of 411 (at most 0.9 %)");
    CHECK(per_hundred_words(0, 0) == "none of 0");
    CHECK(share_words(312, 1000) == "312 of 1,000 (28.3 to 34.2 %)");
}

TEST_CASE("A paired difference is said with its interval, or that there is none", "[viz][ladder]") {
    const PairedWords fewer = paired_words(34, 58, 14, 1000);
    CHECK(fewer.counts == "Crisis: 92 \u2192 48 of 1,000.");
    CHECK(fewer.difference == "44 fewer per 1,000 (95 % interval 27 to 61).");
    CHECK(paired_words(34, 14, 58, 1000).difference == "44 more per 1,000 (95 % interval 27 to 61).");
    CHECK(paired_words(34, 5, 4, 1000)
              .difference.starts_with("No detectable difference per 1,000 (95 % interval -"));
    CHECK(paired_words(0, 0, 0, 0).counts == "Crisis: 0 \u2192 0 of 0.");
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
    CHECK(name(0).ends_with(": rise, reading the other correctly"));
    CHECK(name(2).ends_with(": rise, misreading the other by 2 rungs"));
    CHECK(name(3).ends_with(": rise, misreading the other by 3 rungs or more"));
}

TEST_CASE("counts in words never round a rare thing to nothing", "[viz][river]") {
    CHECK(of_hundred(0, 1'000) == "0 of 100");
    CHECK(of_hundred(1, 1'000) == "fewer than 1 of 100");
    CHECK(of_hundred(999, 1'000) == "more than 99 of 100");
    CHECK(of_hundred(1'000, 1'000) == "100 of 100");
    CHECK(percent_words(137, 1'000) == "14 %");
    CHECK(percent_words(0, 1'000) == "0 %");
    CHECK(counted(1, "run") == "1 run");
    CHECK(counted(12'400, "run") == "12,400 runs");
    CHECK(interval_words(137, 1'000) == "12 to 16 %");
}
