#include "trace/rule_text.hpp"

#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string words(Fact fact, std::vector<Interval> any_of, const std::string& subject = {}) {
    return condition_text(quarrel(), {fact, subject, std::move(any_of)});
}
Interval exactly(double value) { return {value, value, false, false}; }
Interval at_least(double value) { return {value, kInfinity, false, false}; }
Interval above(double value) { return {value, kInfinity, true, false}; }
Interval below(double value) { return {-kInfinity, value, false, true}; }

TEST_CASE("conditions on numbers are put into words", "[trace]") {
    REQUIRE(words(Fact::threat, {at_least(3.5)}) == "the threat is at least 3.5");
    REQUIRE(words(Fact::threat, {below(2)}) == "the threat is below 2");
    REQUIRE(words(Fact::incident_severity, {{2, 5, false, false}}) ==
            "the incident's severity is between 2 and 5");
    REQUIRE(words(Fact::incident_severity, {{2, 5, true, false}}) ==
            "the incident's severity is above 2 and at most 5");
    REQUIRE(words(Fact::incident_belief, {above(0.35)}, "attack") ==
            "the belief in the cause Attack is above 35 %");
    REQUIRE(words(Fact::image, {at_least(0.07)}) ==
            "the probability that the other side is aggressive is at least 7 %");
    REQUIRE(words(Fact::incident_age, {above(36.0 * 3600 * 1000)}) == "the incident's age is above 36h");
    REQUIRE(words(Fact::rung_gap, {exactly(1), at_least(3)}) ==
            "the other side's rung, as read, less one's own is 1 or at least 3");
}

TEST_CASE("conditions on rungs name the rungs", "[trace]") {
    REQUIRE(words(Fact::own_rung, {above(0)}) == "one's own posture is at or above Protest");
    REQUIRE(words(Fact::own_rung, {exactly(2)}) == "one's own posture is at Show of force");
    REQUIRE(words(Fact::adversary_rung, {below(2)}) ==
            "the other side's posture is read at or below Protest");
    REQUIRE(words(Fact::adversary_rung, {exactly(0), exactly(2)}) ==
            "the other side's posture is read at Calm or at Show of force");
    REQUIRE(words(Fact::adversary_rung, {{1, 2, false, false}}) ==
            "the other side's posture is read from Protest to Show of force");
}

TEST_CASE("conditions on names and flags are put into words", "[trace]") {
    REQUIRE(words(Fact::trigger, {exactly(0), exactly(1)}) == "the occasion is an incident or a report");
    REQUIRE(words(Fact::message, {exactly(1)}) == "the message in hand is a query");
    REQUIRE(words(Fact::guilty, {exactly(1)}) == "the query is about one's own doing");
    REQUIRE(words(Fact::asked, {exactly(0)}) == "one has not asked about the incident");
    REQUIRE(words(Fact::said, {exactly(1)}, "warning") == "one has sent a warning about the incident");
    REQUIRE(words(Fact::said, {exactly(0)}, "denial") == "one has not sent a denial about the incident");
    REQUIRE(words(Fact::channel, {exactly(1)}, "phone") == "the line phone works");
    REQUIRE(words(Fact::channel, {exactly(0)}, "phone") == "the line phone does not work");
    REQUIRE(words(Fact::measure, {exactly(1)}, "pact") == "the measure A pact is in force");
}

TEST_CASE("a rule's conditions are joined, and a rule without any always applies", "[trace]") {
    const auto& doctrine = quarrel().actors[0].doctrine;
    REQUIRE(rule_text(quarrel(), doctrine[1]) ==
            "the occasion is an incident, one has not asked about the incident and the line phone works");
    REQUIRE(rule_text(quarrel(), doctrine.back()) == "always");
}

}  // namespace
}  // namespace firebreak
