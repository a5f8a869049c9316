// Predicates: their values in a run, and when they come true.
#include "exercise/predicates.hpp"

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::string_view kPlan = R"(
channels: {cable: {link: 1h, translate: 1h, deliver: 1d, patience: 10d}, phone: {up: {fails: 30d, repairs: 4d}}}
incidents: {a: {target: north, cause: attack, at: [10d, 40d], severity: 4}, b: {target: north, cause: attack, at: 5d, phantom: yes}}
moves: {up: {to: tense}, ask: {sends: query, via: cable}}
north: {image: {hostile: 0.5, climb: 2}, attribution: {prior: {accident: 0.25, attack: 0.75}, cold_after: 20d}, deliberation: 50d, doctrine: [{do: hold}]}
south: {image: {hostile: 0.5, climb: 2}, doctrine: [{do: hold}]}
)";

Session session_at(Millis moment) {
    Session session(compile(scenario(kPlan)), {1, 0, 0});
    session.advance(moment);
    return session;
}

double value(const Session& session, std::string_view predicate) {
    const auto parsed = parse_predicate(session.spec(), predicate);
    REQUIRE(parsed);
    return predicate_value(session, *parsed);
}

std::vector<PredicateSpec> above(const std::string& of, double low) {
    return {{of, {{low, kUnlimited, false, false}}}};
}

std::optional<Millis> first(const std::vector<PredicateSpec>& when, Millis from, Millis to) {
    return first_time(compile(scenario(kPlan)), {1, 0, 0}, {}, when, from, to);
}

}  // namespace

TEST_CASE("A predicate has the value that the run has at the clock", "[exercise]") {
    Session session = session_at(9 * kDay);
    CHECK(value(session, "belief.north.attack") == Approx(0.75));  // of the false alarm
    CHECK(value(session, "happened.attack") == 0);
    session = session_at(12 * kDay);
    CHECK(value(session, "happened.attack") == 1);
    CHECK(value(session, "belief.north.attack") == Approx(0.75));
    CHECK(value(session, "belief.south.attack") == 0);
    CHECK(value(session, "threat.north") > 3);
    CHECK(value(session, "threat.south") == 0);
    CHECK(value(session, "unused.cable") == 12.0 * kDay);
    CHECK(value(session, "line.phone") == 1);
    REQUIRE(session.order(kNorth, move_id(session.spec(), "up")).empty());
    REQUIRE(session.write(kSouth, {MessageKind::query, ChannelId{std::size_t{0}}, {}, {}, ""}).empty());
    CHECK(value(session, "rung.north") == 0);
    session.advance(16 * kDay);
    CHECK(value(session, "rung.north") == 1);
    CHECK(value(session, "reading.south") == 1);
    CHECK(value(session, "unused.cable") == 4.0 * kDay - 1);
    CHECK(value(session, "waiting.north") == 1);
    CHECK(value(session, "image.south") > value(session, "image.north"));
    session.advance(31 * kDay);
    CHECK(value(session, "line.phone") == 0);
    CHECK(holds(session, above("happened.attack", 1)));
    CHECK_FALSE(holds(session, above("happened.attack", 2)));
}

TEST_CASE("A predicate comes true at an event, or by the end of the span", "[exercise]") {
    CHECK(first(above("happened.attack", 1), 0, 99 * kDay) == 10 * kDay);
    CHECK(first(above("happened.attack", 2), 0, 99 * kDay) == 40 * kDay);
    CHECK(first(above("happened.attack", 1), 20 * kDay, 99 * kDay) == 30 * kDay);  // the next event
    CHECK(first(above("happened.attack", 3), 0, 99 * kDay) == std::nullopt);
    CHECK(first(above("unused.cable", 7.0 * kDay), 0, 8 * kDay) == 8 * kDay);
    CHECK(first(above("unused.cable", 9.0 * kDay), 0, 8 * kDay) == std::nullopt);
    std::vector<PredicateSpec> both = above("happened.attack", 1);
    both.push_back({"line.phone", {{0, 0, false, false}}});
    CHECK(first(both, 0, 99 * kDay) == 30 * kDay);
}
