// The figures of the report page, from results made by hand: each stands under its own heading.
#include "report/findings.hpp"
#include "report/page_sections.hpp"
#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

Findings handmade_findings() {
    Findings findings;
    findings.origin = handmade_origin();
    findings.measures_text = "none";
    findings.study = handmade_answer();
    findings.causes = handmade_causes();
    return findings;
}

// Text between tags, as a reader sees it.
std::string read(std::string html) {
    for (std::size_t space = html.find("\xC2\xA0"); space != std::string::npos; space = html.find("\xC2\xA0"))
        html.replace(space, 2, " ");
    std::string text;
    bool inside = false;
    for (const char c : html) {
        if (c == '<') inside = true;
        else if (c == '>') inside = false;
        else if (!inside) text += c;
    }
    return text;
}

bool says(const Markup& markup, const std::string& sentence) {
    return read(markup.html()).find(sentence) != std::string::npos;
}

const Spec& spec() { return named_scenario(); }

}  // namespace

TEST_CASE("the page's table of shares has each share under its heading") {
    const std::string html = page_measures(spec(), handmade_findings()).html();
    CHECK(page_row(html, "no measures") == CsvRecord{{"crises", "300"},
                                                     {"share", "15.0 %"},
                                                     {"95 % interval", "13.5 to 16.6"},
                                                     {"inadvertent", "10.5 % (9.2 to 11.9)"},
                                                     {"averted by misperception", "2.2 % (1.6 to 2.9)"},
                                                     {"war", "3.5 % (2.7 to 4.4)"}});
    CHECK(page_row(html, "lookout") == CsvRecord{{"crises", "380"},
                                                 {"share", "19.0 %"},
                                                 {"95 % interval", "17.3 to 20.8"},
                                                 {"inadvertent", "9.5 % (8.3 to 10.9)"},
                                                 {"averted by misperception", "2.0 % (1.4 to 2.7)"},
                                                 {"war", "4.5 % (3.6 to 5.5)"}});
}

TEST_CASE("the page's table of effects has each effect under its heading, with its verdict") {
    const std::string html = page_measures(spec(), handmade_findings()).html();
    const auto row = [&](const std::string& arm) {
        CsvRecord cells = page_row(html, arm, "Against no measures");
        cells.erase("left of the line: fewer crises");
        return cells;
    };
    const auto effect = [](const char* difference, const char* range, const char* avoided, const char* caused,
                           const char* gain, const char* verdict) {
        return CsvRecord{{"difference in points", difference},
                         {"95 % interval", range},
                         {"avoided", avoided},
                         {"caused", caused},
                         {"variance reduction", gain},
                         {"verdict", verdict}};
    };
    CHECK(row("drill (A drill)") == effect("-3.00", "-3.98 to -2.02", "80", "20", "4.7", "fewer crises"));
    CHECK(row("hotline") == effect("-6.00", "-7.29 to -4.70", "150", "30", "2.4", "fewer crises"));
    CHECK(row("lookout") ==
          effect("+4.00", "+3.02 to +4.97", "10", "90", "5.8", "more crises: makes it worse"));
    CHECK(row("drill + hotline") ==
          effect("-0.20", "-1.19 to +0.79", "52", "48", "5.1", "no detectable difference"));
    CHECK(row("drill + horn") == effect("0.00", "-0.14 to +0.14", "0", "0", "1.0", "changes no run"));
    CHECK(row("all 4 measures") == effect("-9.00", "-10.40 to -7.59", "200", "20", "1.8", "fewer crises"));
}

TEST_CASE("the page's answer says what `firebreak run` says") {
    const Markup answer = page_answer(spec(), handmade_findings());
    for (const char* sentence :
         {"With no measures 300 of 2,000 runs (15.0 %, 95 % interval 13.5 to 16.6) reach a crisis",
          "210 are inadvertent: the same run with clean perception on both sides has no crisis. In 44 runs "
          "it is the other way round",
          "hotline lowers the share the most of any single measure, by 6.0 points (95 % interval 4.7 to "
          "7.3): 150 crises avoided, 30 caused.",
          "lookout makes it worse: the share rises by 4.0 points (95 % interval 3.0 to 5.0): 10 crises "
          "avoided, 90 caused."})
        CHECK(says(answer, sentence));
}

