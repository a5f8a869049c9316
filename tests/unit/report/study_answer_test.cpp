// The answer of a study in words: hand-made counts in, every figure beside its name out. Intervals were found
// by bisection of sums of binomial probabilities, and from Bonett and Price's formula, apart from the
// program.
#include "report/study_answer.hpp"

#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

std::string text_of(const StudyAnswer& answer) { return wide_text(study_answer(named_scenario(), answer)); }

StudyAnswer some_arms(const std::vector<std::size_t>& places) {
    StudyAnswer all = handmade_answer();
    StudyAnswer some = all;
    some.arms.clear();
    for (const std::size_t place : places) some.arms.push_back(all.arms[place]);
    return some;
}

std::vector<std::string> sentences(const StudyAnswer& answer) {
    return sentences_of(study_sentences(named_scenario(), answer));
}

bool says(const StudyAnswer& answer, const std::string& sentence) {
    const auto all = sentences(answer);
    return std::find(all.begin(), all.end(), sentence) != all.end();
}

}  // namespace

TEST_CASE("an answer takes each count of a study to its arm and to its name") {
    const StudyAnswer answer = handmade_answer();
    REQUIRE(answer.arms.size() == handmade_arms().size());
    for (std::size_t i = 0; i < answer.arms.size(); ++i) {
        const HandmadeArm& made = handmade_arms()[i];
        const ArmAnswer& arm = answer.arms[i];
        INFO(arm.name);
        CHECK(arm.arm.measures == made.measures);
        CHECK(arm.crisis.count == made.effect.n01 + made.effect.n11);
        CHECK(arm.war.count == made.war);
        CHECK(arm.inadvertent.count == made.inadvertent);
        CHECK(arm.averted.count == made.averted);
        for (const Proportion* share : {&arm.crisis, &arm.war, &arm.inadvertent, &arm.averted})
            CHECK(share->n == 2000);
        CHECK(arm.totals.events == 1000 * (i + 1));
        REQUIRE(arm.effect.has_value() == (i > 0));
        if (i == 0) continue;
        CHECK(arm.effect->pairs == made.effect);
        CHECK(arm.effect->avoided() == made.effect.n10);
        CHECK(arm.effect->caused() == made.effect.n01);
    }
    CHECK(answer.runs == 2000);
    CHECK(answer.seconds == 2.5);
    CHECK(answer.events == 2 * 1000 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8));
    CHECK(answer.arms.back().name == "all 4 measures");
    CHECK(answer.origin.made == 0);
}

TEST_CASE("an interrupted study is made again with the runs that it made") {
    Study study = handmade_study();
    study.ensemble.complete = false;
    const StudyAnswer answer = answer_of(named_scenario(), study, handmade_origin());
    CHECK_FALSE(answer.complete);
    CHECK(answer.origin.made == 2000);
    CHECK_FALSE(lines_with(text_of(answer), "PARTIAL: interrupted after 2,000 of 2,000 runs.").empty());
}

