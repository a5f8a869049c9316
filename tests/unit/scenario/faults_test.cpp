#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

// The one fault that comes of replacing a piece of the small scenario, without file, line and column.
std::string fault_with(std::string_view what, std::string_view by) {
    const auto found = parse_scenario(small_with(what, by), "t.yaml").diagnostics;
    if (found.size() != 1)
        return std::to_string(found.size()) + " faults" +
               (found.empty() ? "" : ", the first: " + format_diagnostic(found[0]));
    return found[0].path + ": " + found[0].message;
}

}  // namespace

TEST_CASE("A fault names the place of the key, its path and the nearest key", "[faults]") {
    CHECK(
        faults_of(small_with("posture: {misread", "posture: {misreed")) ==
        Lines{"t.yaml:19:15: actors.north.posture.misreed: unknown key 'misreed'; did you mean 'misread'?"});
    CHECK(faults_of(small_with("threat:", "thraet:")) ==
          Lines{"t.yaml:21:17: actors.north.doctrine.1.when.thraet: unknown fact 'thraet'; did you mean "
                "'threat'?"});
    CHECK(faults_of(small_with("severity: 5", "severity: 14")) ==
          Lines{"t.yaml:25:81: incidents.outage.severity: 14 is outside 0..10"});
}

TEST_CASE(
    "All faults of a file come in one pass, by line and column, each once although an alias shows it again",
    "[faults]") {
    std::string text = small_with("misread: 0.1", "misread: 2");
    text.replace(text.find("cause: accident"), 15, "cause: acident");
    text.replace(text.find("link: 1h"), 8, "link: 1");
    CHECK(
        faults_of(text) ==
        Lines{"t.yaml:13:17: channels.cable.link: expected a duration like 6h, found '1' (a unit is missing)",
              "t.yaml:19:24: actors.north.posture.misread: 2 is outside 0..1",
              "t.yaml:25:34: incidents.outage.cause: undefined cause 'acident'; did you mean 'accident'?"});
}

TEST_CASE("Whole numbers are whole exactly", "[faults]") {
    CHECK(fault_with("link: 1h", "translators: 2.5") ==
          "channels.cable.translators: expected a whole number, found '2.5'");
    CHECK(fault_with("link: 1h", "translators: 2.00000000000000000001") ==
          "channels.cable.translators: expected a whole number, found '2.00000000000000000001'");
    CHECK(fault_with("link: 1h", "translators: 1e300")
              .starts_with("channels.cable.translators: 1e+300 is outside 0.."));
    CHECK(fault_with("by: 1", "by: -1e9").starts_with("moves.up.by: -1000000000 is outside "));
    CHECK(
        parse_scenario(small_with("link: 1h", "translators: 2e1"), "t.yaml").spec->channels[0].translators ==
        20);
    for (const auto& [text, by] :
         {std::pair{"by: +1.0", 1}, std::pair{"by: -1", -1}, std::pair{"by: -1e0", -1}}) {
        const auto moves = parse_scenario(small_with("by: 1", text), "t.yaml").spec->moves;
        CHECK(std::count_if(moves.begin(), moves.end(),
                            [by = by](const MoveSpec& move) { return move.by == by; }) == 1);
    }
}

TEST_CASE("A measure or an expectation must not take away all weights", "[faults]") {
    CHECK(fault_with("posture.misread: 0.05", "attribution.prior.*: 0") ==
          "measures.training: this makes actors.north.attribution.prior invalid: at least one weight must be "
          "above 0");
    CHECK(fault_with("measures:\n",
                     "measures:\n  one: {set: {actors.*.attribution.prior.attack: 0}}\n  two: {set: "
                     "{actors.*.attribution.prior.accident: 0}}\n") ==
          "measures: together, the measures make actors.north.attribution.prior invalid: at least one weight "
          "must "
          "be above 0");
    CHECK(fault_with("measures:\n", "measures:\n  one: {set: {actors.*.attribution.prior.attack: 0}}\n") ==
          "0 faults");
    const auto expecting = [](const char* set) {
        return faults_of(kSmall + "expects: [{name: n, set: {" + set + "}, mean: duration, exact: 1d}]\n");
    };
    CHECK(
        expecting("actors.north.attribution.prior.attack: 0.9")
            .front()
            .ends_with("expects.1.set: actors.north.attribution.prior: the probabilities sum to 1.4, not 1"));
    CHECK(
        expecting("actors.north.attribution.prior.attack: 0.9, actors.north.attribution.prior.accident: 0.1")
            .empty());
}

TEST_CASE("A move of weight 0 is allowed in a rule, and a rule without any other is not", "[faults]") {
    CHECK(fault_with("do: up", "do: {up: 0, hold: 1}") == "0 faults");
    CHECK(fault_with("do: up", "do: {up: 0}") ==
          "actors.north.doctrine.1.do: at least one weight must be above 0");
}

