// A sweep in the session: read in the background, followed, and its settings opened.
#include <algorithm>
#include <fstream>

#include "session/session.hpp"
#include "session/sweep_map.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"
#include "sweep/run_sweep.hpp"
#include "viz/patience.hpp"

using namespace firebreak;
using namespace firebreak::viz;
using test::comes_true;

namespace {

constexpr const char* kPlan = "scenario: first.yaml\npoints: 8\nruns: 40\n";

// A sweep of the tutorial's scenario, or of another in this file, begun.
struct Swept {
    explicit Swept(Shard shard = {}, const std::string& scenario = {})
        : folder(make_sweep_folder(
              scratch.file("results"),
              load_plan_text(kPlan, test::source_path("scenarios/tutorial/plan.yaml"), scenario))) {
        REQUIRE(folder.faults.empty());
        run(shard);
    }
    void run(Shard shard) const {
        RunSweepOptions options;
        options.jobs = 1;
        options.shard = shard;
        run_sweep(folder, options);
    }
    test::TemporaryFolder scratch;
    SweepFolder folder;
};

template <class Holds>
void wait(Session& session, Holds holds) {
    REQUIRE(comes_true([&] {
        static_cast<void>(session.tick(0.5));
        return holds();
    }));
}

void open(Session& session, const std::string& folder) {
    session.open(folder);
    wait(session, [&] { return session.sweep().reading() != nullptr && !session.sweep().busy(); });
}

std::uint64_t crises_in(const Session& session) {
    const PathTable& paths = session.bench().results().paths;
    std::uint64_t count = 0;
    for (std::size_t run = 0; run < paths.runs(); ++run) count += paths.crisis(run) ? 1 : 0;
    return count;
}

MapPlace at(const char* id, float x, float y) { return {id, {x, y}}; }

}  // namespace

TEST_CASE("the folder of a sweep opens with its scenario, and is read beside") {
    const Swept swept;
    Session session;
    session.open(swept.folder.path + "/");
    CHECK(session.screen == ScreenId::sweep);
    REQUIRE(session.has_scenario());
    CHECK(session.spec().id == "first");
    CHECK(session.sweep().reading() == nullptr);
    wait(session, [&] { return !session.sweep().busy(); });
    REQUIRE(session.sweep().reading() != nullptr);
    CHECK(session.sweep().reading()->points() == 8);
    CHECK(session.sweep().reading()->has_stated());
    // Another scenario closes it.
    session.open(test::source_path("scenarios/tutorial/first.yaml"));
    CHECK_FALSE(session.sweep().is_open());
    CHECK(session.sweep().reading() == nullptr);
}

