// A study for programs: what stands under each name of the JSON and in each column of the CSV.
#include <cmath>

#include <firebreak/program.hpp>

#include "report/json.hpp"
#include "report/study_answer.hpp"
#include "sweep/run_spread.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

// The counts of an arm under the names that the files give them; no two are alike.
struct NamedCount {
    const char* name;
    std::uint64_t ArmTotals::*count;
};
constexpr NamedCount kNamedCounts[] = {{"incidents", &ArmTotals::incidents},
                                       {"strikes", &ArmTotals::strikes},
                                       {"detections", &ArmTotals::detections},
                                       {"reports", &ArmTotals::reports},
                                       {"decisions", &ArmTotals::decisions},
                                       {"acts", &ArmTotals::acts},
                                       {"accidents", &ArmTotals::accidents},
                                       {"moves_seen", &ArmTotals::moves_seen},
                                       {"misread", &ArmTotals::misread},
                                       {"decisions_on_case", &ArmTotals::decisions_on_case},
                                       {"misattributed_at_decision", &ArmTotals::misattributed_at_decision},
                                       {"unjust_acts", &ArmTotals::unjust_acts},
                                       {"missed_hostile", &ArmTotals::missed_hostile},
                                       {"messages", &ArmTotals::messages},
                                       {"delivered", &ArmTotals::delivered},
                                       {"silences", &ArmTotals::silences},
                                       {"concluded_right", &ArmTotals::concluded_right},
                                       {"concluded_wrong", &ArmTotals::concluded_wrong},
                                       {"authored", &ArmTotals::authored},
                                       {"answered", &ArmTotals::answered},
                                       {"event_limit", &ArmTotals::event_limit}};

// Each number with interval and quantiles that no other has.
ArmSpread numbered_spread() {
    ArmSpread spread;
    double next = 100;
    const auto number = [&] {
        next += 10;
        return NumberSpread{{next + 1, next + 2}, next + 3, next + 4, next + 5};
    };
    spread.duration_ms = number();
    spread.crisis_time_ms = number();
    spread.peak_rung = number();
    for (NumberSpread& count : spread.counts) count = number();
    spread.brier_bounds = {0.1, 0.15};
    return spread;
}

void check_spread(const Json& json, double mean, double first) {
    INFO(json.dump());
    CHECK(json["mean"].get<double>() == Approx(mean));
    CHECK((json["low"] == first + 1 && json["high"] == first + 2));
    CHECK((json["p5"] == first + 3 && json["p50"] == first + 4 && json["p95"] == first + 5));
}

StudyAnswer counted_answer() {
    StudyAnswer answer = handmade_answer();
    ArmTotals& totals = answer.arms[2].totals;
    std::uint64_t next = 4000;
    for (const NamedCount& named : kNamedCounts) totals.*named.count = next += 100;
    totals.duration_ms = 2000 * 86'400;
    totals.crisis_time_ms = 180 * 43'200;
    totals.brier_sum = 0.125 * static_cast<double>(totals.decisions_on_case);
    totals.digest = 0xabcdef;
    totals.limits = {0, 30, 20, 10};
    totals.peak_counts[0] = 1000;
    totals.peak_counts[1] = 500;
    totals.peak_counts[4] = 500;
    answer.arms[2].spread = numbered_spread();
    return answer;
}

Json json_of(const StudyAnswer& answer) { return Json::parse(study_json(named_scenario(), answer)); }

void check_share(const Json& json, std::uint64_t count, double share, double low, double high) {
    CHECK(json["count"] == count);
    CHECK(json["share"].get<double>() == Approx(share).epsilon(1e-12));
    CHECK(json["low"].get<double>() == Approx(low).epsilon(1e-9));
    CHECK(json["high"].get<double>() == Approx(high).epsilon(1e-9));
    CHECK(json["level"] == 0.95);
    CHECK(json["method"] == "clopper-pearson");
}

}  // namespace

