// What the crises of a scenario hinged on, written by hand: each number differs from its neighbours.
#pragma once

#include "report/causes_answer.hpp"
#include "unit/report/handmade_answers.hpp"

namespace firebreak::test {

inline Change perception_change(ActorId actor, std::optional<Perception> perception) {
    Change change;
    change.actor = actor;
    change.perception = perception;
    for (std::size_t i = 0; i < kActors; ++i) {
        if (actor.valid() && actor.index() != i) continue;
        if (perception) change.arm.clean[i].add(*perception);
        else change.arm.clean[i] = true;
    }
    return change;
}

inline Change measure_change(std::size_t measure) {
    Change change;
    change.kind = Change::Kind::measure;
    change.measure = MeasureId{measure};
    change.arm.measures = {named_scenario().measures[measure].id};
    return change;
}

inline Change rule_change(ActorId actor, std::uint16_t rule) {
    Change change;
    change.kind = Change::Kind::rule;
    change.rule = {actor, rule};
    change.arm.without = {change.rule};
    return change;
}

inline FlawTally flaw_tally(FlawGroup group, std::array<std::uint64_t, 5> counts, std::uint64_t example,
                            RecordId record) {
    FlawTally tally;
    tally.group = group;
    tally.present = counts[0];
    tally.pivotal = counts[1];
    tally.last_chance = counts[2];
    tally.in_smallest = counts[3];
    tally.averted = counts[4];
    tally.example = example;
    tally.example_record = record;
    return tally;
}

inline Flaw flaw(Flaw::Kind kind, ActorId actor, RecordId record, Millis time) {
    Flaw flaw;
    flaw.kind = kind;
    flaw.actor = actor;
    flaw.record = record;
    flaw.time = time;
    return flaw;
}

// A crisis on day 20 with three pivotal flaws: north read a move too high, took an accident for an attack,
// and rose.
inline RunCauses handmade_crisis() {
    RunCauses run;
    run.replicate = 12;
    run.crisis = true;
    run.crisis_time = 20 * kDay;
    run.flaws = {flaw(Flaw::Kind::misreading, kNorth, 31, 4 * kDay),
                 flaw(Flaw::Kind::misattribution, kNorth, 47, 9 * kDay),
                 flaw(Flaw::Kind::escalation, kNorth, 48, 9 * kDay)};
    run.flaws[0].off = 1;
    run.flaws[1].truth = kAccident;
    run.flaws[1].believed = kAttack;
    run.flaws[2].move = move_id(named_scenario(), "rise");
    run.pivotal = {1, 1, 1};
    run.last_chance = 1;
    run.last_decision_chance = 2;
    run.smallest = {run.flaws[0]};
    return run;
}

// Another on day 33, which nothing single averts.
inline RunCauses handmade_deliberate() {
    RunCauses run;
    run.replicate = 15;
    run.crisis = run.clean_crisis = true;
    run.crisis_time = 33 * kDay;
    run.searched = false;
    return run;
}

// Of 1,000 runs 200 have a crisis.
inline report::CausesAnswer handmade_causes() {
    report::CausesAnswer answer;
    answer.origin = handmade_origin();
    Causes& causes = answer.causes;
    causes.runs = 1000;
    causes.twins = 54'321;
    causes.seconds = 3.5;
    causes.crises = 200;
    causes.inadvertent = 140;
    causes.deliberate = 60;
    causes.averted = 30;
    causes.unsearched = 7;
    causes.with_pivotal = 110;
    causes.smallest = {19, 110, 50, 21};
    const auto add = [&](Change change, std::uint64_t averts, std::uint64_t brings) {
        causes.changes.push_back(std::move(change));
        causes.change_tallies.push_back({averts, brings, 500 + averts, 600 + brings});
    };
    add(perception_change({}, {}), 140, 30);
    add(perception_change({}, Perception::cause), 90, 20);
    add(perception_change(kNorth, Perception::cause), 80, 4);
    add(perception_change(kSouth, Perception::posture), 12, 33);
    add(measure_change(0), 40, 10);
    add(measure_change(1), 70, 16);
    add(measure_change(2), 26, 6);
    add(measure_change(3), 0, 0);
    add(rule_change(kNorth, 0), 64, 2);
    add(rule_change(kSouth, 0), 60, 3);
    FlawGroup misread{Flaw::Kind::misreading, kNorth, 1, {}, {}, MessageKind::none, {}, {}};
    FlawGroup wrong{Flaw::Kind::misattribution, kNorth, 0, kAccident, kAttack, MessageKind::none, {}, {}};
    FlawGroup lost{Flaw::Kind::lost, kSouth, 0, {}, {}, MessageKind::warning, ChannelId{std::size_t{1}}, {}};
    FlawGroup rise{Flaw::Kind::escalation,           kNorth, 0, {}, {}, MessageKind::none, {},
                   move_id(named_scenario(), "rise")};
    causes.groups = {
        flaw_tally(rise, {190, 120, 66, 0, 2}, 12, 48), flaw_tally(wrong, {150, 80, 61, 45, 9}, 13, 47),
        flaw_tally(misread, {170, 44, 28, 35, 14}, 14, 31), flaw_tally(lost, {77, 6, 3, 8, 22}, 16, 52)};
    causes.kinds = causes.groups;
    for (FlawTally& kind : causes.kinds)
        kind.group = {kind.group.kind, kind.group.actor, 0, {}, {}, MessageKind::none, {}, {}};
    causes.crisis_runs = {handmade_crisis(), handmade_deliberate()};
    return answer;
}

}  // namespace firebreak::test