TEST_CASE(
    "a setting that is opened has the very runs of the sweep, and its way back the scenario as written") {
    const Swept swept;
    Session session;
    session.settings.runs = 10'000;
    open(session, swept.folder.path);
    const SweepReading& reading = *session.sweep().reading();
    for (const std::size_t arm : {1, 0}) {
        session.open_setting(5, arm);
        CHECK(session.screen == ScreenId::river);
        CHECK(session.setting_words() == "Setting 6 of the sweep results");
        wait(session, [&] { return !session.busy() && session.bench().results().complete; });
        CHECK(session.bench().results().paths.replicate.front() == 5'000'000);
        CHECK(session.bench().results().paths.runs() == 40);
        CHECK(crises_in(session) == reading.point(5).crises[arm].count);
    }
    CHECK(command_of("a.yaml", session.settings).find("--first 5000000 ") != std::string::npos);
    CHECK(session.settings.measures.empty());
    CHECK(session.chosen_runs() == 10'000);
    session.open_run(5'000'003);
    CHECK(session.told().key.replicate == 5'000'003);
    session.leave_setting();
    CHECK(session.setting() == nullptr);
    CHECK(session.settings.changes.empty());
    CHECK(session.settings.first == 0);
    CHECK(session.settings.runs == 10'000);
    CHECK(session.sweep().is_open());
    // A point that is not there is no setting.
    session.open_setting(8, 0);
    session.open_setting(0, 2);
    CHECK(session.setting() == nullptr);
}

TEST_CASE("a sweep that goes on is followed, and what was read stays when the folder breaks") {
    const Swept swept({1, 2});
    Session session;
    open(session, swept.folder.path);
    CHECK(session.sweep().reading()->progress().settings_done == 4);
    swept.run({2, 2});
    wait(session, [&] { return session.sweep().reading()->progress().complete; });
    CHECK(session.sweep().reading()->points() == 8);
    wait(session, [&] { return !session.sweep().busy(); });
    CHECK(session.sweep().fault().empty());
    // Nothing changes, so nothing is read again.
    const std::uint64_t version = session.sweep().version();
    for (int i = 0; i < 20; ++i) static_cast<void>(session.tick(0.5));
    CHECK_FALSE(session.sweep().busy());
    CHECK(session.sweep().version() == version);
    std::ofstream(swept.folder.file("shard-0002-of-0002.db"), std::ios::trunc)
        << "broken, and not a database";
    wait(session, [&] { return !session.sweep().fault().empty(); });
    CHECK(session.sweep().fault().find("shard-0002-of-0002.db") != std::string::npos);
    CHECK(session.sweep().reading()->points() == 8);
}

TEST_CASE("a folder without a sweep is told, and is read once there is one") {
    const test::TemporaryFolder scratch;
    Session session;
    session.open(scratch.path().string());
    CHECK_FALSE(session.has_scenario());
    wait(session, [&] { return !session.sweep().fault().empty(); });
    CHECK(session.sweep().fault().ends_with("it has no sweep.json"));
    CHECK(session.sweep().reading() == nullptr);
    const SweepFolder made = make_sweep_folder(
        scratch.path().string(), load_plan_text(kPlan, test::source_path("scenarios/tutorial/plan.yaml")));
    REQUIRE(made.faults.empty());
    wait(session, [&] { return session.sweep().reading() != nullptr; });
    CHECK(session.sweep().fault().empty());
    CHECK(session.has_scenario());
    CHECK(session.sweep().reading()->points() == 0);
}

TEST_CASE("an arrow leads to the nearest mark in its direction, and what lies aside counts double") {
    const std::vector<MapPlace> places{at("a", 0, 0),   at("b", 10, 1), at("c", 8, 9),
                                       at("d", 0, -20), at("e", -3, 2), at("f", 0, 0)};
    CHECK(neighbour(places, 0, 1, 0) == std::optional<std::size_t>(1));
    CHECK(neighbour(places, 0, 0, -1) == std::optional<std::size_t>(3));
    CHECK(neighbour(places, 0, -1, 0) == std::optional<std::size_t>(4));
    CHECK(neighbour(places, 0, 0, 1) == std::optional<std::size_t>(4));
    CHECK(neighbour(places, 1, 1, 0) == std::nullopt);
    CHECK(neighbour(places, 3, 0, -1) == std::nullopt);
    // From a mark to one beside it, not to one that is nearer along the way but far aside.
    CHECK(neighbour({at("a", 0, 0), at("b", 2, 30), at("c", 20, 0)}, 0, 1, 0) ==
          std::optional<std::size_t>(2));
}

TEST_CASE("the pointer means the nearest mark, as far as it is near") {
    const std::vector<MapPlace> places{at("a", 0, 0), at("b", 10, 0)};
    CHECK(nearest(places, {4, 0}, 12) == std::optional<std::size_t>(0));
    CHECK(nearest(places, {7, 3}, 12) == std::optional<std::size_t>(1));
    CHECK(nearest(places, {30, 0}, 12) == std::nullopt);
    CHECK(nearest({}, {0, 0}, 12) == std::nullopt);
}

TEST_CASE("the marks of a drawing are its places, moved with it") {
    Drawing drawing;
    drawing.push_back({ShapeKind::rectangle, {{0, 0}, {4, 4}}});
    drawing.push_back({ShapeKind::mark, {{2, 2}, {6, 10}}});
    drawing.back().id = "sweep.point.3";
    drawing.push_back({ShapeKind::mark, {{0, 0}, {1, 1}}});
    drawing.back().id = "sweep.effect.hotline";
    CHECK(places_in(drawing, "sweep.point.") == std::vector<MapPlace>{at("sweep.point.3", 4, 6)});
    CHECK(places_in(moved(drawing, 10, -1), "sweep.point.").front().middle == Point{14, 5});
}

TEST_CASE("a setting with another choice of a variant is the scenario that the sweep ran") {
    const test::TemporaryFolder own;
    const std::string file = own.file("variants.yaml");
    {
        std::ifstream written(test::source_path("scenarios/tutorial/first.yaml"));
        std::ofstream(file) << written.rdbuf() << R"(
variants:
  manners:
    as-written: 1
    rash: {change: {moves: {alarm: {raise_to: patrols}}, actors: {north: {doctrine: [{when: {trigger: incident}, do: alarm}, {do: hold}]}}}}
)";
    }
    const Swept swept({}, file);
    Session session;
    open(session, swept.folder.path);
    const std::size_t rules = session.spec().actors[0].doctrine.size();
    std::size_t rash = 0;
    for (std::size_t place = 0; place < session.sweep().reading()->points(); ++place) {
        session.open_setting(place, 0);
        wait(session, [&] { return !session.busy() && session.bench().results().complete; });
        CHECK(crises_in(session) == session.sweep().reading()->point(place).crises[0].count);
        rash += session.spec().actors[0].doctrine.size() != rules ? 1 : 0;
        CHECK(session.bench().model(session.settings).spec().moves.size() == session.spec().moves.size());
    }
    CHECK(rash == 4);  // half of 8 points of a Sobol' sequence
    session.leave_setting();
    CHECK(session.spec().actors[0].doctrine.size() == rules);
}
