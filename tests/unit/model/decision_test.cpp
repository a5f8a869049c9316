// Section 6 of the model: what opens a decision, when it closes, and what is acted on.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

std::vector<std::pair<Millis, Trigger>> openings(const Run& run, ActorId actor) {
    std::vector<std::pair<Millis, Trigger>> found;
    for (const auto& opened : run.all<DecisionOpened>()) {
        if (opened.what.actor == actor) found.emplace_back(opened.time, opened.what.trigger);
    }
    return found;
}

using Openings = std::vector<std::pair<Millis, Trigger>>;

// Two incidents at north, of severity 4 and 6; an even prior.
std::string two_incidents(const std::string& first, const std::string& second, const std::string& north) {
    return "incidents: {a: {target: north, cause: accident, severity: 4, " + first +
           "}, b: {target: north, cause: accident, severity: 6, " + second +
           "}}\nchannels: {cable: {}}\nmoves: {signal: {to: calm}, up: {to: tense}, tell: {sends: warning, "
           "via: cable}}\nnorth: {" +
           north + "}\n";
}

}  // namespace

TEST_CASE("Incidents, moves, messages, silences and reviews open a decision", "[model][decision]") {
    const Run run = play(R"(
incidents: {a: {target: north, cause: accident, at: 5d}}
channels: {cable: {patience: 2d}}
moves: {ask: {sends: query, via: cable}, up: {to: tense}}
north: {review: 30d, doctrine: [{when: {trigger: incident}, do: ask}, {when: {trigger: review, own.rung: calm}, do: up}, {do: hold}]}
)");
    CHECK(openings(run, kNorth) == Openings{{5 * kDay, Trigger::incident},
                                            {7 * kDay, Trigger::silence},
                                            {30 * kDay, Trigger::review},
                                            {60 * kDay, Trigger::review},
                                            {90 * kDay, Trigger::review}});
    CHECK(openings(run, kSouth) == Openings{{5 * kDay, Trigger::message}, {30 * kDay, Trigger::move}});
    for (const auto& opened : run.all<DecisionOpened>()) CHECK(opened.parent != kNoRecord);
}

TEST_CASE("Nothing opens a second decision while one is open", "[model][decision]") {
    const Run run =
        play(two_incidents("at: 10d", "at: 12d", "deliberation: 5d, review: 11d, doctrine: [{do: hold}]"));
    CHECK(openings(run, kNorth).at(0) == std::pair{10 * kDay, Trigger::incident});
    CHECK(openings(run, kNorth).at(1) == std::pair{22 * kDay, Trigger::review});
    CHECK(run.acts(kNorth).at(0) == std::pair{15 * kDay, std::string("hold")});
}

TEST_CASE("A report opens a decision if the first matching rule is not the one last acted on",
          "[model][decision]") {
    const Spec spec = scenario(R"(
evidence: {lab: {every: 1d, accuracy: 0.7}}
incidents: {a: {target: north, cause: attack, at: 1d}}
channels: {cable: {}}
moves: {tell: {sends: warning, via: cable}}
north: {attribution: {close_at: 1}, doctrine: [{when: {incident.belief.attack: ">= 0.6"}, do: tell}, {do: hold}]}
)");
    int opened = 0;
    int kept = 0;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run run = play(spec, {}, replicate);
        std::int32_t last = -1;
        for (std::size_t i = 0; i < run.records.size(); ++i) {
            if (const auto* made = std::get_if<DecisionMade>(&run.records[i].what)) {
                if (made->actor == kNorth) last = made->rule;
            }
            const auto* report = std::get_if<ReportReceived>(&run.records[i].what);
            if (report == nullptr) continue;
            const std::int32_t first = report->after.belief[1] >= 0.6 ? 0 : 1;
            const auto* next =
                i + 1 < run.records.size() ? std::get_if<DecisionOpened>(&run.records[i + 1].what) : nullptr;
            const bool opens = next != nullptr && run.records[i + 1].parent == run.records[i].id;
            CHECK(opens == (first != last));
            if (opens) CHECK(next->trigger == Trigger::evidence);
            ++(opens ? opened : kept);
        }
    }
    CHECK(opened > 20);
    CHECK(kept > 200);
}

