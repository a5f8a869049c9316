#include "report/answers.hpp"

#include "support/catch.hpp"

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
