#include <set>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using nlohmann::json;

TEST_CASE("a traced run is the run, with all its records", "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {1, 4, 0});
    REQUIRE(trace.result.digest == simulate(quarrel_model(), {1, 4, 0}).digest);
    REQUIRE(trace.header.scenario == "quarrel");
    REQUIRE(trace.header.arm.measures == std::vector<std::string>{"pact"});
    for (std::size_t i = 0; i < trace.records.size(); ++i) REQUIRE(trace.records[i].id == i);
    REQUIRE(std::holds_alternative<RunEnded>(trace.records.back().what));
}

TEST_CASE("a point of view is truth, both or an actor", "[trace]") {
    REQUIRE(parse_point_of_view(quarrel(), "truth")->kind == PointOfView::Kind::truth);
    REQUIRE(parse_point_of_view(quarrel(), "both")->kind == PointOfView::Kind::both);
    const auto south = parse_point_of_view(quarrel(), "south");
    REQUIRE(south->kind == PointOfView::Kind::actor);
    REQUIRE(south->actor == kSouth);
    REQUIRE_FALSE(parse_point_of_view(quarrel(), "west"));
    REQUIRE_FALSE(parse_point_of_view(quarrel(), ""));
}

TEST_CASE("the view of truth has a header, a line for each record and an end line", "[trace]") {
    Script script;
    script.decisions.push_back({kSouth, 2, move_id("protest")});
    script.injects.push_back({86'400'000, kNorth, "Word of a \"raid\"\n", {}, 0});
    const Trace trace = trace_run(quarrel_model(), {18446744073709551615U, 4, 0}, script);
    const auto lines = lines_of(written(quarrel_model(), trace));
    REQUIRE(lines.size() == trace.records.size() + 2);
    const json header = json::parse(lines.front());
    REQUIRE(header["firebreak_trace"] == 1);
    REQUIRE(header["seed"] == 18446744073709551615U);
    REQUIRE(header["arm"] == json::parse(R"({"measures": ["pact"], "clean": [], "without": []})"));
    REQUIRE(header["script"]["decisions"] ==
            json::parse(R"([{"actor": "south", "decision": 2, "move": "protest"}])"));
    REQUIRE(header["script"]["injects"][0]["text"] == "Word of a \"raid\"\n");
    REQUIRE(header["actors"] == json::parse(R"(["north", "south"])"));
    REQUIRE(header["clock_start"] == "2011-07-01T00:00:00Z");
    REQUIRE(header["view"] == "truth");
    const json end = json::parse(lines.back());
    REQUIRE(end["outcome"] == outcome_name(trace.result.outcome));
    REQUIRE(end["counts"]["incidents"] == trace.result.counts.incidents);
    const auto decisions = trace.result.counts.decisions_on_case;
    REQUIRE((decisions == 0 ? end["brier"].is_null() : end["brier"] == trace.result.brier_sum / decisions));
    REQUIRE(end["digest"].get<std::string>().size() == 16);
    for (std::size_t i = 0; i < trace.records.size(); ++i) {
        const json line = json::parse(lines[i + 1]);
        REQUIRE(line["id"] == i);
        REQUIRE(line["t"] == trace.records[i].time);
        REQUIRE((i == 0 ? line["parent"].is_null() : line["parent"] == trace.records[i].parent));
    }
}

TEST_CASE("numbers are written so that they read back to the same double", "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {1, 4, 0});
    const auto lines = lines_of(written(quarrel_model(), trace));
    std::size_t cases = 0;
    for (const Record& record : trace.records) {
        const auto* opened = std::get_if<CaseOpened>(&record.what);
        if (opened == nullptr) continue;
        ++cases;
        const std::string name = opened->actor == kNorth ? "north" : "south";
        const json line = json::parse(lines[record.id + 1]);
        REQUIRE(line["observed"][name]["severity"].get<double>() == opened->view.severity);
        REQUIRE(line["concluded"][name]["belief"]["attack"].get<double>() == opened->view.belief[1]);
        REQUIRE(line["concluded"][name]["belief"].size() == 2);
    }
    REQUIRE(cases > 0);
}

TEST_CASE("every kind of record has a line of its own kind", "[trace]") {
    std::set<std::string> kinds;
    Script script;
    script.injects.push_back({86'400'000, kNorth, "Word", {}, 0});
    for (std::uint64_t replicate = 0; replicate < 60; ++replicate) {
        const Trace trace = trace_run(quarrel_model(), {1, replicate, 0}, script);
        const auto lines = lines_of(written(quarrel_model(), trace));
        for (std::size_t i = 1; i + 1 < lines.size(); ++i)
            kinds.insert(json::parse(lines[i])["kind"].get<std::string>());
    }
    REQUIRE(kinds == std::set<std::string>{"started", "measure", "incident", "case", "report", "move", "seen",
                                           "deliberation", "decision", "sent", "delivered", "silence", "line",
                                           "consultation", "inject", "ended"});
}

TEST_CASE("a decision states its rule with the thresholds that the measures in force give it", "[trace]") {
    Spec spec = quarrel();
    spec.measures[0].set = {{"actors.north.doctrine.3.when.threat", 2.75}};
    for (const bool measure : {false, true}) {
        const Model model =
            compile(spec, {measure ? std::vector<std::string>{"pact"} : std::vector<std::string>{}, {}});
        HandMadeRun hand;
        if (measure) hand.add(0, 1, MeasureInForce{MeasureId{std::size_t{0}}});
        DecisionMade made;
        made.actor = kNorth;
        made.move = move_id("hold");
        made.rule = 2;
        made.own_rung = made.adversary_reading = made.adversary_true = RungId{std::size_t{0}};
        hand.add(0, 2, made);
        const json line = json::parse(lines_of(written(model, hand.finished()))[measure ? 3 : 2]);
        REQUIRE(line["concluded"]["north"]["when"] ==
                (measure ? "the threat is at least 2.75" : "the threat is at least 2.5"));
        REQUIRE(line["concluded"]["north"]["rule"] == 3);
    }
}

TEST_CASE("text that is not UTF-8 is written with replacement characters", "[trace]") {
    Script script;
    script.injects.push_back({1, kNorth, "bad \xff byte", {}, 0});
    const Trace trace = trace_run(quarrel_model(), {1, 0, 0}, script);
    const json header = json::parse(lines_of(written(quarrel_model(), trace)).front());
    REQUIRE(header["script"]["injects"][0]["text"] == "bad \xef\xbf\xbd byte");
}

}  // namespace
}  // namespace firebreak
