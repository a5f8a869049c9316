// What the report page is made of: found in one go, and the run that it tells chosen by a fixed rule.
#include "report/findings.hpp"

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

// South answers an accident of day 5, which it takes for an attack, with a step to crisis; with the measure
// nothing happens.
const std::string kMistaken =
    "incidents: {a: {target: south, cause: accident, at: 5d, severity: 4, unless: shield}}\nmoves: {hit: "
    "{to: crisis}}\n"
    "south: {attribution: {prior: {accident: 0.2, attack: 0.8}}, doctrine: [{when: {threat: '>= 2'}, do: "
    "hit}, {do: hold}]}\n"
    "north: {doctrine: [{do: hold}]}\nmeasures: {shield: {}}\n";
// It is an attack, and known to be one.
std::string right() {
    return with(with(kMistaken, "cause: accident", "cause: attack, author: north"),
                "{accident: 0.2, attack: 0.8}", "{attack: 1}");
}
// Either of two mistakes would have done.
std::string either() {
    return with(with(kMistaken, "at: 5d", "at: [5d, 50d]"), "{to: crisis}", "{to: crisis, delay: 10d}");
}
std::string unmoved() { return with(kMistaken, ">= 2", ">= 20"); }

Findings find(const std::string& sections, std::optional<std::uint64_t> replicate = {},
              std::vector<std::string> measures = {}, std::vector<std::string>* parts = nullptr) {
    FindingsRequest request;
    request.origin.seed = 4;
    request.runs.seed = 4;
    request.runs.runs = request.origin.asked = 6;
    request.runs.jobs = 1;
    request.replicate = replicate;
    request.measures = std::move(measures);
    return find_all(scenario(sections), request, [&](const std::string& part) {
        if (parts != nullptr) parts->push_back(part);
    });
}

}  // namespace

TEST_CASE("findings hold the study, the paths and the causes of the same runs") {
    std::vector<std::string> parts;
    const Findings findings = find(kMistaken, {}, {}, &parts);
    CHECK(parts ==
          std::vector<std::string>{"runs of 4 arms and twins", "runs as paths", "runs searched for causes"});
    CHECK(findings.complete);
    REQUIRE(findings.study.arms.size() == 2);
    CHECK((findings.study.arms[0].crisis.count == 6 && findings.study.arms[0].inadvertent.count == 6));
    CHECK((findings.study.arms[1].crisis.count == 0 && findings.study.arms[1].effect->avoided() == 6));
    CHECK(findings.paths.runs() == 6);
    CHECK(findings.paths.inadvertent == std::vector<std::uint8_t>(6, 1));
    CHECK((findings.causes.causes.runs == 6 && findings.causes.causes.inadvertent == 6));
    const Findings shielded = find(kMistaken, {}, {"shield"});
    CHECK(shielded.arm.measures == std::vector<std::string>{"shield"});
    CHECK(shielded.causes.causes.crises == 0);
    CHECK(shielded.paths.inadvertent == std::vector<std::uint8_t>(6, 0));
    CHECK(shielded.study.arms[0].crisis.count == 6);  // the study is of all arms
}

TEST_CASE("the run that is told is the first that fits the rule, and the page says which rule that was") {
    struct Choice {
        std::string sections, why;
    };
    for (const Choice& choice : {Choice{kMistaken,
                                        "the first inadvertent crisis whose last clear chance was a "
                                        "misperception of the commonest kind and side"},
                                 Choice{either(), "the first inadvertent crisis"},
                                 Choice{right(), "the first crisis; none is inadvertent"},
                                 Choice{unmoved(), "the first run; none reaches a crisis"}}) {
        const Findings findings = find(choice.sections);
        REQUIRE(findings.told);
        CHECK(findings.told->why == choice.why);
        CHECK(findings.told->causes.replicate == 0);
        CHECK_FALSE(findings.told_as_asked);
    }
}

TEST_CASE("a run that is asked for is told, whatever the rule would choose") {
    const Findings findings = find(kMistaken, 3);
    REQUIRE(findings.told);
    CHECK(findings.told->causes.replicate == 3);
    CHECK(findings.told->why == "the run that was asked for");
    CHECK(findings.told_as_asked);
}

TEST_CASE("findings that are stopped are empty from there on") {
    const std::atomic<bool> stop{true};
    FindingsRequest request;
    request.runs.runs = 100;
    request.runs.stop = &stop;
    std::size_t parts = 0;
    const Findings findings = find_all(scenario(kMistaken), request, [&](const std::string&) { ++parts; });
    CHECK_FALSE(findings.complete);
    CHECK(parts == 1);
    CHECK_FALSE(findings.told);
    CHECK(findings.paths.runs() == 0);
}

TEST_CASE("findings hold a sweep of the scenario's ranges where one is asked for and there are any") {
    const std::string ranges =
        "provenance: {actors.north.posture.misread: {grade: assumed, range: [0, 0.2]}}\n";
    FindingsRequest request;
    request.origin.seed = request.runs.seed = 4;
    request.runs.runs = request.origin.asked = 6;
    request.runs.jobs = 1;
    request.sweep.settings = 5;
    request.sweep.each = 3;
    std::vector<std::string> parts;
    const auto find_in = [&](const std::string& sections) {
        parts.clear();
        return find_all(scenario(sections), request, [&](const std::string& part) { parts.push_back(part); });
    };
    const Findings findings = find_in(kMistaken + ranges);
    CHECK((parts.size() == 4 && parts[1] == "settings over the ranges"));
    REQUIRE(findings.ranges);
    const UncertaintyAnswer& found = *findings.ranges;
    CHECK((found.sweep.points.size() == 5 && found.sweep.options.runs == 3 && found.sweep.options.seed == 4));
    CHECK((found.stated.arms.size() == 2 && found.stated.arms[0].crisis.count == 6));
    REQUIRE(found.assessments.size() == 3);
    // With the shield there is no crisis in any setting, without it one in every run.
    CHECK(found.assessments[0].spread.spread.median == Approx(1));
    CHECK(found.assessments[2].spread.raw.high == Approx(-1));
    CHECK_FALSE(find_in(kMistaken).ranges);
    CHECK(parts.size() == 3);
    request.sweep.settings = 0;
    CHECK_FALSE(find_in(kMistaken + ranges).ranges);
}