TEST_CASE("the JSON of a study names the scenario, the seed and the runs") {
    const Json json = json_of(handmade_answer());
    CHECK(json["firebreak"] == version());
    CHECK(json["scenario"] == "test");
    CHECK(json["scenario_sha256"] == handmade_origin().sha256);
    CHECK(json["title"] == "Two sides");
    CHECK(json["question"] == "Does it end badly?");
    CHECK(json["seed"] == 7);
    CHECK(json["runs"] == 2000);
    CHECK(json["seconds"] == 2.5);
    CHECK(json["events"] == 72'000);
    CHECK(json["ladder"] == Json({"calm", "tense", "crisis", "brink", "war"}));
    CHECK_FALSE((json.contains("partial") || json.contains("runs_asked")));
    CHECK(json["arms"].size() == handmade_arms().size());
    StudyAnswer partial = handmade_answer();
    partial.complete = false;
    partial.origin.asked = 9000;
    CHECK(json_of(partial)["partial"] == true);
    CHECK(json_of(partial)["runs_asked"] == 9000);
}

TEST_CASE("each arm of the JSON has its shares, its outcomes and its effect under their names") {
    const Json json = json_of(handmade_answer());
    for (std::size_t i = 0; i < handmade_arms().size(); ++i) {
        const HandmadeArm& made = handmade_arms()[i];
        const Json& arm = json["arms"][i];
        const std::uint64_t crisis = made.effect.n01 + made.effect.n11;
        INFO("arm " << i);
        CHECK(arm["measures"] == Json(made.measures));
        CHECK(arm["clean"] == Json::array());
        CHECK(arm["crisis"]["count"] == crisis);
        CHECK(arm["war"]["count"] == made.war);
        CHECK(arm["inadvertent"]["count"] == made.inadvertent);
        CHECK(arm["averted"]["count"] == made.averted);
        const Json outcomes{{"war", made.war},
                            {"crisis", crisis - made.war},
                            {"settled", 900},
                            {"unresolved", 1100 - crisis}};
        CHECK(arm["outcomes"] == outcomes);
        REQUIRE(arm.contains("paired") == (i > 0));
        if (i == 0) continue;
        CHECK(arm["paired"]["against"] == Json::array());
        CHECK(arm["paired"]["avoided"] == made.effect.n10);
        CHECK(arm["paired"]["caused"] == made.effect.n01);
        CHECK(arm["paired"]["both"] == made.effect.n11);
        CHECK(arm["paired"]["neither"] == made.effect.n00);
    }
}

TEST_CASE("shares and effects of the JSON have their intervals, the low end as low") {
    const Json json = json_of(handmade_answer());
    const Json& arm = json["arms"][2];
    check_share(arm["crisis"], 180, 0.09, 0.07781577715468, 0.10340103460046);
    check_share(arm["war"], 50, 0.025, 0.01861110567634, 0.03282777114906);
    check_share(arm["inadvertent"], 100, 0.05, 0.04086426771825, 0.06048172208323);
    check_share(arm["averted"], 36, 0.018, 0.01263801808113, 0.02483319816140);
    const Json& paired = arm["paired"];
    CHECK(paired["difference"].get<double>() == Approx(-0.06).epsilon(1e-12));
    CHECK(paired["low"].get<double>() == Approx(-0.07288391577329).epsilon(1e-9));
    CHECK(paired["high"].get<double>() == Approx(-0.04699620410683).epsilon(1e-9));
    CHECK(paired["variance_reduction"].get<double>() ==
          Approx(0.2094 / 0.0864).epsilon(1e-12));  // (.1275 + .0819) / (.09 - .0036)
    CHECK(paired["method"] == "bonett-price");
    CHECK(paired["level"] == 0.95);
}

TEST_CASE("the JSON has each count under its name, and means over what they are means of") {
    const StudyAnswer answer = counted_answer();
    const ArmTotals& totals = answer.arms[2].totals;
    const Json arm = json_of(answer)["arms"][2];
    for (const NamedCount& named : kNamedCounts) {
        INFO(named.name);
        CHECK(arm["counts"][named.name] == totals.*named.count);
    }
    CHECK(arm["counts"]["stopped_by"] == Json{{"events", 30}, {"pending", 20}, {"lookups", 10}});
    CHECK(arm["counts"].size() == std::size(kNamedCounts) + 1);
    CHECK(arm["digest"] == "0000000000abcdef");
    CHECK(arm["events"] == 3000);
    CHECK(arm["duration_ms"]["mean"] == 86'400);     // of 2,000 runs
    CHECK(arm["crisis_time_ms"]["mean"] == 43'200);  // of 180 crises
    CHECK(arm["brier"]["mean"] == 0.125);            // of the decisions on a case
    CHECK(arm["peak_rung"]["counts"] == Json({1000, 500, 0, 0, 500}));
    CHECK(arm["peak_rung"]["mean"] == 1.25);
    CHECK_FALSE(json_of(answer)["arms"][0]["counts"].contains("stopped_by"));
}

TEST_CASE("beside each mean of the JSON stand its interval and quantiles, where the runs were watched") {
    const Json json = json_of(counted_answer());
    const Json arm = json["arms"][2];
    check_spread(arm["duration_ms"], 86'400, 110);
    check_spread(arm["crisis_time_ms"], 43'200, 120);
    check_spread(arm["peak_rung"], 1.25, 130);
    CHECK((arm["brier"]["low"] == 0.1 && arm["brier"]["high"] == 0.15));
    REQUIRE(arm["per_run"].size() == kCountRows);
    double first = 140;
    for (const auto& count : kCounts<std::uint64_t>) {
        const double total = arm["counts"][count.name];
        check_spread(arm["per_run"][count.name], total / 2000, first);
        first += 10;
    }
    for (const char* name : {"duration_ms", "crisis_time_ms", "brier", "peak_rung"})
        CHECK_FALSE(json["arms"][0][name].contains("low"));
    CHECK_FALSE(json["arms"][0].contains("per_run"));
}

TEST_CASE("numbers that too few runs tell are null") {
    StudyAnswer answer = handmade_answer();
    answer.arms[0].spread = ArmSpread();
    const Json arm = json_of(answer)["arms"][0];
    for (const char* part : {"low", "high", "p5", "p50", "p95"}) {
        CHECK(arm["crisis_time_ms"][part].is_null());
        CHECK(arm["per_run"]["messages"][part].is_null());
    }
}

TEST_CASE("without runs the JSON has no shares and no means") {
    StudyAnswer answer = handmade_answer();
    answer.runs = 0;
    answer.arms.resize(1);
    answer.arms[0].totals = {};
    answer.arms[0].crisis = proportion(0, 0);
    const Json arm = json_of(answer)["arms"][0];
    CHECK(arm["crisis"]["share"].is_null());
    CHECK((arm["crisis"]["low"] == 0 && arm["crisis"]["high"] == 1));
    for (const char* name : {"duration_ms", "crisis_time_ms", "brier", "peak_rung"})
        CHECK(arm[name]["mean"].is_null());
}

TEST_CASE("clean perception and provenance stand under their names") {
    Spec spec = named_scenario();
    spec.provenance = {{"actors.north.posture.misread", "sourced", "", ""},
                       {"actors.south.posture.misread", "data", "", ""},
                       {"evidence", "assumed", "", ""},
                       {"clock", "structural", "", ""}};
    StudyAnswer answer = handmade_answer();
    answer.arms[1].arm.clean[1] = true;
    const Json json = Json::parse(study_json(spec, answer));
    CHECK(json["arms"][1]["clean"] == Json({"south"}));
    CHECK(json["provenance"]["sourced"] == 1);
    CHECK(json["provenance"]["data"] == 1);
    CHECK(json["provenance"]["structural"] == 1);  // the horizon
    CHECK(json["provenance"]["assumed"] == 2);     // a report's gap and accuracy
    CHECK(json["provenance"]["unmarked"] > 10);
}

TEST_CASE("each column of the CSV has what its heading says") {
    const StudyAnswer answer = counted_answer();
    const auto rows = read_csv(table_csv(study_rows(named_scenario(), answer)));
    REQUIRE(rows.size() == handmade_arms().size());
    const auto number = [](const CsvRecord& row, const std::string& name) { return std::stod(row.at(name)); };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const HandmadeArm& made = handmade_arms()[i];
        const CsvRecord& row = rows[i];
        const std::uint64_t crisis = made.effect.n01 + made.effect.n11;
        INFO("arm " << i);
        CHECK(row.at("crisis_count") == std::to_string(crisis));
        CHECK(row.at("war_count") == std::to_string(made.war));
        CHECK(row.at("inadvertent_count") == std::to_string(made.inadvertent));
        CHECK(row.at("averted_count") == std::to_string(made.averted));
        CHECK(row.at("outcome_war") == std::to_string(made.war));
        CHECK(row.at("outcome_crisis") == std::to_string(crisis - made.war));
        CHECK(row.at("outcome_settled") == "900");
        CHECK(row.at("outcome_unresolved") == std::to_string(1100 - crisis));
        CHECK(number(row, "averted_share") == Approx(static_cast<double>(made.averted) / 2000));
        CHECK(row.at("avoided") == (i == 0 ? "" : std::to_string(made.effect.n10)));
        CHECK(row.at("caused") == (i == 0 ? "" : std::to_string(made.effect.n01)));
        CHECK(row.at("difference").empty() == (i == 0));
    }
}

TEST_CASE("the CSV of a study names the scenario and the arm, and has intervals and means in their columns") {
    const auto rows = read_csv(table_csv(study_rows(named_scenario(), counted_answer())));
    const CsvRecord& row = rows[2];
    CHECK((row.at("scenario") == "test" && row.at("seed") == "7" && row.at("runs") == "2000" &&
           row.at("partial") == "no"));
    CHECK((row.at("measures") == "hotline" && row.at("clean") == "none" &&
           row.at("digest") == "0000000000abcdef"));
    CHECK(row.at("sha256") == handmade_origin().sha256);
    CHECK(row.at("commit") == commit());
    CHECK(row.at("first_replicate") == "0");
    CHECK(row.at("firebreak") == version());
    CHECK(rows.back().at("measures") == "drill+hotline+horn+lookout");
    CHECK((rows[0].at("mean_low_messages").empty() && rows[0].at("p95_messages").empty()));
    for (const auto& [name, value] : std::map<std::string, double>{{"crisis_share", 0.09},
                                                                   {"crisis_low", 0.07781577715468},
                                                                   {"crisis_high", 0.10340103460046},
                                                                   {"war_low", 0.01861110567634},
                                                                   {"war_high", 0.03282777114906},
                                                                   {"inadvertent_low", 0.04086426771825},
                                                                   {"inadvertent_high", 0.06048172208323},
                                                                   {"averted_low", 0.01263801808113},
                                                                   {"averted_high", 0.02483319816140},
                                                                   {"difference", -0.06},
                                                                   {"difference_low", -0.07288391577329},
                                                                   {"difference_high", -0.04699620410683},
                                                                   {"mean_duration_ms", 86'400},
                                                                   {"mean_incidents", 4100 / 2000.0},
                                                                   {"mean_decisions", 4500 / 2000.0},
                                                                   {"mean_misread", 4900 / 2000.0},
                                                                   {"mean_messages", 5400 / 2000.0},
                                                                   {"mean_crisis_time_ms", 43'200},
                                                                   {"mean_low_duration_ms", 111},
                                                                   {"mean_high_crisis_time_ms", 122},
                                                                   {"p5_incidents", 143},
                                                                   {"p50_strikes", 154},
                                                                   {"p95_concluded_wrong", 315}}) {
        INFO(name);
        CHECK(std::stod(row.at(name)) == Approx(value).epsilon(1e-9));
    }
}
