// What the report page says of the answer over the scenario's ranges, from results made by hand.
#include <firebreak/text.hpp>

#include "report/findings.hpp"
#include "report/page_sections.hpp"
#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

TwoLevel spread(double low, double median, double high, double chance) {
    TwoLevel made;
    made.spread = {low, median, high};
    made.bounds = {{{low - 0.01, low + 0.01}, {median - 0.02, median + 0.02}, {high - 0.03, high + 0.03}}};
    made.chance_share = chance;
    return made;
}

// 10 settings of two assumptions, 100 runs each, of no measures and the hotline.
UncertaintyAnswer handmade_ranges() {
    UncertaintyAnswer answer;
    const StudyAnswer study = handmade_answer();
    answer.stated = *stated_arms(study, {study.arms[0].arm, study.arms[2].arm});
    answer.stated.origin.options = "--settings 10 --each 100";
    answer.sweep.arms = {study.arms[0].arm, study.arms[2].arm};
    answer.sweep.options.runs = 100;
    answer.sweep.options.points = 10;
    const Distribution law{Distribution::Kind::uniform, 0, 0.4, 0, {}};
    for (const char* name : {"misread", "loss"}) {
        Factor factor;
        factor.path = name;
        factor.label = std::string("how often: ") + name;
        factor.range = RangeSpec{law, false, false, false};
        answer.sweep.factors.push_back(factor);
    }
    for (std::uint64_t i = 0; i < 10; ++i) {
        SweepPoint point{i, {0.05 + 0.1 * static_cast<double>(i), 0.5}, 100, {}, std::vector<PointArm>(2)};
        point.arms[1].effect = {80, 0, i, 20 - i};
        answer.sweep.points.push_back(point);
    }
    Assessment crises{Assessment::Question::crisis, 0, 10, spread(0.04, 0.2, 0.5, 0.1), {}, 0, 0, 0, {}};
    crises.drivers.r2 = 0.9;
    crises.drivers.factors = {{0, 0.8, {0.6, 0.9}, 0.7, {0.5, 0.8}, true},
                              {1, -0.1, {-0.3, 0.1}, 0.2, {0, 0.4}, false}};
    crises.drivers.pawn_noise = 0.3;
    Assessment inadvertent{
        Assessment::Question::inadvertent, 0, 10, spread(0.3, 0.6, 0.9, 0.5), {}, 0, 0, 0, {}};
    Assessment effect{Assessment::Question::effect, 1, 10, spread(-0.08, -0.04, 0.02, 0.25), {}, 6, 1, 7, {}};
    answer.assessments = {crises, inadvertent, effect};
    return answer;
}

Findings handmade_findings() {
    Findings findings;
    findings.origin = handmade_origin();
    findings.measures_text = "none";
    findings.study = handmade_answer();
    findings.causes = handmade_causes();
    findings.ranges = handmade_ranges();
    return findings;
}

const Spec& spec() { return named_scenario(); }
bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
std::string plain_blanks(std::string html) {
    for (std::size_t at = html.find("\xC2\xA0"); at != std::string::npos; at = html.find("\xC2\xA0"))
        html.replace(at, 2, " ");
    return html;
}

}  // namespace

TEST_CASE("the answer's second sentence says how far it depends on what nobody knows") {
    const std::string html = plain_blanks(page_answer(spec(), handmade_findings()).html());
    CHECK(
        holds(html,
              "reach a crisis: very unlikely (5 to 20 %). But 2 assumptions could just as well have other "
              "values: over the ranges in the file, nine settings in ten lie within 4.0 to 50.0 % (half the "
              "settings below 20.0 %). What matters most: how often: misread.</strong></p>"));
    CHECK(holds(html, "10 settings of 2 assumptions, 100 runs with each set of measures in each"));
}

