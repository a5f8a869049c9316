// Incidents: outside sources, strikes and injects, and their detection.
#include <algorithm>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

std::size_t place_drawn(const std::vector<double>& cumulative, double u) {
    std::size_t place = 0;
    while (place + 1 < cumulative.size() && u >= cumulative[place]) ++place;
    return place;
}

double drawn_severity(const Distribution& law, double u) { return std::clamp(quantile(law, u), 0.0, 10.0); }

}  // namespace

void Stepper::schedule_occurrence(std::uint16_t source, std::uint32_t ordinal, Millis after_time) {
    const CompiledSource& s = parameters_->sources[source];
    Millis time = kNever;
    if (s.every) {
        const double gap = quantile(*s.every, draw(Purpose::source_gap, {{}, s.name, {}, ordinal, 0}).first);
        const Millis span = to_millis(gap);
        time = span >= kNever - after_time ? kNever : after_time + span;
    } else if (const auto& at = model_.epochs[0].parameters.sources[source].at; ordinal < at.size()) {
        time = at[ordinal];  // moments are settled when the run begins
    }
    schedule(time, {EventKind::incident, 0, source, ordinal, 0, 0});
}

void Stepper::on_source(const Event& event) {
    const CompiledSource& s = parameters_->sources[event.a];
    schedule_occurrence(event.a, event.b + 1, world_.now);
    if (!s.gate.open(parameters_->in_force)) return;
    const kernel::Uniforms u = draw(Purpose::incident, {{}, s.name, {}, event.b, 0});
    Incident incident;
    incident.name = s.name;
    incident.source = SourceId{event.a};
    incident.author = s.author;
    incident.cause = CauseId{parameters_->cause_order[place_drawn(s.cause_cumulative, u.first)]};
    incident.phantom = s.phantom;
    incident.targets = s.targets;
    incident.ordinal = event.b;
    incident.severity = drawn_severity(s.severity, u.second);
    incident.window = s.window;
    happen(incident, event.parent);
}

void Stepper::answer(Incident& incident, ActorId striker) {
    if (incident.answered || incident.author != other(striker)) return;
    incident.answered = true;
    ++world_.result.counts.answered;
}

void Stepper::on_strike(const Event& event) {
    const ActorId mover{event.actor};
    const CompiledMove& move = parameters_->moves[event.a];
    Incident incident;
    incident.name = params(mover).name;
    incident.author = mover;
    incident.cause = move.strike_cause;
    incident.targets[other(mover).index()] = true;
    incident.ordinal = event.b;
    incident.severity = drawn_severity(move.strike_severity,
                                       draw(Purpose::incident, {{}, incident.name, {}, event.b, 0}).second);
    ++world_.result.counts.strikes;
    if (event.c != kNoIndex) answer(world_.incidents[event.c], mover);
    happen(incident, event.parent);
}

void Stepper::on_inject(const Event& event) {
    const ScriptedInject& inject = script_.injects[event.b];
    const RecordId record = note(EventKind::inject, inject.target, std::uint64_t{event.b});
    if (recorder_ != nullptr) emit(record, 0, Injected{inject.target, event.b});
    if (!inject.cause.valid()) {
        observe(inject.target, Trigger::inject, {params(inject.target).name, {}, {}, event.b, 0}, record);
        return;
    }
    Incident incident;
    incident.name = params(inject.target).name;
    incident.cause = inject.cause;
    incident.targets[inject.target.index()] = true;
    incident.ordinal = 0x80000000U + event.b;  // apart from the ordinals of moves
    incident.severity = std::clamp(inject.severity, 0.0, 10.0);
    happen(incident, record);
}

void Stepper::happen(const Incident& incident, RecordId parent) {
    const auto index = static_cast<IncidentIndex>(world_.incidents.size());
    world_.incidents.push_back(incident);
    ++world_.result.counts.incidents;
    if (incident.author.valid()) ++world_.result.counts.authored;
    const RecordId record = note(EventKind::incident, incident.author, incident.severity);
    world_.digest.add((std::uint64_t{incident.cause.value} << 32) |
                      (std::uint64_t{incident.source.value} << 8) | (incident.phantom ? 4U : 0U) |
                      (incident.targets[0] ? 2U : 0U) | (incident.targets[1] ? 1U : 0U));
    world_.incidents[index].record = record;
    if (recorder_ != nullptr) {
        emit(record, parent,
             IncidentHappened{index, incident.source, incident.author, incident.targets, incident.cause,
                              incident.severity, incident.phantom});
    }
    for (const std::uint16_t i : model_.actor_order) {
        const ActorId target{i};
        if (!incident.targets[i] || (incident.phantom && clean(target, Perception::alarm))) continue;
        const DetectionSpec& detection = params(target).detection;
        const kernel::Uniforms u =
            draw(Purpose::detection, {params(target).name, incident.name, {}, incident.ordinal, 0});
        if (u.first >= detection.probability) continue;
        schedule(after(detection.delay, u.second),
                 {EventKind::detection, static_cast<std::uint8_t>(i), 0, index, 0, record});
    }
}

void Stepper::on_detection(const Event& event) { open_case(ActorId{event.actor}, event.b, event.parent); }

}  // namespace firebreak
