// What the crises hinged on, in words, from figures made by hand.
#include "report/causes_sections.hpp"

#include "report/causes_words.hpp"
#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

std::string text_of(const CausesAnswer& answer) { return wide_text(causes_report(named_scenario(), answer)); }

std::vector<std::string> sentences(const CausesAnswer& answer) {
    return sentences_of(causes_report(named_scenario(), answer).blocks);
}

// The rows of the table below a heading.
std::vector<Cells> table_below(const std::string& text, const std::string& heading, std::size_t rows) {
    std::size_t at = text.find(heading);
    REQUIRE(at != std::string::npos);
    at = text.find('\n', at) + 1;
    std::vector<Cells> table;
    for (const std::string& line : lines_with(text.substr(at, text.find("\n\n", at) - at), ""))
        table.push_back(cells_of(line));
    REQUIRE(table.size() >= rows + 2);
    // below two lines of headings
    return {table.begin() + 2, table.begin() + 2 + static_cast<std::ptrdiff_t>(rows)};
}

std::string of_run(const RunCauses& run, const std::vector<Change>& changes = {}) {
    return wide_text(run_causes_report(named_scenario(), run, changes, handmade_origin()));
}

}  // namespace

TEST_CASE("the sentences about causes have each figure in its place, the best change first") {
    const auto all = sentences(handmade_causes());
    REQUIRE(all.size() > 5);
    CHECK(all[0] ==
          "With no measures 200 of 1,000 runs (20 %, 95 % interval 18 to 23) reach a crisis. 140 of them are "
          "inadvertent: had both sides seen clearly, they would not have come. In 30 other runs a mistake "
          "prevented a crisis.");
    CHECK(all[1] ==
          "In 110 of 200 crises (55 %, 95 % interval 48 to 62) correcting a single mistake would have "
          "prevented the crisis.");
    CHECK(all[2] ==
          "Best single correction: Northland knows the true cause of each incident. It prevents 80 of 200 "
          "crises and causes 4 new ones; the share falls by 7.6 points (95 % interval 5.8 to 9.3).");
    CHECK(all[3].starts_with("Best single rule to disable: "));
    CHECK(
        all[3].ends_with("It prevents 64 of 200 crises and causes 2 new ones; the share falls by 6.2 points "
                         "(95 % interval 4.6 "
                         "to 7.8)."));
    CHECK(all[4] ==
          "Best single measure: \"hotline\". It prevents 70 of 200 crises and causes 16 new ones; the share "
          "falls by 5.4 points (95 % interval 3.6 to 7.2).");
}

TEST_CASE("a measure that lowers nothing detectably is not called the best") {
    CausesAnswer harmful = handmade_causes();
    for (ChangeTally& tally : harmful.causes.change_tallies) std::swap(tally.averts, tally.causes);
    const auto best = sentences_of({best_changes(named_scenario(), harmful)});
    REQUIRE(best.size() == 2);
    CHECK(best[0].starts_with(
        "Best single correction: Southland reads every posture correctly. It prevents 33 of"));
    CHECK(best[1] == "Best single measure: none lowers the share of crises detectably.");
}

TEST_CASE("the mistakes that decide most crises are named with what they decide and what they prevented") {
    const auto named = [](const CausesAnswer& answer) {
        return sentences_of(deciding_mistakes(named_scenario(), answer));
    };
    const auto all = named(handmade_causes());
    REQUIRE(all.size() == 4);
    CHECK(
        all[1].ends_with(": decides 80 of 200 crises (40 %, 95 % interval 33 to 47); in 9 other runs it "
                         "prevented one."));
    CHECK(
        all[2].ends_with(": decides 44 of 200 crises (22 %, 95 % interval 16 to 28); in 14 other runs it "
                         "prevented one."));
    CHECK(all[1].starts_with("Northland "));
    CausesAnswer none = handmade_causes();
    for (FlawTally& tally : none.causes.kinds) tally.pivotal = 0;
    CHECK(named(none).front() == "No single mistake decides any of the crises with no measures.");
    none.causes.crises = 0;
    CHECK(named(none).front() == "There is no crisis with no measures.");
}

