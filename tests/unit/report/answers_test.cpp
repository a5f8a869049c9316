#include "report/answers.hpp"

#include "report/sentences.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;

TEST_CASE("an effect knows its direction only when its interval leaves no doubt") {
    const Effect fewer = effect_of({8500, 12, 250, 1238});
    CHECK(fewer.avoided() == 250);
    CHECK(fewer.caused() == 12);
    CHECK(fewer.difference == Approx(-0.0238));
    CHECK(fewer.lowers());
    CHECK_FALSE(fewer.raises());
    const Effect unclear = effect_of({8500, 33, 34, 1433});
    CHECK_FALSE(unclear.lowers());
    CHECK_FALSE(unclear.raises());
    CHECK_FALSE(unclear.changes_nothing());
    CHECK(effect_of({8500, 250, 12, 1238}).raises());
    CHECK(effect_of({9, 0, 0, 1}).changes_nothing());
}

TEST_CASE("a share of no runs is no number") {
    CHECK(std::isnan(proportion(0, 0).share()));
    CHECK(proportion(1, 4).share() == 0.25);
}

TEST_CASE("words are quoted for a shell only where they must be") {
    CHECK(shell_word("scenarios/a-b_c.yaml") == "scenarios/a-b_c.yaml");
    CHECK(shell_word("actors.*.tremble=0") == "'actors.*.tremble=0'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("").size() == 2);
}

TEST_CASE("the command that repeats a result names everything that it depends on") {
    Origin origin;
    origin.file = "my file.yaml";
    origin.seed = 7;
    origin.asked = 100;
    origin.sets = {"clock.horizon=2y"};
    origin.options = "--measures hotline";
    CHECK(command_line("run", origin) ==
          "firebreak run 'my file.yaml' --runs 100 --seed 7 --measures hotline --set clock.horizon=2y");
}

TEST_CASE(
    "what a change does is told by its counts and its size, with signs only where it may go either way") {
    CHECK(
        effect_words(effect_of({1670, 30, 150, 150})) ==
        "prevents 150 of 300 crises and causes 30 new ones; the share falls by 6.0 points (95 % interval 4.7 "
        "to 7.3)");
    CHECK(
        effect_words(effect_of({1700, 0, 100, 200}), true) ==
        "prevent 100 of 300 crises and cause no new one; the share falls by 5.0 points (95 % interval 4.0 to "
        "6.0)");
    CHECK(effect_words(effect_of({1998, 1, 1, 0})) ==
          "prevents 1 of 1 crisis and causes 1 new one (0.00 points, 95 % interval -0.20 to +0.20)");
    CHECK(difference_words(effect_of({1610, 90, 10, 290})) == "+4.0 points, 95 % interval +3.0 to +5.0");
    CHECK(std::string(verdict_words(effect_of({9, 0, 0, 1}))) == "changes no run");
}

TEST_CASE("what a crisis is names its rung and the time there is") {
    Spec spec;
    spec.ladder.resize(2);
    spec.ladder[1].id = "alert";
    spec.endings.crisis = "alert";
    spec.clock.horizon = Duration{2.0 * 24 * 3'600'000};
    CHECK(crisis_meaning(spec) == "A crisis: a side stands at \"alert\" or higher within 2 d.");
    spec.ladder[1].name = "Forces alerted";
    CHECK(crisis_meaning(spec) == "A crisis: a side stands at \"Forces alerted\" or higher within 2 d.");
    CHECK(crises_words("with no measures", proportion(1, 200)) ==
          "With no measures 1 of 200 runs (0.5 %, 95 % interval 0.0 to 2.8) reaches a crisis");
}

TEST_CASE("an arm has the label of its one measure, and every answer its frame") {
    const Spec& spec = test::named_scenario();
    const StudyAnswer study = test::handmade_answer();
    CHECK(name_words(name_of(spec, study.arms[1])) == "drill (A drill)");
    CHECK(name_words(name_of(spec, study.arms[2])) == "hotline");
    CHECK(name_words(name_of(spec, study.arms.back())) == "all 4 measures");
    CHECK(with_measures(spec, study.arms[1].arm) == "with drill");
    CHECK(with_measures(spec, {}) == "with no measures");
    const Answer whole = framed(spec, "run", study.origin, 2000, true);
    CHECK((whole.title == "Two sides" && whole.question == "Does it end badly?" && whole.partial.empty()));
    CHECK(whole.again == "firebreak run two.yaml --runs 2000 --seed 7");
    CHECK(whole.caveat.starts_with("Model output, not a forecast. The scenario has "));
    CHECK(whole.identity.starts_with("Scenario test, sha256 0123456789ab; seed 7; firebreak "));
    CHECK(framed(spec, "run", study.origin, 150, false).partial ==
          "PARTIAL: interrupted after 150 of 2,000 runs.");
}

TEST_CASE("how many crises are inadvertent is said of one, of some, of all and of none") {
    CHECK(inadvertent_sentence(1, 1) ==
          "It is inadvertent: had both sides seen clearly, it would not have come.");
    CHECK(inadvertent_sentence(1, 0) ==
          "It is not inadvertent: it would have come with clear sight as well.");
    CHECK(inadvertent_sentence(10, 0) ==
          "None of them is inadvertent: all would have come with clear sight as well.");
    CHECK(inadvertent_sentence(10, 1) ==
          "1 of them is inadvertent: had both sides seen clearly, it would not have come.");
    CHECK(inadvertent_sentence(10, 9) ==
          "9 of them are inadvertent: had both sides seen clearly, they would not have come.");
    CHECK(inadvertent_sentence(10, 10) ==
          "All of them are inadvertent: had both sides seen clearly, none would have come.");
    CHECK(twin_sentences(0, 0, 0).empty());
    CHECK(twin_sentences(0, 0, 1) == "In 1 run a mistake prevented a crisis.");
    CHECK(twin_sentences(10, 10, 2).ends_with(" In 2 other runs a mistake prevented a crisis."));
}