TEST_CASE("the tables of a study have each share and each effect in its column") {
    const std::string text = text_of(handmade_answer());
    const std::size_t second = text.find("Against the same runs with no measures, chance for chance");
    REQUIRE(second != std::string::npos);
    const std::string shares = text.substr(0, second), effects = text.substr(second);
    for (const Cells& cells :
         std::vector<Cells>{{"no measures", "300", "15.0 %", "13.5 to 16.6", "10.5 %", "2.2 %", "3.5 %"},
                            {"drill", "240", "12.0 %", "10.6 to 13.5", "7.0 %", "2.8 %", "3.0 %"},
                            {"hotline", "180", "9.0 %", "7.8 to 10.3", "5.0 %", "1.8 %", "2.5 %"},
                            {"horn", "270", "13.5 %", "12.0 to 15.1", "8.0 %", "1.2 %", "3.3 %"},
                            {"lookout", "380", "19.0 %", "17.3 to 20.8", "9.5 %", "2.0 %", "4.5 %"},
                            {"all 4 measures", "120", "6.0 %", "5.0 to 7.1", "4.0 %", "0.8 %", "1.0 %"}})
        CHECK(row_with(shares, "  " + cells.front() + "  ") == cells);
    for (const Cells& cells : std::vector<Cells>{
             {"drill", "-3.00", "-3.98 to -2.02", "80", "20", "fewer crises"},
             {"hotline", "-6.00", "-7.29 to -4.70", "150", "30", "fewer crises"},
             {"horn", "-1.50", "-2.44 to -0.56", "60", "30", "fewer crises"},
             {"lookout", "+4.00", "+3.02 to +4.97", "10", "90", "more crises: makes matters worse"},
             {"drill + hotline", "-0.20", "-1.19 to +0.79", "52", "48", "no detectable difference"},
             {"drill + horn", "0.00", "-0.14 to +0.14", "0", "0", "changes no run"},
             {"all 4 measures", "-9.00", "-10.40 to -7.59", "200", "20", "fewer crises"}})
        CHECK(row_with(effects, "  " + cells.front() + "  ") == cells);
    CHECK(row_with(shares, "crises   share") ==
          Cells{"measures", "crises", "share", "95 % interval", "inadvertent", "mistake", "war"});
}

