// A scenario in words and tables: each value in its own column, with the mark of its own grade.
#include "report/scenario_answer.hpp"

#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

constexpr double kHours = 3'600'000;

// The named scenario with something in every column, and all its channel's stages of different grades.
Spec filled() {
    Spec spec = named_scenario();
    ChannelSpec& cable = spec.channels[0];
    cable.line.fails = fixed(20 * kHours);
    cable.line.repairs = fixed(5 * kHours);
    cable.link = fixed(1 * kHours);
    cable.translate = fixed(2 * kHours);
    cable.deliver = fixed(3 * kHours);
    cable.credibility = 0.75;
    cable.translators = 2;
    cable.staffed = StaffedSpec{8 * 60, 17 * 60 + 30, 0x1f};
    cable.garble = 0.2;
    cable.patience = Duration{72 * kHours};
    cable.meets = fixed(30 * 24 * kHours);
    IncidentSpec& outage = spec.incidents[0];
    outage.causes = {{"accident", 3}, {"attack", 1}};
    outage.author = "south";
    outage.phantom = true;
    outage.window = Duration{6 * kHours};
    outage.needs = "drill";
    spec.evidence[0].believed = 0.8;
    spec.evidence[0].confusion = {{"attack", {{"accident", 1}}}};
    spec.ladder[2].accident_every = Duration{60 * 24 * kHours};
    spec.ladder[4].firebreak = "Force";
    spec.provenance = {
        {"channels.cable.link", "sourced", "", ""},      {"channels.cable.translate", "data", "", ""},
        {"channels.cable.deliver", "assumed", "", ""},   {"channels.cable.credibility", "structural", "", ""},
        {"evidence.lab.accuracy", "sourced", "a", "b"},  {"evidence.lab.believed", "data", "", ""},
        {"incidents.outage.severity", "assumed", "", ""}};
    return spec;
}

}  // namespace

TEST_CASE("a channel's stages stand in their columns with their grades") {
    const Cells row = row_with(wide_text(channels_table(filled())), "cable: The cable");
    CHECK(row == Cells{"cable: The cable", "up, fails after 20h, repaired after 5h", "1h [s]", "2h [d]",
                       "3h [a]", "0.75 [t]",
                       "2 translators; staffed 08:00-17:30 UTC Mon Tue Wed Thu Fri; loses 0.1; garbles 0.2; "
                       "silence counts as an answer after 3d; consultations every 30d"});
}

TEST_CASE("incidents and evidence have their values in their columns") {
    CHECK(row_with(wide_text(incidents_table(filled())), "outage") ==
          Cells{"outage", "north", "every 15d", "accident 75 %, attack 25 %", "3 [a]",
                "by south, false alarm, nothing happened, to be decided within 6h and only with drill"});
    CHECK(row_with(wide_text(evidence_table(filled())), "lab") ==
          Cells{"lab", "4d", "0.6 [s]", "0.8 [d]", "attack taken for accident"});
    CHECK(row_with(wide_text(evidence_table(named_scenario())), "lab") ==
          Cells{"lab", "4d", "0.6", "the same"});
}

TEST_CASE(
    "the ladder stands with its highest rung first, its endings, accidents and firebreaks beside their "
    "rungs") {
    const std::string text = wide_text(ladder_table(filled()));
    CHECK(row_with(text, "Open war") == Cells{"4", "Open war", "war", "war, the run ends"});
    CHECK(row_with(text, "Open crisis") == Cells{"2", "Open crisis", "crisis", "crisis; accident every 60d"});
    CHECK(row_with(text, "All calm") == Cells{"0", "All calm", "calm"});
    CHECK(text.find("Open war") < text.find("firebreak: Force"));
    CHECK(text.find("firebreak: Force") < text.find("The brink"));
}

TEST_CASE("causes, messages and measures have their values") {
    Spec spec = filled();
    CHECK(row_with(wide_text(causes_table(spec)), "attack: ") == Cells{"attack: An attack", "1"});
    CHECK(row_with(wide_text(causes_table(spec)), "accident: ") == Cells{"accident: An accident", "0"});
    for (MessageSpec& message : spec.messages) {
        if (message.kind != MessageKind::denial) continue;
        message.likelihood = {{"accident", 0.9}, {"attack", 0.4}};
        message.image = 0.5;
        message.garbled = MessageKind::admission;
    }
    CHECK(row_with(wide_text(messages_table(spec)), "denial") ==
          Cells{"denial", "accident 0.9, attack 0.4",
                "odds of being aggressive times 0.5; garbled, it reads as admission"});
    spec.measures[0].scale = {{"actors.south.posture.misread", 0.25}};
    spec.measures[0].in_force = Duration{48 * kHours};
    const std::string measures = wide_text(measures_table(spec));
    CHECK(row_with(measures, "drill  ") == Cells{"drill", "A drill", "actors.north.posture.misread = 0.05"});
    CHECK(row_with(measures, "times 0.25") == Cells{"actors.south.posture.misread times 0.25"});
    CHECK(row_with(measures, "in force") == Cells{"in force 2d after the start"});
    CHECK(row_with(measures, "horn") == Cells{"horn", "channels.radio.loss = 0.2"});
}

