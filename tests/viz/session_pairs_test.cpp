// One run under two settings, side by side, and the sentences of the screens that show it.

#include "session/comparison_words.hpp"
#include "session/count_words.hpp"
#include "session/headline.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"
#include "support/scenarios.hpp"
#include "viz/two_sets.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

TEST_CASE("A pair opens with the run before beside it, in every view without leaking", "[viz][session]") {
    Session session;
    run_both(session, 300);
    REQUIRE(session.bench().paired().has_value());
    const Paired paired = *session.bench().paired();
    REQUIRE_FALSE(paired.avoided.empty());
    const std::size_t place = paired.avoided.front();
    const PathTable &before = session.bench().previous()->paths, &after = session.bench().results().paths;
    session.open_pair(after.replicate[place]);
    REQUIRE(session.original() != nullptr);
    REQUIRE(session.beside() != nullptr);
    CHECK(session.beside()->measures.empty());
    CHECK(session.told_settings().measures == std::vector<std::string>{"hotline"});
    CHECK(session.original()->result.outcome == static_cast<Outcome>(before.outcome[place]));
    CHECK(session.told().result.outcome == static_cast<Outcome>(after.outcome[place]));
    // The moment is that of the step at which the paths part.
    const std::size_t step = parting_step(before, place, after, place);
    const auto minute = [&](const PathTable& table) {
        return step < table.steps(place) ? table.minute[table.first[place] + step] : table.end_minute[place];
    };
    REQUIRE(session.parting().has_value());
    CHECK(*session.parting() / 60'000 <= std::min(minute(before), minute(after)));
    for (const Eyes eyes : {Eyes::a, Eyes::b, Eyes::both}) {
        session.view = eyes;
        static_cast<void>(session.tick(0));
        REQUIRE(session.original() != nullptr);
        for (const ToldRun* run : {&session.told(), session.original()}) {
            for (const Seen& line : run->lines) CHECK_FALSE(line.shows_truth());
            if (eyes == Eyes::a) CHECK(run->posture[1].empty());
            if (eyes == Eyes::b) CHECK(run->posture[0].empty());
        }
    }
    session.leave_beside();
    CHECK(session.original() == nullptr);
    CHECK(session.has_run());
}

TEST_CASE("A run that is open stays so when a measure is switched, with its telling before beside it",
          "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.settings.runs = 200;
    session.run();
    finish(session);
    session.open_run(28);
    const std::size_t lines = session.told().lines.size();
    const Millis end = session.told().end;
    session.go_to(end / 2);
    session.settings.measures = {"hotline"};
    session.run_beside();
    REQUIRE(session.has_run());
    CHECK((session.busy() || session.bench().results().settings.measures.size() == 1));
    CHECK(session.told().key.replicate == 28);
    CHECK(session.cursor <= end / 2);
    REQUIRE(session.original() != nullptr);
    CHECK(session.original()->lines.size() == lines);
    CHECK(session.told().arm.measures == std::vector<std::string>{"hotline"});
    finish(session);
    REQUIRE(session.has_run());
    CHECK(session.original() != nullptr);
    REQUIRE(session.bench().previous().has_value());
    CHECK(session.bench().previous()->settings.measures.empty());
    // Back again: what was before is now beside.
    session.settings.measures.clear();
    session.run_beside();
    REQUIRE(session.beside() != nullptr);
    CHECK(session.beside()->measures == std::vector<std::string>{"hotline"});
    CHECK(session.told().lines.size() == lines);
    finish(session);
}

TEST_CASE("Without runs a measure tells the open run anew, and runs nothing", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.open_run(28);
    session.settings.measures = {"hotline"};
    session.settings.seed = 9;
    session.run_beside();
    CHECK_FALSE(session.busy());
    REQUIRE(session.has_run());
    CHECK(session.original() != nullptr);
    // The chance events stay those of the open run, whatever the seed of the next runs.
    CHECK(session.told().key.seed == 1);
    CHECK(session.told_settings().seed == 1);
    CHECK(session.told_settings().measures == std::vector<std::string>{"hotline"});
    session.close_run();
    session.run_beside();
    CHECK_FALSE(session.busy());
    CHECK_FALSE(session.has_run());
}

TEST_CASE("Swapping makes the runs before those after", "[viz][session]") {
    Session session;
    run_both(session, 300);
    const PairTotals straight = session.bench().paired()->crisis;
    session.swap_runs();
    CHECK(session.settings.measures.empty());
    CHECK(session.bench().results().settings.measures.empty());
    const PairTotals swapped = session.bench().paired()->crisis;
    CHECK(swapped.n10 == straight.n01);
    CHECK(swapped.n01 == straight.n10);
    CHECK(session.bench().results().complete);
    session.swap_runs();
    CHECK(session.bench().paired()->crisis.n10 == straight.n10);
    CHECK(session.settings.measures == std::vector<std::string>{"hotline"});
}

TEST_CASE("Each screen has its sentence, and a side's view none of many runs", "[viz][session]") {
    Session session;
    CHECK(headline(session) == "No scenario is open.");
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    CHECK(headline(session) == "No runs yet.");
    run_both(session, 1'000);
    session.screen = ScreenId::compare;
    CHECK(headline(session) == "Crisis: 92 \u2192 48 of 1,000. 44 fewer per 1,000 (95 % interval 27 to 61).");
    session.screen = ScreenId::river;
    CHECK(headline(session).starts_with("5 of 100 runs end in crisis ("));
    const PathTable& paths = session.bench().results().paths;
    const auto inadvertent =
        static_cast<std::uint64_t>(std::count(paths.inadvertent.begin(), paths.inadvertent.end(), 1));
    REQUIRE(inadvertent < 48);
    CHECK(headline(session).ends_with("; " + of_hundred(inadvertent, 48) + " of these are inadvertent."));
    session.screen = ScreenId::ladder;
    CHECK(headline(session).find(" of 100 runs cross '") != std::string::npos);
    // A filter that asks how runs end makes no headline, and Compare has none of its doing.
    session.add_clause({clause::Ends{{true, true, false, false}}, false});
    for (const ScreenId screen : {ScreenId::river, ScreenId::ladder}) {
        session.screen = screen;
        CHECK(headline(session) == "Shown: the 48 runs of 1,000 that end in crisis (4.8 %).");
    }
    session.screen = ScreenId::compare;
    CHECK(headline(session) == "Crisis: 92 \u2192 48 of 1,000. 44 fewer per 1,000 (95 % interval 27 to 61).");
    CHECK(session.bench().readout().shown == 48);
    CHECK(session.bench().readout_of_all().shown == 1'000);
    CHECK(session.bench().readout_of_all().crises == 48);
    CHECK_FALSE(filter_applies(ScreenId::compare));
    CHECK_FALSE(filter_applies(ScreenId::sweep));
    session.remove_clause(0);
    clause::Passed reaches;
    reaches.lowest = RungId{std::size_t{2}};
    reaches.highest = RungId{session.spec().ladder.size() - 1};
    session.add_clause({reaches, false});
    for (const ScreenId screen : {ScreenId::river, ScreenId::ladder}) {
        session.screen = screen;
        const std::string start =
            "Shown: the 638 runs of 1,000 that pass the filter (64 %): reaches Public accusation or higher. "
            "Of these 8 of 100 runs ";
        CHECK(headline(session).substr(0, start.size()) == start);
    }
    session.remove_clause(0);
    session.screen = ScreenId::timeline;
    CHECK(headline(session) == "No run is open.");
    session.open_run(28);
    CHECK(headline(session) == "2011-07-01: In force: 24/7 link between the capitals.");
    session.go_to(session.told().end);
    CHECK(headline(session).size() > 15);
    session.screen = ScreenId::ladder;
    CHECK(headline(session).find(" thinks ") != std::string::npos);
    // Once the news of Moscow's accusation has come it is misread.
    const auto &reading = session.told().reading[0], &truth = session.told().posture[1];
    const auto wrong = std::find_if(reading.begin(), reading.end(), [&](const auto& since) {
        return since.value != at(truth, since.time)->value && !news_on_its_way(session.told(), 0, since.time);
    });
    REQUIRE(wrong != reading.end());
    session.go_to(wrong->time);
    const Spec& spec = session.spec();
    CHECK(headline(session).starts_with("Washington thinks Moscow is at " + rung_words(spec, wrong->value) +
                                        ", but it is at " + rung_words(spec, at(truth, wrong->time)->value) +
                                        ". Moscow thinks Washington is at "));
    session.view = Eyes::a;
    static_cast<void>(session.tick(0));
    CHECK(headline(session).find("but it is at") == std::string::npos);
    CHECK(headline(session).find("Moscow thinks") == std::string::npos);
    for (const ScreenId screen : {ScreenId::river, ScreenId::compare}) {
        session.screen = screen;
        CHECK(headline(session) == "No side can see what happens in many runs.");
    }
    session.screen = ScreenId::sweep;
    CHECK(headline(session) == "No sweep is open.");
}
