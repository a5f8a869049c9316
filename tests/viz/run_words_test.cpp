// Each kind of line, flaw and decision in words, with values made by hand.
#include "session/run_words.hpp"

#include "session/breakpoints.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

using nlohmann::json;

ToldRun run() {
    ToldRun run;
    run.model = compile(scenario(R"(
moves: {rise: {by: 1}, fall: {by: -1}, cry: {sends: query, via: cable}}
channels: {cable: {}}
evidence: {lab: {every: 4d, accuracy: 0.6}}
measures: {talks: {}}
north: {name: North, doctrine: [{do: hold}]}
south: {name: South, doctrine: [{do: hold}]}
)"));
    run.incidents[0][7] = "the fire of 2 May";
    run.incidents[1][7] = "the flood of 3 June";
    run.incidents[kActors][7] = "the outage of 4 July";
    return run;
}

constexpr std::size_t kTruth = kActors;

// A line of which a side, or the truth, holds these values.
ToldLine line_of(const char* kind, std::size_t ledger, const json& held) {
    ToldLine line;
    line.kind = kind;
    (ledger == kTruth ? line.truth : line.observed[ledger]) = held;
    return line;
}

std::string told(const char* kind, std::size_t ledger, const json& held) {
    return line_words(run(), line_of(kind, ledger, held));
}

Flaw flaw_of(Flaw::Kind kind) {
    Flaw flaw;
    flaw.kind = kind;
    flaw.actor = kSouth;
    flaw.truth = kAccident;
    flaw.believed = kAttack;
    flaw.message = MessageKind::warning;
    return flaw;
}

}  // namespace

TEST_CASE("an incident, a case and a report are told by the ledger that holds them", "[viz][session]") {
    const json incident = {
        {"incident", 7U}, {"targets", {"south", "north"}}, {"cause", "attack"}, {"severity", 2.5}};
    CHECK(told("incident", kTruth, incident) ==
          "The outage of 4 July: attack, severity 2.5, hits South and North");
    json alarm = incident;
    alarm["phantom"] = true;
    CHECK(told("incident", kTruth, alarm) ==
          "The outage of 4 July, a false alarm: attack, severity 2.5, hits South and North");
    CHECK(told("incident", 0, {{"incident", 7U}}) == "North's own act: the fire of 2 May");
    CHECK(told("case", 1, {{"incident", 7U}, {"severity", 3.5}}) ==
          "South noticed the flood of 3 June, severity 3.5");
    CHECK(told("report", 0, {{"incident", 7U}, {"source", "lab"}, {"named", "accident"}}) ==
          "North: lab names accident for the fire of 2 May");
}

TEST_CASE("a move, a reading and a decision are told with their rungs and moves", "[viz][session]") {
    CHECK(
        told("move", 1, {{"accident", false}, {"move", "fall"}, {"before", "crisis"}, {"after", "tense"}}) ==
        "South: fall takes effect; now at tense");
    CHECK(told("move", 0, {{"accident", true}, {"move", nullptr}, {"after", "brink"}}) ==
          "North: an accident takes effect; now at brink");
    ToldLine seen = line_of("seen", 0, {{"adversary_rung", "crisis"}});
    CHECK(line_words(run(), seen) == "North reads South at crisis");
    seen.truth = {{"adversary_rung", "brink"}, {"misread", true}};
    CHECK(line_words(run(), seen) == "North reads South at crisis; truly brink");
    seen.truth["misread"] = false;
    CHECK(line_words(run(), seen) == "North reads South at crisis");
    ToldLine decided;
    decided.kind = "decision";
    decided.concluded[1] = {{"move", "rise"}};
    CHECK(line_words(run(), decided) == "South: rise");
}

TEST_CASE("messages, lines and what comes into force are told as they are", "[viz][session]") {
    CHECK(told("sent", 0, {{"kind", "warning"}}) == "North sends: warning");
    CHECK(told("delivered", 1, {{"read_as", "reassurance"}, {"kind", "warning"}}) ==
          "South receives: reassurance");
    CHECK(told("silence", 0, json::object()) == "North has had no answer");
    CHECK(told("deliberation", 1, json::object()) == "South weighs what to do");
    CHECK(told("line", kTruth, {{"channel", "cable"}, {"up", true}}) == "cable: repaired");
    CHECK(told("line", kTruth, {{"channel", "cable"}, {"up", false}}) == "cable: down");
    CHECK(told("line", 1, {{"channel", "cable"}, {"up", false}}) == "cable: down");
    CHECK(told("measure", kTruth, {{"measure", "talks"}}) == "In force: talks");
    CHECK(told("inject", kTruth, json::object()) == "Inject");
    CHECK(told("started", kTruth, json::object()) == "The run starts");
    CHECK(told("ended", kTruth, json::object()) == "The run ends");
}

