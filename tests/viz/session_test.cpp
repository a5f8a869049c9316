#include "session/session.hpp"

#include "support/catch.hpp"

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

TEST_CASE("a touch from the background is seen once") {
    Session session;
    CHECK_FALSE(session.take_touch());
    session.touch();
    session.touch();
    CHECK(session.take_touch());
    CHECK_FALSE(session.take_touch());
}
