#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

// A scenario that uses every part of the format.
const std::string kFull = R"(firebreak: 1
id: full
title: "A \"title\": with, all # sorts"
question: "yes"
summary: |
  Two lines,
  the second with a	tab.
sources: {someone: "- {a: b}"}
provenance: {actors.*.posture: {grade: assumed, note: "guess, only"}, clock: {grade: sourced, source: someone}}
clock: {start: 1999-12-31T23:59:59.5Z, horizon: 1.1y}
ladder:
  - {id: calm, name: "1"}
  - {id: tense, description: "a\nb", firebreak: Boundary, accident_every: 60d}
  - {id: war}
endings: {crisis: tense, war: war, settled: {at: calm, for: 10d}}
causes: {accident: {}, attack: {name: Attack, hostility: 0.9}}
incidents:
  one: {target: [north, south], cause: {accident: 0.3, attack: 2}, every: {weibull: {scale: 3d, shape: 0.7}}, severity: {uniform: [1, 3]}, window: 2h}
  two: {target: south, cause: attack, author: north, at: [1d, 33.3h], phantom: yes, needs: drill, unless: link}
evidence:
  lab: {every: 3d, accuracy: 0.55, believed: 0.7, confusion: {accident: {attack: 1}}, needs: drill}
messages:
  denial: {likelihood: {accident: 0.9, attack: 0.333333333333333314}, image: 1.5, garbled: admission}
  evidence: {source: lab, reports: 3}
  reassurance: {clarifies: posture}
channels:
  cable: {up: {fails: {exponential: 9d}, repairs: {empirical: [1h, 2h]}, starts: down}, staffed: {hours: "09:00-17:00", days: [mon, sun]}, patience: 3d}
  phone: {up: no, translators: 2, translate: {triangular: [1m, 2m, 1h]}, loss: 0.1, garble: 1e-7, credibility: 0.25, meets: {every: 120d}, link: never}
moves:
  up: {by: -1, delay: {lognormal: {median: 6h, sigma: 0.8}}, seen: 0.5, unless: drill}
  hold: {label: Wait}
  ask: {sends: query, via: phone}
  deny: {sends: denial, via: reply}
  hit: {raise_to: tense, strikes: {cause: attack, severity: 3}}
  back: {to: calm}
actors:
  north:
    starts_at: tense
    attribution: {prior: {accident: 0.7, attack: 0.3}, tilt: -0.69, half_life: 45d}
    image: {hostile: 0.4, memory: 120d}
    review: 30d
    agenda: yes
    doctrine:
      - {when: {message: query, said.denial: no, guilty: no, trigger: [message, review]}, do: deny, at_once: yes}
      - {when: {own.rung: "> calm", adversary.rung: [0, war], rung_gap: "<= -1", incident.age: "1d..3d", time_left: "< 2h"}, do: {hit: 0.1, up: 0.9}}
      - {when: {threat: "> 1 and <= 2.5", incident.belief.attack: ">= 0.3", channel.phone: yes, measure.drill: no, image: 0.5}, do: ask}
      - {do: hold}
  south: {doctrine: [{do: {hold: 2, up: 1}}]}
measures:
  drill: {in_force: 2000-02-01, set: {moves.up.delay: 2d, channels.*.link: {exponential: 3h}, channels.phone.deliver: {fixed: 1h}, channels.phone.up: yes}}
  link: {scale: {actors.*.posture.misread: 0.5}, set: {actors.north.doctrine.3.when.incident.belief.attack: 0.25}}
expects:
  - {name: a, measures: [drill], set: {clock.horizon: 2d}, share: {outcome: [war, crisis]}, exact: 0.3, formula: "1 - 0.7"}
  - {name: b, mean: message_time.phone, exact: 30m}
  - {name: c, mean: acts.north.up, exact: 2.5}
  - {name: d, share: {peak_rung: ">= tense"}, exact: 1}
  - {name: e, share: {crisis: yes}, exact: 0}
)";

Spec spec_of(const std::string& text) {
    const LoadedScenario loaded = parse_scenario(text, "t.yaml");
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec.has_value());
    return *loaded.spec;
}

}  // namespace

TEST_CASE("A scenario that is written loads to an equal one", "[write]") {
    for (const std::string& text : {kSmall, kFull}) {
        const Spec spec = spec_of(text);
        CHECK(spec_of(write_scenario(spec)) == spec);
        CHECK(spec_of(write_scenario(spec, true)) == spec);
    }
}

TEST_CASE("The flagship survives being written and read", "[write]") {
    const LoadedScenario loaded = load_scenario(FIREBREAK_SOURCE_DIR "/scenarios/cyber/reset-2011.yaml");
    REQUIRE(loaded.spec.has_value());
    CHECK(spec_of(write_scenario(*loaded.spec)) == *loaded.spec);
}

TEST_CASE("Writing what was written changes nothing", "[write]") {
    const std::string once = write_scenario(spec_of(kFull));
    CHECK(write_scenario(spec_of(once)) == once);
}

TEST_CASE("Defaults are written out", "[write]") {
    const std::string text = write_scenario(spec_of(kSmall));
    CHECK(text.find("    patience: never\n") != std::string::npos);
    CHECK(text.find("      cold_after: 180d\n") != std::string::npos);
    CHECK(text.find("      accident: 0.5\n") != std::string::npos);
    CHECK(text.find('&') == std::string::npos);
}

TEST_CASE("A text that a YAML reader could take for something else is quoted", "[write]") {
    const std::string text = write_scenario(spec_of(kFull));
    CHECK(text.find("question: \"yes\"\n") != std::string::npos);
    CHECK(text.find("name: \"1\"\n") != std::string::npos);
    CHECK(text.find("title: \"A \\\"title\\\": with, all # sorts\"\n") != std::string::npos);
    CHECK(text.find("Two lines,\\nthe second") != std::string::npos);
}

TEST_CASE("Grades stand beside the numbers that they cover", "[write]") {
    const std::string text = write_scenario(spec_of(kFull), true);
    CHECK(text.find("      misread: 0  # assumed: guess, only\n") != std::string::npos);
    CHECK(text.find("  horizon: 1.1y  # sourced: someone\n") != std::string::npos);
    CHECK(write_scenario(spec_of(kFull)).find("  # ") == std::string::npos);
}