TEST_CASE("wherever a number is shown its range is shown with it") {
    Spec spec = filled();
    const auto tried = [](double low, double high, bool durations = false) {
        return RangeSpec{{Distribution::Kind::uniform, low, high, 0, {}}, false, durations, false};
    };
    spec.actors[0].doctrine[0].moves = {{"rise", 0.7}, {"hold", 0.3}};
    for (MessageSpec& message : spec.messages) {
        if (message.kind == MessageKind::denial) message.likelihood = {{"accident", 0.9}, {"attack", 0.4}};
    }
    spec.provenance = {
        {"incidents.outage.window", "assumed", "", "", "", tried(3 * kHours, 9 * kHours, true)},
        {"evidence.lab.accuracy", "assumed", "", "", "", tried(0.4, 0.8)},
        {"channels.cable.credibility", "assumed", "", "", "", tried(0.1, 0.9)},
        {"messages.denial.likelihood", "assumed", "", ""},
        {"messages.denial.likelihood.attack", "assumed", "", "", "", tried(0.2, 0.8)},
        {"measures.drill.set.*.*.*.*", "assumed", "", "", "", tried(0, 0.1)},
        {"actors.north.doctrine", "assumed", "", ""},
        {"actors.north.doctrine.1.when.threat", "assumed", "", "", "", tried(1, 3)},
        {"actors.north.doctrine.1.do.hold", "assumed", "", "", "", tried(0, 0.5)}};
    const std::string text = wide_text(scenario_answer(spec));
    for (const char* shown :
         {"to be decided within 6h [a, tried from 3h to 9h]", "0.6 [a, tried from 0.4 to 0.8]",
          "0.75 [a, tried from 0.1 to 0.9]", "accident 0.9, attack 0.4 [a, attack tried from 0.2 to 0.8]",
          "actors.north.posture.misread = 0.05 [a, tried from 0 to 0.1]",
          "[a, threat tried from 1 to 3; weight of Hold tried from 0 to 0.5]",
          "channels.cable.credibility: assumed; tried from 0.1 to 0.9"}) {
        INFO(shown);
        CHECK(text.find(shown) != std::string::npos);
    }
}

TEST_CASE("each trait of a side has its own value") {
    Spec spec = named_scenario();
    ActorSpec& north = spec.actors[0];
    north.starts_at = "tense";
    north.detection = {0.9, fixed(12 * kHours)};
    north.severity = {0.15, 0.35};
    north.posture = {0.1, 0.6, Duration{2 * kHours}};
    north.image = {0.4, 1.5, 0.7, Duration{60 * 24 * kHours}};
    north.attribution = {{{"accident", 0.6}, {"attack", 0.4}},
                         0.25,
                         0.5,
                         0.8,
                         0.97,
                         Duration{30 * 24 * kHours},
                         Duration{90 * 24 * kHours}};
    north.deliberation = fixed(48 * kHours);
    north.review = Duration{20 * 24 * kHours};
    north.tremble = 0.05;
    Answer answer;
    answer.blocks = actor_blocks(spec, north);
    const std::string text = wide_text(answer);
    for (const auto& [trait, value] : CsvRecord{{"starts at", "'High tension'"},
                                                {"notices an incident with probability", "0.9"},
                                                {"notices it after", "12h"},
                                                {"severity: bias of the logarithm", "0.15"},
                                                {"severity: noise of the logarithm", "0.35"},
                                                {"misreads a move with probability", "0.1"},
                                                {"a misreading is too high with probability", "0.6"},
                                                {"sees a move after", "2h"},
                                                {"image at the start: other side aggressive", "0.4"},
                                                {"odds when it steps up, times", "1.5"},
                                                {"odds when it steps down, times", "0.7"},
                                                {"image fades with half-life", "60d"},
                                                {"prior belief in accident", "0.6"},
                                                {"prior belief in attack", "0.4"},
                                                {"hostile tilt, nats", "0.25"},
                                                {"image carried into a new case", "0.5"},
                                                {"weight of evidence", "0.8"},
                                                {"a case is concluded at belief", "0.97"},
                                                {"a case's share in the threat halves every", "30d"},
                                                {"a case is cold after", "90d"},
                                                {"deliberates for", "2d"},
                                                {"reviews every", "20d"},
                                                {"decides at random with probability", "0.05"}})
        CHECK(row_with(text, trait) == Cells{trait, value});
    CHECK(text.find("  1. If the threat is at least 2: Rise up.\n  2. In any case: Hold.\n") !=
          std::string::npos);
}
