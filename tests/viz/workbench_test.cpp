// What the screens know, without a screen: runs in the background, filters, pairs, undo, one run through a
// point of view.

#include "session/workbench.hpp"

#include <ctime>

#include "session/filter.hpp"
#include "session/told_run.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"
#include "viz/patience.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

Spec flagship() { return *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec; }

void finish(Workbench& bench) {
    REQUIRE(comes_true([&] {
        bench.poll();
        return !bench.running() && bench.results().complete;
    }));
}

Settings of(std::uint64_t runs, const std::vector<std::string>& measures = {}) {
    Settings settings;
    settings.runs = runs;
    settings.measures = measures;
    return settings;
}

}  // namespace

TEST_CASE("Runs made in the background are those of the engine, in order", "[viz][session]") {
    const Spec spec = flagship();
    Workbench bench(spec);
    bench.run(of(1'500));
    finish(bench);
    EnsembleOptions runs;
    runs.runs = 1'500;
    const Model model = compile(spec);
    const Model twin = compile(spec, {{}, {true, true}, {}});
    CHECK(bench.results().paths == collect_paths(model, {}, runs, &twin));
}

TEST_CASE("Results go to the bench of an edited scenario only with the same actors, rungs and moves",
          "[viz][session]") {
    const Spec spec = flagship();
    Spec other = spec;
    other.clock.horizon.ms /= 2;
    CHECK(comparable(spec, other));
    for (const int change : {0, 1, 2}) {
        other = spec;
        if (change == 0) other.actors[1].id = "elsewhere";
        if (change == 1) other.ladder.pop_back();
        if (change == 2) std::swap(other.moves[0], other.moves[1]);
        CHECK_FALSE(comparable(spec, other));
    }
    Workbench bench(spec);
    CHECK_FALSE(bench.take_results());
    bench.run(of(200));
    finish(bench);
    auto results = bench.take_results();
    REQUIRE(results);
    CHECK(results->paths.runs() == 200);
    Workbench edited(spec);
    edited.set_previous(std::move(*results));
    edited.run(of(200));
    finish(edited);
    REQUIRE(edited.paired());
    CHECK(edited.paired()->pairs == 200);
    CHECK(edited.paired()->equal == 200);
}

TEST_CASE("Runs that are stopped give up in the middle of one", "[viz][session]") {
    // Two sides that answer each other without pause, up to the limit of events: some tenths of a second of
    // processor time for a run.
    constexpr const char* kEndless = R"(firebreak: 1
id: endless
title: Two sides that answer each other without pause
clock: {start: 2026-01-01, horizon: 1y}
ladder: [{id: calm, name: Calm}, {id: crisis, name: Crisis}, {id: war, name: War}]
endings: {crisis: crisis, war: war}
causes: {accident: {hostility: 0}, sabotage: {hostility: 1}}
moves: {warn: {sends: warning, via: line}}
channels: {line: {}}
incidents: {outage: {target: north, cause: accident, at: 0}}
actors:
  north: &side {name: North, deliberation: 0, doctrine: [{when: {trigger: message}, do: warn}, {do: warn}]}
  south: {<<: *side, name: South}
)";
    RunRequest request;
    request.spec = *load_scenario_text(kEndless, "endless.yaml").spec;
    request.runs = 2;
    Runner runner;
    const std::clock_t begun = std::clock();
    runner.start(request);
    // That they are under way shows in the processor time of the program.
    REQUIRE(comes_true([&] { return std::clock() - begun > CLOCKS_PER_SEC / 40; }));
    runner.forget();
    CHECK_FALSE(runner.running());
    CHECK(runner.done() == 0);
}

TEST_CASE("What is finished is kept when the runs are stopped", "[viz][session]") {
    Workbench bench(flagship());
    bench.run(of(10'000'000));
    REQUIRE(comes_true([&] {
        bench.poll();
        return bench.has_results();
    }));
    bench.stop();
    REQUIRE(comes_true([&] { return !bench.running(); }));
    bench.poll();
    const std::uint64_t runs = bench.results().paths.runs();
    CHECK(runs > 0);
    CHECK(runs < 10'000'000);
    CHECK_FALSE(bench.results().complete);
    for (std::size_t i = 0; i < runs; ++i) REQUIRE(bench.results().paths.replicate[i] == i);
}

TEST_CASE("The readout counts the runs that the filter shows", "[viz][session]") {
    Workbench bench(flagship());
    bench.run(of(2'000));
    finish(bench);
    ViewState view;
    bench.look(view);
    CHECK(bench.readout().shown == 2'000);
    CHECK(bench.readout().crises == 177);
    CHECK(bench.readout().inadvertent == 167);
    CHECK(bench.river().runs == 2'000);
    const std::uint64_t version = bench.version();
    bench.look(view);
    CHECK(bench.version() == version);
    view.filter.push_back({clause::Inadvertent{}, false});
    bench.look(view);
    CHECK(bench.version() == version + 1);
    CHECK(bench.readout().all == 2'000);
    CHECK(bench.readout().shown == 167);
    CHECK(bench.readout().crises == 167);
    CHECK(bench.river().runs == 167);
    std::uint64_t listed = 0;
    for (const Variant& variant : bench.top_variants().list) listed += variant.runs;
    CHECK(listed <= 167);
    for (std::uint64_t number = 0; number < 50; ++number) {
        const auto run = bench.sample(number);
        REQUIRE(run);
        CHECK(bench.results().paths.inadvertent[*run] == 1);
        CHECK(bench.sample(number) == run);
    }
}

TEST_CASE("With other measures the old results are kept, and paired run by run", "[viz][session]") {
    Workbench bench(flagship());
    bench.run(of(2'000));
    finish(bench);
    CHECK_FALSE(bench.paired());
    bench.run(of(2'000, {"hotline"}));
    finish(bench);
    REQUIRE(bench.previous());
    const auto paired = bench.paired();
    REQUIRE(paired);
    CHECK(paired->pairs == 2'000);
    CHECK(paired->avoided.size() == 107);  // as `firebreak causes -n 2000` says of the hot line
    CHECK(paired->caused.size() == 35);
    CHECK(paired->crisis.n10 == 107);
    std::uint64_t all = 0, parted = paired->equal;
    for (const auto& row : paired->outcomes) {
        for (const std::uint64_t count : row) all += count;
    }
    for (const std::uint64_t count : paired->parting) parted += count;
    CHECK(all == 2'000);
    CHECK(parted == 2'000);
    CHECK(command_of("my file.yaml", bench.results().settings) ==
          "firebreak run 'my file.yaml' --runs 2000 --seed 1 --measures hotline");
}

TEST_CASE("A number of the scenario can be changed, and a change that it does not take says why",
          "[viz][session]") {
    const Workbench bench(flagship());
    Settings settings;
    settings.changes = {
        {"actors.*.posture.misread", "0"}, {"actors.moscow.posture.misread", "2"}, {"no.such", "1"}};
    std::vector<std::string> faults;
    const Spec changed = bench.changed_spec(settings, &faults);
    CHECK(changed.actors[0].posture.misread == 0);
    CHECK(changed.actors[1].posture.misread == 0);
    CHECK(faults.size() == 2);
}

TEST_CASE("Undo goes back 64 steps and forward again", "[viz][session]") {
    History history;
    for (std::uint64_t i = 1; i <= 100; ++i) {
        ViewState view = history.now();
        view.replicate = i;
        history.set(view);
        history.set(view);  // the same is no step
    }
    int steps = 0;
    while (history.undo()) ++steps;
    CHECK(steps == 64);
    CHECK(history.now().replicate == 36U);
    CHECK(history.redo());
    CHECK(history.now().replicate == 37U);
    ViewState other = history.now();
    other.lane = Lane::first;
    history.set(other);
    CHECK_FALSE(history.redo());
}

TEST_CASE("Filters read as sentences", "[viz][session]") {
    const Spec spec = flagship();
    clause::Passed passed;
    passed.lowest = passed.highest = RungId{std::size_t{2}};
    passed.first_column = passed.last_column = 3;
    CHECK(clause_words(spec, {passed, false}) == "passes Public accusation at step 3");
    passed.lane = Lane::second;
    CHECK(clause_words(spec, {passed, true}) == "not: Moscow passes Public accusation at step 3");
    clause::Ends ends;
    ends.outcomes[static_cast<std::size_t>(Outcome::crisis)] = true;
    CHECK(filter_words(spec, {{ends, false}, {clause::Inadvertent{}, true}}) ==
          "ends in crisis and not: reaches a crisis inadvertently");
    CHECK(filter_words(spec, {}) == "all runs");
}

TEST_CASE("A run is told with its tracks, decisions and messages", "[viz][session]") {
    const Spec spec = flagship();
    ArmSpec arm;
    arm.measures = {"hotline"};
    const Model model = compile(spec, arm);
    const ToldRun run = tell_run(model, {1, 28, 0}, {}, {});
    const Trace trace = trace_run(model, {1, 28, 0});
    REQUIRE(run.lines.size() == trace.records.size());
    std::size_t decisions = 0, sent = 0, seen = 0, delivered = 0;
    for (const Record& record : trace.records) {
        if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
            const ToldDecision& told = run.decisions[decisions++];
            CHECK(told.line == record.id);
            CHECK(told.actor == made->actor);
            CHECK(told.move == made->move);
            CHECK(told.adversary_true == made->adversary_true);
            CHECK(told.rule == static_cast<std::uint32_t>(made->rule + 1));
            CHECK(told.focal.has_value() == (made->focal.incident != kNoIndex));
            CHECK(told.options.size() == made->options.size());
        }
        if (const auto* effect = std::get_if<MoveTookEffect>(&record.what))
            CHECK(at(run.posture[effect->actor.index()], record.time)->value == effect->after);
        if (const auto* reading = std::get_if<MoveSeen>(&record.what)) {
            ++seen;
            CHECK(at(run.reading[reading->actor.index()], record.time)->value == reading->reading);
        }
        sent += std::holds_alternative<MessageSent>(record.what) ? 1 : 0;
        delivered += std::holds_alternative<MessageDelivered>(record.what) ? 1 : 0;
    }
    CHECK(decisions == run.decisions.size());
    CHECK(decisions > 20);
    CHECK(seen > 2);
    CHECK(sent == run.messages.size());
    std::size_t arrived = 0;
    for (const ToldMessage& message : run.messages) arrived += message.delivered_line != kNoRecord ? 1 : 0;
    CHECK(arrived == delivered);
    const RecordId decided = run.decisions[5].line;
    CHECK(run.chain(decided) == chain_of_causes(trace, decided));
    CHECK(run.whole(run.lines[0]).starts_with("#0  2011-07-01 00:00 (day 0)  TRUTH The run starts."));
}

TEST_CASE("A side's view of a run holds nothing of the truth", "[viz][session]") {
    const Spec spec = flagship();
    const Model model = compile(spec);
    const ToldRun run = tell_run(model, {1, 28, 0}, {}, {PointOfView::Kind::actor, ActorId{std::size_t{0}}});
    CHECK(run.posture[1].empty());
    CHECK(run.reading[1].empty());
    CHECK(run.opinions[1].empty());
    CHECK_FALSE(run.posture[0].empty());
    for (const Seen& line : run.lines) CHECK_FALSE((line.shows_truth() || line.known_to(1)));
    for (const ToldDecision& decision : run.decisions) {
        CHECK(decision.actor.index() == 0);
        CHECK_FALSE(decision.adversary_true.valid());
        CHECK_FALSE(decision.true_cause.valid());
    }
    for (const ToldMessage& message : run.messages) CHECK_FALSE(message.lost);
}

TEST_CASE("The river is drawn of the commonest paths, and every number counts all runs shown",
          "[viz][session]") {
    Workbench bench(flagship());
    bench.run(of(1'000));
    finish(bench);
    ViewState view;
    bench.look(view);
    CHECK(bench.coverage().runs == 1'000);
    CHECK(bench.coverage().left_runs == 0);
    CHECK(bench.drawn().empty());
    clause::Passed passed;
    passed.lowest = passed.highest = RungId{std::size_t{2}};
    for (const bool filtered : {false, true}) {
        view.filter.clear();
        if (filtered) view.filter.push_back({passed, false});
        view.share = 1;
        bench.look(view);
        const River all = bench.river();
        const std::uint64_t shown = bench.readout().shown, crises = bench.readout().crises;
        CHECK(all.runs == shown);
        CHECK(shown == (filtered ? 670U : 1'000U));
        CHECK(bench.drawn_river() == all);
        for (const double share : {0.8, 0.5, 0.1}) {
            view.share = share;
            bench.look(view);
            CHECK(bench.river() == all);
            CHECK(bench.readout().shown == shown);
            CHECK(bench.readout().crises == crises);
            const Coverage& coverage = bench.coverage();
            CHECK(static_cast<double>(coverage.runs) >= share * static_cast<double>(shown));
            CHECK(coverage.runs + coverage.left_runs == shown);
            CHECK(coverage.left_paths > 0);
            CHECK_FALSE(coverage.reduced);
            CHECK(count(bench.drawn()) == coverage.runs);
            CHECK(bench.drawn_river().runs == coverage.runs);
        }
    }
}

TEST_CASE("More than can be drawn is too much", "[viz][session]") {
    River river;
    river.cells.resize(kMostNodes + 1);
    river.ribbons.resize(kMostFlows + 1);
    CHECK_FALSE(too_much_to_draw(river));
    for (std::size_t i = 0; i < kMostNodes; ++i) river.cells[i].runs[0] = 1;
    for (std::size_t i = 0; i < kMostFlows; ++i) river.ribbons[i].runs[0] = 1;
    CHECK_FALSE(too_much_to_draw(river));
    river.cells.back().runs[0] = 1;
    CHECK(too_much_to_draw(river));
    river.cells.back().runs[0] = 0;
    river.ribbons.back().runs[0] = 1;
    CHECK(too_much_to_draw(river));
}

TEST_CASE("Fewer steps are shown in finer columns", "[viz][session]") {
    Workbench bench(flagship());
    bench.run(of(1'000));
    finish(bench);
    ViewState view;
    bench.look(view);
    REQUIRE(bench.river().options.merge_steps > 1);
    const std::size_t whole = bench.whole_steps();
    REQUIRE(whole > 12);
    view.window = {4, 12};
    bench.look(view);
    CHECK(bench.whole_steps() == whole);
    CHECK(bench.river().options.merge_steps == 1);
    CHECK(bench.river().columns == 13);
    view.merge_steps = 5;
    bench.look(view);
    CHECK(bench.river().options.merge_steps == 5);
    CHECK(bench.river().runs == 1'000);
}
