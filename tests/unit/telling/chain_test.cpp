#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr Millis kHour = 3'600'000;
RungId rung(std::size_t place) { return RungId{place}; }

TEST_CASE("the chain of causes of every record leads to the start of the run", "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {3, 2, 0});
    for (const Record& record : trace.records) {
        const auto chain = chain_of_causes(trace, record.id);
        REQUIRE(chain.front() == record.id);
        REQUIRE(chain.back() == 0);
        for (std::size_t i = 0; i + 1 < chain.size(); ++i)
            REQUIRE(trace.records[chain[i]].parent == chain[i + 1]);
        // To tell a chain takes a pass over the whole run.
        if (record.id % 9 == 0)
            REQUIRE(lines_of(tell_chain(quarrel_model(), trace, record.id)).size() == chain.size());
    }
}

TEST_CASE("a record that does not exist has no chain", "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {3, 2, 0});
    const auto beyond = static_cast<RecordId>(trace.records.size());
    for (const RecordId id : {beyond, kNoRecord}) {
        REQUIRE(chain_of_causes(trace, id).empty());
        REQUIRE(tell_chain(quarrel_model(), trace, id).empty());
        REQUIRE(tell_chain(quarrel_model(), trace, id, kNorthView).empty());
    }
}

TEST_CASE("a chain ends even where the parents go round", "[trace]") {
    Trace trace;
    trace.records = {Record{0, 1, 0, RunStarted{}}, Record{1, 0, 0, RunEnded{}}, Record{2, 2, 0, RunEnded{}},
                     Record{3, 99, 0, RunEnded{}}};
    REQUIRE(chain_of_causes(trace, 1) == std::vector<RecordId>{1, 0});
    REQUIRE(chain_of_causes(trace, 2) == std::vector<RecordId>{2});
    REQUIRE(chain_of_causes(trace, 3) == std::vector<RecordId>{3});
}

TEST_CASE("the crisis begins with the first record that reaches its rung, which may be the start",
          "[trace]") {
    const Model& model = quarrel_model();
    const RungId crisis{rung_place(model.spec(), model.spec().endings.crisis)};
    HandMadeRun hand;
    hand.add(0, kHour, MoveTookEffect{kSouth, {}, true, rung(0), RungId{crisis.index() - 1}});
    CHECK(crisis_record(model, hand.trace()) == kNoRecord);
    const RecordId reached = hand.add(0, 2 * kHour, MoveTookEffect{kNorth, {}, true, rung(0), crisis});
    hand.add(0, 3 * kHour, MoveTookEffect{kSouth, {}, true, rung(0), crisis});
    CHECK(crisis_record(model, hand.trace()) == reached);
    std::get<RunStarted>(hand.trace().records.front().what).rungs[1] = crisis;
    CHECK(crisis_record(model, hand.trace()) == 0);
}

TEST_CASE("a chain is told in one line for each record, in the numbers of the view", "[trace]") {
    HandMadeRun hand;
    const RecordId own =
        hand.add(0, kHour, MoveTookEffect{kSouth, move_id("protest"), false, rung(0), rung(1)});
    const RecordId seen = hand.add(own, 2 * kHour, MoveSeen{kNorth, rung(1), rung(0), rung(1), 0.5, 0.5});
    hand.add(seen, 2 * kHour, DecisionOpened{kNorth, Trigger::move, 5 * kHour});
    const Trace trace = hand.finished();
    REQUIRE(tell_chain(quarrel_model(), trace, 3) ==
            "#3  2011-07-01 02:00 (day 0)  NORTH DELIBERATES, prompted by the other side's move; decides by "
            "2011-07-01 05:00 (day 0).\n#2  2011-07-01 02:00 (day 0)  NORTH SAW South make a move, and read "
            "its posture as Protest (before: Calm).\n#1  2011-07-01 01:00 (day 0)  TRUTH South's move "
            "'Protest aloud' takes effect: the posture goes from Calm to Protest.\n#0  2011-07-01 00:00 (day "
            "0)  TRUTH The run starts. North stands at Calm. South stands at Calm.\n");
    REQUIRE(tell_chain(quarrel_model(), trace, 2, kNorthView) ==
            "#2  2011-07-01 02:00 (day 0)  NORTH DELIBERATES, prompted by the other side's move; decides by "
            "2011-07-01 05:00 (day 0).\n#1  2011-07-01 02:00 (day 0)  NORTH SAW South make a move, and read "
            "its posture as Protest (before: Calm).\n");
}

TEST_CASE("to a seat, the answer to its query comes of the query", "[trace]") {
    HandMadeRun hand;
    const ChannelId phone{std::size_t{0}};
    const RecordId asked =
        hand.add(0, kHour, MessageSent{0, MessageKind::query, phone, kNorth, kNoIndex, kNoIndex, false});
    const RecordId answered =
        hand.add(asked, 2 * kHour, MessageSent{1, MessageKind::denial, phone, kSouth, kNoIndex, 0, false});
    MessageDelivered delivered;
    delivered.message = 1;
    delivered.kind = delivered.read_as = MessageKind::denial;
    delivered.channel = phone;
    delivered.receiver = kNorth;
    delivered.reading_before = delivered.reading = rung(0);
    hand.add(answered, 3 * kHour, delivered);
    REQUIRE(
        lines_of(tell_chain(quarrel_model(), hand.finished(), 2, kNorthView)) ==
        std::vector<std::string>{"#2  2011-07-01 03:00 (day 0)  NORTH RECEIVED a denial over phone in answer "
                                 "to message 1 (message 2).",
                                 "#1  2011-07-01 01:00 (day 0)  NORTH SENT a query over phone (message 1).",
                                 "#0  2011-07-01 00:00 (day 0)  NORTH SAW the run start. It stands at Calm "
                                 "and reads South's posture as Calm."});
}

}  // namespace
}  // namespace firebreak