TEST_CASE(
    "the page names the misperceptions that carry most crises, with what they carry and what they averted") {
    const Markup answer = page_answer(spec(), handmade_findings());
    CHECK(says(answer,
               "Northland decided believing in a wrong cause: carries 80 of 200 crises, 40 % (33 to 47); in "
               "9 other runs it averted one."));
    CHECK(says(answer,
               "Northland read a move wrongly: carries 44 of 200 crises, 22 % (16 to 28); in 14 other runs "
               "it averted one."));
    Findings none = handmade_findings();
    for (FlawTally& tally : none.causes.causes.kinds) tally.pivotal = 0;
    CHECK(says(page_answer(spec(), none),
               "No single misperception carries any of the crises with no measures."));
}

TEST_CASE("the page names the best change of each kind, what averts most first") {
    const std::string text = read(page_answer(spec(), handmade_findings()).html());
    const std::string perception =
        "Best single perception put right: Northland knows the true cause of each incident averts 80 of 200 "
        "crises and brings 4 that were not there: -7.6 points (95 % interval -9.3 to -5.8).";
    const std::string measure =
        "Best single measure: with hotline averts 70 of 200 crises and brings 16 that were not there: -5.4 "
        "points (95 % interval -7.2 to -3.6).";
    REQUIRE(text.find(perception) != std::string::npos);
    REQUIRE(text.find(measure) != std::string::npos);
    const std::size_t rule = text.find("Best single rule left out: without rule 1 of Northland");
    CHECK((text.find(perception) < rule && rule < text.find(measure)));
    Findings harmful = handmade_findings();
    for (ChangeTally& tally : harmful.causes.causes.change_tallies) std::swap(tally.averts, tally.causes);
    CHECK(says(page_answer(spec(), harmful),
               "Best single measure: none lowers the share of crises detectably."));
}

TEST_CASE("the page's tables of causes have each count under its heading") {
    const std::string html = page_causes(spec(), handmade_findings()).html();
    CHECK(read(html).find("200 of 1,000 runs have a crisis. 140 inadvertent, 60 that come with clean "
                          "perception as well. In 30 runs misperception averted a crisis.") !=
          std::string::npos);
    CHECK(page_row(html, "Northland decided taking") ==
          CsvRecord{{"crises carried, share (95 % interval)", "80, 40 % (33 to 47)"},
                    {"crises averted by it", "9"},
                    {"last clear chance", "61"},
                    {"in a smallest set", "45"},
                    {"present before", "150"},
                    {"for example", "run 13 #47"}});
    CHECK(page_row(html, "Northland chose: Rise up").at("in a smallest set") == "–");
    CHECK(page_row(html, "none of up to three (7 of them").at("crises") == "19");
    for (const auto& [size, count] : CsvRecord{{"one", "110"}, {"two", "50"}, {"three", "21"}})
        CHECK(page_row(html, size).at("crises") == count);
    const auto change = [&](const std::string& words) {
        CsvRecord cells = page_row(html, words, "What each change averts and brings");
        cells.erase("left of the line: fewer");
        return cells;
    };
    CHECK(change("with hotline") == CsvRecord{{"averts", "70"},
                                              {"brings", "16"},
                                              {"difference in points", "-5.4"},
                                              {"95 % interval", "-7.2 to -3.6"}});
    CHECK(change("Southland reads every posture") == CsvRecord{{"averts", "12"},
                                                               {"brings", "33"},
                                                               {"difference in points", "+2.1"},
                                                               {"95 % interval", "+0.8 to +3.4"}});
}

