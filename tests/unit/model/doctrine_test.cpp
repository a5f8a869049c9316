// Section 6 of the model: rules, conditions, the choice among moves, and which moves can be chosen.
#include <map>
#include <set>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// North on tense with one case of severity 4 and age 10 d, belief in attack 0.25; it reads south, on tense,
// to stand on crisis.
std::string state_with(const std::string& condition) {
    return R"(
channels: {cable: {}, radio: {up: no}}
incidents: {a: {target: north, cause: attack, at: 20d, severity: 4}}
measures: {pact: {}, treaty: {}}
south: {starts_at: tense, review: 15d, doctrine: [{when: {measure.pact: yes}, do: signal}, {do: hold}]}
north: {starts_at: tense, posture: {misread: 1, skew: 1}, image: {hostile: 0.5, climb: 3}, deliberation: 40d,
  attribution: {prior: {accident: 0.75, attack: 0.25}}, doctrine: [{when: {)" +
           condition +
           "}, do: hold}, {do: up}]}\nmoves: {signal: {to: tense}, up: {to: tense}}\nclock: {horizon: 44d}\n";
}

bool holds(const std::string& condition, Trigger trigger = Trigger::incident) {
    Stage stage(state_with(condition), {{"pact"}, {}});
    stage.go_to(30 * kDay);
    REQUIRE(stage.fact(kNorth, Fact::incident_severity) == 4);
    return stage.first_rule(kNorth, trigger) == 0;
}

// How often each move was chosen by north, whose reviews are 99 in a run.
std::map<std::string, double> choices(const std::string& north, int runs) {
    const Spec spec = scenario(R"(
channels: {cable: {}, radio: {up: no}}
measures: {pact: {}}
moves: {a: {to: calm, seen: 0}, b: {to: calm, seen: 0}, banned: {to: calm, seen: 0, needs: pact}, free: {to: calm, seen: 0, unless: pact},
  call: {sends: warning, via: radio}, reply: {sends: denial, via: reply}}
north: {review: 1d, )" + north +
                               "}\n");
    std::map<std::string, double> counts;
    for (int replicate = 0; replicate < runs; ++replicate) {
        for (const auto& [time, move] : play(spec, {}, static_cast<std::uint64_t>(replicate)).acts(kNorth))
            ++counts[move];
    }
    return counts;
}

}  // namespace

TEST_CASE("A condition holds for what it says, ends included", "[model][doctrine]") {
    CHECK(holds("threat: \">= 1\""));
    CHECK_FALSE(holds("threat: \"> 1\""));
    CHECK(holds("threat: \"<= 1\""));
    CHECK_FALSE(holds("threat: \"< 1\""));
    CHECK(holds("threat: \"1..2\""));
    CHECK(holds("threat: \"0..1\""));
    CHECK_FALSE(holds("threat: \"1.01..2\""));
    CHECK(holds("threat: \"> 0.5 and < 1.5\""));
    CHECK_FALSE(holds("threat: \"> 1 and < 1.5\""));
    CHECK(holds("threat: [\"> 5\", 1]"));
    CHECK(holds("threat: [1, \"> 5\"]"));
    CHECK_FALSE(holds("threat: [2, 3, \"> 5\"]"));
}

TEST_CASE("Every fact can be a condition", "[model][doctrine]") {
    CHECK(holds("incident.severity: 4"));
    CHECK_FALSE(holds("incident.severity: 3"));
    CHECK(holds("incident.hostility: 0.25"));
    CHECK_FALSE(holds("incident.hostility: \"> 0.25\""));
    CHECK(holds("incident.confidence: 0.75"));
    CHECK_FALSE(holds("incident.confidence: \"< 0.75\""));
    CHECK(holds("incident.age: 10d"));
    CHECK_FALSE(holds("incident.age: \"> 10d\""));
    CHECK(holds("incident.belief.attack: 0.25"));
    CHECK(holds("incident.belief.accident: 0.75"));
    CHECK_FALSE(holds("incident.belief.accident: 0.25"));
    CHECK(holds("image: \"0.7499..0.7501\""));
    CHECK_FALSE(holds("image: \"< 0.7\""));
    CHECK(holds("own.rung: tense"));
    CHECK(holds("own.rung: 1"));
    CHECK_FALSE(holds("own.rung: \"> tense\""));
    CHECK(holds("adversary.rung: crisis"));  // as read
    CHECK_FALSE(holds("adversary.rung: tense"));
    CHECK(holds("rung_gap: 1"));
    CHECK_FALSE(holds("rung_gap: 0"));
    CHECK(holds("message: none"));
    CHECK_FALSE(holds("message: query"));
    CHECK(holds("guilty: no"));
    CHECK_FALSE(holds("guilty: yes"));
    CHECK(holds("asked: no"));
    CHECK_FALSE(holds("asked: yes"));
    CHECK(holds("heard: no"));
    CHECK_FALSE(holds("heard: yes"));
    CHECK(holds("channel.cable: yes"));
    CHECK(holds("channel.radio: no"));
    CHECK_FALSE(holds("channel.radio: yes"));
    CHECK(holds("measure.pact: yes"));
    CHECK(holds("measure.treaty: no"));
    CHECK_FALSE(holds("measure.treaty: yes"));
}

TEST_CASE("The trigger is compared by name, alone or in a list", "[model][doctrine]") {
    CHECK(holds("trigger: evidence", Trigger::evidence));
    CHECK_FALSE(holds("trigger: evidence", Trigger::incident));
    CHECK(holds("trigger: [incident, silence]", Trigger::incident));
    CHECK(holds("trigger: [incident, silence]", Trigger::silence));
    for (const Trigger other :
         {Trigger::evidence, Trigger::move, Trigger::message, Trigger::review, Trigger::inject}) {
        CHECK_FALSE(holds("trigger: [incident, silence]", other));
    }
}

TEST_CASE("Time left counts to the close of the open decision, and is unknown without one",
          "[model][doctrine]") {
    // Opened by south's move on day 15, for 40 days.
    CHECK(holds("time_left: 25d"));
    CHECK_FALSE(holds("time_left: \"< 25d\""));
    Stage stage("north: {doctrine: [{when: {time_left: \">= 0\"}, do: hold}, {do: hold}]}\n");
    stage.go_to(10 * kDay);
    CHECK(std::isnan(stage.fact(kNorth, Fact::time_left)));
    CHECK(stage.first_rule(kNorth) == 1);
}

TEST_CASE("Without a focal case no condition on the incident holds", "[model][doctrine]") {
    Stage stage(R"(
north: {doctrine: [{when: {incident.severity: ">= 0"}, do: hold}, {when: {incident.age: ">= 0"}, do: hold}, {when: {incident.belief.attack: "<= 1"}, do: hold},
  {when: {incident.hostility: "<= 1"}, do: hold}, {when: {incident.confidence: ">= 0"}, do: hold}, {when: {asked: no, heard: no}, do: hold}]}
)");
    CHECK(stage.first_rule(kNorth) == 5);
}

TEST_CASE("All conditions of a rule must hold, and the first such rule is taken", "[model][doctrine]") {
    CHECK(holds("threat: 1, own.rung: tense, measure.pact: yes"));
    CHECK_FALSE(holds("threat: 1, own.rung: calm, measure.pact: yes"));
    CHECK_FALSE(holds("threat: 2, own.rung: tense, measure.pact: yes"));
    Stage stage(
        "north: {doctrine: [{when: {own.rung: tense}, do: hold}, {when: {own.rung: calm}, do: hold}, {do: "
        "hold}]}\n");
    CHECK(stage.first_rule(kNorth) == 1);
}

TEST_CASE("An actor to whom no rule applies holds", "[model][doctrine]") {
    const Run run =
        play("north: {review: 60d, doctrine: [{when: {own.rung: tense}, do: up}]}\nmoves: {up: {by: 1}}\n");
    CHECK(run.acts(kNorth) == Acts{{60 * kDay, "hold"}});
    CHECK(run.only<DecisionMade>().what.rule == -1);
    CHECK(run.only<DecisionMade>().what.options.empty());
}

TEST_CASE("Moves are chosen by their weights", "[model][doctrine]") {
    auto counts = choices("doctrine: [{do: {a: 1, b: 2, hold: 5}}]", 100);
    CHECK(std::fabs(z_of_share(counts["a"], 9900, 0.125)) < kFarOff);
    CHECK(std::fabs(z_of_share(counts["b"], 9900, 0.25)) < kFarOff);
    CHECK(std::fabs(z_of_share(counts["hold"], 9900, 0.625)) < kFarOff);
}

TEST_CASE("Moves that are not available leave their share to the others", "[model][doctrine]") {
    auto counts = choices("doctrine: [{do: {banned: 5, a: 1, call: 5, b: 3, reply: 5}}]", 100);
    CHECK(counts["a"] + counts["b"] == 9900);
    CHECK(std::fabs(z_of_share(counts["a"], 9900, 0.25)) < kFarOff);
    CHECK(choices("doctrine: [{do: {banned: 5, call: 5, reply: 5}}]", 1) ==
          std::map<std::string, double>{{"hold", 99}});
    CHECK(choices("doctrine: [{do: {banned: 5, free: 1}}]", 1) ==
          std::map<std::string, double>{{"free", 99}});
}

TEST_CASE("What else could have been chosen is recorded with its probability", "[model][doctrine]") {
    const Run run = play(R"(
measures: {pact: {}}
moves: {a: {to: calm}, banned: {to: calm, needs: pact}}
north: {review: 60d, doctrine: [{do: {a: 1, banned: 5, hold: 3}}]}
)");
    const auto made = run.all<DecisionMade>().front().what;
    REQUIRE(made.options.size() == 2);
    CHECK(run.move(made.options[0].move) == "a");
    CHECK(made.options[0].probability == 0.25);
    CHECK(run.move(made.options[1].move) == "hold");
    CHECK(made.options[1].probability == 0.75);
}

TEST_CASE("A tremble is even over the rule's available moves and hold, hold once", "[model][doctrine]") {
    auto counts = choices("tremble: 0.3, doctrine: [{do: {a: 9, hold: 1}}]", 100);
    CHECK(std::fabs(z_of_share(counts["hold"], 9900, 0.7 * 0.1 + 0.3 / 2)) < kFarOff);
    auto without = choices("tremble: 0.3, doctrine: [{do: {a: 1, b: 1, banned: 1}}]", 100);
    CHECK(std::fabs(z_of_share(without["hold"], 9900, 0.1)) < kFarOff);
    CHECK(std::fabs(z_of_share(without["a"], 9900, 0.45)) < kFarOff);
    CHECK(without["banned"] == 0);
}

TEST_CASE("Trembles apply to acts at once as well", "[model][doctrine]") {
    const Spec spec = scenario(R"(
incidents: {tick: {target: north, cause: accident, every: 1d}}
moves: {signal: {to: calm, seen: 0}}
north: {tremble: 0.3, deliberation: 12h, doctrine: [{when: {trigger: incident}, do: signal, at_once: yes}, {do: hold}]}
)");
    double n = 0;
    double held = 0;
    double trembled = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        for (const auto& made : play(spec, {}, replicate).all<DecisionMade>()) {
            if (!made.what.at_once) continue;
            ++n;
            trembled += made.what.trembled;
            held += made.what.move == move_id(spec, "hold");
        }
    }
    REQUIRE(n == 9900);
    CHECK(std::fabs(z_of_share(trembled, n, 0.3)) < kFarOff);
    CHECK(std::fabs(z_of_share(held, n, 0.15)) < kFarOff);
}

TEST_CASE("A move whose weight a measure sets to 0 is not chosen", "[model][doctrine]") {
    const Spec spec = scenario(R"(
measures: {restraint: {set: {actors.north.doctrine.1.do.up: 0}}}
moves: {up: {to: tense}, signal: {to: calm}}
north: {review: 1d, doctrine: [{do: {signal: 1, up: 1, hold: 1}}]}
)");
    const ArmSpec arm{{"restraint"}, {}};
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        for (const auto& [time, move] : play(spec, arm, replicate).acts(kNorth)) CHECK(move != "up");
    }
}

