// Section 6 of the model: seats that people play, and events added from outside.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::string_view kPlan = R"(
channels: {cable: {up: no}}
measures: {pact: {}}
moves: {up: {to: tense}, down: {to: calm}, banned: {to: brink, needs: pact}, call: {sends: warning, via: cable}, deny: {sends: denial, via: reply}}
north: {review: 20d, deliberation: 1d, doctrine: [{when: {own.rung: calm}, do: up}, {do: hold}]}
)";

Run with_decision(std::uint32_t number, std::string_view move, ActorId actor = kNorth) {
    const Spec spec = scenario(kPlan);
    Script script;
    script.decisions.push_back({actor, number, move_id(spec, move)});
    return play(spec, {}, 0, script);
}

Run with_inject(const std::string& sections, const ScriptedInject& inject, const ArmSpec& arm = {}) {
    Script script;
    script.injects.push_back(inject);
    return play(scenario(sections), arm, 0, script);
}

}  // namespace

TEST_CASE("A scripted decision replaces the act of the doctrine at that decision, and at no other",
          "[model][script]") {
    CHECK(with_decision(9, "down").acts(kNorth) ==
          Acts{{21 * kDay, "up"}, {41 * kDay, "hold"}, {61 * kDay, "hold"}, {81 * kDay, "hold"}});
    CHECK(with_decision(0, "hold").acts(kNorth) ==
          Acts{{21 * kDay, "hold"}, {41 * kDay, "up"}, {61 * kDay, "hold"}, {81 * kDay, "hold"}});
    CHECK(with_decision(1, "down").acts(kNorth) ==
          Acts{{21 * kDay, "up"}, {41 * kDay, "down"}, {61 * kDay, "up"}, {81 * kDay, "hold"}});
    CHECK(with_decision(1, "down", kSouth).acts(kNorth) == with_decision(9, "down").acts(kNorth));
}

TEST_CASE("A scripted decision is marked as such, with the rule that the doctrine would have followed",
          "[model][script]") {
    const auto made = with_decision(1, "down").all<DecisionMade>();
    std::vector<bool> scripted;
    for (const auto& one : made) {
        if (one.what.actor == kNorth) scripted.push_back(one.what.scripted);
    }
    CHECK(scripted == std::vector<bool>{false, true, false, false});
    for (const auto& one : made) {
        if (one.what.scripted) CHECK(one.what.rule == 1);
    }
}

TEST_CASE("A scripted move that is not available holds", "[model][script]") {
    CHECK(with_decision(0, "banned").acts(kNorth).front().second == "hold");
    CHECK(with_decision(0, "call").acts(kNorth).front().second == "hold");
    CHECK(with_decision(0, "deny").acts(kNorth).front().second == "hold");
}

TEST_CASE("A scripted move needs no rule that names it", "[model][script]") {
    const Spec spec = scenario("moves: {up: {to: tense}}\nnorth: {review: 60d, doctrine: [{do: hold}]}\n");
    Script script;
    script.decisions.push_back({kNorth, 0, move_id(spec, "up")});
    CHECK(play(spec, {}, 0, script).acts(kNorth) == Acts{{60 * kDay, "up"}});
}

TEST_CASE("Scripted decisions number those that close, and messages at once do not close",
          "[model][script]") {
    const Spec spec = scenario(R"(
channels: {cable: {}}
moves: {tell: {sends: warning, via: cable}, up: {to: tense}}
incidents: {a: {target: north, cause: accident, at: [10d, 11d]}}
north: {deliberation: 5d, review: 40d, doctrine: [{when: {trigger: incident}, do: tell, at_once: yes}, {do: hold}]}
)");
    Script script;
    script.decisions.push_back({kNorth, 1, move_id(spec, "up")});
    CHECK(play(spec, {}, 0, script).acts(kNorth) == Acts{{10 * kDay, "tell"},
                                                         {11 * kDay, "tell"},
                                                         {15 * kDay, "tell"},
                                                         {45 * kDay, "up"},
                                                         {85 * kDay, "hold"}});
}

