// Conditions on numbers that binary fractions do not hit exactly: a value counts as the threshold that people
// would say it is.
#include <firebreak/ensemble.hpp>

#include "model/ranges.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Hundredths as people write them.
std::string hundredths(int n) {
    return std::to_string(n / 100) + "." + std::to_string(n / 10 % 10) + std::to_string(n % 10);
}

// A side with belief `share` percent in an attack and one incident of this severity, and its rules for what
// follows.
std::string weighing(int share, int severity, const std::string& doctrine) {
    return "moves: {up: {by: 1}}\nincidents: {x: {target: north, cause: accident, at: 1d, severity: " +
           std::to_string(severity) +
           "}}\nnorth: {attribution: {prior: {accident: " + hundredths(100 - share) +
           ", attack: " + hundredths(share) + "}, close_at: 1}, doctrine: [" + doctrine + "]}\n";
}

// The rule that North follows in its only decision.
int rule_of(const Run& run) {
    for (const auto& made : run.all<DecisionMade>()) {
        if (made.what.actor == kNorth) return made.what.rule;
    }
    return -2;
}

bool acts(int share, int severity, const std::string& condition) {
    return !play(weighing(share, severity, "{when: {" + condition + "}, do: up}"))
                .all<MoveTookEffect>()
                .empty();
}

}  // namespace

TEST_CASE("A threat that is exactly the threshold in decimals meets it, and is not above it",
          "[model][thresholds]") {
    int wrong = 0;
    int conditions = 0;
    for (int share = 1; share < 100; ++share) {
        for (int severity = 2; severity <= 8; ++severity) {
            const std::string threshold = hundredths(share * severity);
            const std::string rules =
                "{when: {threat: \"> " + threshold + "\"}, do: hold}, {when: {threat: \"< " + threshold +
                "\"}, do: hold}, {when: {threat: \">= " + threshold + " and <= " + threshold + "\"}, do: up}";
            const Run run = play(weighing(share, severity, rules));
            wrong += rule_of(run) == 2 ? 0 : 1;
            ++conditions;
        }
    }
    CHECK(conditions == 693);
    CHECK(wrong == 0);
}

TEST_CASE("A threat a hundredth beside the threshold is beside it", "[model][thresholds]") {
    for (int share = 1; share < 100; share += 7) {
        const int threat = share * 5;
        CHECK_FALSE(acts(share, 5, "threat: \">= " + hundredths(threat + 1) + "\""));
        CHECK_FALSE(acts(share, 5, "threat: \"<= " + hundredths(threat - 1) + "\""));
        CHECK(acts(share, 5, "threat: \"> " + hundredths(threat - 1) + "\""));
        CHECK(acts(share, 5, "threat: \"< " + hundredths(threat + 1) + "\""));
    }
}

TEST_CASE("Ranges, single values and lists of them have the same tolerance", "[model][thresholds]") {
    CHECK(acts(36, 5, "threat: \"1.8..5\""));
    CHECK(acts(36, 5, "threat: \"0..1.8\""));
    CHECK(acts(36, 5, "threat: 1.8"));
    CHECK(acts(36, 5, "threat: [7, 1.8]"));
    CHECK_FALSE(acts(36, 5, "threat: [\"> 1.8\", \"< 1.8\"]"));
    CHECK(acts(36, 5, "incident.belief.attack: \">= 0.36\""));
    CHECK_FALSE(acts(36, 5, "incident.belief.attack: \"< 0.36\""));
}

TEST_CASE("Ages and times left are compared in whole milliseconds", "[model][thresholds]") {
    // 0.7 d is not a whole number of milliseconds in binary fractions.
    const auto rule_at = [](const std::string& condition) {
        const Run run = play(
            "moves: {up: {by: 1}}\nincidents: {x: {target: north, cause: accident, at: 1d}}\nnorth: "
            "{deliberation: 0.7d, doctrine: [{when: {incident.age: \"" +
            condition + "\"}, do: up}, {do: hold}]}\n");
        return rule_of(run);
    };
    CHECK(rule_at("<= 0.7d") == 0);
    CHECK(rule_at(">= 0.7d") == 0);
    CHECK(rule_at("< 0.7d") == 1);
    CHECK(rule_at("> 0.7d") == 1);
    CHECK(rule_at(">= 60480001ms") == 1);
    CHECK(rule_at("<= 60479999ms") == 1);
}

TEST_CASE("A case concludes at exactly the belief that it takes", "[model][thresholds]") {
    int open = 0;
    for (int share = 51; share < 100; ++share) {
        const std::string text =
            "incidents: {x: {target: north, cause: accident, at: 1d}}\nnorth: {attribution: {prior: "
            "{accident: " +
            hundredths(share) + ", attack: " + hundredths(100 - share) + "}, close_at: " + hundredths(share) +
            "}, doctrine: [{do: hold}]}\n";
        open += play(text).only<CaseOpened>().what.view.concluded ? 0 : 1;
    }
    CHECK(open == 0);
}

TEST_CASE("The tolerance is a billionth of the threshold, and nothing to speak of at 0",
          "[model][thresholds]") {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    const ClosedInterval closed = values_of({1.8, 5, false, false}, false);
    CHECK(closed.low < 1.8);
    CHECK(closed.low > 1.8 - 2e-9);
    CHECK(closed.high > 5);
    CHECK(closed.high < 5 + 6e-9);
    const ClosedInterval open = values_of({0, kInfinite, true, false}, false);
    CHECK(open.low > 0);
    CHECK(open.low < 1e-14);
    CHECK(open.high == kInfinite);
    const ClosedInterval days = values_of({86'400'000, kInfinite, true, true}, true);
    CHECK(days.low > 86'400'000);
    CHECK(days.low < 86'400'001);
}

TEST_CASE("The share of an expectation is counted with the same tolerance", "[model][thresholds]") {
    const Spec spec =
        scenario(weighing(36, 5, "{do: hold}") +
                 "expects: [{name: a third, share: {belief.north.attack: \">= 0.36\"}, exact: 1}, {name: not "
                 "above, share: {belief.north.attack: \"> 0.36\"}, exact: 0}]\n");
    EnsembleOptions options;
    options.runs = 10;
    for (const Verdict& verdict : verify(spec, options)) CHECK(verdict.passed());
}