TEST_CASE("A rule all of whose weights a measure sets to 0 holds", "[model][doctrine]") {
    const Run run = play(R"(
measures: {restraint: {set: {actors.north.doctrine.1.do.up: 0}}}
moves: {up: {to: tense}}
north: {review: 60d, doctrine: [{do: up}]}
)",
                         {{"restraint"}, {}});
    CHECK(run.acts(kNorth) == Acts{{60 * kDay, "hold"}});
}

TEST_CASE("The chances recorded for a rule without weights are numbers", "[model][doctrine]") {
    const Run run = play(R"(
measures: {restraint: {set: {actors.north.doctrine.1.do.up: 0}}}
moves: {up: {to: tense}}
north: {review: 60d, doctrine: [{do: up}]}
)",
                         {{"restraint"}, {}});
    for (const auto& option : run.only<DecisionMade>().what.options) CHECK(option.probability == 0);
}

TEST_CASE("A tremble does not fall on a move whose weight a measure sets to 0", "[model][doctrine]") {
    const Run run = play(R"(
measures: {restraint: {set: {actors.north.doctrine.1.do.up: 0}}}
moves: {up: {to: tense}}
north: {review: 1d, tremble: 1, doctrine: [{do: {up: 1, hold: 1}}]}
)",
                         {{"restraint"}, {}});
    std::set<std::string> moves;
    for (const auto& [time, move] : run.acts(kNorth)) moves.insert(move);
    CHECK(moves == std::set<std::string>{"hold"});
}

