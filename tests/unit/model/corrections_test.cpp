// But-for twins: one named event put right, everything else under the same chance.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

template <class What>
EventName name_of(const Run& run, std::size_t place = 0) {
    for (const Record& record : run.records) {
        if (std::holds_alternative<What>(record.what) && place-- == 0) return record.name;
    }
    FAIL("there is no such record");
    return 0;
}

Script putting_right(Correction::Kind kind, EventName event) {
    Script script;
    script.corrections.push_back({kind, event});
    return script;
}

// North moves on day 5 and on day 25; south reads each move one rung too high.
const std::string kMisread =
    "incidents: {a: {target: north, cause: accident, at: [5d, 25d]}}\n"
    "moves: {rise: {to: tense}}\n"
    "north: {attribution: {prior: {accident: 1}}, doctrine: [{when: {trigger: incident}, do: rise}, {do: "
    "hold}]}\n"
    "south: {posture: {misread: 1, skew: 1}, doctrine: [{do: hold}]}\n";

// South is struck by an accident and believes that it was an attack.
const std::string kDeceived =
    "incidents: {b: {target: south, cause: accident, at: 5d, severity: 4}}\n"
    "moves: {rise: {to: crisis}}\n"
    "south: {attribution: {prior: {accident: 0.2, attack: 0.8}}, deliberation: 1d, doctrine: [{when: "
    "{threat: '>= 2'}, do: rise}, {do: hold}]}\n";

// North warns on day 20; the message is lost, or takes ten days and is garbled.
std::string warned(const std::string& channel) {
    return "channels: {cable: {" + channel +
           "}}\nmessages: {warning: {likelihood: {accident: 0.9, attack: 0.3}}}\nmoves: {tell: {sends: "
           "warning, via: cable}}\n"
           "north: {review: 20d, doctrine: [{when: {trigger: review}, do: tell}, {do: hold}]}\n"
           "clock: {start: 2020-01-06, horizon: 35d}\nincidents: {b: {target: south, cause: attack, at: "
           "5d}}\n"
           "south: {attribution: {prior: {accident: 0.6, attack: 0.4}}, doctrine: [{do: hold}]}\n";
}

}  // namespace

TEST_CASE("A reading that is put right is exact, and only that one", "[model][corrections]") {
    const Spec spec = scenario(kMisread);
    const Run run = play(spec);
    REQUIRE(run.all<MoveSeen>().size() == 2);
    CHECK(run.result.counts.misread == 2);
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::reading, name_of<MoveSeen>(run, 1)));
    const auto seen = twin.all<MoveSeen>();
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].what.reading == kCrisis);
    CHECK(seen[1].what.reading == kTense);
    CHECK(twin.result.counts.misread == 1);
}

TEST_CASE("A belief that is put right at a decision is the truth from then on", "[model][corrections]") {
    const Spec spec = scenario(kDeceived);
    const Run run = play(spec);
    CHECK(run.result.crisis);
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::belief, name_of<DecisionMade>(run)));
    CHECK_FALSE(twin.result.crisis);
    const auto made = twin.only<DecisionMade>().what;
    CHECK(made.focal.belief[kAccident.index()] == 1);
    CHECK(made.focal.hostility == 0);
    CHECK(twin.move(made.move) == "hold");
}

TEST_CASE("A false alarm that is put right is known for one", "[model][corrections]") {
    const std::string alarm =
        with(kDeceived, "cause: accident, at: 5d", "cause: attack, phantom: yes, at: 5d");
    const Spec spec = scenario(alarm);
    const Run run = play(spec);
    CHECK(run.result.crisis);
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::belief, name_of<DecisionMade>(run)));
    CHECK_FALSE(twin.result.crisis);
    CHECK(twin.only<DecisionMade>().what.focal.severity == 0);
}

TEST_CASE("A decision that is replaced by hold does nothing and is marked", "[model][corrections]") {
    const Spec spec = scenario(kDeceived);
    const Run run = play(spec);
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::hold, name_of<DecisionMade>(run)));
    const auto made = twin.only<DecisionMade>().what;
    CHECK(twin.move(made.move) == "hold");
    CHECK(made.scripted);
    CHECK(twin.all<MoveTookEffect>().empty());
}

TEST_CASE("A lost message that is put right comes the moment it is sent", "[model][corrections]") {
    const Spec spec = scenario(warned("loss: 1, link: 2d"));
    const Run run = play(spec);
    CHECK(run.all<MessageDelivered>().empty());
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::message, name_of<MessageSent>(run)));
    const auto message = twin.only<MessageDelivered>();
    CHECK(message.time == 20 * kDay);
    CHECK(message.what.after.belief[kAttack.index()] < 0.4);
}

TEST_CASE("A late and garbled message that is put right comes at once in its own tone",
          "[model][corrections]") {
    const Spec spec = scenario(warned("link: 10d, garble: 1"));
    const Run run = play(spec);
    CHECK(run.only<MessageDelivered>().time == 30 * kDay);
    CHECK(run.only<MessageDelivered>().what.read_as == MessageKind::reassurance);
    const Run twin = play(spec, {}, 0, putting_right(Correction::Kind::message, name_of<MessageSent>(run)));
    CHECK(twin.only<MessageDelivered>().time == 20 * kDay);
    CHECK(twin.only<MessageDelivered>().what.read_as == MessageKind::warning);
}