TEST_CASE("A scenario that was changed has the faults that its file would have", "[faults]") {
    Spec spec = *parse_scenario(kSmall, "t.yaml").spec;
    CHECK(faults_after_change(spec).empty());
    spec.actors[1].attribution.prior[0].second = 0.8;
    const auto faults = faults_after_change(spec);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].path == "actors.south.attribution.prior");
    CHECK(faults[0].message == "the probabilities sum to 1.3, not 1");
}

TEST_CASE("A missing section is named", "[faults]") {
    const Lines faults = faults_of("firebreak: 1\n");
    CHECK(faults.size() == 7);
    for (const char* key : {"id", "clock", "ladder", "endings", "causes", "moves", "actors"}) {
        CHECK(std::count(faults.begin(), faults.end(),
                         "t.yaml:1:1: the key '" + std::string(key) + "' is missing") == 1);
    }
}

TEST_CASE("Values of the wrong type or unit are refused", "[faults]") {
    CHECK(fault_with("misread: 0.1", "misread: 10%") ==
          "actors.north.posture.misread: expected a number, found '10%'");
    CHECK(fault_with("misread: 0.1", "misread: .nan") ==
          "actors.north.posture.misread: expected a number, found '.nan'");
    CHECK(fault_with("misread: 0.1", "misread: \"0.1\"") ==
          "actors.north.posture.misread: expected a number, found '0.1'");
    CHECK(fault_with("link: 1h", "up: 1") == "channels.cable.up: expected yes or no, found '1'");
    CHECK(fault_with("link: 1h", "link: {lognromal: 1h}") ==
          "channels.cable.link.lognromal: unknown distribution 'lognromal'; did you mean 'lognormal'?");
    CHECK(fault_with("link: 1h", "link: {uniform: [2h, 1h]}") ==
          "channels.cable.link.uniform: the low end is above the high end");
    CHECK(fault_with("{exponential: 10d}", "0") == "incidents.outage.every: must take time, not 0");
    CHECK(fault_with("firebreak: 1", "firebreak: 2") ==
          "firebreak: expected 1, the version of the format, found '2'");
    CHECK(fault_with("id: small", "id: \"sm\\u202eall\"").find("\\u202e") != std::string::npos);
    CHECK(fault_with("posture: {misread: 0.1}", "name: \"a\\e[1m\"") ==
          "actors.north.name: text must not contain control characters or bidirectional overrides, found "
          "'a\\x1b[1m'");
}

TEST_CASE("A prior must sum to one", "[faults]") {
    CHECK(fault_with("posture: {misread: 0.1}",
                     "posture: {misread: 0.1}\n    attribution: {prior: {accident: 0.5, attack: 0.4}}") ==
          "actors.north.attribution.prior: the probabilities sum to 0.9, not 1");
    CHECK(fault_with("posture: {misread: 0.1}",
                     "posture: {misread: 0.1}\n    attribution: {prior: {accident: 0.9, attack: 0.1}}") ==
          "0 faults");
}

TEST_CASE("The ladder and its endings are checked", "[faults]") {
    CHECK(fault_with("endings: {crisis: crisis, war: war}", "endings: {crisis: war, war: crisis}") ==
          "endings.crisis: the crisis rung 'war' is above the war rung 'crisis'");
    CHECK(fault_with("crisis: crisis", "crisis: calm") ==
          "endings.crisis: the crisis rung must not be the lowest one");
    CHECK(fault_with("{id: crisis}", "{id: crisis}\n  - {id: crisis}") ==
          "ladder.3.id: the rung 'crisis' is in the ladder twice");
}

TEST_CASE("Moves are checked as wholes", "[faults]") {
    CHECK(fault_with("{by: 1}", "{by: 0}") ==
          "moves.up.by: expected +1, -1 or another number of rungs that is not 0");
    CHECK(fault_with("{by: 1}", "{by: +1, to: war}") ==
          "moves.up.by: a move has one of 'to', 'raise_to' and 'by', not several");
    CHECK(fault_with(", via: cable", "") ==
          "moves.ask.sends: a move with 'sends' also needs 'via': a channel or 'reply'");
    CHECK(fault_with("moves:\n", "moves:\n  hold: {by: 1}\n") ==
          "moves.hold.by: 'hold' does nothing and is always possible; only its label may be set");
}

TEST_CASE("Conditions that can never hold are errors", "[faults]") {
    const auto when = [](std::string_view conditions) { return fault_with("threat: \">= 2\"", conditions); };
    CHECK(when("threat: \"< 0\"") ==
          "actors.north.doctrine.1.when.threat: '< 0' can never hold: the value is never below 0");
    CHECK(when("threat: \"5..2\"") == "actors.north.doctrine.1.when.threat: '5..2' can never hold");
    CHECK(when("own.rung: \">= 3\"") ==
          "actors.north.doctrine.1.when.own.rung: '>= 3' can never hold: the value is always within 0..2");
    CHECK(when("own.rung: \"> calm and < crisis\"") ==
          "actors.north.doctrine.1.when.own.rung: '> calm and < crisis' can never hold");
    CHECK(when("guilty: yes, message: none") ==
          "actors.north.doctrine.1.when: these conditions can never hold together: 'guilty: yes' needs a "
          "query in hand, which 'message' excludes");
    CHECK(when("heard: yes, asked: no").find("can never hold together") != std::string::npos);
    CHECK(
        when("incident.belief.attack: \">= .7\", incident.belief.accident: \">= .7\"").find("at least 1.4") !=
        std::string::npos);
    CHECK(when("trigger: review, message: query") == "0 faults");
}

