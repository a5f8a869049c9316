// Runs as paths: what is a step, where a path ends, and the columns of many.
#include <firebreak/paths.hpp>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// North climbs by an accident.
const std::string kTwoAccidents =
    "clock: {start: 2020-01-06, horizon: 2000d}\nladder: [{id: calm, accident_every: 10d}, {id: tense}, {id: "
    "crisis}, {id: war}]\n";

RunPath path(const std::string& sections, const PathOptions& options = {}) {
    return path_of(compile(scenario(sections)), {1, 0, 0}, options);
}

std::vector<std::string> moves(const std::string& sections, const RunPath& path) {
    const Spec spec = scenario(sections);
    std::vector<std::string> names;
    for (const PathStep& step : path.steps)
        names.push_back(step.move.valid() ? spec.moves[step.move.index()].id : "accident");
    return names;
}

const std::string kSteady =
    "incidents: {a: {target: south, cause: attack, at: [1d, 11d, 21d], severity: 4}}\n"
    "moves: {rise: {by: 1, delay: 5d}, tell: {sends: warning, via: cable}}\nchannels: {cable: {}}\nmessages: "
    "{warning: {}}\n"
    "south: {attribution: {prior: {accident: 0.6, attack: 0.4}}, doctrine: [{when: {own.rung: 1, trigger: "
    "incident}, do: tell}, {when: {trigger: incident}, do: rise}, {do: hold}]}\n"
    "north: {doctrine: [{do: hold}]}\n";

}  // namespace

TEST_CASE("A step is a decision that takes a posture; holding and talking are none", "[paths]") {
    const RunPath acts = path(kSteady);
    CHECK(moves(kSteady, acts) == std::vector<std::string>{"rise"});
    const RunPath all = path(kSteady, {PathOptions::Steps::decisions, false});
    // North sees south's move and holds; south talks on days 11 and 21; north is told and holds.
    CHECK(moves(kSteady, all) == std::vector<std::string>{"rise", "hold", "tell", "hold", "tell", "hold"});
    CHECK(all.steps[1].mover == kNorth);
    CHECK(all.outcome == Outcome::unresolved);
    CHECK(all.end == 100 * kDay);
}

TEST_CASE("A step stands at the true postures before it and says what its mover had wrong", "[paths]") {
    const std::string twice =
        "incidents: {a: {target: north, cause: attack, at: 5d, severity: 4}, b: {target: south, cause: "
        "accident, at: 10d, severity: 4}}\n"
        "moves: {rise: {to: tense}}\n"
        "north: {attribution: {prior: {attack: 1}}, doctrine: [{when: {trigger: incident}, do: rise}, {do: "
        "hold}]}\n"
        "south: {attribution: {prior: {accident: 0.2, attack: 0.8}}, posture: {misread: 1, skew: 1}, "
        "doctrine: [{when: {trigger: incident}, do: rise}, {do: hold}]}\n";
    const RunPath run = path(twice);
    REQUIRE(run.steps.size() == 2);
    CHECK(run.steps[0].mover == kNorth);
    CHECK(run.steps[0].rungs == std::array{kCalm, kCalm});
    CHECK(run.steps[0].time == 5 * kDay);
    CHECK(run.steps[0].believed == kAttack);
    CHECK_FALSE(run.steps[0].mistaken());
    CHECK(run.steps[1].mover == kSouth);
    CHECK(run.steps[1].rungs == std::array{kTense, kCalm});
    CHECK(run.steps[1].reading == kCrisis);
    CHECK(run.steps[1].gap() == 1);
    CHECK(run.steps[1].believed == kAttack);
    CHECK(run.steps[1].true_cause == kAccident);
    CHECK(run.steps[1].mistaken());
    CHECK(run.last_rungs == std::array{kTense, kTense});
}

TEST_CASE("A path ends where the crisis rung is reached, or goes on if that is asked for", "[paths]") {
    const std::string over =
        "incidents: {a: {target: south, cause: attack, at: [5d, 20d], severity: 4}}\nmoves: {rise: {to: "
        "crisis, delay: 3d}, fall: {to: calm}}\n"
        "south: {doctrine: [{when: {own.rung: 0}, do: rise}, {when: {trigger: incident}, do: fall}, {do: "
        "hold}]}\n";
    const RunPath cut = path(over);
    CHECK(moves(over, cut) == std::vector<std::string>{"rise"});
    CHECK(cut.end == 8 * kDay);
    CHECK(cut.outcome == Outcome::crisis);
    CHECK(cut.last_rungs == std::array{kCalm, kCrisis});
    const RunPath whole = path(over, {PathOptions::Steps::acts, true});
    CHECK(moves(over, whole) == std::vector<std::string>{"rise", "fall"});
    CHECK(whole.end == 100 * kDay);
    CHECK(whole.outcome == Outcome::crisis);
    CHECK(whole.last_rungs == std::array{kCalm, kCalm});
}

TEST_CASE("An accident is nobody's step", "[paths]") {
    const RunPath run = path(kTwoAccidents);
    REQUIRE(run.steps.size() == 2);  // both sides have a clock; neither rises further
    for (const PathStep& step : run.steps) {
        CHECK_FALSE(step.mover.valid());
        CHECK_FALSE(step.move.valid());
        CHECK(step.gap() == 0);
        CHECK_FALSE(step.mistaken());
    }
    CHECK(run.last_rungs == std::array{kTense, kTense});
}

TEST_CASE("A table holds the steps of its runs in columns, and tables add up", "[paths]") {
    const Model model = compile(scenario(busy()));
    const PathOptions options{PathOptions::Steps::acts, true};
    std::vector<RunPath> runs;
    PathTable all, first, second;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        runs.push_back(path_of(model, {1, replicate, 0}, options));
        all.add(runs.back(), replicate % 3 == 0);
        (replicate < 7 ? first : second).add(runs.back(), replicate % 3 == 0);
    }
    first.add(second);
    CHECK(first == all);
    REQUIRE(all.runs() == 20);
    for (std::size_t run = 0; run < 20; ++run) {
        REQUIRE(all.steps(run) == runs[run].steps.size());
        for (std::size_t i = 0; i < runs[run].steps.size(); ++i) {
            const PathStep& step = runs[run].steps[i];
            const std::size_t row = all.first[run] + i;
            CHECK(all.rung[0][row] == step.rungs[0].value);
            CHECK(all.rung[1][row] == step.rungs[1].value);
            CHECK(all.mover[row] == (step.mover.valid() ? step.mover.value : PathTable::kNobody));
            CHECK(all.move[row] == step.move.value);
            CHECK(all.rule[row] == step.rule);
            CHECK(all.gap[row] == step.gap());
            CHECK((all.mistaken[row] != 0) == step.mistaken());
            CHECK(all.minute[row] == step.time / kMinute);
        }
        CHECK(all.replicate[run] == run);
        CHECK(all.outcome[run] == static_cast<std::uint8_t>(runs[run].outcome));
        CHECK((all.inadvertent[run] != 0) == (run % 3 == 0));
        CHECK(all.last_rung[1][run] == runs[run].last_rungs[1].value);
    }
}
