// The section `exercise`: what it says, and the predicates on which injects wait.
#include <firebreak/scenario.hpp>

#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

TEST_CASE("An exercise is read as it is written", "[exercise][scenario]") {
    const LoadedScenario loaded = load_scenario(source_path("tests/scenarios/good/all-features.yaml"));
    REQUIRE(loaded.exercise);
    const ExerciseSpec& exercise = *loaded.exercise;
    CHECK(exercise.everyone == "A short brief for all.");
    CHECK(exercise.briefs == std::array<std::string, kActors>{"Be careful.", "Be bold."});
    CHECK(exercise.umpire == "Nobody attacks first.");
    CHECK(exercise.masks == std::array<std::string, kActors>{"Blue", "Red"});
    CHECK(exercise.objectives ==
          std::vector<ObjectiveSpec>{{"restraint", "Does a side act before it knows?"}, {"talk", ""}});
    REQUIRE(exercise.moves.size() == 2);
    CHECK(exercise.moves[0] == ExerciseMove{"The first day", {6.0 * kHour}, {2.0 * kDay}, 14});
    CHECK(exercise.moves[1] == ExerciseMove{"Move 2", {1}, {300.0 * kDay}, 8.5});
    REQUIRE(exercise.injects.size() == 4);
    const InjectSpec& press = exercise.injects[0];
    CHECK(press.id == "p1");
    CHECK(press.at == Duration{12.0 * kHour});
    CHECK(press.to == std::array{true, true});
    CHECK(press.from == "The press");
    CHECK(press.channel == "the evening news");
    CHECK(press.text == "What is going on?");
    CHECK(press.truth == "Nothing.");
    CHECK(press.expected == "They ask.");
    CHECK(press.objective == "restraint");
    CHECK(exercise.injects[1].to == std::array{true, false});
    CHECK(exercise.injects[1].at ==
          Duration{(4 * 24 + 17.5) * kHour - 15250});  // the scenario begins at 06:30:15.25
    const InjectSpec& awaited = exercise.injects[2];
    CHECK_FALSE(awaited.at);
    REQUIRE(awaited.when.size() == 9);
    CHECK(awaited.when[0] == PredicateSpec{"rung.north", {{2, kUnlimited, false, false}}});
    CHECK(awaited.when[1] == PredicateSpec{"reading.south", {{0, 0, false, false}, {1, 1, false, false}}});
    CHECK(awaited.when[7] == PredicateSpec{"unused.embassy", {{6.0 * kHour, kUnlimited, false, false}}});
    CHECK(exercise.injects[3].cause == "accident");
    CHECK(exercise.injects[3].severity == 4.5);
    REQUIRE(exercise.texts.evidence.size() == 1);
    CHECK(exercise.texts.evidence[0].second.front() ==
          std::pair<std::string, std::string>("attack", "The tools are theirs."));
    CHECK(exercise.texts.messages[0] ==
          std::pair<MessageKind, std::string>(MessageKind::denial, "We did not."));
    CHECK(exercise.private_questions == std::vector<std::string>{"What do you think happened?"});
    CHECK(exercise.wash_questions.size() == 2);
    CHECK_FALSE(load_scenario(source_path("tests/scenarios/good/minimal.yaml")).exercise);
}

TEST_CASE("A predicate names what it looks at, and a wrong one is told with the nearest name",
          "[exercise][scenario]") {
    const Spec spec = scenario("channels: {cable: {}}\n");
    const auto fault = [&](std::string_view text) {
        const auto parsed = parse_predicate(spec, text);
        return parsed ? std::string("fine") : parsed.error();
    };
    CHECK(parse_predicate(spec, "belief.south.attack") ==
          PredicateRef{PredicateRef::Kind::belief, kSouth, kAttack, {}});
    CHECK(parse_predicate(spec, "happened.attack") ==
          PredicateRef{PredicateRef::Kind::happened, {}, kAttack, {}});
    CHECK(parse_predicate(spec, "unused.cable") ==
          PredicateRef{PredicateRef::Kind::unused, {}, {}, ChannelId{std::size_t{0}}});
    CHECK(fault("thraet.north") == "unknown predicate 'thraet'; did you mean 'threat'?");
    CHECK(fault("threat") == "'threat' needs an actor: 'threat.<actor>'");
    CHECK(fault("threat.nroth") == "unknown actor 'nroth'; did you mean 'north'?");
    CHECK(fault("belief.north") == "'belief' needs an actor and a cause: 'belief.<actor>.<cause>'");
    CHECK(fault("line.cabel") == "unknown channel 'cabel'; did you mean 'cable'?");
    CHECK(fault("rung.north.x") == "unexpected '.x'");
    CHECK(fault("") == "unknown predicate ''");
}