TEST_CASE("For a report the rules are matched with evidence as the trigger", "[model][decision]") {
    const auto evidence_decisions = [](const std::string& rule) {
        const Run run = play(R"(
evidence: {lab: {every: 5d, accuracy: 0.5}}
incidents: {a: {target: north, cause: attack, at: 1d}}
north: {doctrine: [)" + rule +
                             "{do: hold}]}\n");
        CHECK(run.all<ReportReceived>().size() > 3);
        return openings(run, kNorth).size() - 1;
    };
    CHECK(evidence_decisions("") == 0);
    // the second report finds it acted on
    CHECK(evidence_decisions("{when: {trigger: evidence}, do: hold}, ") == 1);
}

TEST_CASE("A posture taken at once counts as the rule last acted on", "[model][decision]") {
    const Run run = play(R"(
evidence: {lab: {every: 5d, accuracy: 0.5}}
incidents: {a: {target: north, cause: attack, at: 1d}}
moves: {signal: {to: calm}}
north: {deliberation: 1d, doctrine: [{do: signal, at_once: yes}]}
)");
    CHECK(run.all<ReportReceived>().size() > 3);
    CHECK(openings(run, kNorth) == Openings{{kDay, Trigger::incident}});
    CHECK(run.acts(kNorth) == Acts{{kDay, "signal"}});
}

TEST_CASE("A decision closes after deliberation, or at the end of the window if that comes first",
          "[model][decision]") {
    const auto closes = [](const std::string& window, const std::string& deliberation) {
        return play("incidents: {a: {target: north, cause: accident, at: 10d" + window +
                    "}}\nnorth: {deliberation: " + deliberation +
                    ", detection: {delay: 1d}, doctrine: [{do: hold}]}\n")
            .acts(kNorth);
    };
    CHECK(closes("", "3d") == Acts{{14 * kDay, "hold"}});
    CHECK(closes(", window: 2d", "3d") == Acts{{13 * kDay, "hold"}});
    CHECK(closes(", window: 4d", "3d") == Acts{{14 * kDay, "hold"}});
    CHECK(closes("", "0") == Acts{{11 * kDay, "hold"}});
}

TEST_CASE("An incident with a window brings the close of an open decision forward, never back",
          "[model][decision]") {
    const auto closes = [](const std::string& window) {
        return play(two_incidents("at: 10d", "at: 15d, window: " + window,
                                  "deliberation: 20d, doctrine: [{do: hold}]"))
            .acts(kNorth);
    };
    CHECK(closes("3d") == Acts{{18 * kDay, "hold"}});
    CHECK(closes("14d") == Acts{{29 * kDay, "hold"}});
    CHECK(closes("40d") == Acts{{30 * kDay, "hold"}});
}

TEST_CASE("A decision that opens while live cases have windows closes at the end of the first of them",
          "[model][decision]") {
    const auto second_close = [](const std::string& first, const std::string& move) {
        return play(two_incidents("at: 1d, window: " + first, "at: 2d, window: 45d",
                                  "deliberation: 10d, review: 40d, doctrine: [{do: " + move + "}]"))
            .acts(kNorth)
            .at(1)
            .first;
    };
    CHECK(second_close("43d", "hold") == 44 * kDay);
    CHECK(second_close("60d", "hold") == 47 * kDay);
    CHECK(second_close("80d", "hold") == 47 * kDay);
    CHECK(second_close("20d", "hold") == 47 * kDay);    // a window that is over no longer counts
    CHECK(second_close("43d", "signal") == 50 * kDay);  // nor does that of an answered case
}

TEST_CASE("The rule acted on is the first that matches what is known at the close, not at the opening",
          "[model][decision]") {
    const Run run =
        play(two_incidents("at: 10d", "at: 12d",
                           "deliberation: 5d, doctrine: [{when: {threat: \">= 5\"}, do: up}, {do: hold}]"));
    CHECK(run.acts(kNorth) == Acts{{15 * kDay, "up"}});
    const auto made = run.all<DecisionMade>().front().what;
    CHECK(made.threat == 5);
    CHECK(made.rule == 0);
    CHECK(made.focal.severity == 6);
}

TEST_CASE("At the close the trigger is what opened the decision", "[model][decision]") {
    const std::string north =
        "deliberation: 5d, review: 8d, doctrine: [{when: {trigger: incident}, do: up}, {when: {trigger: "
        "review}, do: tell}, {do: hold}]";
    CHECK(play(two_incidents("at: 10d", "at: 90d", north)).acts(kNorth).at(0) ==
          std::pair{13 * kDay, std::string("tell")});
    CHECK(play(two_incidents("at: 7d", "at: 90d", north)).acts(kNorth).at(0) ==
          std::pair{12 * kDay, std::string("up")});
}

TEST_CASE("A review comes at its period, and is no observation: rules marked at once are not checked",
          "[model][decision]") {
    const Run run = play(R"(
moves: {signal: {to: calm}}
north: {review: 20d, deliberation: 5d, doctrine: [{when: {trigger: review}, do: signal, at_once: yes}, {do: hold}]}
)");
    CHECK(run.acts(kNorth) ==
          Acts{{25 * kDay, "signal"}, {45 * kDay, "signal"}, {65 * kDay, "signal"}, {85 * kDay, "signal"}});
    CHECK_FALSE(run.all<DecisionMade>().front().what.at_once);
}

TEST_CASE("A message at once does not close the decision, and its rule is matched again at the close",
          "[model][decision]") {
    const Run run = play(two_incidents(
        "at: 10d", "at: 12d",
        "deliberation: 5d, doctrine: [{when: {trigger: incident}, do: tell, at_once: yes}, {do: hold}]"));
    CHECK(run.acts(kNorth) == Acts{{10 * kDay, "tell"}, {12 * kDay, "tell"}, {15 * kDay, "tell"}});
    const auto made = run.all<DecisionMade>();
    REQUIRE(made.size() >= 3);
    CHECK(run.result.counts.decisions == 1 + 3);  // north's one, and south's on each warning
    std::vector<bool> at_once;
    for (const auto& one : made) {
        if (one.what.actor != kNorth) continue;
        at_once.push_back(one.what.at_once);
        CHECK(one.what.number == 0);
    }
    CHECK(at_once == std::vector<bool>{true, true, false});
}

TEST_CASE("A posture or a strike at once closes the decision", "[model][decision]") {
    const std::string move = GENERATE("to: calm", "strikes: {cause: attack}");
    CAPTURE(move);
    const std::string text = two_incidents(
        "at: 10d", "at: 12d",
        "deliberation: 5d, doctrine: [{when: {trigger: incident}, do: signal, at_once: yes}, {do: hold}]");
    const Run run = play(with(text, "signal: {to: calm}", "signal: {" + move + "}"));
    CHECK(run.acts(kNorth) == Acts{{10 * kDay, "signal"}, {12 * kDay, "signal"}});
    CHECK(openings(run, kNorth) == Openings{{10 * kDay, Trigger::incident}, {12 * kDay, Trigger::incident}});
}

TEST_CASE("At an observation one rule marked at once is acted on, the first that matches the observation",
          "[model][decision]") {
    const Run run = play(two_incidents("at: 10d", "at: 90d", R"(deliberation: 5d, review: 8d, doctrine: [
    {when: {trigger: review}, do: signal, at_once: yes}, {do: hold}, {when: {trigger: incident}, do: tell, at_once: yes},
    {when: {trigger: incident}, do: signal, at_once: yes}])"));
    CHECK(run.acts(kNorth).at(0) == std::pair{10 * kDay, std::string("tell")});
    CHECK(run.acts(kNorth).at(1) == std::pair{13 * kDay, std::string("signal")});
    CHECK(run.acts(kNorth).at(2).first > 13 * kDay);
}

TEST_CASE("Rules marked at once see the belief as the observation leaves it", "[model][decision]") {
    const Run run = play(R"(
evidence: {lab: {every: 1d, accuracy: 1}}
incidents: {a: {target: north, cause: attack, at: 1d}}
moves: {up: {to: tense}}
north: {deliberation: 90d, doctrine: [{when: {incident.belief.attack: 1}, do: up, at_once: yes}, {do: hold}]}
)");
    CHECK(run.acts(kNorth).front() == std::pair{run.only<ReportReceived>().time, std::string("up")});
    CHECK(run.all<DecisionMade>().front().parent == run.only<ReportReceived>().id);
}

TEST_CASE(
    "Acting marks the live cases answered when it is decided, not when the move takes effect; a message does "
    "not",
    "[model][decision]") {
    const auto threat = [](const std::string& move) {
        Stage stage(two_incidents("at: 10d", "at: 90d", "doctrine: [{do: act}]") + "moves: {act: {" + move +
                    ", delay: 20d}}\n");
        stage.go_to(10 * kDay);
        return stage.fact(kNorth, Fact::threat);
    };
    CHECK(threat("to: tense") == 0);
    CHECK(threat("to: calm") == 0);
    CHECK(threat("strikes: {cause: attack}") == 0);
    CHECK(threat("sends: warning, via: cable") == 2);
}

TEST_CASE("A decision about the same matter draws alike, however many decisions came before",
          "[model][decision]") {
    const Spec spec = scenario(R"(
moves: {signal: {to: calm, seen: 0}}
measures: {trouble: {}}
incidents: {later: {target: north, cause: accident, at: 50d}, before: {target: north, cause: accident, at: [10d, 11d, 12d], needs: trouble}}
north: {deliberation: {uniform: [1h, 10h]}, doctrine: [{do: {signal: 0.5, hold: 0.5}}]}
)");
    int signals = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        const Acts alone = play(spec, {}, replicate).acts(kNorth);
        const Acts after = play(spec, {{"trouble"}, {}}, replicate).acts(kNorth);
        REQUIRE(alone.size() == 1);
        REQUIRE(after.size() == 4);
        CHECK(after.back() == alone.back());
        signals += alone.back().second == "signal";
    }
    CHECK(signals > 20);
    CHECK(signals < 80);
}

