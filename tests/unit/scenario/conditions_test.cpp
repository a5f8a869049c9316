// Conditions as intervals: what "and" leaves of two bounds, and that what is written reads back.
#include <limits>

#include "scenario/conditions.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// The intervals of a condition on the threat, which is a plain number.
std::vector<Interval> threat(const std::string& condition) {
    const Spec spec = scenario("moves: {rise: {by: 1}}\nnorth: {doctrine: [{when: {threat: " + condition +
                               "}, do: rise}, {do: hold}]}\n");
    return spec.actors[0].doctrine[0].when[0].any_of;
}

struct Sample {
    std::string text;
    Interval interval;
};

const Sample kSamples[] = {{"\">= 3\"", {3, kInfinite, false, false}},
                           {"\"> 3\"", {3, kInfinite, true, false}},
                           {"\"<= 3\"", {-kInfinite, 3, false, false}},
                           {"\"< 3\"", {-kInfinite, 3, false, true}},
                           {"3", {3, 3, false, false}},
                           {"\"2..5\"", {2, 5, false, false}},
                           // Of two bounds the narrower counts, whichever comes first.
                           {"\">= 2 and > 3\"", {3, kInfinite, true, false}},
                           {"\"> 3 and >= 2\"", {3, kInfinite, true, false}},
                           {"\"> 2 and >= 3\"", {3, kInfinite, false, false}},
                           {"\"<= 5 and < 4\"", {-kInfinite, 4, false, true}},
                           {"\"< 4 and <= 5\"", {-kInfinite, 4, false, true}},
                           {"\"< 5 and <= 4\"", {-kInfinite, 4, false, false}},
                           // Of equal bounds the open one does.
                           {"\">= 3 and > 3\"", {3, kInfinite, true, false}},
                           {"\"> 3 and >= 3\"", {3, kInfinite, true, false}},
                           {"\"<= 4 and < 4\"", {-kInfinite, 4, false, true}},
                           {"\"< 4 and <= 4\"", {-kInfinite, 4, false, true}},
                           {"\"2..5 and > 2\"", {2, 5, true, false}},
                           {"\"2..5 and < 5\"", {2, 5, false, true}},
                           {"\"2..5 and 3..9\"", {3, 5, false, false}},
                           {"\"> 1 and < 7\"", {1, 7, true, true}},
                           {"\"> 1 and < 7 and <= 6 and >= 1\"", {1, 6, true, false}}};

}  // namespace

TEST_CASE("a condition is the interval that it says, open and closed ends told apart") {
    for (const Sample& c : kSamples) {
        INFO(c.text);
        CHECK(threat(c.text) == std::vector<Interval>{c.interval});
    }
}

TEST_CASE("a condition that is written reads back to the same interval") {
    const ConditionDomain domain = domain_of(Fact::threat, {});
    for (const Sample& c : kSamples) {
        const std::string text = condition_text({c.interval}, domain);
        INFO(c.text << " as " << text);
        CHECK(threat(text) == std::vector<Interval>{c.interval});
    }
    const std::vector<Interval> either{{2, 3, false, false}, {5, kInfinite, true, false}};
    CHECK(condition_text(either, domain) == "[\"2..3\", \"> 5\"]");
    CHECK(threat(condition_text(either, domain)) == either);
}

TEST_CASE("bounds that leave nothing are a fault, those that leave one value are not") {
    const auto faults = [](const std::string& condition) {
        return parse_scenario(scenario_text("moves: {rise: {by: 1}}\nnorth: {doctrine: [{when: {" +
                                            condition + "}, do: rise}, {do: hold}]}\n"),
                              "test")
            .diagnostics.size();
    };
    CHECK(faults("threat: \">= 3 and <= 3\"") == 0);
    for (const char* never : {"threat: \"> 3 and <= 3\"", "threat: \">= 3 and < 3\"",
                              "threat: \">= 4 and <= 3\"", "own.rung: \"> calm and < tense\""}) {
        INFO(never);
        CHECK(faults(never) == 1);
    }
}
