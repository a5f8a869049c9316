// What is written to files: drawings as SVG, tables, captions, and files that appear whole or not at all.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

#include <firebreak/picture.hpp>

#include "panels/export_dialogue.hpp"
#include "session/export_words.hpp"
#include "session/run_table.hpp"
#include "session/run_words.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"
#include "support/temporary_folder.hpp"
#include "viz/csv_rows.hpp"
#include "viz/patience.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

const TableOrigin kOrigin{"=cmd", "ab", 7};

using Folder = firebreak::test::TemporaryFolder;

Spec flagship() { return *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec; }

void run_to_the_end(Session& session, std::uint64_t runs) {
    session.settings.runs = runs;
    session.run();
    REQUIRE(comes_true([&] {
        static_cast<void>(session.tick(0));
        return !session.busy() && session.has_runs() && session.bench().results().complete;
    }));
}

bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

// --- Tables ----------------------------------------------------------------

TEST_CASE("the table of the river has every run in each of its columns", "[viz][export]") {
    const Spec spec = flagship();
    EnsembleOptions options;
    options.runs = 300;
    const PathTable table = collect_paths(compile(spec), {}, options);
    const River river = aggregate(table, fitting(table, Lane::higher));
    const auto rows = rows_of(river_table(kOrigin, spec, river, false));
    CHECK(rows[1][0] == "'=cmd");
    CHECK(rows[1][column_of(rows, "seed")] == "7");
    std::vector<std::uint64_t> stand(river.columns), flow(river.columns), left(river.columns);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        REQUIRE(rows[i].size() == rows[0].size());
        const std::size_t column = std::stoul(rows[i][column_of(rows, "column")]);
        const std::uint64_t runs = std::stoull(rows[i][column_of(rows, "runs")]);
        const double share = std::stod(rows[i][column_of(rows, "share")]);
        CHECK(share == static_cast<double>(runs) / 300);
        CHECK(std::stod(rows[i][column_of(rows, "share_low")]) < share);
        if (rows[i][column_of(rows, "kind")] == "ribbon") {
            flow[column] += runs;
        } else {
            stand[column] += runs;
            left[column] += std::stoull(rows[i][column_of(rows, "ended_here")]) +
                            std::stoull(rows[i][column_of(rows, "beyond")]);
        }
    }
    CHECK(stand[0] == 300);
    for (std::size_t column = 0; column < river.columns; ++column)
        CHECK(stand[column] == flow[column] + left[column]);
    const auto fixed = rows_of(river_table(kOrigin, spec, river, true));
    CHECK(fixed[1][column_of(fixed, "crisis_low")].empty());
    CHECK_FALSE(fixed[1][column_of(fixed, "share_low")].empty());
}

TEST_CASE("the table of the ladder is its counts", "[viz][export]") {
    const Spec spec = flagship();
    EnsembleOptions options;
    options.runs = 200;
    const LadderCounts counts = count_ladder(collect_paths(compile(spec), {}, options), {}, Lane::higher, 2);
    const auto rows = rows_of(ladder_table(kOrigin, spec, counts, 2, false));
    REQUIRE(rows.size() == spec.ladder.size() + 1);
    std::uint64_t there = 0;
    for (std::size_t rung = 0; rung < counts.rungs.size(); ++rung) {
        CHECK(rows[rung + 1][column_of(rows, "rung_id")] == spec.ladder[rung].id);
        CHECK(rows[rung + 1][column_of(rows, "runs_reaching")] == std::to_string(counts.rungs[rung].reached));
        CHECK(rows[rung + 1][column_of(rows, "crises")] == std::to_string(counts.rungs[rung].crises));
        there += std::stoull(rows[rung + 1][column_of(rows, "runs_there")]);
    }
    CHECK(there + counts.ended == 200);
    CHECK_FALSE(rows[1][column_of(rows, "crisis_low")].empty());
    const auto fixed = rows_of(ladder_table(kOrigin, spec, counts, 2, true));
    CHECK(fixed[1][column_of(fixed, "crisis_low")].empty());
    // All runs reach the lowest rung, whatever the filter; of the one above that is a finding.
    CHECK(fixed[1][column_of(fixed, "share_low")].empty());
    CHECK_FALSE(fixed[2][column_of(fixed, "share_low")].empty());
    CHECK_FALSE(rows[1][column_of(rows, "share_low")].empty());
}