TEST_CASE("Decisions count from 0, and know what was true and what was believed", "[model][decision]") {
    const Run run = play(R"(
incidents: {a: {target: north, cause: attack, at: 10d, severity: 4}}
moves: {up: {to: tense}}
north: {review: 30d, attribution: {prior: {accident: 0.7, attack: 0.3}}, doctrine: [{when: {own.rung: calm, threat: "> 0"}, do: up}, {do: hold}]}
south: {posture: {misread: 1, skew: 1}, doctrine: [{do: hold}]}
)");
    std::vector<DecisionMade> made;
    for (const auto& one : run.all<DecisionMade>()) {
        if (one.what.actor == kNorth) made.push_back(one.what);
    }
    REQUIRE(made.size() == 4);
    for (std::uint32_t i = 0; i < 4; ++i) CHECK(made[i].number == i);
    CHECK(made[0].true_cause == kAttack);
    CHECK(made[0].threat == Approx(1.2).epsilon(1e-12));
    CHECK(made[0].focal.belief[1] == Approx(0.3).epsilon(1e-12));
    CHECK(made[1].focal.incident == kNoIndex);
    const auto souths = run.all<DecisionMade>().at(1).what;
    CHECK(souths.actor == kSouth);
    CHECK(souths.adversary_true == kTense);
    CHECK(souths.adversary_reading == kCrisis);
    CHECK(run.result.counts.decisions == 5);
    CHECK(run.result.counts.acts == 1);
    CHECK(run.result.counts.decisions_on_case == 1);
    CHECK(run.result.counts.misattributed_at_decision == 1);
    CHECK(run.result.brier_sum == Approx(0.7 * 0.7 + 0.7 * 0.7).epsilon(1e-12));
}