TEST_CASE("without crises little is said about causes") {
    CausesAnswer answer = handmade_causes();
    Causes& causes = answer.causes;
    causes.crises = causes.inadvertent = causes.deliberate = causes.averted = 0;
    CHECK(sentences(answer) ==
          std::vector<std::string>{"With no measures 0 of 1,000 runs (0.00 %, 95 % interval "
                                   "0.00 to 0.37) reach a crisis."});
}

TEST_CASE(
    "the table of perceptions has what each prevents, what it causes and the difference, the best first") {
    const auto rows = table_below(text_of(handmade_causes()), "If a side saw more clearly", 4);
    CHECK(rows[0] == Cells{"140", "70 % (63 to 76)", "30", "-11.0", "-13.5 to -8.5",
                           "both sides see everything as it is"});
    CHECK(rows[1] == Cells{"80", "40 % (33 to 47)", "4", "-7.6", "-9.3 to -5.8",
                           "Northland knows the true cause of each incident"});
    CHECK(rows[2] == Cells{"90", "45 % (38 to 52)", "20", "-7.0", "-9.0 to -5.0",
                           "both sides know the true cause of each incident"});
    CHECK(rows[3] == Cells{"12", "6 % (3 to 10)", "33", "+2.1", "+0.8 to +3.4",
                           "Southland reads every posture correctly"});
}

TEST_CASE("the tables of measures and of rules have theirs") {
    const std::string text = text_of(handmade_causes());
    const auto measures = table_below(text, "If a measure were added", 3);
    const auto figures = [](const Cells& row) { return Cells(row.begin(), row.begin() + 5); };
    CHECK(figures(measures[0]) == Cells{"70", "35 % (28 to 42)", "16", "-5.4", "-7.2 to -3.6"});
    CHECK(figures(measures[1]) == Cells{"40", "20 % (15 to 26)", "10", "-3.0", "-4.4 to -1.6"});
    CHECK(figures(measures[2]) == Cells{"26", "13 % (9 to 18)", "6", "-2.0", "-3.1 to -0.9"});
    CHECK((measures[0].back().find("hotline") != std::string::npos &&
           measures[1].back().find("A drill") != std::string::npos));
    const auto rules = table_below(text, "If a rule were disabled", 2);
    CHECK(rules[0][0] == "64");
    CHECK(rules[1][2] == "3");
}

TEST_CASE("the tables of flaws have their counts in their columns, misperceptions apart from decisions") {
    const std::string text = text_of(handmade_causes());
    const auto figures = [](const Cells& row) { return Cells(row.begin(), row.begin() + 6); };
    const auto flaws = table_below(text, "Mistakes that mattered", 3);
    CHECK(figures(flaws[0]) == Cells{"80", "40 % (33 to 47)", "61", "9", "150", "run 13 #47"});
    CHECK(figures(flaws[1]) == Cells{"44", "22 % (16 to 28)", "28", "14", "170", "run 14 #31"});
    CHECK(figures(flaws[2]) == Cells{"6", "3 % (1 to 6)", "3", "22", "77", "run 16 #52"});
    const auto decisions = table_below(text, "Decisions that mattered", 1);
    CHECK(figures(decisions[0]) == Cells{"120", "60 % (53 to 67)", "66", "2", "190", "run 12 #48:hold"});
}

TEST_CASE("smallest sets are told by their size") {
    CHECK(has_line(
        text_of(handmade_causes()),
        "  One correction is enough in 110 crises, two are needed in 50, three in 21 and not even three are "
        "enough in 19. (In 7 of the last the search was cut short.)"));
}

TEST_CASE("the list of crises has each one's day, kind, smallest set and last clear chance") {
    const std::string text = text_of(handmade_causes());
    CHECK(row_with(text, "2020-01-26  inadvertent") ==
          Cells{"12", "2020-01-26", "inadvertent", "1", "#47",
                "2020-01-15: Northland mistook An accident for An attack"});
    CHECK(row_with(text, "2020-02-08  deliberate") ==
          Cells{"15", "2020-02-08", "deliberate", "-", "none among misperceptions"});
}

