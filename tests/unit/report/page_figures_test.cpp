// The figures of the report page, from results made by hand: each stands under its own heading.
#include <firebreak/text.hpp>

#include "report/causes_sections.hpp"
#include "report/findings.hpp"
#include "report/page_pictures.hpp"
#include "report/page_sections.hpp"
#include "report/study_answer.hpp"
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

std::string escaped(const std::string& sentence) { return escape_markup(sentence); }

const Spec& spec() { return named_scenario(); }

}  // namespace

TEST_CASE("the page's table of shares has each share under its heading") {
    const std::string html = page_measures(spec(), handmade_findings()).html();
    CHECK(page_row(html, "no measures") == CsvRecord{{"crises", "300"},
                                                     {"share", "15.0 %"},
                                                     {"95 % interval", "13.5 to 16.6"},
                                                     {"inadvertent", "10.5 % (9.2 to 11.9)"},
                                                     {"prevented by a mistake", "2.2 % (1.6 to 2.9)"},
                                                     {"war", "3.5 % (2.7 to 4.4)"}});
    CHECK(page_row(html, "lookout") == CsvRecord{{"crises", "380"},
                                                 {"share", "19.0 %"},
                                                 {"95 % interval", "17.3 to 20.8"},
                                                 {"inadvertent", "9.5 % (8.3 to 10.9)"},
                                                 {"prevented by a mistake", "2.0 % (1.4 to 2.7)"},
                                                 {"war", "4.5 % (3.6 to 5.5)"}});
}

TEST_CASE("the page's table of effects has each effect under its heading, with its verdict") {
    const std::string html = page_measures(spec(), handmade_findings()).html();
    const auto row = [&](const std::string& arm) {
        CsvRecord cells = page_row(html, arm, "Against the same runs with no measures");
        cells.erase("left of the line: fewer crises");
        return cells;
    };
    const auto effect = [](const char* difference, const char* range, const char* prevented,
                           const char* caused, const char* verdict) {
        return CsvRecord{{"difference in points", difference},
                         {"95 % interval", range},
                         {"crises prevented", prevented},
                         {"crises caused", caused},
                         {"in short", verdict}};
    };
    CHECK(row("drill (A drill)") == effect("-3.00", "-3.98 to -2.02", "80", "20", "fewer crises"));
    CHECK(row("hotline") == effect("-6.00", "-7.29 to -4.70", "150", "30", "fewer crises"));
    CHECK(row("lookout") ==
          effect("+4.00", "+3.02 to +4.97", "10", "90", "more crises: makes matters worse"));
    CHECK(row("drill + hotline") ==
          effect("-0.20", "-1.19 to +0.79", "52", "48", "no detectable difference"));
    CHECK(row("drill + horn") == effect("0.00", "-0.14 to +0.14", "0", "0", "changes no run"));
    CHECK(row("all 4 measures") == effect("-9.00", "-10.40 to -7.59", "200", "20", "fewer crises"));
    for (const char* method : {"Clopper", "Bonett", "reduction", "twin"})
        CHECK(html.find(method) == std::string::npos);
}

TEST_CASE("what only a referee asks for stands in the appendix on method") {
    Findings findings = handmade_findings();
    findings.told = ToldRun{handmade_crisis(), "why"};
    const Markup again = page_again(spec(), findings);
    for (const char* words : {"54,321 twins", "Clopper-Pearson for shares, Bonett-Price for differences"})
        CHECK(says(again, words));
    const auto gain = [&](const char* arm) {
        return page_row(again.html(), arm, "What pairing is worth").at("variance reduction");
    };
    CHECK((gain("drill (A drill)") == "4.7" && gain("hotline") == "2.4" && gain("lookout") == "5.8"));
    CHECK((gain("drill + horn") == "1.0" && gain("all 4 measures") == "1.8"));
}

TEST_CASE("the page's answer says what `firebreak run` and `firebreak causes` say") {
    const Markup answer = page_answer(spec(), handmade_findings());
    for (const std::string& sentence : sentences_of(study_sentences(spec(), handmade_answer())))
        CHECK(says(answer, escaped(sentence)));
    for (const answer::Blocks& blocks : {deciding_mistakes(spec(), handmade_causes()),
                                         answer::Blocks{best_changes(spec(), handmade_causes())}}) {
        REQUIRE(sentences_of(blocks).size() > 2);
        for (const std::string& sentence : sentences_of(blocks)) CHECK(says(answer, escaped(sentence)));
    }
}

TEST_CASE("the page's tables of causes have each count under its heading") {
    const std::string html = page_causes(spec(), handmade_findings()).html();
    CHECK(read(html).find(causes_in_short(spec(), handmade_causes())) != std::string::npos);
    CHECK(page_row(html, "Northland mistook", "Mistakes that mattered") ==
          CsvRecord{{"decides crises", "80"},
                    {"of all crises (95 %)", "40 % (33 to 47)"},
                    {"last chance in", "61"},
                    {"prevents crises", "9"},
                    {"present in crises", "150"},
                    {"for example", "run 13 #47"}});
    const std::string corrections = "How many mistakes must be corrected";
    CHECK(page_row(html, "not even three are enough (7 of them", corrections).at("crises") == "19");
    for (const auto& [size, count] : CsvRecord{{"one", "110"}, {"two", "50"}, {"three", "21"}})
        CHECK(page_row(html, size, corrections).at("crises") == count);
    const auto change = [&](const std::string& caption, const std::string& words) {
        CsvRecord cells = page_row(html, words, caption);
        cells.erase("left of the line: fewer crises");
        return cells;
    };
    CHECK(change("If a side saw more clearly", "Southland reads every posture") ==
          CsvRecord{{"prevents crises", "12"},
                    {"of all crises (95 %)", "6 % (3 to 10)"},
                    {"causes crises", "33"},
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
         {"drill (A drill): 12 of 100 reach a crisis; exactly: 240 of 2,000 runs; 80 prevented, 20 caused",
          "crisis with it and without it: 220 of 2,000 runs", "crisis only with it: 20 of 2,000 runs",
          "crisis prevented: 80 of 2,000 runs", "no crisis either way: 1,680 of 2,000 runs"})
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
    const std::string bars = bar_picture({{true, 0.4}, {false, 1.5}}, "x").html();
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
