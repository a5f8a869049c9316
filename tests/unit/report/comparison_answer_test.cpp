// A comparison of two arms in words and as JSON, from figures made by hand.
#include "report/comparison_answer.hpp"

#include "report/json.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

// Of 2,000 pairs 150 avoided and 30 caused.
Comparison handmade_comparison() {
    Comparison comparison;
    comparison.origin = handmade_origin();
    comparison.arms = {ArmSpec{}, ArmSpec{{"hotline"}, {}}};
    comparison.names = {"no measures", "hotline"};
    comparison.totals[0].crisis = 300;
    comparison.totals[0].outcomes = {70, 230, 800, 900};
    comparison.totals[0].events = 40'000;
    comparison.totals[0].digest = 0x1;
    comparison.totals[1].crisis = 180;
    comparison.totals[1].outcomes = {50, 130, 850, 970};
    comparison.totals[1].events = 30'000;
    comparison.totals[1].digest = 0x2;
    comparison.effect = effect_of({1670, 30, 150, 150});
    comparison.runs = 2000;
    comparison.seconds = 1.5;
    comparison.sampled = 178;
    comparison.kinds = {{"only with hotline: chooses ask", kNorth, 120, 11, 3},
                        {"only with no measures: outage happens", {}, 20, 12, 17},
                        {"reads a move, but differently", kSouth, 8, 7, 29}};
    return comparison;
}

std::string text_of(const Comparison& comparison) {
    return wide_text(comparison_answer(named_scenario(), comparison));
}

}  // namespace

TEST_CASE("a comparison has both arms' shares and what the second changes against the first") {
    const std::string text = text_of(handmade_comparison());
    CHECK(has_line(text, "hotline against no measures, 2,000 runs of each:"));
    CHECK(row_with(text, "  no measures  ") == Cells{"no measures", "300", "15.0 %", "13.5 to 16.6"});
    CHECK(row_with(text, "  hotline  ") == Cells{"hotline", "180", "9.0 %", "7.8 to 10.3"});
    CHECK(has_line(
        text,
        "Run by run and chance for chance: 150 crises prevented, 30 caused; 150 either way, and 1,670 "
        "runs without a crisis either way."));
    CHECK(has_line(text, "Difference: -6.0 points, 95 % interval -7.3 to -4.7: fewer crises."));
}

TEST_CASE("a comparison's verdict follows the sign of its interval") {
    Comparison comparison = handmade_comparison();
    comparison.effect = effect_of({1610, 90, 10, 290});
    CHECK(has_line(text_of(comparison),
                   "Difference: +4.0 points, 95 % interval +3.0 to +5.0: more crises: makes matters worse."));
    CHECK(lines_with(text_of(comparison), ": 10 crises prevented, 90 caused; 290 either way, and 1,610 runs")
              .size() == 1);
    comparison.effect = effect_of({1652, 48, 52, 248});
    CHECK(has_line(text_of(comparison),
                   "Difference: -0.2 points, 95 % interval -1.2 to +0.8: no detectable difference."));
}

TEST_CASE("each way in which runs part has its side, its counts and its example") {
    const std::string text = text_of(handmade_comparison());
    CHECK(has_line(
        text, "Where the two runs first differ, in 178 of the 180 pairs with a crisis in only one of them:"));
    CHECK(row_with(text, "chooses ask") ==
          Cells{"only with hotline: chooses ask", "Northland", "120", "11", "--replicate 3"});
    CHECK(row_with(text, "outage happens") ==
          Cells{"only with no measures: outage happens", "20", "12", "--replicate 17"});
    CHECK(row_with(text, "reads a move") ==
          Cells{"reads a move, but differently", "Southland", "8", "7", "--replicate 29"});
    CHECK(has_line(text,
                   "Look into one: firebreak explain two.yaml --seed 7 --measures hotline --replicate K"));
    Comparison none = handmade_comparison();
    none.sampled = 0;
    CHECK(has_line(text_of(none), "In every pair both runs have a crisis, or neither has."));
}

TEST_CASE(
    "the command that looks into a run names what its arm is, or is left out where there are no words for "
    "it") {
    struct Case {
        ArmSpec arm;
        std::string options;
    };
    ArmSpec both{{}, {true, true}}, south{{"drill"}, {false, true}}, two, rule;
    two.clean = {Clean(Perception::tone), Clean(Perception::cause)};
    rule.without = {{kSouth, 0}};
    for (const Case& c :
         {Case{both, "--measures none --arm clean-both"}, Case{south, "--measures drill --arm clean-south"},
          Case{two, ""}, Case{rule, "--measures none --without south.1"}}) {
        Comparison comparison = handmade_comparison();
        comparison.arms[1] = c.arm;
        const auto lines = lines_with(text_of(comparison), "Look into one");
        REQUIRE(lines.size() == (c.options.empty() ? 0U : 1U));
        if (!lines.empty())
            CHECK(lines[0] ==
                  "Look into one: firebreak explain two.yaml --seed 7 " + c.options + " --replicate K");
    }
}

TEST_CASE("a comparison that was interrupted says after how many runs, and of none it shows nothing") {
    Comparison comparison = handmade_comparison();
    comparison.complete = false;
    comparison.origin.asked = 9000;
    CHECK(has_line(text_of(comparison), "PARTIAL: interrupted after 2,000 of 9,000 runs."));
    comparison.runs = 0;
    CHECK(lines_with(text_of(comparison), "against").empty());
}

TEST_CASE("the JSON of a comparison has each arm in its place, the effect and the ways in which runs part") {
    const Json json = Json::parse(comparison_json(named_scenario(), handmade_comparison()));
    CHECK((json["runs"] == 2000 && json["seconds"] == 1.5 && json["events"] == 70'000 && json["seed"] == 7));
    CHECK(json["against"] == Json::array());
    CHECK(json["measures"] == Json({"hotline"}));
    const Json& arms = json["arms"];
    CHECK(arms[0]["outcomes"] == Json{{"war", 70}, {"crisis", 230}, {"settled", 800}, {"unresolved", 900}});
    CHECK(arms[1]["outcomes"] == Json{{"war", 50}, {"crisis", 130}, {"settled", 850}, {"unresolved", 970}});
    CHECK((arms[0]["digest"] == "0000000000000001" && arms[1]["digest"] == "0000000000000002"));
    CHECK((arms[0]["measures"] == Json::array() && arms[1]["measures"] == Json({"hotline"})));
    CHECK((arms[0]["crisis"]["count"] == 300 && arms[1]["crisis"]["count"] == 180));
    CHECK(arms[1]["crisis"]["share"] == 0.09);
    CHECK((json["paired"]["avoided"] == 150 && json["paired"]["caused"] == 30));
    CHECK((json["paired"]["both"] == 150 && json["paired"]["neither"] == 1670));
    const Json& parting = json["divergences"];
    CHECK((parting["sampled"] == 178 && parting["of"] == 180 && parting["kinds"].size() == 3));
    CHECK(parting["kinds"][0] == Json{{"what", "only with hotline: chooses ask"},
                                      {"actor", "north"},
                                      {"count", 131},
                                      {"avoided", 120},
                                      {"caused", 11},
                                      {"replicate", 3}});
    CHECK(parting["kinds"][1]["actor"].is_null());
    CHECK(parting["kinds"][2]["actor"] == "south");
}