TEST_CASE("each kind of flaw has its own words, for what went wrong and for what is put right",
          "[viz][session]") {
    const ToldRun told = run();
    const Spec& spec = told.model->spec();
    using Kind = Flaw::Kind;
    const auto words = [&](Kind kind) { return flaw_words(spec, flaw_of(kind)); };
    const auto corrected = [&](Kind kind) {
        Flaw flaw = flaw_of(kind);
        flaw.time = 3 * kDay;
        flaw.move = move_id(spec, "rise");
        return corrected_words(spec, flaw);
    };
    Flaw high = flaw_of(Kind::misreading);
    high.off = 1;
    CHECK(flaw_words(spec, high) == "South read a move one rung too high");
    high.off = -1;
    CHECK(flaw_words(spec, high) == "South read a move one rung too low");
    CHECK(words(Kind::misattribution) == "South decided while taking accident for attack");
    CHECK(words(Kind::doubt) == "South decided while unsure that it was accident");
    CHECK(words(Kind::misjudgement) == "South decided while misjudging the severity");
    CHECK(words(Kind::false_alarm) == "South decided on a false alarm");
    CHECK(words(Kind::lost) == "A warning to South was lost");
    CHECK(words(Kind::late) == "A warning to South came too late");
    CHECK(words(Kind::garbled) == "A warning to South was garbled");
    CHECK(corrected(Kind::misreading) == "South's misreading of 9 Jan 2020 put right");
    CHECK(corrected(Kind::misattribution) == "South's wrong cause of 9 Jan 2020 put right");
    CHECK(corrected(Kind::doubt) == "South's doubt of 9 Jan 2020 put right");
    CHECK(corrected(Kind::misjudgement) == "South's misjudged severity of 9 Jan 2020 put right");
    CHECK(corrected(Kind::false_alarm) == "South's false alarm of 9 Jan 2020 put right");
    CHECK(corrected(Kind::lost) == "South's lost message of 9 Jan 2020 put right");
    CHECK(corrected(Kind::late) == "South's late message of 9 Jan 2020 put right");
    CHECK(corrected(Kind::garbled) == "South's garbled message of 9 Jan 2020 put right");
    CHECK(corrected(Kind::escalation) == "South's rise of 9 Jan 2020 held back");
}

TEST_CASE("a decision is told with its rule, its chance, and what else could have been chosen",
          "[viz][session]") {
    ToldRun told = run();
    const Spec& spec = told.model->spec();
    told.lines.resize(5);
    ToldDecision decision;
    decision.line = 4;
    decision.actor = kSouth;
    decision.move = move_id(spec, "fall");
    decision.rule = 3;
    decision.when = "threat >= 2";
    decision.options = {
        {move_id(spec, "rise"), 0.25}, {move_id(spec, "fall"), 0.4}, {move_id(spec, "hold"), 0.35}};
    json& made = told.lines[4].concluded[1];
    made = {{"scripted", false}, {"trembled", false}};
    CHECK(decision_words(told, decision) ==
          "South chose fall (rule 3, when threat >= 2; 40 %). It could also have chosen rise (25 %), Hold "
          "(35 %).");
    made["trembled"] = true;
    CHECK(decision_words(told, decision).find(" It was a slip. It could also") != std::string::npos);
    made["scripted"] = true;
    CHECK(decision_words(told, decision).starts_with("South chose fall, as the fork has it."));
    decision.move = move_id(spec, "hold");
    decision.rule = 0;
    decision.options.clear();
    made = {{"scripted", false}};
    CHECK(decision_words(told, decision) == "South held (no rule applied).");
    CHECK(changed_words(spec, decision, move_id(spec, "hold")) == "South holds 6 Jan 2020");
    CHECK(changed_words(spec, decision, move_id(spec, "rise")) == "South: rise 6 Jan 2020");
}

TEST_CASE("of several decisions the one of a line is found", "[viz][session]") {
    ToldRun told;
    told.decisions.resize(3);
    for (std::size_t i = 0; i < 3; ++i) told.decisions[i].line = static_cast<RecordId>(10 * i + 5);
    CHECK(decision_of(told, 15) == &told.decisions[1]);
    CHECK(decision_of(told, 25) == &told.decisions[2]);
    CHECK(decision_of(told, 14) == nullptr);
    CHECK(decision_of(told, 16) == nullptr);
    CHECK(decision_of(told, 26) == nullptr);
}

TEST_CASE("a breakpoint says whose it is, and of how much", "[viz][session]") {
    const ToldRun told = run();
    const auto words = [&](const Breakpoint& breakpoint) {
        return breakpoint_words(told.model->spec(), breakpoint);
    };
    CHECK(words({BreakKind::rung, 1, 3}) == "South stands at brink or above");
    CHECK(words({BreakKind::gap, 0, 0, 1}) == "North misreads the other by 1 rung or more");
    CHECK(words({BreakKind::gap, kActors, 0, 2}) == "A side misreads the other by 2 rungs or more");
    CHECK(words({BreakKind::surprise, 1, 0, 1, 0.35}) ==
          "South is surprised: a belief moves by 35 percentage points or more");
    CHECK(words({BreakKind::message, 0, 0, 1, 0.2, 1.5}) ==
          "A message of North is lost, or late by more than 1.5 days");
    CHECK(words({BreakKind::message, kActors}) == "A message is lost, or late by more than 1 day");
    CHECK(words({BreakKind::decision, 1}) == "South decides");
}
