// What is best, and in which order, among the changes of an answer; and its figures for programs.
#include "report/causes_answer.hpp"

#include <firebreak/program.hpp>

#include "report/causes_sections.hpp"
#include "report/findings.hpp"
#include "report/json.hpp"
#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

using Places = std::vector<std::size_t>;

namespace {

Json whole() { return Json::parse(causes_json(named_scenario(), handmade_causes())); }

}  // namespace

TEST_CASE("a change's effect has what it averts as avoided and what it brings as caused") {
    const CausesAnswer answer = handmade_causes();
    const Effect effect = answer.effect(4);
    CHECK(effect.pairs == PairTotals{790, 10, 40, 160});
    CHECK(effect.difference == Approx(-0.03));
    CHECK(effect.lowers());
    CHECK(answer.effect(3).raises());
    CHECK((answer.averted_by(4).count == 40 && answer.averted_by(4).n == 200));
    CHECK((answer.crisis().count == 200 && answer.crisis().n == 1000));
}

TEST_CASE("changes of a kind are ranked by what they avert less what they bring, the best first") {
    const CausesAnswer answer = handmade_causes();
    CHECK(answer.ranked(Change::Kind::perception) == Places{0, 2, 1, 3});
    CHECK(answer.ranked(Change::Kind::measure) == Places{5, 4, 6});  // the one that turns no run is left out
    CHECK(answer.ranked(Change::Kind::rule) == Places{8, 9});
}

TEST_CASE("the best change is the one that lowers most, seeing everything left out, of equals the later") {
    CausesAnswer answer = handmade_causes();
    CHECK(answer.best_change() == 2U);
    CHECK(answer.best_change(Change::Kind::perception) == 2U);
    CHECK(answer.best_change(Change::Kind::measure) == 5U);
    CHECK(answer.best_change(Change::Kind::rule) == 8U);
    answer.causes.change_tallies[9] = {65, 3, 0, 0};
    CHECK(answer.best_change(Change::Kind::rule) == 9U);
    for (ChangeTally& tally : answer.causes.change_tallies) std::swap(tally.averts, tally.causes);
    CHECK(answer.best_change() == 3U);  // the one that did harm
    CHECK_FALSE(answer.best_change(Change::Kind::measure));
}

TEST_CASE("the commonest misperception is the one that is pivotal most often, decisions left out") {
    Causes causes = handmade_causes().causes;
    REQUIRE(commonest_misperception(causes) != nullptr);
    CHECK(commonest_misperception(causes)->pivotal == 80);
    std::reverse(causes.kinds.begin(), causes.kinds.end());
    CHECK(commonest_misperception(causes)->pivotal == 80);
    for (FlawTally& tally : causes.kinds) tally.pivotal = tally.group.kind == Flaw::Kind::escalation ? 5 : 0;
    CHECK(commonest_misperception(causes) == nullptr);
}

