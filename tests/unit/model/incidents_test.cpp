// Section 5 of the model: sources of incidents, strikes and detection.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Every cause, severity and detection of a scenario's incidents over many runs.
struct Sample {
    double incidents = 0;
    double attacks = 0;
    double detections = 0;
};

Sample sample(std::string_view sections, std::uint64_t runs) {
    const Spec spec = scenario(sections);
    Sample sum;
    for (std::uint64_t replicate = 0; replicate < runs; ++replicate) {
        const Run run = play(spec, {}, replicate);
        for (const auto& incident : run.all<IncidentHappened>()) {
            ++sum.incidents;
            sum.attacks += incident.what.cause == kAttack;
        }
        sum.detections += static_cast<double>(run.all<CaseOpened>().size());
    }
    return sum;
}

constexpr std::string_view kOften =
    "incidents: {tick: {target: north, cause: {accident: 3, attack: 1}, every: 1d}}\n";

}  // namespace

TEST_CASE("An incident happens at each of its moments, given as dates or spans", "[model][incidents]") {
    const Run run =
        play("incidents: {two: {target: north, cause: attack, at: [2020-01-10, 2d], severity: 3}}\n");
    const auto incidents = run.all<IncidentHappened>();
    REQUIRE(incidents.size() == 2);
    CHECK(incidents[0].time == 2 * kDay);
    CHECK(incidents[1].time == 4 * kDay);
    CHECK(incidents[0].what.cause == kAttack);
    CHECK(incidents[0].what.severity == 3);
    CHECK(incidents[0].what.targets == std::array<bool, kActors>{true, false});
    CHECK_FALSE(incidents[0].what.phantom);
}

TEST_CASE("A renewal process with exponential gaps has as many incidents as its mean gap says",
          "[model][incidents]") {
    const Spec spec =
        scenario("incidents: {tick: {target: north, cause: attack, every: {exponential: 10d}}}\n");
    constexpr int kRuns = 2000;
    double count = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate)
        count += play(spec, {}, replicate).result.counts.incidents;
    CHECK(std::fabs(z_of_mean(count, kRuns, 10, std::sqrt(10))) < kFarOff);  // Poisson with mean 10
}

TEST_CASE("Causes are drawn by their weights", "[model][incidents]") {
    const Sample sum = sample(kOften, 100);
    REQUIRE(sum.incidents == 9900);
    CHECK(std::fabs(z_of_share(sum.attacks, sum.incidents, 0.25)) < kFarOff);
}

TEST_CASE("An incident is detected with the target's probability", "[model][incidents]") {
    const Sample sum =
        sample(std::string(kOften) + "north: {detection: {probability: 0.3}, doctrine: [{do: hold}]}\n", 100);
    CHECK(std::fabs(z_of_share(sum.detections, sum.incidents, 0.3)) < kFarOff);
    CHECK(sample(std::string(kOften) + "north: {detection: {probability: 0}, doctrine: [{do: hold}]}\n", 10)
              .detections == 0);
}

TEST_CASE("A case opens after the delay of detection, and its window and age count from then",
          "[model][incidents]") {
    const std::string_view text = R"(
incidents: {outage: {target: north, cause: attack, at: 10d, window: 4d}}
north: {detection: {delay: 36h}, deliberation: 50d, doctrine: [{do: hold}]}
)";
    const Run run = play(text);
    CHECK(run.only<CaseOpened>().time == 10 * kDay + 36 * kHour);
    CHECK(run.only<CaseOpened>().parent == run.only<IncidentHappened>().id);
    CHECK(run.acts(kNorth) == Acts{{14 * kDay + 36 * kHour, "hold"}});
    Stage stage(text);
    stage.go_to(13 * kDay);
    CHECK(stage.fact(kNorth, Fact::incident_age) == 36 * kHour);
}

TEST_CASE("Two targets share one incident and detect it each by draws of its own", "[model][incidents]") {
    const Spec spec = scenario(R"(
incidents: {shared: {target: [north, south], cause: {accident: 1, attack: 1}, at: 10d, severity: {uniform: [1, 9]}}}
north: {detection: {probability: 0.5, delay: {uniform: [1d, 5d]}}, doctrine: [{do: hold}]}
south: {detection: {probability: 0.5, delay: {uniform: [1d, 5d]}}, doctrine: [{do: hold}]}
)");
    double both = 0;
    constexpr int kRuns = 4000;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Run run = play(spec, {}, replicate);
        const auto incident = run.only<IncidentHappened>().what;
        CHECK(incident.targets == std::array<bool, kActors>{true, true});
        const auto cases = run.all<CaseOpened>();
        for (const auto& opened : cases) CHECK(opened.what.view.severity == incident.severity);
        if (cases.size() < 2) continue;
        ++both;
        CHECK(cases[0].time != cases[1].time);
    }
    CHECK(std::fabs(z_of_share(both, kRuns, 0.25)) < kFarOff);
}

