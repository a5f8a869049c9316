// The fact `said`: which messages a side has sent about the matter in hand.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr auto kWarning = static_cast<std::size_t>(MessageKind::warning);
constexpr auto kDenial = static_cast<std::size_t>(MessageKind::denial);

// North warns at once of an incident on day 1, and decides on day 3.
std::string warning(const std::string& guard,
                    const std::string& incidents = "i: {target: north, cause: accident, at: 1d}") {
    return "messages: {warning: {}}\nchannels: {line: {link: 1h}}\nmoves: {warn: {sends: warning, via: "
           "line}}\n"
           "incidents: {" +
           incidents + "}\nnorth: {deliberation: 2d, doctrine: [{when: {" + guard +
           "}, do: warn, at_once: yes}, {do: hold}]}\n";
}

}  // namespace

TEST_CASE("An at_once rule with `said` as its guard sends its message once about a case", "[model][said]") {
    CHECK(play(warning("trigger: incident")).result.counts.messages == 2);
    CHECK(play(warning("trigger: incident, said.warning: no")).result.counts.messages == 1);
    CHECK(play(warning("said.warning: no, incident.severity: \">= 0\"")).result.counts.messages == 1);
    const std::string two =
        "i: {target: north, cause: accident, at: 1d}, j: {target: north, cause: attack, at: 2d, severity: 9}";
    const Run run = play(warning("said.warning: no", two));
    // the second incident becomes the focal case, of which nothing was said yet
    CHECK(run.result.counts.messages == 2);
}

TEST_CASE("`said` is of one kind, of one side and of the focal case, and counts from the order",
          "[model][said]") {
    Stage stage(with(warning("said.warning: no"), "via: line}", "via: line, delay: 5d}"));
    CHECK(stage.fact(kNorth, Fact::said, kWarning) == 0);
    stage.go_to(1 * kDay);
    CHECK(stage.fact(kNorth, Fact::said, kWarning) == 1);
    CHECK(stage.fact(kNorth, Fact::said, kDenial) == 0);
    CHECK(stage.fact(kSouth, Fact::said, kWarning) == 0);
    stage.go_to(20 * kDay);  // the decision has closed long since; the case is live
    CHECK(stage.fact(kNorth, Fact::said, kWarning) == 1);
    CHECK(stage.fact(kSouth, Fact::said, kWarning) == 0);
}

TEST_CASE("Without a focal case `said` counts since the open decision opened", "[model][said]") {
    const std::string text = R"(
channels: {line: {}}
moves: {warn: {sends: warning, via: line}, rise: {to: tense}}
north: {review: 10d, doctrine: [{when: {own.rung: calm}, do: rise}, {do: hold}]}
south: {deliberation: 2d, review: 11d, doctrine: [{when: {said.warning: no}, do: warn, at_once: yes}, {do: hold}]}
)";
    Stage stage(text);
    stage.go_to(10 * kDay);
    CHECK(stage.fact(kSouth, Fact::said, kWarning) == 1);
    stage.go_to(12 * kDay);
    CHECK(stage.fact(kSouth, Fact::said, kWarning) == 0);  // that decision has closed
    // Once as North is seen to move, and once at the close of each later review, where nothing has been said
    // yet.
    CHECK(play(text).acts(kSouth)[0] == std::pair<Millis, std::string>{10 * kDay, "warn"});
    CHECK(play(text).acts(kSouth)[1] == std::pair<Millis, std::string>{12 * kDay, "hold"});
}

TEST_CASE("A reply counts as said about the incident that was asked about", "[model][said]") {
    Stage stage(R"(
channels: {line: {link: 1h}}
moves: {ask: {sends: query, via: line}, deny: {sends: denial, via: reply}}
incidents: {i: {target: [north, south], cause: accident, at: 1d}}
north: {deliberation: 1d, doctrine: [{when: {asked: no, trigger: incident}, do: ask, at_once: yes}, {do: hold}]}
south: {deliberation: 5d, doctrine: [{when: {message: query}, do: deny, at_once: yes}, {do: hold}]}
)");
    stage.go_to(1 * kDay);
    CHECK(stage.fact(kSouth, Fact::said, kDenial) == 0);
    stage.go_to(1 * kDay + kHour);
    CHECK(stage.fact(kSouth, Fact::said, kDenial) == 1);
    CHECK(stage.fact(kNorth, Fact::said, static_cast<std::size_t>(MessageKind::query)) == 1);
    CHECK(stage.fact(kNorth, Fact::said, kDenial) == 0);
}