TEST_CASE("a share that rounding would make nothing is said to be below what is shown") {
    StudyAnswer answer = some_arms({0});
    answer.arms[0].war = proportion(0, 2000);
    answer.arms[0].averted = proportion(1, 20'000);
    const Cells row = row_with(text_of(answer), "  no measures  ");
    CHECK(row == Cells{"no measures", "300", "15.0 %", "13.5 to 16.6", "10.5 %", "< 0.1 %", "0.0 %"});
}

TEST_CASE(
    "the first sentences say how many runs reach a crisis, and how many of these are inadvertent or were "
    "averted") {
    const auto all = sentences(handmade_answer());
    REQUIRE(all.size() > 2);
    CHECK(all[0] ==
          "With no measures 300 of 2,000 runs (15.0 %, 95 % interval 13.5 to 16.6) reach a crisis: very "
          "unlikely (5 to 20 %).");
    CHECK(all[1] ==
          "210 of them are inadvertent: had both sides seen clearly, they would not have come. In 44 other "
          "runs a mistake prevented a crisis.");
}

TEST_CASE("few twins are told in the right number") {
    struct Case {
        std::uint64_t crises, inadvertent, averted;
        std::string words;
    };
    const std::string sight = " inadvertent: had both sides seen clearly, ";
    const std::string never = " In no run did a mistake prevent a crisis.";
    const std::vector<Case> cases{
        {3, 3, 0, "All of them are" + sight + "none would have come." + never},
        {1, 1, 0, "It is" + sight + "it would not have come." + never},
        {1, 0, 0, std::string("It is not inadvertent: it would have come with clear sight as well.") + never},
        {3, 1, 2,
         "1 of them is" + sight + "it would not have come. In 2 other runs a mistake prevented a crisis."},
        {3, 0, 1,
         "None of them is inadvertent: all would have come with clear sight as well. In 1 other run a "
         "mistake "
         "prevented a crisis."},
        {0, 0, 5, "In 5 runs a mistake prevented a crisis."}};
    for (const Case& c : cases) {
        StudyAnswer answer = some_arms({0});
        answer.arms[0].crisis = proportion(c.crises, 2000);
        answer.arms[0].inadvertent = proportion(c.inadvertent, 2000);
        answer.arms[0].averted = proportion(c.averted, 2000);
        CHECK(sentences(answer)[1] == c.words);
    }
    StudyAnswer none = some_arms({0});
    for (Proportion* share :
         {&none.arms[0].crisis, &none.arms[0].inadvertent, &none.arms[0].averted, &none.arms[0].war})
        *share = proportion(0, 2000);
    CHECK(sentences(none).size() == 1);
}

TEST_CASE("the single measure that lowers the share most comes first and is said to, wherever it stands") {
    const std::string hotline =
        "Best single measure: hotline prevents 150 of 300 crises and causes 30 new ones; the share falls by "
        "6.0 points (95 % interval 4.7 to 7.3).";
    for (const auto& places : std::vector<std::vector<std::size_t>>{
             {0, 1, 2, 3, 7}, {0, 2, 1, 3}, {0, 3, 1, 2}, {0, 7, 3, 4, 2}}) {
        const auto all = sentences(some_arms(places));
        CHECK(all[2] == hotline);
        std::size_t boasts = 0;
        for (const std::string& sentence : all)
            boasts += sentence.starts_with("Best single measure:") ? 1 : 0;
        CHECK(boasts == 1);
    }
    // With one measure alone there is nothing to be better than.
    CHECK(says(some_arms({0, 2, 7}), hotline.substr(hotline.find("hotline"))));
}

TEST_CASE("each arm's effect has its direction, its size and its counts of crises") {
    const StudyAnswer answer = handmade_answer();
    const std::vector<std::string> expected{
        "\"A drill\" (drill) prevents 80 of 300 crises and causes 20 new ones; the share falls by 3.0 points "
        "(95 % interval 2.0 to 4.0).",
        "horn prevents 60 of 300 crises and causes 30 new ones; the share falls by 1.5 points (95 % interval "
        "0.6 to 2.4).",
        "lookout makes matters worse: it prevents 10 of 300 crises and causes 90 new ones; the share rises "
        "by "
        "4.0 points (95 % interval 3.0 to 5.0).",
        "drill + hotline make no detectable difference: they prevent 52 of 300 crises and cause 48 new ones "
        "(-0.2 points, 95 % interval -1.2 to +0.8).",
        "drill + horn neither prevent nor cause a crisis.",
        "all 4 measures prevent 200 of 300 crises and cause 20 new ones; the share falls by 9.0 points (95 % "
        "interval 7.6 to 10.4)."};
    for (const std::string& sentence : expected) {
        INFO(sentence);
        CHECK(says(answer, sentence));
    }
}

TEST_CASE("wars are told of each arm that has one, with its own figures") {
    StudyAnswer answer = some_arms({0, 1, 2});
    answer.arms[1].war = proportion(0, 2000);
    CHECK(says(answer, "War: 70 of 2,000 runs (3.5 %, 95 % interval 2.7 to 4.4) with no measures."));
    CHECK(says(answer, "War: 50 of 2,000 runs (2.5 %, 95 % interval 1.9 to 3.3) with hotline."));
    for (const std::string& sentence : sentences(answer))
        CHECK(sentence.find("with drill.") == std::string::npos);
}

TEST_CASE("runs that a limit stopped are counted over all arms, limit by limit") {
    StudyAnswer answer = some_arms({0, 1});
    answer.arms[0].totals.limits = {0, 4, 1, 0};
    answer.arms[1].totals.limits = {0, 3, 0, 0};
    CHECK(
        says(answer,
             "Beware: 7 runs were stopped by the limit of 1,000,000 events and counted as they stood then."));
    CHECK(says(
        answer,
        "Beware: 1 run was stopped by the limit of 200,000 pending events and counted as it stood then."));
    for (const std::string& sentence : sentences(answer))
        CHECK(sentence.find("lookups of") == std::string::npos);
}

TEST_CASE(
    "the frame of a study names the scenario, what a crisis is, where the result comes from and how to get "
    "it again") {
    const std::string text = text_of(handmade_answer());
    CHECK(text.starts_with("Two sides\nDoes it end badly?\n"));
    CHECK(has_line(text, "A crisis: a side stands at \"Open crisis\" or higher within 100 d."));
    CHECK(has_line(text, "Runs with a crisis, of 2,000 each"));
    CHECK(lines_with(text, "Again: firebreak run two.yaml --runs 2000 --seed 7").size() == 1);
    CHECK(lines_with(text, "Scenario test, sha256 0123456789ab; seed 7; firebreak ").size() == 1);
    CHECK(lines_with(text, "PARTIAL").empty());
}