TEST_CASE("of many rules those that help most and those that harm most are shown") {
    CausesAnswer answer = handmade_causes();
    for (std::uint64_t i = 0; i < 9; ++i) {
        answer.causes.changes.push_back(rule_change(kSouth, 1));
        answer.causes.change_tallies.push_back({10, 11 + i, 0, 0});
    }
    const std::string text = text_of(answer);
    const auto rows = table_below(text, "If a rule were disabled", 8);
    std::vector<std::string> averted, caused;
    for (const Cells& row : rows) {
        averted.push_back(row[0]);
        caused.push_back(row[2]);
    }
    CHECK(averted == Cells{"64", "60", "10", "10", "10", "10", "10", "10"});
    CHECK(caused == Cells{"2", "3", "11", "12", "16", "17", "18", "19"});
    CHECK(has_line(text, "  (3 in between left out; --json has all)"));
}

TEST_CASE("one run's causes are told with their moments, the last chances and the smallest set") {
    RunCauses run = handmade_crisis();
    run.pivotal = {0, 1, 1};
    run.turned = {0, 0, 1, 0, 0, 1, 0, 0, 0, 0};
    const std::string text = of_run(run, handmade_causes().causes.changes);
    CHECK(has_line(text,
                   "Run 12 reaches a crisis on 2020-01-26 00:00 (day 20). It is inadvertent: had both "
                   "sides seen clearly, it would not have come."));
    CHECK(row_with(text, "#31") == Cells{"#31", "2020-01-10", "Northland read a move one rung too high"});
    CHECK(row_with(text, "#47") ==
          Cells{"#47", "2020-01-15", "last chance", "Northland mistook An accident for An attack"});
    CHECK(has_line(text,
                   "One correction is enough: Northland read a move one rung too high "
                   "on 2020-01-10."));
    CHECK(
        text.find(
            "prevent the crisis:\n  Northland knows the true cause of each incident\n  with \"hotline\"\n") !=
        std::string::npos);
    run.last_decision_chance.reset();
    CHECK(row_with(of_run(run, {}), "#48") == Cells{"#48", "2020-01-15", "yes", "Northland chose: Rise up"});
}

TEST_CASE("one run is told as what it is: deliberate, averted or without a crisis") {
    CHECK(has_line(of_run(handmade_deliberate()),
                   "Run 15 reaches a crisis on 2020-02-08 00:00 (day 33). It is not inadvertent: it "
                   "would have come with clear sight as well."));
    CHECK(has_line(of_run(handmade_deliberate()),
                   "Not even three corrections together prevent it. The search was cut short: three might."));
    RunCauses averted;
    averted.replicate = 4;
    averted.clean_crisis = true;
    CHECK(has_line(of_run(averted),
                   "Run 4 has no crisis because of a mistake: had both sides seen clearly, there would have "
                   "been one."));
    CHECK(has_line(of_run(averted), "Changes to the whole run that bring a crisis about:"));
    averted.clean_crisis = false;
    CHECK(has_line(of_run(averted), "Run 4 has no crisis, nor would it have one with clear sight."));
}

TEST_CASE("a change as options of compare names the arm and what it is compared with") {
    Change rule = rule_change(kSouth, 1), measure = measure_change(1);
    rule.arm.measures = {"drill"};
    measure.arm.measures = {"drill", "hotline"};
    const Spec& spec = named_scenario();
    CHECK(change_options(spec, measure) == "--measures drill,hotline --against drill");
    CHECK(change_options(spec, rule) == "--measures drill --against drill --without south.2");
    CHECK(change_options(spec, perception_change({}, Perception::tone)) ==
          "--measures none --against none --clean north:tone --clean south:tone");
    CHECK(change_options(spec, perception_change(kNorth, {})) ==
          "--measures none --against none --clean north");
}