TEST_CASE(
    "An act is unjust that goes to the crisis rung or strikes while live cases are none of the other side's "
    "making",
    "[model][decision]") {
    const auto unjust = [](const std::string& move, const std::string& incidents) {
        return play("incidents: {" + incidents + "}\nmoves: {act: {" + move +
                    "}}\nnorth: {starts_at: tense, deliberation: 1d, review: 60d, doctrine: [{when: "
                    "{trigger: incident}, do: act}, {do: hold}]}\n")
            .result.counts.unjust_acts;
    };
    const std::string innocent = "a: {target: north, cause: attack, at: 10d}";
    const std::string guilty = "b: {target: north, cause: attack, at: 10d, author: south}";
    CHECK(unjust("raise_to: crisis", innocent) == 1);
    CHECK(unjust("to: brink", innocent) == 1);
    CHECK(unjust("by: 1", innocent) == 1);
    CHECK(unjust("strikes: {cause: attack}", innocent) == 1);
    CHECK(unjust("to: tense", innocent) == 0);
    CHECK(unjust("by: -1", innocent) == 0);
    CHECK(unjust("raise_to: crisis", guilty) == 0);
    CHECK(unjust("strikes: {cause: attack}", guilty) == 0);
    CHECK(unjust("raise_to: crisis", innocent + ", " + guilty) == 0);
    const Run no_case = play("moves: {act: {to: crisis}}\nnorth: {review: 60d, doctrine: [{do: act}]}\n");
    CHECK(no_case.result.counts.acts == 1);
    CHECK(no_case.result.counts.unjust_acts == 0);
}

