#include "session/session.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

const std::string kTests = std::string(FIREBREAK_SOURCE_DIR) + "/tests/viz/";

}  // namespace

TEST_CASE("a session begins empty, with names for both sides") {
    const Session session;
    CHECK_FALSE(session.has_scenario());
    CHECK(session.path().empty());
    CHECK(session.actor_name(0) == "A");
    CHECK(session.actor_name(1) == "B");
}

TEST_CASE("a good scenario opens, and one with faults takes its place with its faults") {
    Session session;
    session.open(kTests + "coasts.yaml");
    REQUIRE(session.has_scenario());
    CHECK(session.spec().id == "coasts");
    CHECK(session.actor_name(0) == "Север");
    CHECK(session.sha256().size() == 64);
    CHECK(session.diagnostics().empty());
    session.open(kTests + "broken.yaml");
    CHECK_FALSE(session.has_scenario());
    CHECK(session.diagnostics().size() > 1);
    session.open(kTests + "coasts.yaml");
    CHECK(session.has_scenario());
    CHECK(session.diagnostics().empty());
}

TEST_CASE("a file that is not there is a fault, not an end") {
    Session session;
    session.open(kTests + "no-such-file.yaml");
    CHECK_FALSE(session.has_scenario());
    CHECK(session.diagnostics().size() == 1);
}

TEST_CASE("a pipe in the place of the open file is a fault, and nobody waits for its writer") {
    const firebreak::test::TemporaryFolder folder;
    const std::string path = folder.file("mine.yaml");
    std::filesystem::copy_file(kTests + "coasts.yaml", path);
    Session session;
    session.open(path);
    REQUIRE(session.has_scenario());
    std::filesystem::remove(path);
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    CHECK(session.tick(2));
    CHECK(session.has_scenario());
    REQUIRE(session.diagnostics().size() == 1);
    CHECK(session.diagnostics()[0].message.starts_with("this is a pipe or a device, not a readable file"));
    session.open(path);
    CHECK_FALSE(session.has_scenario());
    CHECK(session.diagnostics().size() == 1);
}

TEST_CASE("a touch from the background is seen once") {
    Session session;
    CHECK_FALSE(session.take_touch());
    session.touch();
    session.touch();
    CHECK(session.take_touch());
    CHECK_FALSE(session.take_touch());
}

TEST_CASE("another view goes back to the last moment of which it knows") {
    Session session;
    session.open(std::string(FIREBREAK_SOURCE_DIR) + "/scenarios/cyber/reset-2011.yaml");
    session.open_run(28);
    const auto knows = [&](firebreak::Millis time) {
        const auto& lines = session.told().lines;
        return std::any_of(lines.begin(), lines.end(),
                           [&](const firebreak::Seen& line) { return line.time == time; });
    };
    std::vector<firebreak::Millis> truth;
    for (const firebreak::Seen& line : session.told().lines) truth.push_back(line.time);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < truth.size(); i += 40) {
        session.view = Eyes::truth;
        static_cast<void>(session.tick(0));
        session.go_to(truth[i]);
        session.view = Eyes::a;
        static_cast<void>(session.tick(0));
        CHECK(knows(session.cursor));
        CHECK(session.cursor <= truth[i]);
        moved += session.cursor < truth[i] ? 1 : 0;
    }
    CHECK(moved > 0);
}

TEST_CASE("a bookmark shows in views that know what its view knew") {
    Session session;
    Bookmark mark;
    const auto shown = [&](Eyes set, Eyes seen) {
        mark.view = set;
        session.view = seen;
        return session.shows(mark);
    };
    for (const Eyes view : {Eyes::truth, Eyes::a, Eyes::b, Eyes::both}) {
        CHECK(shown(view, view));
        CHECK(shown(view, Eyes::truth));
        CHECK(shown(view, Eyes::both) == (view != Eyes::truth));
    }
    CHECK_FALSE(shown(Eyes::truth, Eyes::a));
    CHECK_FALSE(shown(Eyes::b, Eyes::a));
    CHECK_FALSE(shown(Eyes::both, Eyes::b));
}

TEST_CASE("what was selected is so again when one comes back to a view that knows it", "[viz][session]") {
    Session session;
    session.open(std::string(FIREBREAK_SOURCE_DIR) + "/scenarios/cyber/reset-2011.yaml");
    session.open_run(78);
    const ToldDecision* chosen = nullptr;
    for (const ToldDecision& decision : session.told().decisions) {
        if (decision.actor.index() == 0 && decision.time > 0) chosen = &decision;
    }
    REQUIRE(chosen != nullptr);
    const firebreak::RecordId line = chosen->line;
    const firebreak::Millis time = chosen->time;
    const auto through = [&](Eyes view) {
        session.view = view;
        static_cast<void>(session.tick(0));
    };
    session.select_line(line);
    through(Eyes::a);
    REQUIRE(session.selected);
    CHECK(session.told().lines[*session.selected].time == time);
    through(Eyes::b);
    CHECK_FALSE(session.selected);
    through(Eyes::both);
    CHECK(session.selected);
    through(Eyes::b);
    through(Eyes::truth);
    CHECK(session.selected == line);
    CHECK(session.cursor == time);
    // What only the truth has comes back too, and what was left by hand does not.
    for (const firebreak::Seen& found : session.told().lines) {
        if (found.kind != firebreak::SeenKind::incident) continue;
        session.select_line(found.id);
        break;
    }
    const auto incident = session.selected;
    through(Eyes::b);
    through(Eyes::truth);
    CHECK(session.selected == incident);
    through(Eyes::b);
    session.go_to(0);
    through(Eyes::truth);
    CHECK_FALSE(session.selected);
    session.select_line(line);
    session.deselect();
    through(Eyes::b);
    through(Eyes::truth);
    CHECK_FALSE(session.selected);
}
