// What each ledger holds of a record, value by value.
#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr Millis kHour = 3'600'000;
RungId rung(std::size_t place) { return RungId{place}; }
constexpr CauseId kAccident{std::size_t{0}}, kAttack{std::size_t{1}};
constexpr ChannelId kPhone{std::size_t{0}};

std::vector<Seen> seen(const Model& model, const Trace& trace, PointOfView view) {
    std::vector<Seen> lines;
    each_seen(model, trace, view, [&](const Seen& line) { lines.push_back(line); });
    return lines;
}
std::vector<Seen> seen(const Trace& trace, PointOfView view = kTruth) {
    return seen(quarrel_model(), trace, view);
}

TEST_CASE(
    "a case holds the true incident in the truth, and in its side's ledgers what that side takes it for",
    "[trace]") {
    HandMadeRun hand;
    const RecordId fire = hand.add(
        0, kHour, IncidentHappened{4, SourceId{std::size_t{0}}, {}, {true, false}, kAccident, 2, false});
    hand.add(fire, 2 * kHour, CaseOpened{kNorth, case_view(4, 3, 0.4)});
    const Trace trace = hand.finished();
    const Seen truth = seen(trace)[2];
    CHECK(truth.kind == SeenKind::case_opened);
    REQUIRE(truth.true_as<seen::TrueCase>() != nullptr);
    CHECK(*truth.true_as<seen::TrueCase>() == seen::TrueCase{4, kAccident, 2, false});
    CHECK(truth.seen_as<seen::Notice>(0)->incident == 4);
    CHECK((truth.side() == 0 && !truth.known_to(1)));
    // To the side it is the first incident, and nothing has brought it about that it knows of.
    const Seen own = seen(trace, kNorthView)[1];
    CHECK(*own.seen_as<seen::Notice>(0) == seen::Notice{0, 3, {}});
    CHECK(own.thought_as<CaseView>(0)->incident == 0);
    CHECK(own.thought_as<CaseView>(0)->belief[0] == 0.4);
    CHECK((own.id == 1 && own.parent == kNoRecord && !own.shows_truth()));
    CHECK(own.thought_as<seen::Decision>(0) == nullptr);
    CHECK(own.seen_as<seen::Notice>(kActors) == nullptr);
}

TEST_CASE("a decision holds its rule with the thresholds of the measures in force then", "[trace]") {
    std::string text = kQuarrel;
    const std::string set = "set: {actors.*.posture.misread: 0.05}";
    text.replace(text.find(set), set.size(), "set: {actors.north.doctrine.3.when.threat: 4}");
    const Model model = compile(load_text(text), {{"pact"}, {}});
    HandMadeRun hand;
    const auto decide = [&](Millis time) {
        DecisionMade made;
        made.actor = kNorth;
        made.rule = 2;
        made.move = move_id("protest");
        hand.add(0, time, made);
    };
    decide(kHour);
    hand.add(0, 2 * kHour, MeasureInForce{MeasureId{std::size_t{0}}});
    decide(3 * kHour);
    const std::vector<Seen> lines = seen(model, hand.trace(), kNorthView);
    const auto& before = *lines[1].thought_as<seen::Decision>(0);
    const auto& after = *lines[3].thought_as<seen::Decision>(0);
    CHECK((before.rule == 3 && after.rule == 3));
    CHECK(before.when->when[0].any_of[0].low == 2.5);
    CHECK(after.when->when[0].any_of[0].low == 4);
    CHECK_FALSE(before == after);
}

TEST_CASE("lines say the same whatever their ids, and rules are the same if they say the same", "[trace]") {
    HandMadeRun hand;
    DecisionMade made;
    made.actor = kSouth;
    made.rule = 3;
    made.move = move_id("protest");
    hand.add(0, kHour, made);
    const std::vector<Seen> first = seen(hand.trace()), again = seen(hand.trace());
    CHECK(first[1].thought_as<seen::Decision>(1)->when != again[1].thought_as<seen::Decision>(1)->when);
    Seen other = again[1];
    other.id = 9;
    other.parent = 7;
    CHECK(says_the_same(first[1], other));
    other.time += 1;
    CHECK_FALSE(says_the_same(first[1], other));
    CHECK_FALSE(says_the_same(first[0], first[1]));
}

TEST_CASE("of what a message is about a side is told only what it knows", "[trace]") {
    HandMadeRun hand;
    hand.add(0, kHour, IncidentHappened{2, {}, {}, {true, true}, kAttack, 5, false});
    hand.add(1, 2 * kHour, CaseOpened{kNorth, case_view(2, 5, 0.3)});
    hand.add(2, 3 * kHour, MessageSent{6, MessageKind::query, kPhone, kNorth, 2, kNoIndex, false});
    MessageDelivered delivered;
    delivered.message = 6;
    delivered.kind = delivered.read_as = MessageKind::query;
    delivered.channel = kPhone;
    delivered.receiver = kSouth;
    delivered.reading_before = delivered.reading = rung(0);
    hand.add(3, 4 * kHour, delivered);
    const Trace trace = hand.finished();
    const Seen sent = seen(trace, kNorthView)[2], received = seen(trace, kSouthView)[1];
    CHECK(*sent.seen_as<seen::Sent>(0) == seen::Sent{0, MessageKind::query, kPhone, kNoIndex, 0});
    CHECK(*received.seen_as<seen::Received>(1) ==
          seen::Received{0, MessageKind::query, kPhone, kNoIndex, kNoIndex, false});
    CHECK(seen(trace)[3].true_as<MessageSent>()->about == 2);
    CHECK_FALSE(received.thought_as<seen::AfterMessage>(1)->change);
}

TEST_CASE("at the start each side knows its own rung, and the other's as it is", "[trace]") {
    Spec spec = quarrel();
    spec.actors[1].starts_at = spec.ladder[1].id;
    const Model model = compile(spec);
    const Seen first = seen(model, trace_run(model, {1, 0, 0}), kTruth)[0];
    REQUIRE(first.kind == SeenKind::started);
    CHECK(*first.seen_as<seen::Start>(0) == seen::Start{rung(0), rung(1)});
    CHECK(*first.seen_as<seen::Start>(1) == seen::Start{rung(1), rung(0)});
}

TEST_CASE("an inject that makes an incident tells its target nothing before it is noticed", "[trace]") {
    Script script;
    script.injects = {{kHour, kNorth, "A call.", {}, 0}, {2 * kHour, kNorth, "Smoke.", kAttack, 3}};
    std::vector<bool> told;
    for (const Seen& line : seen(quarrel_model(), trace_run(quarrel_model(), {1, 0, 0}, script), kTruth)) {
        if (line.kind != SeenKind::inject) continue;
        told.push_back(line.seen_as<seen::Told>(0) != nullptr);
        CHECK(line.true_as<seen::TrueInject>()->target == kNorth);
    }
    CHECK(told == std::vector<bool>{true, false});
}

}  // namespace
}  // namespace firebreak
