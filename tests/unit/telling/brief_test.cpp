// Lines in few words and decisions on a card, with values made by hand.
#include <firebreak/telling.hpp>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

const Spec& spec() {
    static const Spec made = spec_of(scenario_text(R"(
ladder: [{id: calm, name: Calm}, {id: tense, name: Tense}, {id: crisis}, {id: brink, name: The brink}, {id: war}]
causes: {accident: {name: Accident, hostility: 0}, attack: {name: U.S. sabotage, hostility: 1}}
moves: {rise: {label: Rise up, by: 1}, fall: {by: -1}, cry: {sends: query, via: cable}}
channels: {cable: {label: The cable}}
evidence: {lab: {label: The lab, every: 4d, accuracy: 0.6}}
incidents: {outage: {label: An outage, target: north, cause: accident, every: 15d}}
measures: {talks: {label: Talks}}
north: {name: North, doctrine: [{do: hold}]}
south: {name: South, doctrine: [{when: {threat: '>= 2'}, do: {rise: 1, hold: 3}}, {do: hold}]}
)"));
    return made;
}

MoveId move(const std::string& id) { return test::move_id(spec(), id); }

Seen line(SeenKind kind, seen::Truth truth) {
    Seen made;
    made.id = 4;
    made.time = kDay;
    made.kind = kind;
    made.truth = std::move(truth);
    return made;
}
Seen line(SeenKind kind, std::size_t side, seen::Observed observed, seen::Concluded concluded = {},
          seen::Truth truth = {}) {
    Seen made = line(kind, std::move(truth));
    made.observed[side] = std::move(observed);
    made.concluded[side] = std::move(concluded);
    return made;
}

// A teller that knows an incident as a side noticed it, or as it happened.
Teller teller(bool truth = false) {
    Teller made(spec());
    if (truth) {
        IncidentHappened outage;
        outage.incident = 7;
        outage.source = SourceId{std::size_t{0}};
        made.learn(line(SeenKind::incident, outage));
    } else {
        made.learn(line(SeenKind::case_opened, 0, seen::Notice{7, 1, {}}));
        made.learn(line(SeenKind::case_opened, 1, seen::Notice{7, 1, {}}));
    }
    return made;
}

std::string brief(const Seen& line) { return teller(line.shows_truth()).brief(line); }

seen::Decision decision(const char* chosen) {
    seen::Decision made;
    made.rule = 1;
    made.when = std::make_shared<const RuleSpec>(spec().actors[1].doctrine[0]);
    made.move = move(chosen);
    made.options = {{move("rise"), 0.25}, {move("hold"), 0.75}};
    made.threat = 2.051;
    made.image = 0.4;
    made.own_rung = kTense;
    made.adversary_rung = kCrisis;
    CaseView focal;
    focal.incident = 7;
    focal.severity = 3;
    focal.belief = {0.37, 0.63};
    made.focal = focal;
    return made;
}

}  // namespace

TEST_CASE("an incident, a case and a report are told in few words by the ledger that holds them",
          "[telling]") {
    IncidentHappened outage;
    outage.incident = 7;
    outage.source = SourceId{std::size_t{0}};
    outage.targets = {true, true};
    outage.cause = kAttack;
    outage.severity = 2.5;
    CHECK(brief(line(SeenKind::incident, outage)) ==
          "An outage of 7 January: U.S. sabotage, severity 2.5, hits North and South");
    outage.phantom = true;
    outage.targets = {false, true};
    CHECK(brief(line(SeenKind::incident, outage)) ==
          "An outage of 7 January, a false alarm: U.S. sabotage, severity 2.5, hits South");
    CHECK(brief(line(SeenKind::incident, 0, seen::OwnIncident{7, {}, {false, true}, kAttack})) ==
          "North's own act: the incident of 7 January");
    CHECK(brief(line(SeenKind::case_opened, 1, seen::Notice{7, 3.5, {}})) ==
          "South noticed the incident of 7 January, severity 3.5");
    CHECK(brief(line(SeenKind::report, 0, seen::Report{EvidenceId{std::size_t{0}}, 7, kAccident})) ==
          "North: The lab names Accident as the cause of the incident of 7 January");
}

TEST_CASE("a move, a reading and a decision are told with their rungs and moves", "[telling]") {
    CHECK(brief(line(SeenKind::move, 1, MoveTookEffect{kSouth, move("rise"), false, kCalm, kTense})) ==
          "South: Rise up takes effect; now at Tense");
    CHECK(brief(line(SeenKind::move, 0, MoveTookEffect{kNorth, {}, true, kCalm, kBrink})) ==
          "North: an accident takes effect; now at The brink");
    Seen seen = line(SeenKind::reading, 0, seen::Reading{kCrisis, {}});
    CHECK(brief(seen) == "North reads South's posture as crisis");
    seen.truth = seen::TrueReading{kBrink, true};
    CHECK(brief(seen) == "North misreads South's posture as crisis; it stands at The brink");
    seen.truth = seen::TrueReading{kCrisis, false};
    CHECK(brief(seen) == "North reads South's posture as crisis");
    CHECK(brief(line(SeenKind::decision, 1, {}, decision("rise"))) == "South: Rise up");
    CHECK(brief(line(SeenKind::deliberation, 1, {}, seen::Deliberation{})) == "South deliberates");
}

