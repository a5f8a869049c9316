// Vital signs: what a trial counts, and what it warns of.
#include "report/vital_signs.hpp"

#include <map>
#include <string>

#include <firebreak/ensemble.hpp>

#include "report/trial.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

// The outage always comes and North always rises for it, one rung; South only holds. Nothing else ever
// happens.
const std::string kQuiet =
    "incidents: {outage: {target: north, cause: accident, at: 5d, severity: 4}, never: {target: south, "
    "cause: attack, at: 9d, needs: extra}}\n"
    "channels: {cable: {}}\nmessages: {warning: {}}\n"
    "moves: {rise: {to: tense}, warn: {sends: warning, via: cable}}\n"
    "north: {doctrine: [{when: {trigger: incident}, do: rise}, {when: {threat: '>= 99'}, do: warn}, {do: "
    "hold}]}\n"
    "south: {doctrine: [{do: hold}]}\nmeasures: {extra: {}, idle: {set: {channels.cable.loss: 0.5}}}\n";

std::map<std::string, std::string> warnings_of(const Spec& spec, std::uint64_t runs) {
    TrialOptions options;
    options.runs = runs;
    const VitalSigns signs = take_vital_signs(spec, options);
    std::map<std::string, std::string> warnings;
    for (const Diagnostic& warning : signs.warnings) {
        CHECK(warning.severity == Diagnostic::Severity::warning);
        CHECK(warnings.emplace(warning.path, warning.message).second);
    }
    return warnings;
}

}  // namespace

TEST_CASE("a trial runs no measures, each and all of them, and counts what each arm came to") {
    const Spec spec = scenario(with(busy(), "horizon: 300d", "horizon: 60d"));
    TrialOptions options;
    options.runs = 20;
    const Trial trial = run_trial(spec, options);
    const std::vector<std::vector<std::string>> measures{{}, {"exchange"}, {"talks"}, {"exchange", "talks"}};
    REQUIRE(trial.arms.size() == measures.size());
    CHECK(trial.runs == 80);
    std::uint64_t events = 0;
    std::uint32_t most_pending = 0;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const Model model = compile(spec, {measures[i], {}});
        ArmTotals totals;
        for (std::uint64_t replicate = 0; replicate < options.runs; ++replicate) {
            const RunResult run = simulate(model, {1, replicate, 0});
            totals.add(run, replicate);
            events += run.events;
            most_pending = std::max(most_pending, run.most_pending);
        }
        CHECK(trial.arms[i].measures == measures[i]);
        CHECK(trial.arms[i].runs == 20);
        CHECK(trial.arms[i].crises == totals.crisis);
        CHECK(trial.arms[i].outcomes == totals.outcomes);
        CHECK(trial.arms[i].prints.size() == 20);
    }
    CHECK(trial.events == events);
    CHECK(trial.most_pending == most_pending);
    CHECK(trial.limits == std::array<std::uint64_t, kLimits>{});
}

TEST_CASE(
    "a trial sees which rungs, rules, moves and sources take part, and how often moves are misread and which "
    "way") {
    Spec spec = scenario(kQuiet);
    spec.actors[1].posture = {1, 1, {0}};  // South reads every move one rung too high
    TrialOptions options;
    options.runs = 3;
    const Sightings seen = run_trial(spec, options).seen;
    CHECK(seen.rungs == std::vector<bool>{true, true, false, false, false});
    CHECK(seen.incidents == std::vector<bool>{true, true});  // the second with the measure
    CHECK(seen.channels == std::vector<bool>{false});
    CHECK(seen.actors[0].rules == std::vector<bool>{true, false, false});
    CHECK(seen.actors[1].rules == std::vector<bool>{true});
    CHECK(seen.actors[0].cases == 12);  // three runs of four arms
    CHECK(seen.actors[1].cases == 6);   // of the two arms with the measure
    CHECK(seen.actors[0].misread == 0);
    CHECK(seen.actors[1].misread == 12);
    CHECK(seen.actors[1].misread_rungs == 12);
    CHECK(seen.actors[0].decisions == 12);
}

TEST_CASE("vital signs name what never happens, never varies and changes nothing") {
    const auto warnings = warnings_of(scenario(with(kQuiet, "needs: extra", "needs: idle")), 2);
    const std::map<std::string, std::string> expected{
        {"endings", "the outcome never varies: all 2 trial runs with no measures end without a crisis"},
        {"ladder.crisis", "no side ever stands on this rung in 8 trial runs"},
        {"ladder.brink", "no side ever stands on this rung in 8 trial runs"},
        {"ladder.war", "no side ever stands on this rung in 8 trial runs"},
        {"actors.north.doctrine.2", "the rule is never acted on in 8 trial runs"},
        {"channels.cable", "never carries a message in 8 trial runs"},
        {"moves.warn", "no side ever chooses this move in 8 trial runs"},
        {"measures.extra", "changes nothing: 2 trial runs are the same with and without it"}};
    CHECK(warnings == expected);
    const auto idle = warnings_of(scenario(kQuiet), 2);
    CHECK(idle.at("measures.idle") == "changes nothing: 2 trial runs are the same with and without it");
    CHECK(idle.count("measures.extra") == 0);
}

TEST_CASE("what no arm ever shows is warned of under its own key") {
    const auto warnings = warnings_of(
        scenario("incidents: {never: {target: south, cause: attack, at: 200d}}\nevidence: {lab: {every: 1d, "
                 "accuracy: 0.9}}\n"
                 "moves: {rise: {by: 1}}\nnorth: {doctrine: [{when: {trigger: incident}, do: rise}]}\n"),
        2);
    CHECK(warnings.at("incidents.never") == "never happens in 2 trial runs");
    CHECK(warnings.at("evidence.lab") == "never gives a report in 2 trial runs");
    CHECK(warnings.at("actors.north") == "this side never decides anything in 2 trial runs");
    CHECK(warnings.count("actors.south") == 0);  // it would only hold
    CHECK(warnings.count("moves.hold") == 0);
}

TEST_CASE("misreadings that an end of the ladder cuts are found uneven") {
    // Who steps down to the lowest rung cannot be read lower still.
    const auto skew = [](const std::string& rung) {
        const auto warnings = warnings_of(
            scenario(
                "incidents: {a: {target: north, cause: accident, at: 5d, severity: 4}}\nmoves: {go: {to: " +
                rung +
                "}}\nnorth: {starts_at: tense, doctrine: [{when: {trigger: incident}, do: go}, {do: hold}]}\n"
                "south: {posture: {misread: 0.5}, doctrine: [{do: hold}]}\n"),
            200);
        const auto found = warnings.find("actors.south.posture.skew");
        return found == warnings.end() ? std::string()
                                       : found->second.substr(0, found->second.find(" rungs"));
    };
    CHECK(skew("calm") == "misreadings are lopsided: 1");
    CHECK(skew("brink").empty());
}
