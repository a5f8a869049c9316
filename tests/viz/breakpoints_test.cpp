// Where a run that plays stops: judged on the tracks of a told run, and on one of the flagship through each
// point of view.
#include "session/breakpoints.hpp"

#include <algorithm>

#include <firebreak/scenario.hpp>

#include "session/sample_player.hpp"
#include "session/session.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

using Kind = firebreak::PointOfView::Kind;

ToldRun handmade() {
    ToldRun run;
    run.end = 1'000;
    run.posture[0] = {{0, RungId{std::size_t{0}}, 0},
                      {100, RungId{std::size_t{2}}, 3},
                      {200, RungId{std::size_t{3}}, 4},
                      {300, RungId{std::size_t{1}}, 5},
                      {400, RungId{std::size_t{2}}, 6}};
    run.posture[1] = {{0, RungId{std::size_t{0}}, 0}};
    run.reading[1] = {
        {0, RungId{std::size_t{0}}, 0}, {100, RungId{std::size_t{2}}, 7}, {250, RungId{std::size_t{0}}, 8}};
    run.reading[0] = {{0, RungId{std::size_t{0}}, 0}};
    run.image[0] = {{0, 0.1, 0}, {120, 0.2, 9}, {130, 0.5, 10}};
    CaseView opinion;
    opinion.incident = 1;
    opinion.belief = {0.5, 0.5};
    CaseView other = opinion;
    other.incident = 2;
    other.belief = {0.9, 0.1};
    CaseView later = opinion;
    later.belief = {0.8, 0.2};
    run.opinions[1] = {{10, opinion, 11}, {20, other, 12}, {30, later, 13}};
    run.decisions.resize(2);
    run.decisions[0].actor = ActorId{std::size_t{1}};
    run.decisions[0].time = 150;
    run.decisions[0].line = 20;
    run.decisions[1].actor = ActorId{std::size_t{0}};
    run.decisions[1].time = 160;
    run.decisions[1].line = 21;
    const Millis day = 24 * 3600 * 1000;
    ToldMessage lost, late, swift;
    lost.sender = late.sender = swift.sender = ActorId{std::size_t{0}};
    lost.sent_line = 30;
    lost.sent = 170;
    lost.lost = true;
    late.sent_line = 31;
    late.sent = 180;
    late.delivered_line = 33;
    late.delivered = 180 + 2 * day;
    swift = late;
    swift.delivered = 180 + day;
    run.messages = {lost, late, swift};
    run.result.crisis = true;
    run.result.crisis_time = 390;
    return run;
}

std::vector<Millis> times(const ToldRun& run, const Breakpoint& breakpoint) {
    std::vector<Millis> list;
    for (const BreakHit& hit : hits_of(run, breakpoint)) list.push_back(hit.time);
    return list;
}

Breakpoint of(BreakKind kind, std::size_t actor) {
    Breakpoint breakpoint;
    breakpoint.kind = kind;
    breakpoint.actor = actor;
    return breakpoint;
}

}  // namespace

TEST_CASE("each condition comes true when it was not true before", "[viz][session]") {
    const ToldRun run = handmade();
    Breakpoint rung = of(BreakKind::rung, 0);
    rung.rung = 2;
    CHECK(times(run, rung) == std::vector<Millis>{100, 400});
    rung.actor = 1;
    CHECK(times(run, rung).empty());
    // B reads A right at once, falls behind at 200 by one, and is two off from 400 on.
    Breakpoint gap = of(BreakKind::gap, 1);
    CHECK(times(run, gap) == std::vector<Millis>{200});
    gap.gap = 2;
    CHECK(times(run, gap) == std::vector<Millis>{250, 400});
    CHECK(times(run, of(BreakKind::surprise, 0)) == std::vector<Millis>{130});
    CHECK(times(run, of(BreakKind::surprise, 1)) == std::vector<Millis>{30});
    CHECK(times(run, of(BreakKind::surprise, kActors)) == std::vector<Millis>{30, 130});
    CHECK(times(run, of(BreakKind::crisis, kActors)) == std::vector<Millis>{390});
    CHECK(times(run, of(BreakKind::decision, 0)) == std::vector<Millis>{160});
    CHECK(times(run, of(BreakKind::decision, kActors)) == std::vector<Millis>{150, 160});
    CHECK(times(run, of(BreakKind::message, 1)).empty());
    const auto bad = hits_of(run, of(BreakKind::message, 0));
    REQUIRE(bad.size() == 2);
    CHECK(bad[0].line == 30);
    CHECK(bad[1].line == 33);
}