TEST_CASE("a picture of an arm has as many figures of each kind as its runs are worth") {
    const std::string html = page_icons(spec(), handmade_findings()).html();
    const std::size_t start = html.find("<figure><svg", html.find("no measures"));
    const std::string drill = html.substr(start, html.find("</figure>", start) - start);
    const auto figures = [&](const std::string& kind) {
        const std::size_t at = drill.find("class=\"icon-" + kind + "\" d=\"");
        const std::string path = drill.substr(at, drill.find('>', at) - at);
        return std::count(path.begin(), path.end(), 'M');
    };
    // Of 2,000 pairs 220 with a crisis in both, 20 only with the measure, 80 only without, 1,680 in neither.
    CHECK((figures("crisis") == 11 && figures("caused") == 1 && figures("avoided") == 4 &&
           figures("none") == 84));
    for (const char* words :
         {"drill (A drill): 12 of 100 reach a crisis; exactly: 240 of 2,000 runs; 80 avoided, 20 caused",
          "crisis with it and without it: 220 of 2,000 runs", "crisis only with it: 20 of 2,000 runs",
          "crisis avoided: 80 of 2,000 runs", "no crisis either way: 1,680 of 2,000 runs"})
        CHECK(drill.find(words) != std::string::npos);
}

TEST_CASE("a picture of an effect has its dot and its bar where they belong on the scale") {
    const std::string dots = dot_picture({-0.1, 0.1}, -0.05, {-0.08, -0.02}, "x").html();
    CHECK(dots.find("class=\"zero\" x1=\"60\" x2=\"60\"") != std::string::npos);
    CHECK(dots.find("class=\"bar fewer\" x1=\"12\" x2=\"48\"") != std::string::npos);
    CHECK(dots.find("class=\"dot fewer\" cx=\"30\"") != std::string::npos);
    CHECK(dot_picture({-0.1, 0.1}, 0.05, {0.02, 0.08}, "x").html().find("\"dot more\" cx=\"90\"") !=
          std::string::npos);
    CHECK(dot_picture({-0.1, 0.1}, 0.05, {-0.02, 0.08}, "x").html().find("\"dot same\"") !=
          std::string::npos);
    const std::string bars = bar_picture({{"good", 0.4}, {"bad", 1.5}}, "x").html();
    CHECK(bars.find("class=\"good\" y=\"0\" width=\"120\"") != std::string::npos);
    CHECK(bars.find("class=\"bad\" y=\"10\" width=\"300\"") != std::string::npos);
    const DotScale scale = scale_for({effect_of({1670, 30, 150, 150}), effect_of({1610, 90, 10, 290})});
    CHECK(scale.low == Approx(-0.0728839 - 0.1225752 / 20).epsilon(1e-5));
    CHECK(scale.high == Approx(0.0496913 + 0.1225752 / 20).epsilon(1e-5));
    CHECK((scale_for({}).low == -0.01 && scale_for({}).high == 0.01));
}

TEST_CASE("the commands of a page name the arm, the run and what it is compared with") {
    Findings findings = handmade_findings();
    CHECK(arm_command("causes", findings) == "firebreak causes two.yaml --runs 2000 --seed 7");
    findings.arm.measures = {"drill"};
    findings.measures_text = "drill";
    findings.told = ToldRun{handmade_crisis(), "why"};
    CHECK(arm_command("causes", findings) ==
          "firebreak causes two.yaml --runs 2000 --seed 7 --measures drill");
    CHECK(run_command(findings, 12) == "firebreak explain two.yaml --seed 7 --replicate 12 --measures drill");
    CHECK(run_command(findings, 12, "--chain") ==
          "firebreak explain two.yaml --seed 7 --replicate 12 --measures drill --chain");
    CHECK(report_command(findings) ==
          "firebreak report two.yaml --runs 2000 --seed 7 --measures drill -o report.html");
    findings.told_as_asked = true;
    CHECK(report_command(findings) ==
          "firebreak report two.yaml --runs 2000 --seed 7 --measures drill --replicate 12 -o report.html");
    CHECK(compare_command(findings, findings.study.arms[5]) ==
          "firebreak compare two.yaml --runs 2000 --seed 7 --measures drill,hotline --against none");
}