TEST_CASE("A condition takes values of its fact", "[faults]") {
    const auto when = [](std::string_view conditions) { return fault_with("threat: \">= 2\"", conditions); };
    CHECK(when("own.rung: crysis") ==
          "actors.north.doctrine.1.when.own.rung: unknown rung 'crysis'; did you mean 'crisis'?");
    CHECK(when("trigger: [incident, silense]") ==
          "actors.north.doctrine.1.when.trigger.2: unknown trigger 'silense'; did you mean 'silence'?");
    CHECK(when("incident.age: \"< 2\"") ==
          "actors.north.doctrine.1.when.incident.age: expected a duration like 6h, found '2'");
    CHECK(when("incident.age: never") == "actors.north.doctrine.1.when.incident.age: 'never' can never hold");
    CHECK(when("asked: 1") == "actors.north.doctrine.1.when.asked: expected yes or no, found '1'");
    CHECK(when("channel.cabel: yes") ==
          "actors.north.doctrine.1.when.channel.cabel: undefined channel 'cabel'; did you mean "
          "'channel.cable'?");
    CHECK(when("incident.cause: attack")
              .starts_with("actors.north.doctrine.1.when.incident.cause: unknown fact"));
}

TEST_CASE("A moment before the start or beyond every horizon is refused", "[faults]") {
    CHECK(fault_with("every: {exponential: 10d}", "at: 2019-12-31") ==
          "incidents.outage.at: this date is before clock.start, 2020-01-01T00:00:00Z");
    CHECK(fault_with("every: {exponential: 10d}", "at: 9999-01-01") ==
          "incidents.outage.at: this date is more than 120 years after clock.start");
    CHECK(fault_with("every: {exponential: 10d}", "at: 91d") ==
          "incidents.outage.at: at or after the horizon: this never happens");
}

TEST_CASE("A rule behind one without conditions is warned of", "[faults]") {
    const auto loaded =
        parse_scenario(small_with("- {do: hold}", "- {do: hold}\n      - {do: up}"), "t.yaml");
    CHECK(loaded.spec.has_value());
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(loaded.diagnostics[0].severity == Diagnostic::Severity::warning);
    CHECK(loaded.diagnostics[0].message == "this rule is never reached: rule 2 has no conditions");
}

TEST_CASE("A measure's paths and values are checked against the parameters", "[faults]") {
    CHECK(fault_with("{actors.*.posture.misread: 0.05}", "{actors.*.postur.misread: 0.05}") ==
          "measures.training.set.actors.*.postur.misread: no parameter matches 'actors.*.postur.misread'; "
          "did you mean 'actors.*.posture.misread'?");
    CHECK(fault_with("misread: 0.05", "misread: 5") ==
          "measures.training.set.actors.*.posture.misread: actors.north.posture.misread: expected a "
          "probability 0..1, found 5");
    CHECK(fault_with("set: {actors.*.posture.misread: 0.05}", "scale: {channels.cable.up: 2}") ==
          "measures.training.scale.channels.cable.up: channels.cable.up is no number that can be scaled; "
          "use 'set'");
}

TEST_CASE("Provenance speaks of what exists", "[faults]") {
    const auto entry = [](const std::string& text) {
        return fault_with("id: small\n", "id: small\nprovenance: {" + text + "}\n");
    };
    CHECK(entry("actors.*.posture: {grade: assumed}") == "0 faults");
    CHECK(entry("measures.training: {grade: assumed}") == "0 faults");
    CHECK(entry("actors.*.postures: {grade: assumed}")
              .starts_with("provenance.actors.*.postures: no parameter matches"));
    CHECK(entry("clock: {grade: guessed}").starts_with("provenance.clock.grade: undefined grade 'guessed'"));
    CHECK(entry("clock: {grade: sourced, source: nobody}") ==
          "provenance.clock.source: undefined source 'nobody'");
}

TEST_CASE("A comma in an unquoted note belongs to the note", "[faults]") {
    const auto loaded = parse_scenario(
        small_with("id: small\n", "id: small\nprovenance: {clock: {grade: assumed, note: a, b}}\n"),
        "t.yaml");
    REQUIRE(loaded.spec.has_value());
    CHECK(loaded.spec->provenance[0].note == "a, b");
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(loaded.diagnostics[0].severity == Diagnostic::Severity::warning);
}

TEST_CASE("After a hundred faults comes one that says there are more", "[faults]") {
    std::string text = kSmall;
    for (int i = 0; i < 150; ++i) text += "unknown" + std::to_string(i) + ": 1\n";
    const Lines faults = faults_of(text);
    CHECK(faults.size() == 101);
    CHECK(faults.back() == "t.yaml: there are more; only the first 100 are shown");
}