TEST_CASE("the JSON of causes has each count under its name") {
    const Json json = whole();
    CHECK((json["runs"] == 1000 && json["twins"] == 54'321 && json["seconds"] == 3.5));
    for (const auto& [name, count, n] :
         std::vector<std::tuple<std::string, int, int>>{{"crisis", 200, 1000},
                                                        {"inadvertent", 140, 1000},
                                                        {"deliberate", 60, 1000},
                                                        {"averted", 30, 1000},
                                                        {"with_pivotal", 110, 200}}) {
        INFO(name);
        CHECK(json[name]["count"] == count);
        CHECK(json[name]["share"].get<double>() == Approx(static_cast<double>(count) / n));
    }
    CHECK(json["with_pivotal"]["low"].get<double>() == Approx(0.47824931099353907).epsilon(1e-9));
    CHECK(json["with_pivotal"]["high"].get<double>() == Approx(0.6202464100211491).epsilon(1e-9));
    CHECK(json["smallest_sets"] ==
          Json{{"one", 110}, {"two", 50}, {"three", 21}, {"none", 19}, {"unsearched", 7}});
}

TEST_CASE("each tally of the JSON has its counts, what it is about and its example") {
    const Json json = whole();
    for (const char* list : {"kinds", "groups"}) {
        REQUIRE(json[list].size() == 4);
        const Json& wrong = json[list][1];
        CHECK((wrong["kind"] == "misattribution" && wrong["actor"] == "north"));
        CHECK((wrong["present"]["count"] == 150 && wrong["pivotal"]["count"] == 80));
        CHECK(wrong["pivotal"]["share"] == 0.4);
        CHECK((wrong["last_chance"] == 61 && wrong["in_smallest"] == 45 && wrong["averted"] == 9));
        CHECK(wrong["example"] == Json{{"replicate", 13}, {"event", 47}});
    }
    const Json& groups = json["groups"];
    CHECK((groups[1]["true_cause"] == "accident" && groups[1]["believed"] == "attack"));
    CHECK(groups[2]["off"] == 1);
    CHECK((groups[3]["message"] == "warning" && groups[3]["channel"] == "radio" &&
           groups[3]["actor"] == "south"));
    CHECK(groups[0]["move"] == "rise");
    CHECK_FALSE((json["kinds"][1].contains("believed") || json["kinds"][0].contains("move")));
}

TEST_CASE("each change of the JSON has what it averts and what it brings") {
    const Json changes = whole()["changes"];
    REQUIRE(changes.size() == 10);
    CHECK((changes[0]["kind"] == "perception" && changes[0]["actor"].is_null() &&
           changes[0]["perception"].is_null()));
    CHECK((changes[2]["actor"] == "north" && changes[2]["perception"] == "cause"));
    CHECK((changes[5]["kind"] == "measure" && changes[5]["measure"] == "hotline"));
    CHECK((changes[9]["kind"] == "rule" && changes[9]["rule"] == "south.1"));
    const CausesAnswer answer = handmade_causes();
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const ChangeTally& tally = answer.causes.change_tallies[i];
        CHECK(changes[i]["averts"]["count"] == tally.averts);
        CHECK(changes[i]["paired"]["avoided"] == tally.averts);
        CHECK(changes[i]["paired"]["caused"] == tally.causes);
        CHECK(changes[i]["paired"]["both"] == 200 - tally.averts);
        CHECK(changes[i]["paired"]["neither"] == 800 - tally.causes);
    }
}

TEST_CASE("each crisis of the JSON has its flaws, its last chances and its smallest set") {
    const Json crises = whole()["crises"];
    REQUIRE(crises.size() == 2);
    const Json& run = crises[0];
    CHECK((run["replicate"] == 12 && run["crisis_time_ms"] == 20 * kDay && run["inadvertent"] == true));
    CHECK((run["last_chance"] == 47 && run["last_decision_chance"] == 48 && run["searched"] == true));
    REQUIRE(run["flaws"].size() == 3);
    CHECK((run["flaws"][0]["event"] == 31 && run["flaws"][0]["t"] == 4 * kDay &&
           run["flaws"][0]["kind"] == "misreading"));
    CHECK(run["flaws"][2]["pivotal"] == true);
    REQUIRE(run["smallest_set"].size() == 1);
    CHECK(run["smallest_set"][0]["event"] == 31);
    CHECK((crises[1]["inadvertent"] == false && crises[1]["last_chance"].is_null() &&
           crises[1]["searched"] == false));
}

TEST_CASE("the JSON of one run names the changes that turn it") {
    RunCauses run = handmade_crisis();
    run.pivotal = {0, 1, 1};
    run.turned = {1, 0, 1, 0, 0, 1, 0, 0, 0, 0};
    const Json json = Json::parse(
        run_causes_json(named_scenario(), run, handmade_causes().causes.changes, handmade_origin()));
    REQUIRE(json["turned_by"].size() == 3);
    CHECK(json["turned_by"][1]["actor"] == "north");
    CHECK(json["turned_by"][2]["measure"] == "hotline");
    CHECK((json["flaws"][0]["pivotal"] == false && json["flaws"][1]["pivotal"] == true));
    CHECK((json["crisis"] == true && json["averted"] == false));
}

TEST_CASE("the CSV of causes has a row for each crisis and each value in its column") {
    const auto rows = read_csv(table_csv(causes_rows(named_scenario(), handmade_causes())));
    REQUIRE(rows.size() == 2);
    const CsvRecord first{{"scenario", "test"},
                          {"sha256", handmade_origin().sha256},
                          {"commit", commit()},
                          {"seed", "7"},
                          {"set", set_words(handmade_origin().sets)},
                          {"rep", "12"},
                          {"crisis_time_ms", std::to_string(20 * kDay)},
                          {"inadvertent", "yes"},
                          {"pivotal_misperceptions", "2"},
                          {"pivotal_decisions", "1"},
                          {"smallest_set", "1"},
                          {"searched", "yes"},
                          {"last_chance_event", "47"},
                          {"last_chance_t_ms", std::to_string(9 * kDay)},
                          {"last_chance_kind", "misattribution"},
                          {"last_chance_actor", "north"},
                          {"last_chance", "Northland mistook An accident for An attack"}};
    CHECK(rows[0] == first);
    CHECK((rows[1].at("rep") == "15" && rows[1].at("inadvertent") == "no" && rows[1].at("searched") == "no"));
    CHECK((rows[1].at("smallest_set") == "0" && rows[1].at("last_chance_event").empty() &&
           rows[1].at("last_chance").empty()));
}
