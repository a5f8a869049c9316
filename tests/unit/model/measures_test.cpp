// Section 9 of the model: measures, from when they are in force and what they change.
#include <map>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

const ArmSpec kPact{{"pact"}, {}};

// The number under a path while each of the model's epochs lasts, read off the deliberation of an actor who
// reviews every 10 days.
std::vector<Millis> deliberations(const std::string& measures, const ArmSpec& arm) {
    const Run run = play(
        "measures: {" + measures + "}\nnorth: {review: 20d, deliberation: 10h, doctrine: [{do: hold}]}\n",
        arm);
    std::vector<Millis> spans;
    std::map<RecordId, Millis> opened;
    for (const auto& opening : run.all<DecisionOpened>()) opened[opening.id] = opening.time;
    for (const auto& made : run.all<DecisionMade>()) spans.push_back(made.time - opened.at(made.parent));
    return spans;
}

std::vector<Millis> hours(std::initializer_list<int> list) {
    std::vector<Millis> spans;
    for (const int span : list) spans.push_back(span * kHour);
    return spans;
}

// When north, who stands on tense, has its first accident.
Millis accident_time(const std::string& measures, const ArmSpec& arm, std::uint64_t replicate) {
    const Run run = play(
        "ladder: [{id: calm}, {id: tense, accident_every: 60d}, {id: crisis}, {id: brink}, {id: "
        "war}]\nclock: {horizon: 20y}\n"
        "north: {starts_at: tense, doctrine: [{do: hold}]}\nmeasures: {" +
            measures + "}\n",
        arm, replicate);
    return run.only<MoveTookEffect>().time;
}

}  // namespace

TEST_CASE("A measure is in force from its date, or from the start if it has none, if the arm has it",
          "[model][measures]") {
    const std::string text = "measures: {b: {in_force: 2020-01-16}, a: {}, c: {in_force: 20d}, d: {}}\n";
    const Run run = play(text, {{"a", "b", "c"}, {}});
    const auto in_force = run.all<MeasureInForce>();
    REQUIRE(in_force.size() == 3);
    CHECK(in_force[0].time == 0);
    CHECK(run.spec.measures[in_force[0].what.measure.index()].id == "a");
    CHECK(in_force[1].time == 10 * kDay);
    CHECK(in_force[2].time == 20 * kDay);
    CHECK(play(text).all<MeasureInForce>().empty());
    Stage stage(text, {{"b"}, {}});
    stage.go_to(10 * kDay - 1);
    CHECK(stage.fact(kNorth, Fact::measure, 0) == 0);
    stage.go_to(10 * kDay);
    CHECK(stage.fact(kNorth, Fact::measure, 0) == 1);
    CHECK(stage.fact(kNorth, Fact::measure, 1) == 0);
}

TEST_CASE("A measure changes what is drawn from its date on", "[model][measures]") {
    CHECK(deliberations("pact: {in_force: 50d, set: {actors.north.deliberation: 3h}}", kPact) ==
          hours({10, 10, 3, 3}));
    CHECK(deliberations("pact: {set: {actors.*.deliberation: 3h}}", kPact) == hours({3, 3, 3, 3}));
    CHECK(deliberations("pact: {set: {actors.*.deliberation: 3h}}", {}) == hours({10, 10, 10, 10}));
    CHECK(deliberations("pact: {in_force: 50d, scale: {actors.north.deliberation: 2}}", kPact) ==
          hours({10, 10, 20, 20}));
}

TEST_CASE(
    "Overlays are laid in the order of the file, whatever their dates, each measure's settings before its "
    "factors",
    "[model][measures]") {
    const ArmSpec both{{"a", "b"}, {}};
    const std::string set = "{set: {actors.north.deliberation: 4h}";
    CHECK(deliberations("a: " + set + "}, b: {scale: {actors.north.deliberation: 3}}", both) ==
          hours({12, 12, 12, 12}));
    CHECK(deliberations("a: {scale: {actors.north.deliberation: 3}}, b: " + set + "}", both) ==
          hours({4, 4, 4, 4}));
    CHECK(deliberations("a: " + set + ", in_force: 50d}, b: {scale: {actors.north.deliberation: 3}}", both) ==
          hours({30, 30, 12, 12}));
    CHECK(deliberations("a: {scale: {actors.north.deliberation: 2}, set: {actors.north.deliberation: 4h}}",
                        {{"a"}, {}}) == hours({8, 8, 8, 8}));
    CHECK(deliberations("a: {in_force: 30d, scale: {actors.north.deliberation: 2}}, b: {in_force: 50d, "
                        "scale: {actors.north.deliberation: 3}}",
                        both) == hours({10, 20, 60, 60}));
}

TEST_CASE("What a factor makes of a number is cut to the range of the parameter", "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {scale: {actors.north.detection.probability: 100}}}
incidents: {tick: {target: north, cause: accident, every: 1d}}
north: {detection: {probability: 0.05}, doctrine: [{do: hold}]}
)",
                         kPact);
    CHECK(run.result.counts.detections == 99);
}

