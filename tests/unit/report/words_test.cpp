// Laws, moves, measures and records in words, and whose doing a record is.
#include "report/record_words.hpp"
#include "report/rule_words.hpp"
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
    return {
        {RunStarted{}, {}, "the run starts"},
        {MeasureInForce{MeasureId{std::size_t{1}}}, {}, "hotline comes into force"},
        {outage, {}, "outage happens"},  // nobody's record, whoever's doing it is
        {strike, kSouth, "strikes"},
        {inject, {}, "an incident is put in"},
        {CaseOpened{kNorth, {}}, kNorth, "opens a case"},
        {ReportReceived{kSouth, EvidenceId{std::size_t{0}}, kAttack, {}, {}}, kSouth, "gets a report of lab"},
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
        {Consultation{radio, {}, {}}, {}, "consultation by radio"},
        {Injected{kSouth, 0}, kSouth, "is given an inject"},
        {RunEnded{}, {}, "the run ends"}};
}

Distribution law(Distribution::Kind kind, double a, double b = 0, double c = 0) {
    return {kind, a, b, c, {}};
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

TEST_CASE("a law has its parameters in its words") {
    using Kind = Distribution::Kind;
    struct Law {
        Distribution law;
        bool durations;
        std::string words;
    };
    Distribution listed = law(Kind::empirical, 0), many = listed;
    listed.values = {1, 2, 5};
    for (int i = 1; i <= 9; ++i) many.values.push_back(i);
    const double day = static_cast<double>(kDay);
    for (const Law& l :
         {Law{fixed(3), false, "3"}, Law{fixed(7 * day), true, "7d"},
          Law{law(Kind::exponential, 90 * day), true, "90d on average (exponential)"},
          Law{law(Kind::lognormal, 2 * day, 0.5), true, "median 2d (lognormal, sigma 0.5)"},
          Law{law(Kind::uniform, 2, 6), false, "2 to 6"},
          Law{law(Kind::triangular, 1, 2, 5), false, "1 to 5, most often 2"},
          Law{law(Kind::weibull, 3, 0.7), false, "scale 3 (Weibull, shape 0.7)"},
          Law{listed, false, "one of 1, 2 or 5"}, Law{many, false, "one of 9 listed values, 1 to 9"}})
        CHECK(law_words(l.law, l.durations) == l.words);
}

TEST_CASE("a move's words say where it goes, up or down, what it strikes and sends, and when") {
    const Spec& spec = named_scenario();
    MoveSpec move;
    CHECK(move_words(spec, move) == "does nothing");
    move.posture = MoveSpec::Posture::by;
    move.by = 2;
    CHECK(move_words(spec, move) == "goes up 2 rungs");
    move.by = -1;
    CHECK(move_words(spec, move) == "steps down 1 rung");
    move.posture = MoveSpec::Posture::to;
    move.rung = "tense";
    CHECK(move_words(spec, move) == "goes to 'High tension'");
    move.posture = MoveSpec::Posture::raise_to;
    move.strikes = StrikeSpec{"attack", law(Distribution::Kind::uniform, 2, 5)};
    move.delay = fixed(5.0 * static_cast<double>(kDay));
    move.seen = 0.5;
    move.needs = "drill";
    move.unless = "horn";
    CHECK(move_words(spec, move) ==
          "raises to 'High tension'; strikes (attack, severity 2 to 5); takes effect after 5d; seen with "
          "probability 0.5; only with drill and without horn");
    CHECK(move_words(spec, spec.moves[test::move_id(spec, "ask").index()]) ==
          "sends a message (query) via cable");
}

TEST_CASE("rules, weights, conditions of measures and values have their words") {
    const Spec& spec = named_scenario();
    CHECK(rule_words(spec, spec.actors[0].doctrine[0]) == "If the threat is at least 2: Rise up.");
    CHECK(rule_words(spec, spec.actors[1].doctrine[1]) == "In any case: Hold.");
    RuleSpec at_once = spec.actors[1].doctrine[0];
    at_once.at_once = true;
    CHECK(rule_words(spec, at_once) == "At once, if the threat is at least 3: Step back.");
    CHECK(weights_words({{"accident", 1}}) == "accident");
    CHECK(weights_words({{"accident", 3}, {"attack", 1}}) == "accident 75 %, attack 25 %");
    CHECK(measure_condition_words("drill", "") == "only with drill");
    CHECK(measure_condition_words("", "drill") == "only without drill");
    CHECK(measure_condition_words("", "").empty());
    CHECK(rung_words(spec, "war") == "'Open war'");
    CHECK(rung_words(spec, "nowhere") == "nowhere");
    CHECK(value_words(spec, {"channels.cable.loss", 0.04}) == "0.04");
    CHECK((value_words(spec, {"channels.cable.up", true}) == "yes" &&
           value_words(spec, {"channels.cable.up", false}) == "no"));
    CHECK(value_words(spec, {"clock.horizon", Duration{36.0 * 3'600'000}}) == "36h");
    const Distribution uniform = law(Distribution::Kind::uniform, 7'200'000, 21'600'000);
    CHECK(value_words(spec, {"channels.cable.link", uniform}) == "2h to 6h");
    CHECK(value_words(spec, {"incidents.outage.severity", law(Distribution::Kind::uniform, 2, 6)}) ==
          "2 to 6");
}
