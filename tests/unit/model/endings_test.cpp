// Section 4 of the model: how runs end and what their outcome is.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::string_view kSettling =
    "endings: {crisis: crisis, war: war, settled: {at: tense, for: 10d}}\n";

Millis settled_after(const std::string& more, const ArmSpec& arm = {}) {
    const Run run = play(std::string(kSettling) + more, arm);
    if (run.result.end_reason != EndReason::settled) return -1;
    CHECK(run.result.outcome == Outcome::settled);
    CHECK(run.only<RunEnded>().time == run.result.duration);
    return run.result.duration;
}

}  // namespace

TEST_CASE("A run ends as war when either actor reaches the war rung", "[model][endings]") {
    const std::string who = GENERATE("north", "south");
    const Run run =
        play("moves: {fight: {to: war, delay: 5d}}\n" + who + ": {review: 30d, doctrine: [{do: fight}]}\n");
    CHECK(run.result.outcome == Outcome::war);
    CHECK(run.result.end_reason == EndReason::war);
    CHECK(run.result.duration == 35 * kDay);
    CHECK(run.result.crisis);
    CHECK(run.result.crisis_time == 35 * kDay);
    CHECK(run.records.back().time == 35 * kDay);
    CHECK(std::holds_alternative<RunEnded>(run.records.back().what));
    CHECK(run.only<RunEnded>().parent == run.only<MoveTookEffect>().id);
}

TEST_CASE("A rung above the war rung is war too", "[model][endings]") {
    const Run run = play(
        "endings: {crisis: tense, war: crisis}\nmoves: {jump: {to: brink}}\nnorth: {review: 30d, doctrine: "
        "[{do: jump}]}\n");
    CHECK(run.result.outcome == Outcome::war);
    CHECK(run.result.peak_rung[0] == kBrink);
}

TEST_CASE("A run in which the crisis rung was reached has the outcome crisis, whatever came afterwards",
          "[model][endings]") {
    const std::string text = R"(
moves: {up: {to: crisis}, down: {to: calm}}
north: {review: 20d, doctrine: [{when: {own.rung: crisis}, do: down}, {when: {measure.pact: no}, do: up}, {do: hold}]}
measures: {pact: {in_force: 35d}}
)";
    const Run run = play(text, {{"pact"}, {}});
    CHECK(run.result.outcome == Outcome::crisis);
    CHECK(run.result.end_reason == EndReason::horizon);
    CHECK(run.result.crisis_time == 20 * kDay);
    CHECK(run.all<MoveTookEffect>().back().what.after == kCalm);
    const Run settled = play(std::string(kSettling) + with(text, "20d", "8d"), {{"pact"}, {}});
    CHECK(settled.result.outcome == Outcome::crisis);
    CHECK(settled.result.end_reason == EndReason::settled);
}

TEST_CASE("A run without war, crisis or settlement is unresolved at the horizon", "[model][endings]") {
    const Run run = play("moves: {up: {to: tense}}\nnorth: {review: 30d, doctrine: [{do: up}]}\n");
    CHECK(run.result.outcome == Outcome::unresolved);
    CHECK(run.result.end_reason == EndReason::horizon);
    CHECK(run.result.duration == 100 * kDay);
    CHECK_FALSE(run.result.crisis);
    CHECK(run.result.crisis_time == kNever);
}

TEST_CASE("A run settles when both actors have stood at or below the rung for the time", "[model][endings]") {
    CHECK(settled_after("") == 10 * kDay);
    CHECK(settled_after("north: {starts_at: tense, doctrine: [{do: hold}]}\n") == 10 * kDay);
    CHECK(settled_after("north: {starts_at: crisis, doctrine: [{do: hold}]}\n") == -1);
    CHECK(settled_after("south: {starts_at: crisis, doctrine: [{do: hold}]}\n") == -1);
}

TEST_CASE("Settling starts anew after a break", "[model][endings]") {
    const std::string text = R"(
moves: {up: {to: crisis}, down: {to: tense, delay: 2d}}
south: {review: 7d, doctrine: [{when: {own.rung: "< crisis", measure.pact: no}, do: up}, {when: {own.rung: crisis}, do: down}, {do: hold}]}
measures: {pact: {in_force: 10d}}
)";
    const Run run = play(std::string(kSettling) + text, {{"pact"}, {}});
    // Up on day 7; down is ordered on day 14 and takes effect on day 16.
    CHECK(run.result.end_reason == EndReason::settled);
    CHECK(run.result.duration == 26 * kDay);
}

TEST_CASE(
    "A live case that is not concluded keeps a run from settling; an answered, concluded or cold one does "
    "not",
    "[model][endings]") {
    const auto after = [](const std::string& attribution, const std::string& move) {
        return settled_after(
            "incidents: {a: {target: north, cause: accident, at: 5d}}\nmoves: {signal: {to: calm}}\nnorth: "
            "{deliberation: 3d, attribution: {" +
            attribution + "}, doctrine: [{do: " + move + "}]}\n");
    };
    CHECK(after("", "hold") == -1);
    CHECK(after("", "signal") == 18 * kDay);
    CHECK(after("close_at: 0.5", "hold") == 10 * kDay);
    CHECK(after("cold_after: 20d", "hold") == 35 * kDay);
}