TEST_CASE("messages, lines and what comes into force are told in few words", "[telling]") {
    const ChannelId cable{std::size_t{0}};
    CHECK(brief(line(SeenKind::sent, 0, seen::Sent{0, MessageKind::admission, cable})) ==
          "North sends an admission");
    CHECK(brief(line(SeenKind::delivered, 1, seen::Received{0, MessageKind::reassurance, cable})) ==
          "South receives a reassurance");
    CHECK(brief(line(SeenKind::silence, 0, seen::Unanswered{0})) == "North gets no answer");
    CHECK(brief(line(SeenKind::line, 1, LineChanged{cable, true})) == "The cable: repaired");
    CHECK(brief(line(SeenKind::line, 1, LineChanged{cable, false})) == "The cable: down");
    CHECK(brief(line(SeenKind::measure, 0, MeasureInForce{MeasureId{std::size_t{0}}})) == "In force: Talks");
    CHECK(brief(line(SeenKind::consultation, 0, seen::Reading{kCalm, cable})) == "Regular consultation");
    CHECK(brief(line(SeenKind::inject, 0, seen::Told{"x"})) == "Inject");
    CHECK(brief(line(SeenKind::started, 0, seen::Start{kCalm, kCalm})) == "The run starts");
    CHECK(brief(line(SeenKind::ended, 0, seen::Ended{})) == "The run ends");
}

TEST_CASE("a card says what was chosen and why, and marks what was wrong where the truth is known",
          "[telling]") {
    Seen made = line(SeenKind::decision, 1, {}, decision("rise"));
    Teller::Card card = teller().card(made);
    CHECK(card.chosen.plain() ==
          "South chose Rise up (rule 1, when the threat is at least 2; chance 25 %). It could also have "
          "chosen: Hold 75 %.");
    CHECK(card.felt.plain() ==
          "Threat felt: 2.05; own posture: Tense; belief that North is aggressive: 40 %.");
    CHECK(card.reading.plain() == "South read North's posture as crisis.");
    CHECK(card.thought.plain() ==
          "South thought the cause of the incident of 7 January was U.S. sabotage (63 %).");
    made.truth = seen::TrueDecision{kCrisis, kAttack};
    card = teller(true).card(made);
    CHECK_FALSE((card.reading.any_wrong() || card.thought.any_wrong()));
    made.truth = seen::TrueDecision{kTense, kAccident};
    card = teller(true).card(made);
    CHECK(card.reading == Text{{{"South read North's posture as crisis.", false}, {"It was Tense.", true}}});
    CHECK(card.thought ==
          Text{{{"South thought the cause of An outage of 7 January was U.S. sabotage (63 %).", false},
                {"It was Accident.", true}}});
}

TEST_CASE("a card tells a slip, an act at once, a decision without rule, and a what-if", "[telling]") {
    const auto chosen = [](const seen::Decision& made) {
        return teller().card(line(SeenKind::decision, 1, {}, made)).chosen.plain();
    };
    seen::Decision made = decision("hold");
    made.trembled = made.at_once = true;
    CHECK(chosen(made) ==
          "South chose Hold, at once (rule 1, when the threat is at least 2; chance 75 %). It was a slip: "
          "chosen without regard to the weights. It could also have chosen: Rise up 25 %.");
    seen::Decision without;
    without.move = move("hold");
    CHECK(chosen(without) == "South chose Hold (no rule applied).");
    made.scripted = true;
    CHECK(chosen(made) == "In this what-if, South holds.");
    made.move = move("rise");
    CHECK(chosen(made) == "In this what-if, South chooses Rise up.");
    without.focal.reset();
    CHECK(teller().card(line(SeenKind::decision, 1, {}, without)).thought.pieces.empty());
    CHECK(teller().card(line(SeenKind::ended, 0, seen::Ended{})).chosen.pieces.empty());
}

TEST_CASE("a line is told on one line, with the name of a cause whole", "[telling]") {
    CaseView view;
    view.incident = 7;
    view.belief = {0.37, 0.63};
    const Seen noticed =
        line(SeenKind::case_opened, 1, seen::Notice{7, 3, {}}, view, seen::TrueCase{7, kAccident, 2, true});
    const Teller told = teller(true);
    CHECK(told.tell_on_one_line(noticed) ==
          "SOUTH SAW An outage of 7 January, severity 3.0 (in truth 2.0). [!] A false alarm: nothing "
          "happened. CONCLUDED U.S. sabotage 63 %, Accident 37 %. [!] Wrong: it was Accident.");
    const std::vector<Sentence> sentences = told.tell(noticed);
    REQUIRE(sentences.size() == 2);
    CHECK(sentences[0].ids == std::vector<RecordId>{4});
    CHECK(sentences[1].ids.empty());
    CHECK(sentences[1].text.pieces.back() == Text::Piece{"Wrong: it was Accident.", true});
}