TEST_CASE("the table of a comparison adds up to its pairs", "[viz][export]") {
    const Spec spec = flagship();
    EnsembleOptions options;
    options.runs = 300;
    const PathTable before = collect_paths(compile(spec), {}, options);
    const PathTable after = collect_paths(compile(spec, {{"hotline"}, {}, {}}), {}, options);
    const Paired paired = pair_up(before, after);
    const auto rows =
        rows_of(compare_table(kOrigin, spec, paired, count_highest(before, after, paired.pairs)));
    std::map<std::string, std::uint64_t> sums;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const std::string& pairs = rows[i][column_of(rows, "pairs")];
        if (!pairs.empty()) sums[rows[i][column_of(rows, "part")]] += std::stoull(pairs);
        if (rows[i][column_of(rows, "part")] != "difference") continue;
        CHECK(
            std::stod(rows[i][column_of(rows, "share")]) ==
            Approx((static_cast<double>(paired.crisis.n01) - static_cast<double>(paired.crisis.n10)) / 300));
    }
    CHECK(sums["outcomes"] == 300);
    CHECK(sums["highest rung"] == 300);
    CHECK(sums["never part"] + sums["first part at step"] == 300);
    CHECK(sums["crisis before"] - sums["avoided"] + sums["caused"] == sums["crisis after"]);
}

TEST_CASE("the table of a run through a side's eyes has nothing that only the truth has", "[viz][export]") {
    const Model model = compile(flagship());
    const firebreak::PointOfView side{firebreak::PointOfView::Kind::actor, ActorId{std::size_t{0}}};
    const ToldRun truth = tell_run(model, {1, 28, 0}, {}, {}), told = tell_run(model, {1, 28, 0}, {}, side);
    const std::string all = run_table(kOrigin, truth, "truth", "the run itself");
    const std::string own = run_table(kOrigin, told, "side A", "the run itself");
    CHECK(holds(all, ",decision,Moscow: "));
    CHECK(holds(own, ",decision,Washington: "));
    for (const char* secret : {",decision,Moscow", "misreads", "it stands at", "crisis", "hits "})
        CHECK_FALSE(holds(own, secret));
    CHECK(std::count(own.begin(), own.end(), '\n') == static_cast<std::ptrdiff_t>(told.lines.size()) + 1);
}

// --- Names, captions -------------------------------------------------------

TEST_CASE("what is exported says how to get it again", "[viz][export]") {
    Session session;
    CHECK(export_name(session) == "firebreak-river");
    CHECK(why_no_export(session) == "No scenario is open.");
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    CHECK(why_no_export(session) == "There are no runs yet.");
    session.settings.measures = {"hotline"};
    run_to_the_end(session, 100);
    CHECK(why_no_export(session).empty());
    session.screen = ScreenId::sweep;
    CHECK(why_no_export(session) == "There is no sweep to export.");
    session.screen = ScreenId::compare;
    CHECK(why_no_export(session) == "There is nothing to compare yet.");
    session.screen = ScreenId::river;
    CHECK(export_name(session) == "reset-2011-river");
    CHECK(export_commands(session) == std::vector{command_of(session.path(), session.settings)});
    const std::string note = export_note(session);
    for (const std::string& words :
         {session.sha256(), std::string("n = 100 runs of seed 1"), std::string("Measures: hotline."),
          std::string("Filter: all runs"), std::string("Point of view: truth"),
          std::string("Model output, not a forecast"), std::string("--measures hotline")})
        CHECK(holds(note, words));
    session.view = Eyes::a;
    CHECK(holds(why_no_export(session), "No side can know"));
    session.screen = ScreenId::timeline;
    CHECK(holds(why_no_export(session), "No run is open"));
    session.open_run(28);
    CHECK(why_no_export(session).empty());
    const std::vector<std::string> commands = export_commands(session);
    REQUIRE(commands.size() == 1);
    CHECK(
        commands[0].ends_with("reset-2011.yaml --replicate 28 --seed 1 --measures hotline --pov washington"));
    CHECK(holds(export_note(session), "Point of view: side A, Washington"));
    CHECK_FALSE(holds(export_note(session), "shown"));
}

