// What the crises hinged on, in words, from figures made by hand.
#include "report/causes_text.hpp"

#include "report/causes_words.hpp"
#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

const Page kWide{220, {}};

std::string text_of(const CausesAnswer& answer) { return causes_text(named_scenario(), answer, kWide); }

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
    return run_causes_text(named_scenario(), run, changes, handmade_origin(), kWide);
}

bool has_line(const std::string& text, const std::string& line) {
    const auto lines = lines_with(text, line);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("the sentences about causes have each figure in its place") {
    const auto sentences = causes_in_short(named_scenario(), handmade_causes());
    REQUIRE(sentences.size() == 5);
    CHECK(sentences[0] ==
          "no measures: 200 of 1,000 runs (20 %, 95 % interval 18 to 23) reach a crisis: 140 inadvertent "
          "(none with clean perception on both sides) and 60 deliberate. In 30 other runs misperception "
          "averted a crisis.");
    CHECK(sentences[1] ==
          "In 110 of 200 crises (55 %, 95 % interval 48 to 62) one misperception was pivotal: put right, "
          "that once, there is none. The commonest: Northland decided taking An accident for An attack "
          "(pivotal in 80, 40 % (33 to 47)).");
    CHECK(sentences[2] ==
          "The kind of misperception that carries most crises, if it is cured: Northland knows the true "
          "cause of each incident, which lowers the share by 7.6 points (95 % interval 5.8 to 9.3): 80 "
          "crises avoided, 4 caused.");
    CHECK(sentences[3] ==
          "The measure that averts most: with hotline, which lowers the share by 5.4 points (95 % interval "
          "3.6 to 7.2): 70 crises avoided, 16 caused.");
    CHECK(
        sentences[4].starts_with("The standing order whose loss averts most: without rule 1 of Northland ("));
    CHECK(sentences[4].ends_with(
        "which lowers the share by 6.2 points (95 % interval 4.6 to 7.8): 64 crises avoided, 2 caused."));
}

TEST_CASE("without crises there is one sentence about causes") {
    CausesAnswer answer = handmade_causes();
    answer.causes.crises = answer.causes.inadvertent = answer.causes.deliberate = 0;
    CHECK(causes_in_short(named_scenario(), answer).size() == 1);
}

TEST_CASE(
    "the table of perceptions has what each averts, what it brings and the difference, the best first") {
    const auto rows = table_below(text_of(handmade_causes()), "What carries the crises", 4);
    CHECK(rows[0] ==
          Cells{"140", "70 % (63 to 76)", "30", "-11", "-13 to -9", "both sides see everything as it is"});
    CHECK(rows[1] == Cells{"80", "40 % (33 to 47)", "4", "-7.6", "-9.3 to -5.8",
                           "Northland knows the true cause of each incident"});
    CHECK(rows[2] == Cells{"90", "45 % (38 to 52)", "20", "-7", "-9 to -5",
                           "both sides know the true cause of each incident"});
    CHECK(rows[3] ==
          Cells{"12", "6 % (3 to 10)", "33", "+2.1", "+0.8 to +3.4", "Southland reads every posture right"});
}

TEST_CASE("the tables of measures and of rules have theirs") {
    const std::string text = text_of(handmade_causes());
    const auto measures = table_below(text, "Which measures: the same runs", 3);
    CHECK(measures[0] == Cells{"70", "35 % (28 to 42)", "16", "-5.4", "-7.2 to -3.6", "with hotline"});
    CHECK(measures[1] == Cells{"40", "20 % (15 to 26)", "10", "-3.0", "-4.4 to -1.6", "with A drill"});
    CHECK(measures[2] == Cells{"26", "13 % (9 to 18)", "6", "-2.0", "-3.1 to -0.9", "with horn"});
    const auto rules = table_below(text, "Which standing orders", 2);
    CHECK(rules[0][0] == "64");
    CHECK(rules[1][2] == "3");
    CHECK(rules[0].back().starts_with("without rule 1 of Northland"));
    CHECK(rules[1].back().starts_with("without rule 1 of Southland"));
}

TEST_CASE("the tables of flaws have their counts in their columns, misperceptions apart from decisions") {
    const std::string text = text_of(handmade_causes());
    const auto flaws = table_below(text, "Which misperceptions were pivotal", 3);
    CHECK(flaws[0] == Cells{"80", "40 % (33 to 47)", "61", "9", "150", "run 13 #47",
                            "Northland decided taking An accident for An attack"});
    CHECK(flaws[1] == Cells{"44", "22 % (16 to 28)", "28", "14", "170", "run 14 #31",
                            "Northland read a move one rung too high"});
    CHECK(flaws[2] == Cells{"6", "3 % (1 to 6)", "3", "22", "77", "run 16 #52",
                            "a warning to Southland over The radio was lost"});
    const auto decisions = table_below(text, "Which decisions were pivotal", 1);
    CHECK(decisions[0] ==
          Cells{"120", "60 % (53 to 67)", "66", "2", "190", "run 12 #48:hold", "Northland chose: Rise up"});
}

TEST_CASE("smallest sets are told by their size") {
    CHECK(has_line(text_of(handmade_causes()),
                   "  Putting right one misperception averts 110 crises; it takes two in 50, three in 21; no "
                   "three avert 19. (In 7 runs of the last the search was cut short.)"));
}

TEST_CASE("the list of crises has each one's day, kind, smallest set and last clear chance") {
    const std::string text = text_of(handmade_causes());
    CHECK(row_with(text, "2020-01-26  inadvertent") ==
          Cells{"12", "2020-01-26", "inadvertent", "1", "#47",
                "2020-01-15: Northland decided taking An accident for An attack"});
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
    const auto rows = table_below(text, "Which standing orders", 8);
    std::vector<std::string> averted, caused;
    for (const Cells& row : rows) {
        averted.push_back(row[0]);
        caused.push_back(row[2]);
    }
    CHECK(averted == Cells{"64", "60", "10", "10", "10", "10", "10", "10"});
    CHECK(caused == Cells{"2", "3", "11", "12", "16", "17", "18", "19"});
    CHECK(has_line(text, "  (3 rules in between left out; --json has all)"));
}

TEST_CASE("one run's causes are told with their moments, the last chances and the smallest set") {
    RunCauses run = handmade_crisis();
    run.pivotal = {0, 1, 1};
    run.turned = {0, 0, 1, 0, 0, 1, 0, 0, 0, 0};
    const std::string text = of_run(run, handmade_causes().causes.changes);
    CHECK(has_line(text,
                   "Run 12 reaches a crisis on 2020-01-26 00:00 (day 20). It is inadvertent: with clean "
                   "perception on both sides there is none."));
    CHECK(row_with(text, "#31") == Cells{"#31", "2020-01-10", "Northland read a move one rung too high"});
    CHECK(row_with(text, "#47") ==
          Cells{"#47", "2020-01-15", "last chance", "Northland decided taking An accident for An attack"});
    CHECK(has_line(text,
                   "Smallest set that averts it (1 misperception): Northland read a move one rung too high "
                   "on 2020-01-10."));
    CHECK(text.find("avert it:\n  Northland knows the true cause of each incident\n  with hotline\n") !=
          std::string::npos);
    run.last_decision_chance.reset();
    CHECK(row_with(of_run(run, {}), "#48") == Cells{"#48", "2020-01-15", "yes", "Northland chose: Rise up"});
}

TEST_CASE("one run is told as what it is: deliberate, averted or without a crisis") {
    CHECK(has_line(of_run(handmade_deliberate()),
                   "Run 15 reaches a crisis on 2020-02-08 00:00 (day 33). With clean perception on both "
                   "sides there is one too."));
    CHECK(has_line(of_run(handmade_deliberate()), "No three misperceptions put right together avert it."));
    CHECK(has_line(of_run(handmade_deliberate()), "The search was cut short: there may be a set of three."));
    RunCauses averted;
    averted.replicate = 4;
    averted.clean_crisis = true;
    CHECK(has_line(
        of_run(averted),
        "Run 4 has no crisis, and with clean perception on both sides it has: misperception averted it."));
    CHECK(has_line(of_run(averted), "Changes for the whole run that bring a crisis:"));
    averted.clean_crisis = false;
    CHECK(has_line(of_run(averted), "Run 4 has no crisis, nor with clean perception on both sides."));
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