TEST_CASE("both intervals of every answer stand in one row") {
    const std::string html = page_ranges(spec(), handmade_findings()).html();
    const std::string table = "As stated, and over the ranges";
    CHECK(page_row(html, "crises", table) == CsvRecord{{"stated", "15.0"},
                                                       {"chance only", "13.5 to 16.6"},
                                                       {"5 % are below", "4.0 (3.0 to 5.0)"},
                                                       {"half are below", "20.0 (18.0 to 22.0)"},
                                                       {"95 % are below", "50.0 (47.0 to 53.0)"},
                                                       {"chance", "10 %"}});
    CHECK(page_row(html, "hotline", table) == CsvRecord{{"stated", "-6.0"},
                                                        {"chance only", "-7.3 to -4.7"},
                                                        {"5 % are below", "-8.0 (-9.0 to -7.0)"},
                                                        {"half are below", "-4.0 (-6.0 to -2.0)"},
                                                        {"95 % are below", "+2.0 (-1.0 to +5.0)"},
                                                        {"chance", "25 %"}});
    const CsvRecord verdict = page_row(html, "hotline", "In how many of the settings");
    CHECK(verdict.at("lowers the risk").substr(0, 4) == "60 %");
    CHECK(verdict.at("raises it").substr(0, 4) == "10 %");
    CHECK(verdict.at("cannot be told").substr(0, 4) == "30 %");
    CHECK(verdict.at("best single measure").substr(0, 4) == "70 %");
}

TEST_CASE("both charts are read aloud, and say what they are of") {
    const std::string html = plain_blanks(page_ranges(spec(), handmade_findings()).html());
    CHECK(
        holds(html,
              "<desc id=\"ranges-effects-desc\">hotline: -6.0 points as stated (95 % interval -7.3 to -4.7); "
              "over the ranges -8.0 to +2.0 points (half the settings below -4.0 points).</desc>"));
    CHECK(holds(
        html,
        "<desc id=\"ranges-drivers-desc\">how often: misread, from 0 to 0.4: slope 0.80, 95 % interval "
        "0.60 to 0.90. how often: loss, from 0 to 0.4: slope -0.10, 95 % interval -0.30 to 0.10.</desc>"));
    CHECK(holds(html,
                "Model output, not a forecast. 10 settings of 2 assumptions, 100 runs with each set of "
                "measures in each."));
    // One dot for each setting, and the stated value.
    const std::string effects =
        html.substr(html.find("ranges-effects"), html.find("ranges-drivers") - html.find("ranges-effects"));
    std::size_t dots = 0;
    for (std::size_t at = effects.find("<circle"); at != std::string::npos;
         at = effects.find("<circle", at + 1))
        ++dots;
    CHECK(dots == 10 + 1 + 2);  // and two in the legend
}

TEST_CASE("where no straight line tells much, the tornado shows PAWN, and none where there is only chance") {
    Findings findings = handmade_findings();
    findings.ranges->assessments[0].drivers.r2 = 0.3;
    CHECK(holds(plain_blanks(page_ranges(spec(), findings).html()),
                "how often: misread, from 0 to 0.4: PAWN 0.70, 95 % interval 0.50 to 0.80"));
    findings.ranges->assessments[0].spread.chance_share = 0.9;
    CHECK_FALSE(holds(page_ranges(spec(), findings).html(), "ranges-drivers"));
    CHECK(holds(plain_blanks(page_answer(spec(), findings).html()), "differ by hardly more than chance."));
}

TEST_CASE("without ranges the page says that its intervals are chance alone, and what to do") {
    Findings findings = handmade_findings();
    findings.ranges.reset();
    const std::string html = page_ranges(spec(), findings).html();
    CHECK(holds(html, "The intervals reflect chance alone: no number of this scenario has a range; give"));
    CHECK_FALSE(holds(html, "<svg"));
}

TEST_CASE("the commands name the sweep") {
    Findings findings = handmade_findings();
    CHECK(ranges_command(findings) ==
          "firebreak uncertainty two.yaml --runs 2000 --seed 7 --settings 10 --each 100");
    findings.sweep_folder = "my results";
    findings.sweep_text = "--sweep 'my results'";
    CHECK(ranges_command(findings) == "firebreak sweep analyse 'my results' --runs 2000");
    CHECK(report_command(findings) ==
          "firebreak report two.yaml --runs 2000 --seed 7 --sweep 'my results' -o report.html");
}

TEST_CASE("a sweep is compared with the same arms of the study, in its own order") {
    const StudyAnswer study = handmade_answer();
    const auto stated = stated_arms(study, {study.arms[0].arm, study.arms[3].arm, study.arms[1].arm});
    REQUIRE(stated);
    REQUIRE(stated->arms.size() == 3);
    CHECK((stated->arms[1].name == "horn" && stated->arms[2].name == "drill"));
    CHECK_FALSE(stated_arms(study, {study.arms[1].arm, study.arms[0].arm}));  // begins with another arm
    ArmSpec clean;
    clean.clean = {true, true};
    CHECK_FALSE(stated_arms(study, {study.arms[0].arm, clean}));
    CHECK_FALSE(stated_arms(study, {}));
}