TEST_CASE("the first of all conditions within a span stops", "[viz][session]") {
    const ToldRun run = handmade();
    const std::vector<Breakpoint> list{of(BreakKind::crisis, kActors), of(BreakKind::decision, kActors)};
    CHECK(first_hit(run, list, 0, 1'000) == BreakHit{150, 20, 1});
    CHECK(first_hit(run, list, 150, 1'000) == BreakHit{160, 21, 1});
    CHECK(first_hit(run, list, 160, 1'000) == BreakHit{390, kNoRecord, 0});
    CHECK_FALSE(first_hit(run, list, 160, 389));
    CHECK_FALSE(first_hit(run, {}, 0, 1'000));
}

TEST_CASE("what only the truth knows stops nothing in another view", "[viz][session]") {
    ToldRun run = handmade();
    run.view = {Kind::actor, ActorId{std::size_t{0}}};
    for (const BreakKind kind : {BreakKind::gap, BreakKind::crisis, BreakKind::message}) {
        CHECK(needs_truth(kind));
        CHECK(hits_of(run, of(kind, kActors)).empty());
    }
    CHECK(times(run, of(BreakKind::decision, 0)) == std::vector<Millis>{160});
}

TEST_CASE("a run that plays stops at a breakpoint and says at which", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.open_run(28);
    REQUIRE(session.told().result.crisis);
    session.breakpoints = {of(BreakKind::crisis, kActors), of(BreakKind::decision, 1)};
    const auto decision =
        std::find_if(session.told().decisions.begin(), session.told().decisions.end(),
                     [](const ToldDecision& d) { return d.actor.index() == 1 && d.time > 0; });
    REQUIRE(decision != session.told().decisions.end());
    const auto play_on = [&] {
        session.play(true);
        for (int i = 0; i < 10'000 && session.playing; ++i) static_cast<void>(session.tick(0.05));
    };
    play_on();
    CHECK(session.cursor == decision->time);
    CHECK(session.selected == decision->line);
    CHECK(session.stopped_by() == "Stopped: Moscow decides.");
    session.breakpoints.erase(session.breakpoints.begin() + 1);
    play_on();
    CHECK(session.cursor == session.told().result.crisis_time);
    CHECK(session.stopped_by() == "Stopped: A crisis begins.");
    // Another view must not even keep the words, and plays on to the end.
    session.view = Eyes::a;
    static_cast<void>(session.tick(0));
    CHECK(session.stopped_by().empty());
    session.go_to(0);
    play_on();
    CHECK(session.cursor == session.told().end);
    CHECK(session.stopped_by().empty());
}

TEST_CASE("surprises and bookmarks can be stepped through", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    CHECK_FALSE(session.step_surprise(1));
    session.open_run(28);
    std::vector<Millis> seen;
    while (session.step_surprise(1)) seen.push_back(session.cursor);
    REQUIRE(seen.size() > 2);
    CHECK(std::is_sorted(seen.begin(), seen.end()));
    CHECK(session.step_surprise(-1));
    CHECK(session.cursor == seen[seen.size() - 2]);
    session.step_bookmark(1);
    session.bookmarks = {{28, 1'000, "a"}, {5, 2'000, "b"}, {28, 3'000, "c"}};
    session.step_bookmark(1);
    CHECK(session.cursor == 1'000);
    session.step_bookmark(1);
    CHECK(session.told().key.replicate == 5);
    CHECK(session.cursor == 2'000);
    session.step_bookmark(1);
    session.step_bookmark(1);
    CHECK(session.told().key.replicate == 28);
    CHECK(session.cursor == 3'000);
    session.step_bookmark(-1);
    CHECK(session.cursor == 2'000);
    session.go_to_bookmark(9);
    CHECK(session.cursor == 2'000);
}

TEST_CASE("hypothetical runs come one after the other, 2.5 a second, and wait when they are paused",
          "[viz][session]") {
    SamplePlayer player;
    CHECK_FALSE(player.tick(10));
    player.switch_on(true);
    int shown = 0;
    for (int i = 0; i < 200; ++i) shown += player.tick(0.01) ? 1 : 0;
    CHECK(shown >= 4);
    CHECK(shown <= 5);
    CHECK(player.number() == static_cast<std::uint64_t>(shown));
    // A long frame skips none.
    CHECK(player.tick(60));
    CHECK(player.number() == static_cast<std::uint64_t>(shown) + 1);
    player.pause(true);
    CHECK_FALSE(player.tick(60));
    player.next();
    CHECK(player.number() == static_cast<std::uint64_t>(shown) + 2);
    player.switch_on(false);
    CHECK_FALSE(player.tick(60));
}
