// Records in words, whose doing they are, and whether two say the same.
#include "report/fingerprint.hpp"
#include "telling/happening.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

Record record_of(decltype(Record::what) what, Millis time = kDay) {
    Record record;
    record.id = 3;
    record.parent = 1;
    record.time = time;
    record.what = std::move(what);
    return record;
}

struct Telling {
    decltype(Record::what) what;
    ActorId actor;
    std::string words;
};

std::vector<Telling> tellings() {
    const MoveId rise = test::move_id(named_scenario(), "rise");
    const ChannelId cable{std::size_t{0}}, radio{std::size_t{1}};
    IncidentHappened outage, strike, inject;
    outage.source = SourceId{std::size_t{0}};
    outage.author = kNorth;
    strike.author = kSouth;
    DecisionMade made;
    made.actor = kSouth;
    made.move = rise;
    MessageDelivered got;
    got.receiver = kSouth;
    got.kind = MessageKind::denial;
    got.channel = cable;
    return {{RunStarted{}, {}, "the run starts"},
            {MeasureInForce{MeasureId{std::size_t{1}}}, {}, "hotline comes into force"},
            {outage, {}, "outage happens"},  // nobody's record, whoever's doing it is
            {strike, kSouth, "strikes"},
            {inject, {}, "an incident is injected"},
            {CaseOpened{kNorth, {}}, kNorth, "opens a case"},
            {ReportReceived{kSouth, EvidenceId{std::size_t{0}}, kAttack, {}, {}}, kSouth,
             "gets a report from lab"},
            {MoveTookEffect{kNorth, rise, false, kCalm, kTense}, kNorth, "carries out rise"},
            {MoveTookEffect{kSouth, {}, true, kCalm, kTense}, kSouth, "is raised by an accident"},
            {MoveTookEffect{kSouth, {}, false, kCalm, kTense}, kSouth, "moves"},
            {MoveSeen{kNorth, kTense, kCalm, kTense, 0.5, 0.6}, kNorth, "reads a move"},
            {DecisionOpened{kSouth, Trigger::move, kDay}, kSouth, "opens a decision"},
            {made, kSouth, "chooses rise"},
            {DecisionMade{}, {}, "chooses nothing"},
            {MessageSent{0, MessageKind::warning, radio, kNorth, kNoIndex, kNoIndex, false}, kNorth,
             "sends a message (warning) via radio"},
            {got, kSouth, "gets a message (denial) via cable"},
            {SilenceFell{kNorth, 0, {}, {}}, kNorth, "takes silence as an answer"},
            {LineChanged{cable, true}, {}, "cable is repaired"},
            {LineChanged{cable, false}, {}, "cable fails"},
            {Consultation{radio, {}, {}}, {}, "consultation over radio"},
            {Injected{kSouth, 0}, kSouth, "is given an inject"},
            {RunEnded{}, {}, "the run ends"}};
}

}  // namespace

TEST_CASE("each record has its words and the side whose it is") {
    for (const Telling& telling : tellings()) {
        const Record record = record_of(telling.what);
        CHECK(happening(named_scenario(), record) == telling.words);
        CHECK(actor_of(record) == telling.actor);
        CHECK(is_measure(record) == std::holds_alternative<MeasureInForce>(telling.what));
    }
}

TEST_CASE("records that say the same have the same print, whatever their place, and others have others") {
    std::map<std::uint64_t, std::string> prints;
    for (const Telling& telling : tellings()) {
        Record record = record_of(telling.what);
        const std::uint64_t print = fingerprint(record);
        CHECK(prints.emplace(print, telling.words).second);
        record.id = 9;
        record.parent = 7;
        record.name = 5;
        CHECK(fingerprint(record) == print);
        record.time += 1;
        CHECK(fingerprint(record) != print);
    }
    const auto seen = [](RungId truth, RungId before, RungId after) {
        return fingerprint(record_of(MoveSeen{kNorth, truth, before, after, 0.5, 0.6}));
    };
    CHECK(seen(kCalm, kTense, kCrisis) != seen(kTense, kCalm, kCrisis));
    CHECK(seen(kCalm, kTense, kCrisis) != seen(kCalm, kCrisis, kTense));
    MessageDelivered first;
    first.message = 1;
    for (Millis MessageDelivered::*stage : {&MessageDelivered::sent, &MessageDelivered::linked,
                                            &MessageDelivered::desk, &MessageDelivered::translated}) {
        MessageDelivered other = first;
        other.*stage = 5;
        CHECK(prints.emplace(fingerprint(record_of(other)), "").second);
    }
}