TEST_CASE(
    "An incident that its measure does not allow does not happen, and leaves the later ones as they were",
    "[model][incidents]") {
    const auto text = [](const std::string& gate) {
        return "measures: {pact: {in_force: 35d}}\nincidents: {tick: {target: north, cause: {accident: 1, "
               "attack: 1}, every: 10d, severity: {uniform: [0, 10]}" +
               gate + "}}\n";
    };
    const ArmSpec arm{{"pact"}, {}};
    const auto all = play(text("")).all<IncidentHappened>();
    const auto needs = play(text(", needs: pact"), arm).all<IncidentHappened>();
    const auto unless = play(text(", unless: pact"), arm).all<IncidentHappened>();
    REQUIRE(all.size() == 9);
    REQUIRE(unless.size() == 3);
    REQUIRE(needs.size() == 6);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& same = i < 3 ? unless[i] : needs[i - 3];
        CHECK(same.time == all[i].time);
        CHECK(same.what.severity == all[i].what.severity);
        CHECK(same.what.cause == all[i].what.cause);
    }
    CHECK(play(text(", needs: pact")).all<IncidentHappened>().empty());
}

TEST_CASE("The true severity is cut to 0..10", "[model][incidents]") {
    const Run run = play(
        "incidents: {tick: {target: north, cause: attack, every: 1d, severity: {lognormal: {median: 8, "
        "sigma: 1}}}}\n");
    int cut = 0;
    for (const auto& incident : run.all<IncidentHappened>()) {
        CHECK(incident.what.severity <= 10);
        cut += incident.what.severity == 10;
    }
    CHECK(cut > 10);
}

TEST_CASE("The author of an incident is nobody unless the scenario names one", "[model][incidents]") {
    const Run run = play(R"(
incidents: {a: {target: north, cause: attack, at: 1d}, b: {target: north, cause: attack, at: 2d, author: south}}
)");
    const auto incidents = run.all<IncidentHappened>();
    REQUIRE(incidents.size() == 2);
    CHECK_FALSE(incidents[0].what.author.valid());
    CHECK(incidents[1].what.author == kSouth);
}

TEST_CASE("A strike is an incident at the other side when the move takes effect, with the mover as author",
          "[model][incidents]") {
    const Run run = play(R"(
moves: {hit: {to: tense, strikes: {cause: attack, severity: 7}, delay: 3d}}
north: {review: 60d, doctrine: [{do: hit}]}
)");
    const auto effect = run.only<MoveTookEffect>();
    const auto strike = run.only<IncidentHappened>();
    CHECK(strike.time == 63 * kDay);
    CHECK(strike.time == effect.time);
    CHECK(strike.id > effect.id);
    CHECK(strike.parent == effect.id);
    CHECK(strike.what.author == kNorth);
    CHECK(strike.what.cause == kAttack);
    CHECK(strike.what.severity == 7);
    CHECK(strike.what.targets == std::array<bool, kActors>{false, true});
    CHECK_FALSE(strike.what.source.valid());
    CHECK(run.only<CaseOpened>().what.actor == kSouth);
    CHECK(run.result.counts.strikes == 1);
    CHECK(run.result.counts.incidents == 1);
}

TEST_CASE("A strike's incident comes after the effects of its moment that were scheduled before it",
          "[model][incidents]") {
    const Run run = play(R"(
moves: {hit: {strikes: {cause: attack}, delay: 1d}, up: {to: tense, delay: 1d}}
north: {review: 60d, doctrine: [{when: {trigger: review}, do: hit}, {do: hold}]}
south: {review: 60d, doctrine: [{when: {trigger: review}, do: up}, {do: hold}]}
)");
    const auto effects = run.all<MoveTookEffect>();
    REQUIRE(effects.size() == 2);
    // The incident's class comes before the other effect of the same time, but after the effect that made it.
    CHECK(run.move(effects[0].what.move) == "hit");
    CHECK(run.only<IncidentHappened>().id > effects[0].id);
    CHECK(run.only<IncidentHappened>().id < effects[1].id);
}

TEST_CASE("A false alarm opens a case like a true one", "[model][incidents]") {
    const Run run =
        play("incidents: {alarm: {target: north, cause: attack, at: 5d, severity: 9, phantom: yes}}\n");
    CHECK(run.only<IncidentHappened>().what.phantom);
    CHECK(run.only<CaseOpened>().what.view.severity == 9);
    CHECK(run.acts(kNorth) == Acts{{5 * kDay, "hold"}});
}