TEST_CASE("A case that reports conclude no longer keeps a run from settling", "[model][endings]") {
    const Run run = play(std::string(kSettling) + R"(
evidence: {lab: {every: 4d, accuracy: 1}}
incidents: {a: {target: north, cause: accident, at: 5d}}
)");
    CHECK(run.result.end_reason == EndReason::settled);
    CHECK(run.result.duration == run.only<ReportReceived>().time + 10 * kDay);
}

TEST_CASE("A case going cold lets a run settle also when a measure changed when that is",
          "[model][endings]") {
    const Millis end = settled_after(R"(
measures: {pact: {in_force: 8d, set: {actors.north.attribution.cold_after: 40d}}}
incidents: {a: {target: north, cause: accident, at: 5d}}
north: {attribution: {cold_after: 20d}, doctrine: [{do: hold}]}
)",
                                     {{"pact"}, {}});
    CHECK((end == 35 * kDay || end == 55 * kDay));
}

TEST_CASE("A run that handles a million events ends there", "[model][endings]") {
    const Spec spec = scenario(
        "clock: {horizon: 1d}\nincidents: {tick: {target: north, cause: accident, every: 1ms}}\nnorth: "
        "{detection: {probability: 0}, doctrine: [{do: hold}]}\n");
    const RunResult result = simulate(compile(spec), {});
    CHECK(result.end_reason == EndReason::event_limit);
    CHECK(result.limit == Limit::events);
    CHECK(result.events == kEventLimit);
    CHECK(result.duration == kEventLimit);
    CHECK(result.outcome == Outcome::unresolved);
    CHECK(result.counts.incidents == 1'000'000);
    const Spec crisis = scenario(
        "clock: {horizon: 1d}\nincidents: {tick: {target: north, cause: accident, every: 1ms}}\nnorth: "
        "{starts_at: crisis, detection: {probability: 0}, doctrine: [{do: hold}]}\n");
    CHECK(simulate(compile(crisis), {}).outcome == Outcome::crisis);
}

TEST_CASE("A run that holds more than 200,000 pending events ends there", "[model][endings]") {
    // A letter a minute from each side, on its way for half the run.
    const std::string letters = R"(
clock: {horizon: 300d}
channels: {post: {link: 150d}}
moves: {write: {sends: warning, via: post}}
north: {review: 1m, doctrine: [{do: write}]}
south: {review: 1m, doctrine: [{do: write}]}
)";
    const Run run = play(letters);
    CHECK(run.result.end_reason == EndReason::event_limit);
    CHECK(run.result.limit == Limit::pending);
    CHECK(run.only<RunEnded>().what.limit == Limit::pending);
    CHECK(run.result.most_pending == kPendingLimit);
    // Two letters a minute, and a few reviews and decisions that are pending all the time.
    CHECK(run.result.counts.messages <= kPendingLimit);
    CHECK(run.result.counts.messages + 5 >= kPendingLimit);
    CHECK(run.result.duration <= kPendingLimit / 2 * kMinute);
    CHECK(run.result.duration + 3 * kMinute >= kPendingLimit / 2 * kMinute);
    const RunResult rare = simulate(compile(scenario(with(letters, "review: 1m", "review: 10m"))), {});
    CHECK(rare.end_reason == EndReason::horizon);
    CHECK(rare.limit == Limit::none);
    CHECK(rare.most_pending >= 150 * 24 * 6 * 2);
    CHECK(rare.most_pending <= 150 * 24 * 6 * 2 + 16);
}

TEST_CASE("What a script and the start schedule counts among the pending events", "[model][endings]") {
    Script script;
    script.injects.assign(kPendingLimit, {kDay, kNorth, "news", {}, 0});
    const Spec spec = scenario("");
    const RunResult full = simulate(compile(spec), {}, script);
    CHECK(full.end_reason == EndReason::horizon);
    CHECK(full.most_pending == kPendingLimit);
    script.injects.push_back({kDay, kNorth, "one more", {}, 0});
    const RunResult over = simulate(compile(spec), {}, script);
    CHECK(over.end_reason == EndReason::event_limit);
    CHECK(over.limit == Limit::pending);
    CHECK(over.duration == 0);
    CHECK(over.events == 0);
}

TEST_CASE("A run in which the cases that decisions look through pile up ends there", "[model][endings]") {
    const RunResult result = simulate(compile(scenario(R"(
clock: {horizon: 30d}
incidents: {tick: {target: north, cause: accident, every: 1m}}
north: {attribution: {prior: {accident: 1}}, doctrine: [{do: hold}]}
)")),
                                      {});
    CHECK(result.end_reason == EndReason::event_limit);
    CHECK(result.limit == Limit::lookups);
    CHECK(result.events < kEventLimit);
}

TEST_CASE("A run has one end, also when both actors start at war", "[model][endings]") {
    const Run run = play(
        "north: {starts_at: war, doctrine: [{do: hold}]}\nsouth: {starts_at: war, doctrine: [{do: hold}]}\n");
    CHECK(run.result.outcome == Outcome::war);
    CHECK(run.all<RunEnded>().size() == 1);
}
