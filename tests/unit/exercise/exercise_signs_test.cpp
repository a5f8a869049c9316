// What a trial shows of an exercise.
#include "exercise/exercise_signs.hpp"

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

std::vector<std::string> signs_of(const std::string& sections, const std::string& exercise) {
    const LoadedScenario loaded =
        parse_scenario(scenario_text(sections) + "exercise: " + exercise + "\n", "test");
    for (const Diagnostic& fault : loaded.diagnostics) INFO(format_diagnostic(fault));
    REQUIRE(loaded.exercise);
    std::vector<std::string> words;
    for (const Diagnostic& sign : exercise_signs(*loaded.spec, *loaded.exercise, {50, 20, 1, nullptr}))
        words.push_back(sign.path + ": " + sign.message);
    return words;
}

const std::string kMoves = "moves: {up: {to: tense}}\n";
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("An exercise that can be played has no signs", "[exercise]") {
    CHECK(signs_of(kMoves + "incidents: {a: {target: north, cause: attack, at: 10d}}\n",
                   "{moves: [{greatest: 20d, minutes: 9}], objectives: {calm: x}, injects: {i1: {at: 19d, "
                   "to: north, text: x, "
                   "objective: calm}, i2: {when: {happened.attack: 1}, to: both, text: x}, i3: {to: south, "
                   "text: x}}}")
              .empty());
}

TEST_CASE("Injects that nobody sees and objectives that nothing tests are told", "[exercise]") {
    CHECK(signs_of(kMoves + "north: {detection: {probability: 0}, doctrine: [{do: hold}]}\n",
                   "{moves: [{greatest: 20d, minutes: 9}], objectives: {calm: x}, injects: {i1: {at: 20d, "
                   "to: north, text: x}, i2: "
                   "{to: north, text: x, cause: attack, severity: 3}, i3: {when: {happened.attack: 1}, to: "
                   "both, text: x}}}") ==
          Words{"exercise.injects.i1: nobody can see this inject: the exercise is over by then",
                "exercise.injects.i2: nobody can see this inject: the side notices no incidents",
                "exercise.injects.i3.when: it comes true in none of 50 trial runs",
                "exercise.objectives.calm: no inject tests this objective"});
}

TEST_CASE("A side without a choice is told", "[exercise]") {
    CHECK(signs_of("", "{moves: [{greatest: 20d, minutes: 9}]}") ==
          Words{"exercise.moves: north has no choice in some move in 20 of 20 trial sessions",
                "exercise.moves: south has no choice in some move in 20 of 20 trial sessions"});
    // Only in the first of two moves there is something to answer, and that for one side.
    CHECK(signs_of("channels: {cable: {}}\nmoves: {ask: {sends: query, via: cable}, deny: {sends: denial, "
                   "via: reply}}\n",
                   "{moves: [{greatest: 20d, minutes: 9}]}")
              .empty());
}