TEST_CASE("Nothing to put right changes nothing, bit for bit", "[model][corrections]") {
    const Model model = compile(scenario(busy()));
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        RecordList list;
        const std::uint64_t digest = simulate(model, {1, replicate, 0}, {}, &list).digest;
        Script script;
        for (std::uint64_t k = 0; k < kCorrectionKinds; ++k)
            script.corrections.push_back({static_cast<Correction::Kind>(k), 12345});
        for (const Record& record : list.records) {
            const auto* seen = std::get_if<MoveSeen>(&record.what);
            if (seen != nullptr && !seen->misread())
                script.corrections.push_back({Correction::Kind::reading, record.name});
            const auto* made = std::get_if<DecisionMade>(&record.what);
            // A choice to hold that is replaced by hold; what is at once and holds would otherwise have been
            // looked at again.
            if (made != nullptr && !made->at_once && made->move == model.compiled().hold)
                script.corrections.push_back({Correction::Kind::hold, record.name});
        }
        INFO("replicate " << replicate);
        REQUIRE(simulate(model, {1, replicate, 0}, script).digest == digest);
    }
}

TEST_CASE("Events keep their names in every arm", "[model][corrections]") {
    // A measure that changes nothing but what comes later leaves the names of the events before it alone.
    const Spec spec = scenario(kMisread);
    const Run run = play(spec);
    const Run clean = play(spec, {{}, {false, true}, {}});
    CHECK(name_of<MoveSeen>(run, 0) == name_of<MoveSeen>(clean, 0));
    CHECK(name_of<MoveSeen>(run, 1) == name_of<MoveSeen>(clean, 1));
    CHECK(name_of<MoveSeen>(run, 0) != name_of<MoveSeen>(run, 1));
    CHECK(name_of<DecisionMade>(run, 0) != name_of<MoveSeen>(run, 0));
}

TEST_CASE("Whether a run reaches the crisis does not depend on looking at the rest of it",
          "[model][corrections]") {
    const Model model = compile(scenario(with(busy(), "horizon: 300d", "horizon: 50d")));
    std::size_t crises = 0;
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
        const bool crisis = simulate(model, {1, replicate, 0}).crisis;
        crises += crisis ? 1 : 0;
        REQUIRE(reaches_crisis(model, {1, replicate, 0}) == crisis);
    }
    CHECK(crises > 20);
    CHECK(crises < 280);
}

TEST_CASE("Each perception is clean by itself, and all of them together are clean perception",
          "[model][clean]") {
    const Spec spec = scenario(busy());
    ArmSpec piecemeal;
    for (std::size_t k = 0; k < kPerceptions; ++k) {
        for (Clean& clean : piecemeal.clean) clean.add(static_cast<Perception>(k));
    }
    CHECK(piecemeal == ArmSpec{{}, {true, true}, {}});
    ArmSpec posture;
    posture.clean[0] = Clean(Perception::posture);
    ArmSpec cause;
    cause.clean[0] = Clean(Perception::cause);
    ArmSpec severity;
    severity.clean[0] = Clean(Perception::severity);
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        for (const auto& seen : play(spec, posture, replicate).all<MoveSeen>())
            CHECK((seen.what.actor == kSouth || !seen.what.misread()));
        const Run known = play(spec, cause, replicate);
        for (const auto& opened : known.all<CaseOpened>())
            CHECK((opened.what.actor == kSouth || opened.what.view.confidence == 1));
        const Run measured = play(spec, severity, replicate);
        const auto incidents = measured.all<IncidentHappened>();
        for (const auto& opened : measured.all<CaseOpened>()) {
            if (opened.what.actor == kNorth)
                CHECK(opened.what.view.severity == incidents[opened.what.view.incident].what.severity);
        }
    }
}

TEST_CASE("A rule that is struck out is as if it did not stand there", "[model][doctrine]") {
    // Rule 5 of seven; the one without is written without it.
    const std::string rule = "    - {when: {threat: \">= 3\"}, do: {hit: 0.3, rise: 0.4, hold: 0.3}}\n";
    const Spec full = scenario(busy());
    const Spec shorter = spec_of(with(scenario_text(busy()), "  " + rule, ""));
    REQUIRE(shorter.actors[0].doctrine.size() + 1 == full.actors[0].doctrine.size());
    const ArmSpec without{{}, {}, {{kNorth, 4}, {kSouth, 4}}};
    CHECK(describe_arm(full, without) == "no measures, without north.5, without south.5");
    std::size_t differ = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        const RunResult a = play(full, without, replicate).result;
        const RunResult b = play(shorter, {}, replicate).result;
        // The digests differ by the numbers of the rules.
        CHECK(a.events == b.events);
        CHECK(a.duration == b.duration);
        CHECK(a.crisis_time == b.crisis_time);
        CHECK(a.brier_sum == b.brier_sum);
        differ += play(full, {}, replicate).result.events != a.events ? 1 : 0;
    }
    CHECK(differ > 50);
}

TEST_CASE("Arms are read back from their words", "[model]") {
    const Spec spec = scenario(busy());
    ArmSpec arm;
    CHECK(add_clean(spec, "north:posture", arm));
    CHECK(add_clean(spec, "north:tone", arm));
    CHECK(add_clean(spec, "south", arm));
    CHECK(clean_words(spec, arm) == std::vector<std::string>{"north:posture", "north:tone", "south"});
    const ArmSpec before = arm;
    for (const char* wrong : {"", "east", "north:", "north:colour", ":posture", "north:posture:tone"}) {
        CHECK_FALSE(add_clean(spec, wrong, arm));
    }
    CHECK(arm == before);
    CHECK(find_rule(spec, "south.7") == RuleRef{kSouth, 6});
    CHECK(rule_id(spec, {kSouth, 6}) == "south.7");
    for (const char* wrong :
         {"", "south", "south.", "south.0", "south.8", "south.-1", "south.1x", "east.1", ".1"}) {
        CHECK_FALSE(find_rule(spec, wrong));
    }
}