TEST_CASE("Clocks that were drawn before a measure run on", "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {in_force: 15d, set: {actors.north.deliberation: 1h, incidents.a.every: 5d, moves.up.delay: 1h, channels.cable.link: 1h, actors.south.posture.delay: 1h, actors.north.detection.delay: 1h}}}
channels: {cable: {link: 9d}}
incidents: {a: {target: south, cause: accident, every: 20d}, b: {target: north, cause: accident, at: 12d}}
moves: {up: {to: tense, sends: warning, via: cable, delay: 0}}
north: {detection: {delay: 4d}, deliberation: 10d, review: 14d, doctrine: [{when: {own.rung: calm}, do: up}, {do: hold}]}
south: {posture: {delay: 8d}, doctrine: [{do: hold}]}
clock: {horizon: 36d}
)",
                         kPact);
    std::vector<Millis> south;
    for (const auto& incident : run.all<IncidentHappened>()) {
        if (incident.what.targets[1]) south.push_back(incident.time);
    }
    CHECK(south == std::vector<Millis>{20 * kDay, 25 * kDay, 30 * kDay, 35 * kDay});
    CHECK(run.acts(kNorth).front() == std::pair{24 * kDay, std::string("up")});  // opened on day 14
    CHECK(run.only<MoveTookEffect>().time == 24 * kDay + kHour);                 // decided after the measure
    CHECK(run.only<MoveSeen>().time == 24 * kDay + 2 * kHour);
    std::vector<Millis> north;
    for (const auto& opened : run.all<CaseOpened>()) {
        if (opened.what.actor == kNorth) north.push_back(opened.time);
    }
    CHECK(north == std::vector<Millis>{16 * kDay});
}

TEST_CASE("Observations and messages on their way when a measure comes arrive as they were scheduled",
          "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {in_force: 15d, set: {channels.cable.link: 1h, channels.cable.translate: 2d, actors.south.posture.delay: 1h}}}
channels: {cable: {link: 9d}}
moves: {up: {to: tense, sends: warning, via: cable}}
north: {review: 14d, doctrine: [{when: {own.rung: calm}, do: up}, {do: hold}]}
south: {posture: {delay: 8d}, doctrine: [{do: hold}]}
clock: {horizon: 36d}
)",
                         kPact);
    CHECK(run.only<MoveSeen>().time == 22 * kDay);
    CHECK(run.only<MessageDelivered>().what.linked == 23 * kDay);
    // translation begins, and is drawn, under the measure
    CHECK(run.only<MessageDelivered>().time == 25 * kDay);
}

TEST_CASE("The remaining hazard of an accident is carried over when a measure changes its mean",
          "[model][measures]") {
    int changed = 0;
    for (std::uint64_t replicate = 0; replicate < 30; ++replicate) {
        const Millis plain = accident_time("pact: {}", {}, replicate);
        const Millis halved =
            accident_time("pact: {in_force: 20d, set: {ladder.tense.accident_every: 30d}}", kPact, replicate);
        const Millis slowed =
            accident_time("pact: {in_force: 20d, scale: {ladder.tense.accident_every: 3}}", kPact, replicate);
        const Millis twice = accident_time(
            "pact: {in_force: 20d, scale: {ladder.tense.accident_every: 0.5}}, more: {in_force: 25d, scale: "
            "{ladder.tense.accident_every: 0.5}}",
            {{"pact", "more"}, {}}, replicate);
        const Millis start = 20 * kDay;
        if (plain <= start) {
            CHECK(halved == plain);
            CHECK(slowed == plain);
            continue;
        }
        ++changed;
        CHECK(std::abs(halved - (start + (plain - start) / 2)) <= 1);
        CHECK(std::abs(slowed - (start + (plain - start) * 3)) <= 2);
        const Millis after_first = start + (plain - start) / 2;
        const Millis expected =
            after_first <= 25 * kDay ? after_first : 25 * kDay + (after_first - 25 * kDay) / 2;
        CHECK(std::abs(twice - expected) <= 1);
    }
    CHECK(changed > 10);
}

TEST_CASE("The remaining hazard of an accident is kept while a measure excludes accidents",
          "[model][measures]") {
    for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
        const Millis plain = accident_time("pact: {}", {}, replicate);
        const Millis paused = accident_time(
            "pact: {in_force: 20d, set: {ladder.tense.accident_every: never}}, back: {in_force: 50d, set: "
            "{ladder.tense.accident_every: 60d}}",
            {{"pact", "back"}, {}}, replicate);
        CHECK(std::abs(paused - (plain <= 20 * kDay ? plain : plain + 30 * kDay)) <= 1);
    }
}

