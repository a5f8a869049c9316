// What people do in a run: the acts of a script.
#include <algorithm>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

// Reports that an umpire plants have ordinals apart from those of the sources.
constexpr std::uint32_t kPlanted = 0x80000000U;

}  // namespace

void Stepper::on_act(const Event& event) {
    std::visit([&](const auto& what) { carry_out(what, event.b); }, script_.acts[event.b].what);
}

void Stepper::carry_out(const act::Order& order, std::uint32_t) {
    const ActorId actor = order.actor;
    const Decision decision = state(actor).decision;
    Knowledge knowledge = know(actor, decision.open ? decision.trigger : Trigger::initiative);
    const Subject own{params(actor).name, {}, {}, state(actor).decisions, 0};
    const MoveId move = available(actor, order.move) ? order.move : model_.hold;
    decide(actor, first_rule(actor, knowledge), {move, false, true}, decision.open ? decision.subject : own,
           false, decision.open ? decision.record : 0, knowledge);
}

void Stepper::carry_out(const act::Say& say, std::uint32_t place) {
    ActorState& a = state(say.actor);
    Message message;
    message.kind = say.kind;
    message.sender = say.actor;
    message.channel = say.channel;
    message.act = place;
    message.record = 0;
    if (say.about < world_.incidents.size()) message.about = say.about;
    const auto query = std::find(a.queries.begin(), a.queries.end(), say.reply_to);
    if (say.reply_to != kNoIndex) {
        if (query == a.queries.end()) return;
        message.reply_to = say.reply_to;
        message.channel = world_.messages[say.reply_to].channel;
        message.about = world_.messages[say.reply_to].about;
    }
    if (!world_.channels[message.channel.index()].up) return;
    if (query != a.queries.end()) a.queries.erase(query);
    if (say.kind == MessageKind::query && message.about != kNoIndex) {
        const std::uint32_t own = world_.incidents[message.about].cases[say.actor.index()];
        if (own != kNoIndex) a.cases[own].asked = true;
    }
    note_said(say.actor, message);
    message.ordinal = world_.channels[message.channel.index()].ordered[say.actor.index()]++;
    world_.messages.push_back(message);
    on_send({EventKind::send, static_cast<std::uint8_t>(say.actor.value), 0,
             static_cast<MessageIndex>(world_.messages.size() - 1), 0, 0});
}

void Stepper::carry_out(const act::Stand& stand, std::uint32_t) {
    state(stand.actor).standing = stand.standing;
}

void Stepper::carry_out(const act::Plant& plant, std::uint32_t place) {
    if (plant.incident >= world_.incidents.size()) return;
    const Incident& incident = world_.incidents[plant.incident];
    const std::uint32_t own = incident.cases[plant.actor.index()];
    if (own == kNoIndex || !takes_reports(plant.actor, state(plant.actor).cases[own])) return;
    Case& c = state(plant.actor).cases[own];
    const CompiledEvidence& source = parameters_->evidence[plant.source.index()];
    const CaseView before = view(c);
    update_belief(plant.actor, c, source.factor[plant.actor.index()][plant.named.index()]);
    ++world_.result.counts.reports;
    const RecordId record = note(EventKind::report, plant.actor, c.confidence);
    world_.digest.add((std::uint64_t{plant.source.value} << 8) | plant.named.value);
    if (recorder_ != nullptr)
        emit(record, 0, ReportReceived{plant.actor, plant.source, plant.named, before, view(c), true});
    observe(plant.actor, Trigger::evidence,
            {params(plant.actor).name, incident.name, source.name, incident.ordinal, kPlanted + place},
            record);
}

void Stepper::carry_out(const act::SetLine& set, std::uint32_t) {
    ChannelState& line = world_.channels[set.channel.index()];
    line.set = set.to != act::SetLine::To::as_drawn;
    const bool up = line.set ? set.to == act::SetLine::To::up : line.drawn_up;
    if (up != line.up) turn_line(set.channel, up, 0);
}

void Stepper::carry_out(const act::Fate& fate, std::uint32_t) {
    if (fate.message >= world_.messages.size() || !world_.messages[fate.message].on_way) return;
    Message& message = world_.messages[fate.message];
    switch (fate.kind) {
        case act::Fate::Kind::lost: message.on_way = false; return;
        case act::Fate::Kind::later: message.held_back += std::max<Millis>(0, fate.by); return;
        case act::Fate::Kind::at_once: break;
    }
    message.held_back = 0;
    // The stages that it did not come to end now.
    for (Millis* const stage : {&message.linked, &message.desk, &message.translated}) {
        if (*stage < message.sent || *stage == 0) *stage = world_.now;
    }
    on_delivered({EventKind::delivered, static_cast<std::uint8_t>(message.sender.value), 0, fate.message, 0,
                  message.record});
}

// What a side does by itself between the acts of its people.
bool Stepper::is_routine(ActorId actor, MoveId id, Trigger trigger, bool at_once) const {
    const CompiledMove& move = parameters_->moves[id.index()];
    if (at_once) return move.via_reply && !move.acts();
    if (trigger != Trigger::review || move.strikes || move.sends != MessageKind::none) return false;
    switch (move.posture) {
        case MoveSpec::Posture::none: return true;
        case MoveSpec::Posture::by: return move.by <= 0;
        case MoveSpec::Posture::to:
        case MoveSpec::Posture::raise_to: break;
    }
    return move.rung <= state(actor).rung;
}

}  // namespace firebreak
