// What a fork is called, and other words that only a screen needs.
#include "session/run_words.hpp"

#include "session/breakpoints.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

ToldRun run() {
    ToldRun run;
    run.model = compile(scenario(R"(
moves: {rise: {by: 1}, fall: {by: -1}}
north: {name: North, doctrine: [{do: hold}]}
south: {name: South, doctrine: [{do: hold}]}
)"));
    return run;
}

}  // namespace

TEST_CASE("a fork is called by what it corrects or changes, and when", "[viz][session]") {
    const ToldRun told = run();
    const Spec& spec = told.model->spec();
    using Kind = Flaw::Kind;
    const auto corrected = [&](Kind kind) {
        Flaw flaw;
        flaw.kind = kind;
        flaw.actor = kSouth;
        flaw.time = 3 * kDay;
        flaw.move = move_id(spec, "rise");
        return corrected_words(spec, flaw);
    };
    CHECK(corrected(Kind::misreading) == "South's misreading of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::misattribution) == "South's wrong cause of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::doubt) == "South's doubt of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::misjudgement) == "South's misjudged severity of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::false_alarm) == "South's false alarm of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::lost) == "South's lost message of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::late) == "South's late message of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::garbled) == "South's garbled message of 9 Jan 2020 corrected");
    CHECK(corrected(Kind::escalation) == "South's rise of 9 Jan 2020 held back");
    ToldDecision decision;
    decision.actor = kSouth;
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