TEST_CASE("A move can be chosen while its needs are in force, or until its unless is", "[model][doctrine]") {
    const auto acts = [](const std::string& gate) {
        return play("measures: {pact: {in_force: 50d}}\nmoves: {signal: {to: calm, " + gate +
                        ": pact}}\nnorth: {review: 30d, doctrine: [{do: signal}]}\n",
                    {{"pact"}, {}})
            .acts(kNorth);
    };
    CHECK(acts("needs") == Acts{{30 * kDay, "hold"}, {60 * kDay, "signal"}, {90 * kDay, "signal"}});
    CHECK(acts("unless") == Acts{{30 * kDay, "signal"}, {60 * kDay, "hold"}, {90 * kDay, "hold"}});
}

TEST_CASE("An actor does not know whether the other side is guilty, only whether it is itself",
          "[model][doctrine]") {
    const auto guilty = [](const std::string& author) {
        Stage stage(R"(
channels: {cable: {}}
moves: {ask: {sends: query, via: cable}}
incidents: {a: {target: north, cause: attack, at: 10d)" +
                    author + R"(}}
north: {doctrine: [{do: ask}]}
south: {deliberation: 50d, doctrine: [{do: hold}]}
)");
        stage.go_to(10 * kDay);
        CHECK(stage.fact(kSouth, Fact::message) == static_cast<double>(MessageKind::query));
        CHECK(stage.fact(kNorth, Fact::guilty) == 0);
        return stage.fact(kSouth, Fact::guilty);
    };
    CHECK(guilty("") == 0);
    CHECK(guilty(", author: south") == 1);
    CHECK(guilty(", author: north") == 0);
}
