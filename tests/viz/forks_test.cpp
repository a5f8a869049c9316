// Forks of a run: what they hold, and the moment at which they leave it, on runs made by hand and on one of
// the flagship.
#include <algorithm>

#include "session/session.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

ToldRun run_of(const std::vector<std::pair<Millis, SeenKind>>& lines) {
    ToldRun run;
    for (const auto& [time, kind] : lines) {
        Seen line;
        line.id = static_cast<RecordId>(run.lines.size());
        line.time = time;
        line.kind = kind;
        run.lines.push_back(line);
    }
    return run;
}

// A run in which the first side takes a posture at each of these moments.
ToldRun acting(const Model& model, const std::vector<Millis>& moments) {
    ToldRun run;
    run.model = model;
    std::size_t rung = 0;
    for (const Millis moment : moments) run.posture[0].push_back({moment, RungId{rung++ % 2}, 0});
    return run;
}

}  // namespace

TEST_CASE("two tellings part at the earlier of the moments that differ, whichever stands first",
          "[viz][session]") {
    constexpr SeenKind a = SeenKind::started, b = SeenKind::sent, c = SeenKind::silence, x = SeenKind::ended;
    const ToldRun run = run_of({{10, a}, {20, b}, {30, c}}), fork = run_of({{10, a}, {25, b}, {30, c}});
    CHECK(parting_time(run, fork) == 20);
    CHECK(parting_time(fork, run) == 20);
    CHECK(parting_time(run, run_of({{10, a}, {20, b}})) == 30);
    CHECK(parting_time(run_of({{10, a}, {20, b}}), run) == 30);
    CHECK(parting_time(run, run_of({{10, a}, {20, x}, {30, c}})) == 20);
    CHECK_FALSE(parting_time(run, run));
    const Model model = compile(scenario(""));
    const ToldRun early = acting(model, {0, 20, 50}), late = acting(model, {0, 35, 50}),
                  brief = acting(model, {0, 20});
    CHECK(parting_of_acts(early, late) == 20);
    CHECK(parting_of_acts(late, early) == 20);
    CHECK(parting_of_acts(early, brief) == 50);
    CHECK(parting_of_acts(brief, early) == 50);
    CHECK_FALSE(parting_of_acts(early, early));
}

TEST_CASE("acts are postures and decisions for one, of each side by itself", "[viz][session]") {
    const Model model =
        compile(scenario("moves: {rise: {by: 1}, say: {sends: query, via: cable}}\nchannels: {cable: {}}\n"));
    const auto decided = [&](std::size_t actor, const char* move, Millis time) {
        ToldRun run;
        run.model = model;
        ToldDecision decision;
        decision.actor = ActorId{actor};
        decision.move = move_id(model.spec(), move);
        decision.time = time;
        run.decisions.push_back(decision);
        return run;
    };
    // To talk or to hold is no step of a path.
    CHECK_FALSE(parting_of_acts(decided(0, "say", 40), decided(0, "hold", 50)));
    CHECK(parting_of_acts(decided(0, "rise", 40), decided(1, "rise", 40)) == 40);
    CHECK(parting_of_acts(decided(0, "rise", 40), decided(0, "say", 30)) == 40);
}

TEST_CASE("a second fork of one decision has it decide the second thing", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.open_run(78);
    const auto found = std::find_if(
        session.told().decisions.begin(), session.told().decisions.end(), [&](const ToldDecision& d) {
            return d.actor.index() == 1 && d.time > 0 && !d.at_once && d.options.size() > 1;
        });
    REQUIRE(found != session.told().decisions.end());
    const ToldDecision decision = *found;
    const MoveId hold = move_id(session.spec(), "hold"), accuse = move_id(session.spec(), "accuse");
    const auto made = [&] {
        const auto& list = session.told().decisions;
        const auto same = std::find_if(list.begin(), list.end(), [&](const ToldDecision& other) {
            return other.actor == decision.actor && other.number == decision.number;
        });
        REQUIRE(same != list.end());
        CHECK(same->time == decision.time);
        return same->move;
    };
    session.fork_decision(decision, hold);
    CHECK(made() == hold);
    session.fork_decision(decision, accuse);
    CHECK(made() == accuse);
    REQUIRE(session.forks().size() == 3);
    CHECK(session.forks()[1].script.decisions ==
          std::vector<ScriptedDecision>{{decision.actor, decision.number, hold}});
    CHECK(session.forks()[2].script.decisions ==
          std::vector<ScriptedDecision>{{decision.actor, decision.number, accuse}});
    CHECK(session.forks()[2].changes.size() == 1);
    // The same number of the other side's decisions is another decision.
    ToldDecision other = decision;
    other.actor = ActorId{std::size_t{0}};
    session.fork_decision(other, hold);
    CHECK(session.forks()[3].script.decisions.size() == 2);
}