TEST_CASE("what is exported of a comparison says before first, then after", "[viz][export]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    run_to_the_end(session, 5);
    session.settings.measures = {"hotline"};
    run_to_the_end(session, 6);
    session.screen = ScreenId::compare;
    const std::vector<std::string> commands = export_commands(session);
    REQUIRE(commands.size() == 2);
    CHECK(commands[0].ends_with("--runs 5 --seed 1"));
    CHECK(commands[1].ends_with("--runs 6 --seed 1 --measures hotline"));
    CHECK(holds(export_note(session),
                "\nBefore: Measures: none. Changed numbers: none.\nAfter: Measures: hotline. Changed"));
}

TEST_CASE("the command of a fork makes it again where it can, and the note says so where it cannot",
          "[viz][export]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.screen = ScreenId::timeline;
    session.open_run(78);
    const RunCauses* causes = nullptr;
    REQUIRE(comes_true([&] { return (causes = session.causes()) != nullptr; }));
    const auto pivotal = [&](bool misperception) {
        for (std::size_t i = 0; i < causes->flaws.size(); ++i) {
            if (causes->pivotal[i] != 0 && causes->flaws[i].misperception() == misperception)
                return causes->flaws[i];
        }
        FAIL("the run hinged on nothing of this kind");
        return Flaw{};
    };
    const Flaw seen = pivotal(false), wrong = pivotal(true);
    const auto command = [&] { return export_commands(session).at(0); };
    const std::string itself = command();
    CHECK(itself.find("--but-for") == std::string::npos);
    // A decision held back, as `--but-for N:hold` has it: the same run.
    const ToldDecision* decision = nullptr;
    for (const ToldDecision& one : session.told().decisions) {
        if (one.line == seen.record) decision = &one;
    }
    REQUIRE(decision != nullptr);
    const ToldDecision changed = *decision;
    const auto& moves = session.spec().moves;
    const auto move = [&](const char* id) {
        const auto found =
            std::find_if(moves.begin(), moves.end(), [&](const MoveSpec& one) { return one.id == id; });
        return MoveId{static_cast<std::size_t>(found - moves.begin())};
    };
    session.fork_decision(changed, move("hold"));
    CHECK(command() == itself + " --but-for " + std::to_string(seen.record) + ":hold");
    CHECK(holds(export_note(session), "The command makes the change too."));
    Script held;
    held.corrections.push_back(seen.correction);
    const ToldRun twin =
        tell_run(session.bench().model(session.settings), session.told().key, held, session.point_of_view());
    CHECK(twin.result.outcome == session.told().result.outcome);
    CHECK(twin.result.crisis == session.told().result.crisis);
    CHECK(twin.lines.size() == session.told().lines.size());
    REQUIRE(twin.decisions.size() == session.told().decisions.size());
    for (std::size_t i = 0; i < twin.decisions.size(); ++i) {
        CHECK(twin.decisions[i].time == session.told().decisions[i].time);
        CHECK(twin.decisions[i].move == session.told().decisions[i].move);
    }
    // A side's view neither names it nor gives it away.
    session.view = Eyes::b;
    static_cast<void>(session.tick(0));
    CHECK(command() == itself + " --pov moscow");
    CHECK(holds(export_note(session), "something changed: Fork 1. No command can make the change"));
    session.view = Eyes::truth;
    static_cast<void>(session.tick(0));
    // Something corrected, in the run itself and in another twin.
    session.show_fork(0);
    session.fork_correction(wrong);
    CHECK(command() == itself + " --but-for " + std::to_string(wrong.record));
    session.fork_correction(seen);
    CHECK(command() == itself + " --but-for " + std::to_string(wrong.record) + "," +
                           std::to_string(seen.record) + ":hold");
    // Another move instead has no command.
    session.show_fork(0);
    session.fork_decision(changed, move("accuse"));
    CHECK(command() == itself);
    CHECK(holds(export_note(session),
                ": Accuse publicly 21 Jul 2012. No command can make the change: the one below tells the run "
                "without it."));
}