TEST_CASE("A hostile act is missed if its target never detected it or does not believe in a hostile cause",
          "[model][decision]") {
    const auto missed = [](const std::string& north, const std::string& incident) {
        return play(
                   "causes: {accident: {hostility: 0.49}, attack: {hostility: 0.5}}\nincidents: {a: {target: "
                   "north, cause: attack, at: 10d, " +
                   incident + "}}\nnorth: {" + north + ", doctrine: [{do: hold}]}\n")
            .result.counts.missed_hostile;
    };
    CHECK(missed("detection: {probability: 0}", "author: south") == 1);
    CHECK(missed("attribution: {prior: {accident: 0.6, attack: 0.4}}", "author: south") == 1);
    CHECK(missed("attribution: {prior: {accident: 0.4, attack: 0.6}}", "author: south") == 0);
    CHECK(missed("detection: {probability: 0}", "severity: 2") == 0);
    const Run strike = play(R"(
moves: {hit: {strikes: {cause: attack}}}
north: {review: 60d, doctrine: [{do: hit}]}
south: {detection: {probability: 0}, doctrine: [{do: hold}]}
)");
    CHECK(strike.result.counts.missed_hostile == 1);
}

TEST_CASE("An incident is answered once, by a strike of the other side that had it in focus",
          "[model][decision]") {
    const auto counts = [](const std::string& incident, const std::string& rule) {
        return play(
                   "causes: {accident: {hostility: 0.2}, attack: {hostility: 1}}\n"
                   "moves: {hit: {strikes: {cause: accident}}}\n"
                   "incidents: {a: {target: north, cause: attack, " +
                   incident + "}}\nnorth: {review: 60d, doctrine: [{" + rule +
                   "}]}\nsouth: {detection: {probability: 0}, doctrine: [{do: hold}]}\n")
            .result.counts;
    };
    const RunCounts answered = counts("at: 10d, author: south", "when: {trigger: incident}, do: hit");
    CHECK(answered.incidents == 2);
    CHECK(answered.authored == 2);  // the strike as well
    CHECK(answered.answered == 1);
    // Nobody's doing; no strike; struck without an incident in focus, before there was one.
    CHECK(counts("at: 10d, severity: 2", "when: {trigger: incident}, do: hit").answered == 0);
    CHECK(counts("at: 10d, severity: 2", "when: {trigger: incident}, do: hit").authored == 1);
    CHECK(counts("at: 10d, author: south", "do: hold").answered == 0);
    const RunCounts before = counts("at: 70d, author: south", "when: {trigger: review}, do: hit");
    CHECK(before.strikes == 1);
    CHECK(before.answered == 0);
}
