// Section 9 of the model: arms in which the perception of one actor or both is clean.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

const ArmSpec kCleanNorth{{}, {true, false}};
const ArmSpec kCleanSouth{{}, {false, true}};
const ArmSpec kCleanBoth{{}, {true, true}};

// Both actors meet the same incident, whose cause they would misjudge, and read each other's move wrong.
constexpr std::string_view kMuddle = R"(
evidence: {lab: {every: 1d, accuracy: 0.5}}
incidents: {a: {target: [north, south], cause: accident, at: 10d, severity: 4}}
moves: {up: {to: tense}}
north: {review: 30d, detection: {delay: 2d}, deliberation: 3h, severity: {bias: 0.5, noise: 0.3}, posture: {misread: 1, skew: 1, delay: 5h},
  attribution: {prior: {accident: 0.2, attack: 0.8}, tilt: 1}, doctrine: [{when: {own.rung: calm, trigger: review}, do: up}, {do: hold}]}
south: {review: 30d, detection: {delay: 2d}, deliberation: 3h, severity: {bias: 0.5, noise: 0.3}, posture: {misread: 1, skew: 1, delay: 5h},
  attribution: {prior: {accident: 0.2, attack: 0.8}, tilt: 1}, doctrine: [{when: {own.rung: calm, trigger: review}, do: up}, {do: hold}]}
)";

CaseView case_of(const Run& run, ActorId actor) {
    for (const auto& opened : run.all<CaseOpened>()) {
        if (opened.what.actor == actor) return opened.what.view;
    }
    FAIL("no case");
    return {};
}

RungId reading_of(const Run& run, ActorId actor) {
    for (const auto& seen : run.all<MoveSeen>()) {
        if (seen.what.actor == actor) return seen.what.reading;
    }
    FAIL("nothing seen");
    return {};
}

}  // namespace

TEST_CASE(
    "Clean perception is certain of the true cause at detection, and reads severity and posture exactly",
    "[model][clean]") {
    const Run run = play(kMuddle, kCleanNorth);
    CHECK(case_of(run, kNorth).belief[0] == 1);
    CHECK(case_of(run, kNorth).belief[1] == 0);
    CHECK(case_of(run, kNorth).severity == 4);
    CHECK(case_of(run, kNorth).concluded);
    CHECK(case_of(run, kNorth).hostility == 0);
    CHECK(reading_of(run, kNorth) == kTense);
    for (const auto& report : run.all<ReportReceived>()) CHECK(report.what.actor == kSouth);
}

TEST_CASE("One actor's clean perception leaves the other's as it was", "[model][clean]") {
    const Run factual = play(kMuddle);
    const Run run = play(kMuddle, kCleanNorth);
    CHECK(case_of(run, kSouth).belief == case_of(factual, kSouth).belief);
    CHECK(case_of(run, kSouth).severity == case_of(factual, kSouth).severity);
    CHECK(case_of(run, kSouth).severity != 4);
    CHECK(reading_of(run, kSouth) == kCrisis);
    CHECK(reading_of(play(kMuddle, kCleanSouth), kSouth) == kTense);
    CHECK(reading_of(play(kMuddle, kCleanSouth), kNorth) == kCrisis);
    CHECK(case_of(play(kMuddle, kCleanSouth), kSouth).belief[0] == 1);
}

TEST_CASE("Detection and every delay stay under clean perception", "[model][clean]") {
    const Run factual = play(kMuddle);
    const Run run = play(kMuddle, kCleanBoth);
    CHECK(run.times<CaseOpened>() == factual.times<CaseOpened>());
    CHECK(run.times<MoveSeen>() == factual.times<MoveSeen>());
    CHECK(run.times<MoveTookEffect>() == factual.times<MoveTookEffect>());
    CHECK(run.times<CaseOpened>().front() == 12 * kDay);
    const std::string missed = R"(
incidents: {tick: {target: north, cause: accident, every: 1d}}
north: {detection: {probability: 0.5, delay: {exponential: 1h}}, doctrine: [{do: hold}]}
)";
    CHECK(play(missed, kCleanBoth).times<CaseOpened>() == play(missed).times<CaseOpened>());
}

TEST_CASE("Clean perception never detects false alarms", "[model][clean]") {
    const std::string text =
        "incidents: {alarm: {target: [north, south], cause: attack, phantom: yes, at: 10d}}\n";
    CHECK(play(text).all<CaseOpened>().size() == 2);
    const Run run = play(text, kCleanNorth);
    CHECK(run.only<CaseOpened>().what.actor == kSouth);
    CHECK(run.only<IncidentHappened>().what.phantom);
    CHECK(play(text, kCleanBoth).all<CaseOpened>().empty());
}

TEST_CASE("Messages to an actor with clean perception are not garbled", "[model][clean]") {
    const std::string text = R"(
channels: {cable: {garble: 1}}
moves: {tell: {sends: warning, via: cable}}
incidents: {a: {target: north, cause: accident, at: 10d}}
north: {doctrine: [{do: tell}]}
)";
    CHECK(play(text, kCleanSouth).only<MessageDelivered>().what.read_as == MessageKind::warning);
    CHECK(play(text, kCleanNorth).only<MessageDelivered>().what.read_as == MessageKind::reassurance);
}

TEST_CASE("The clean-both arm equals the factual arm bit for bit where the factual perception is exact",
          "[model][clean]") {
    std::string text = busy();
    for (const auto& [what, by] :
         {std::pair{"noise: 0.3", "noise: 0"},
          {"bias: 0.1", "bias: 0"},
          {"misread: 0.2", "misread: 0"},
          {"garble: 0.2", "garble: 0"},
          {"  alarm: {target: south, cause: attack, phantom: yes, every: {exponential: 40d}, severity: 4}\n",
           ""},
          {"prior: {accident: 0.6, attack: 0.4}", "prior: {accident: 0, attack: 1}"},
          {"cause: {accident: 2, attack: 1}", "cause: attack"},
          {"cause: accident", "cause: attack"}}) {
        text = with(text, what, by);
    }
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const RunResult factual = play(text, {}, replicate).result;
        CHECK(play(text, kCleanBoth, replicate).result.digest == factual.digest);
        CHECK(play(text, kCleanNorth, replicate).result.digest == factual.digest);
        CHECK(factual.counts.acts > 0);
    }
}

TEST_CASE("Without noise, tilt and misreading an innocent world has no inadvertent crisis",
          "[model][clean]") {
    const std::string text = with(with(busy(), "cause: {accident: 2, attack: 1}", "cause: accident"),
                                  "cause: attack, author: north", "cause: accident");
    int crises = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        crises += play(text, {}, replicate).result.crisis;
        const RunResult clean = play(with(text, "tremble: 0.02", "tremble: 0"), kCleanBoth, replicate).result;
        CHECK_FALSE(clean.crisis);
    }
    CHECK(crises > 5);
}