TEST_CASE("A measure can start the accidents of a rung on which an actor already stands",
          "[model][measures]") {
    const Run run = play(R"(
ladder: [{id: calm}, {id: tense, accident_every: never}, {id: crisis}, {id: brink}, {id: war}]
measures: {pact: {in_force: 30d, set: {ladder.tense.accident_every: 1h}}}
north: {starts_at: tense, doctrine: [{do: hold}]}
)",
                         kPact);
    CHECK(run.only<MoveTookEffect>().time > 30 * kDay);
    CHECK(run.only<MoveTookEffect>().time < 31 * kDay);
}

TEST_CASE("Switching a measure changes no draw that it does not touch", "[model][measures]") {
    const std::string text =
        with(busy(), "  exchange: {}",
             "  exchange: {}\n  empty: {}\n  elsewhere: {in_force: 5d, set: {channels.cable.garble: 0.2}}");
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run off = play(text, {}, replicate);
        const Run on = play(text, {{"empty", "elsewhere"}, {}}, replicate);
        std::vector<std::pair<Millis, std::size_t>> lines[2];
        for (const Run* run : {&off, &on}) {
            for (const Record& record : run->records) {
                if (!std::holds_alternative<MeasureInForce>(record.what))
                    lines[run == &on].emplace_back(record.time, record.what.index());
            }
        }
        CHECK(lines[0] == lines[1]);
        CHECK(off.result.brier_sum == on.result.brier_sum);
    }
}

TEST_CASE("A measure that changes nothing changes nothing, to the last bit, whenever it comes into force",
          "[model][measures]") {
    const std::string text = with(busy(), "  exchange: {}", "  exchange: {}\n  empty: {in_force: 150d}");
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run off = play(text, {}, replicate);
        const Run on = play(text, {{"empty"}, {}}, replicate);
        CHECK(on.result.brier_sum == off.result.brier_sum);
        CHECK(on.result.peak_time == off.result.peak_time);
        std::vector<double> images[2];
        for (const auto& seen : off.all<MoveSeen>()) images[0].push_back(seen.what.image);
        for (const auto& seen : on.all<MoveSeen>()) images[1].push_back(seen.what.image);
        CHECK(images[0] == images[1]);
    }
}

TEST_CASE("Until the date of a measure its arm and the arm without it are the same", "[model][measures]") {
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run off = play(busy(), {}, replicate);
        const Run on = play(busy(), {{"talks"}, {}}, replicate);
        std::size_t same = 0;
        while (same < off.records.size() && off.records[same].time < 40 * kDay) {
            CHECK(on.records.at(same).time == off.records[same].time);
            CHECK(on.records[same].what.index() == off.records[same].what.index());
            ++same;
        }
        CHECK(on.records.at(same).time >= std::min(40 * kDay, off.result.duration));
    }
}

TEST_CASE("A prior that a measure changes is normalised again", "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {set: {actors.north.attribution.prior.attack: 0.9}}}
incidents: {a: {target: north, cause: attack, at: 10d}}
north: {attribution: {prior: {accident: 0.6, attack: 0.4}}, doctrine: [{do: hold}]}
)",
                         kPact);
    CHECK(run.only<CaseOpened>().what.view.belief[1] == Approx(0.6).epsilon(1e-12));
}

TEST_CASE("A measure can change the thresholds and weights of a doctrine", "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {in_force: 50d, set: {actors.north.doctrine.1.when.image: 0.9}}}
moves: {signal: {to: calm}}
north: {review: 30d, doctrine: [{when: {image: ">= 0.5"}, do: signal}, {do: hold}]}
)",
                         kPact);
    CHECK(run.acts(kNorth) == Acts{{30 * kDay, "signal"}, {60 * kDay, "hold"}, {90 * kDay, "hold"}});
}

TEST_CASE("A measure can change how long a run must be calm to settle", "[model][measures]") {
    const Run run = play(R"(
endings: {crisis: crisis, war: war, settled: {at: calm, for: 10d}}
measures: {pact: {set: {endings.settled.for: 20d}}}
)",
                         kPact);
    CHECK(run.result.duration == 20 * kDay);
}

TEST_CASE("The image does not jump when a measure changes how long it is remembered", "[model][measures]") {
    Stage stage(R"(
measures: {pact: {in_force: 50d, set: {actors.south.image.memory: 5d}}}
moves: {up: {to: tense}}
north: {review: 30d, doctrine: [{when: {own.rung: calm}, do: up}, {do: hold}]}
south: {image: {climb: 4, memory: 100d}, doctrine: [{do: hold}]}
)",
                kPact);
    stage.go_to(50 * kDay - 1);
    const double before = stage.fact(kSouth, Fact::image);
    stage.go_to(50 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) == Approx(before).epsilon(1e-6));
}

TEST_CASE("Time never goes back, also when a measure moves the dates of a source", "[model][measures]") {
    const Run run = play(R"(
measures: {pact: {in_force: 5d, set: {incidents.a.at.*: 3d}}}
incidents: {a: {target: north, cause: accident, at: [10d, 50d]}}
)",
                         kPact);
    for (std::size_t i = 1; i < run.records.size(); ++i)
        CHECK(run.records[i].time >= run.records[i - 1].time);
}