TEST_CASE("a fork of a fork is named by all that it has otherwise", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.open_run(78);
    const Spec& spec = session.spec();
    const auto hold =
        static_cast<std::size_t>(std::find_if(spec.moves.begin(), spec.moves.end(),
                                              [](const MoveSpec& move) { return move.id == "hold"; }) -
                                 spec.moves.begin());
    // The first decision of a side to act, after a moment.
    const auto act_of = [&](std::size_t actor, Millis after) {
        for (const ToldDecision& decision : session.told().decisions) {
            if (decision.actor.index() == actor && decision.time > after && !decision.at_once &&
                !is_hold(spec, decision.move))
                return decision;
        }
        FAIL("it never acts");
        return ToldDecision{};
    };
    CHECK(fork_name(session, 0) == "The run itself");
    const ToldDecision early = act_of(0, 0);
    session.fork_decision(early, MoveId{hold});
    const std::string first = "Washington holds " + day_words(spec, early.time);
    CHECK(fork_name(session, 1) == first);
    const ToldDecision late = act_of(1, early.time);
    session.fork_decision(late, MoveId{hold});
    const std::string second = "Moscow holds " + day_words(spec, late.time);
    CHECK(fork_name(session, 2) == first + ", then " + second);
    // In the order of time, not of making; and what a decision was before does not count any more.
    session.show_fork(0);
    const ToldDecision other = act_of(1, early.time);
    session.fork_decision(other, MoveId{hold});
    session.fork_decision(early, MoveId{hold});
    CHECK(fork_name(session, 4) == first + ", then Moscow holds " + day_words(spec, other.time));
    session.fork_decision(early, early.move);
    CHECK(fork_name(session, 5) == "Washington: " + move_words(spec, early.move) + " " +
                                       day_words(spec, early.time) + ", then Moscow holds " +
                                       day_words(spec, other.time));
    // Neither side knows all of it; both together do.
    session.view = Eyes::a;
    CHECK(fork_name(session, 1) == first);
    CHECK(fork_name(session, 2) == "Fork 2");
    session.view = Eyes::b;
    CHECK(fork_name(session, 1) == "Fork 1");
    session.view = Eyes::both;
    CHECK(fork_name(session, 2) == first + ", then " + second);
    // What was put right only the truth knows.
    session.view = Eyes::truth;
    Flaw flaw;
    flaw.kind = Flaw::Kind::misreading;
    flaw.actor = ActorId{std::size_t{1}};
    flaw.time = early.time - 24 * 3600 * 1000;
    session.show_fork(1);
    session.fork_correction(flaw);
    CHECK(fork_name(session, 6) ==
          "Moscow's misreading of " + day_words(spec, flaw.time) + " corrected, then " + first);
    session.view = Eyes::both;
    CHECK(fork_name(session, 6) == "Fork 6");
    CHECK(day_words(spec, 0) == "1 Jul 2011");
    CHECK(day_words(spec, Millis{391} * 24 * 3600 * 1000) == "26 Jul 2012");
}

TEST_CASE("a name for files can hurt nothing", "[viz][export]") {
    Folder folder;
    ExportRequest request{folder.file(""), "a"};
    CHECK(request.fault({}).empty());
    for (const char* name : {"", "../a", "a/b", ".a", "a\nb", "\xFF"}) {
        request.name = name;
        CHECK_FALSE(request.fault({}).empty());
    }
    request.name = std::string(300, 'a');
    CHECK_FALSE(request.fault({}).empty());
    request = {folder.file("none"), "a"};
    CHECK(holds(request.fault({}), "does not exist"));
    // The scenario that is open is never written over, by whatever name.
    std::ofstream(folder.file("mine.yaml")) << "x";
    std::filesystem::create_symlink("mine.yaml", folder.file("a.txt"));
    request = {folder.file(""), "a"};
    CHECK(request.fault({}).empty());
    CHECK(request.fault({folder.file("mine.yaml")}) ==
          "a.txt is the scenario that is open, or a part of it. Choose another name.");
    request = {"~", "a"};
    CHECK(request.path(".png") == std::string(std::getenv("HOME")) + "/a.png");
    request = {folder.file("none"), "a"};
    request.csv = false;
    CHECK(request.paths() == std::vector<std::string>{folder.file("none/a.png"), folder.file("none/a.svg"),
                                                      folder.file("none/a.txt")});
}