TEST_CASE("Before a scripted decision a run is the free run, and its draws stay those of the free run",
          "[model][script]") {
    const Spec spec = scenario(busy());
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run free = play(spec, {}, replicate);
        Script script;
        script.decisions.push_back({kNorth, 3, move_id(spec, "hold")});
        const Run changed = play(spec, {}, replicate, script);
        std::size_t i = 0;
        for (;; ++i) {
            REQUIRE(i < changed.records.size());
            const auto* made = std::get_if<DecisionMade>(&changed.records[i].what);
            if (made != nullptr && made->scripted) break;
            CHECK(changed.records[i].time == free.records.at(i).time);
            CHECK(changed.records[i].what.index() == free.records[i].what.index());
        }
        CHECK(i > 3);
    }
}

TEST_CASE("A script that repeats what happens changes nothing", "[model][script]") {
    const Spec spec = scenario(busy());
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run free = play(spec, {}, replicate);
        Script script;
        for (const auto& made : free.all<DecisionMade>()) {
            if (!made.what.at_once)
                script.decisions.push_back({made.what.actor, made.what.number, made.what.move});
        }
        CHECK(script.decisions.size() > 5);
        CHECK(play(spec, {}, replicate, script).result.digest == free.result.digest);
    }
}

TEST_CASE("An inject without a cause is an occasion to decide, and an observation", "[model][script]") {
    const Run run = with_inject(
        "moves: {up: {to: tense}}\nnorth: {deliberation: 5d, doctrine: [{when: {trigger: inject}, do: up}, "
        "{do: hold}]}\n",
        {30 * kDay, kNorth, "The minister calls", {}, 0});
    const auto injected = run.only<Injected>();
    CHECK(injected.time == 30 * kDay);
    CHECK(injected.what.target == kNorth);
    CHECK(injected.what.inject == 0);
    CHECK(run.all<DecisionOpened>().front().what.trigger == Trigger::inject);
    CHECK(run.all<DecisionOpened>().front().parent == injected.id);
    CHECK(run.acts(kNorth) == Acts{{35 * kDay, "up"}});
    CHECK(run.all<IncidentHappened>().empty());
    const Run at_once = with_inject(
        "moves: {up: {to: tense}}\nnorth: {deliberation: 5d, doctrine: [{when: {trigger: inject}, do: up, "
        "at_once: yes}, {do: hold}]}\n",
        {30 * kDay, kNorth, "", {}, 0});
    CHECK(at_once.acts(kNorth) == Acts{{30 * kDay, "up"}});
}

TEST_CASE("An inject with a cause is an incident at the target by nobody", "[model][script]") {
    const ScriptedInject inject{30 * kDay, kSouth, "Lights out", kAttack, 7};
    const Run run = with_inject("south: {detection: {delay: 2d}, doctrine: [{do: hold}]}\n", inject);
    const auto incident = run.only<IncidentHappened>();
    CHECK(incident.time == 30 * kDay);
    CHECK(incident.parent == run.only<Injected>().id);
    CHECK(incident.what.cause == kAttack);
    CHECK(incident.what.severity == 7);
    CHECK(incident.what.targets == std::array<bool, kActors>{false, true});
    CHECK_FALSE(incident.what.author.valid());
    CHECK_FALSE(incident.what.source.valid());
    CHECK(run.only<CaseOpened>().time == 32 * kDay);
    CHECK(run.all<DecisionOpened>().front().what.trigger == Trigger::incident);
    CHECK(with_inject("south: {detection: {probability: 0}, doctrine: [{do: hold}]}\n", inject)
              .all<CaseOpened>()
              .empty());
}

TEST_CASE("An inject changes no draw of the rest", "[model][script]") {
    const std::string text = with(busy(), "probability: 0.9", "probability: 0");
    Script script;
    script.injects.push_back({30 * kDay, kSouth, "", kAttack, 7});
    const Spec spec = scenario(text);
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run free = play(spec, {}, replicate);
        auto incidents = play(spec, {}, replicate, script).times<IncidentHappened>();
        std::erase(incidents, 30 * kDay);
        CHECK(incidents == free.times<IncidentHappened>());
    }
}
