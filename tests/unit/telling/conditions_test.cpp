// Conditions of rules in plain English.
#include <limits>

#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kHours = 3'600'000;

std::string words(Fact fact, std::vector<Interval> any_of, const std::string& subject = {}) {
    RuleSpec rule;
    rule.when.push_back({fact, subject, std::move(any_of)});
    return condition_words(quarrel(), rule);
}
Interval exactly(double value) { return {value, value, false, false}; }
Interval at_least(double value) { return {value, kInfinity, false, false}; }
Interval at_most(double value) { return {-kInfinity, value, false, false}; }
Interval above(double value) { return {value, kInfinity, true, false}; }
Interval below(double value) { return {-kInfinity, value, false, true}; }

TEST_CASE("facts compared with numbers are said as one says them", "[telling]") {
    CHECK(words(Fact::threat, {at_least(3.5)}) == "the threat is at least 3.5");
    CHECK(words(Fact::threat, {below(2)}) == "the threat is less than 2");
    CHECK(words(Fact::incident_severity, {above(4)}) == "the incident's severity is more than 4");
    CHECK(words(Fact::incident_severity, {{2, 5, true, false}}) ==
          "the incident's severity is more than 2 and at most 5");
    CHECK(words(Fact::incident_hostility, {at_least(0.35)}) ==
          "the incident's expected hostility is at least 35 %");
    CHECK(words(Fact::incident_confidence, {at_least(0.6)}) ==
          "it is at least 60 % sure of the likeliest cause");
    CHECK(words(Fact::incident_age, {above(36 * kHours)}) == "the incident is more than 36h old");
    CHECK(words(Fact::incident_belief, {at_least(0.5)}, "attack") ==
          "the cause \"Attack\" is at least 50 % likely");
    CHECK(words(Fact::image, {at_most(0.07)}) == "the other side is at most 7 % likely to be aggressive");
    CHECK(words(Fact::time_left, {below(2 * kHours)}) == "it has less than 2h left to decide");
    CHECK(words(Fact::threat, {{1, 2, false, false}, above(4)}) ==
          "the threat is between 1 and 2 or more than 4");
}

TEST_CASE("the gap between the rungs is counted in rungs", "[telling]") {
    const auto gap = [](Interval interval) { return words(Fact::rung_gap, {interval}); };
    CHECK(gap(at_least(1)) == "the other side is read at least one rung higher");
    CHECK(gap(above(0)) == "the other side is read at least one rung higher");
    CHECK(gap(at_least(2)) == "the other side is read at least two rungs higher");
    CHECK(gap(at_least(0)) == "the other side is read no lower");
    CHECK(gap(above(-1)) == "the other side is read no lower");
    CHECK(gap(at_least(-2)) == "the other side is read at most two rungs lower");
    CHECK(gap(at_most(0)) == "the other side is read no higher");
    CHECK(gap(below(1)) == "the other side is read no higher");
    CHECK(gap(at_most(5)) == "the other side is read at most 5 rungs higher");
    CHECK(gap(below(0)) == "the other side is read at least one rung lower");
    CHECK(gap(at_most(-3)) == "the other side is read at least three rungs lower");
    CHECK(gap(exactly(0)) == "the other side is read at the same rung");
    CHECK(gap(exactly(1)) == "the other side is read exactly one rung higher");
    CHECK(gap(exactly(-2)) == "the other side is read exactly two rungs lower");
    CHECK(words(Fact::rung_gap, {exactly(0), at_least(2)}) ==
          "the other side is read at the same rung or at least two rungs higher");
}

TEST_CASE("a gap that is no matter of whole rungs falls back on the regular words", "[telling]") {
    CHECK(words(Fact::rung_gap, {at_least(0.5)}) ==
          "the other side's rung, as read, less one's own is at least 0.5");
    CHECK(words(Fact::rung_gap, {{1, 2, false, false}}) ==
          "the other side's rung, as read, less one's own is between 1 and 2");
    CHECK(words(Fact::rung_gap, {at_least(1e300)}).starts_with("the other side's rung, as read"));
}

TEST_CASE("rungs, occasions and messages are named", "[telling]") {
    CHECK(words(Fact::own_rung, {above(0)}) == "its own posture is at or above Protest");
    CHECK(words(Fact::adversary_rung, {exactly(2)}) == "the other side is read at Show of force");
    CHECK(words(Fact::trigger, {exactly(0), exactly(1)}) == "it is prompted by an incident or a report");
    CHECK(words(Fact::message, {exactly(1)}) == "a query has just come");
    CHECK(words(Fact::message, {exactly(0)}) == "no message has come");
    CHECK(words(Fact::message, {exactly(0.5)}) == "no message fits");
}

TEST_CASE("flags are said with their yes and their no", "[telling]") {
    const auto both = [](Fact fact, const std::string& subject = {}) {
        return std::pair(words(fact, {exactly(1)}, subject), words(fact, {exactly(0)}, subject));
    };
    using Pair = std::pair<std::string, std::string>;
    CHECK(both(Fact::guilty) ==
          Pair{"the query is about something it did itself", "the query is not about anything it did"});
    CHECK(both(Fact::asked) ==
          Pair{"it has asked about the incident", "it has not yet asked about the incident"});
    CHECK(both(Fact::heard) ==
          Pair{"an answer about the incident has come", "no answer about the incident has come yet"});
    CHECK(both(Fact::said, "warning") == Pair{"it has sent a warning about the incident",
                                              "it has not yet sent a warning about the incident"});
    CHECK(both(Fact::channel, "phone") == Pair{"the line \"phone\" works", "the line \"phone\" is down"});
    CHECK(both(Fact::measure, "pact") ==
          Pair{"the measure \"A pact\" is in force", "the measure \"A pact\" is not in force"});
    CHECK(words(Fact::asked, {at_least(0)}) == "it has asked about the incident or not");
}

TEST_CASE("a rule joins its conditions, and one without any always applies", "[telling]") {
    const auto& doctrine = quarrel().actors[0].doctrine;
    CHECK(condition_words(quarrel(), doctrine[1]) ==
          "it is prompted by an incident, it has not yet asked about the incident and the line \"phone\" "
          "works");
    CHECK(condition_words(quarrel(), doctrine.back()) == "always");
    CHECK(choice_words(quarrel(), doctrine[2]) == "Hit 20 %, Protest aloud 80 %");
    CHECK(choice_words(quarrel(), doctrine.back()) == "Hold");
    RuleSpec rule = doctrine[2];  // weights need not sum to 1
    for (auto& [move, weight] : rule.moves) weight *= 30;
    CHECK(choice_words(quarrel(), rule) == "Hit 20 %, Protest aloud 80 %");
    CHECK(rule_words(quarrel(), doctrine[0]) == "At once, if a query has just come: Deny.");
    CHECK(rule_words(quarrel(), doctrine.back()) == "In any case: Hold.");
}

}  // namespace
}  // namespace firebreak
