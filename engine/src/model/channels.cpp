// Channels: lines, consultations, and the stages of a message from order to delivery.
#include <algorithm>
#include <utility>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

constexpr Millis kMinute = 60'000;
constexpr int kDayMinutes = 24 * 60;
constexpr int kWeekMinutes = 7 * kDayMinutes;

// Whether a desk works at this minute of the week (Monday 00:00 = 0).
bool staffed_at(const StaffedSpec& hours, int minute_of_week) {
    const int day = minute_of_week / kDayMinutes;
    const int minute = minute_of_week % kDayMinutes;
    const auto works = [&](int weekday) { return (hours.days >> weekday & 1) != 0; };
    if (hours.from_minute < hours.to_minute)
        return works(day) && minute >= hours.from_minute && minute < hours.to_minute;
    return (works(day) && minute >= hours.from_minute) || (works((day + 6) % 7) && minute < hours.to_minute);
}

}  // namespace

void Stepper::start_channel(std::uint16_t index) {
    const CompiledChannel& channel = parameters_->channels[index];
    if (channel.meets) {
        schedule(after(*channel.meets, draw(Purpose::consultation, {{}, channel.name, {}, 0, 0}).first),
                 {EventKind::consultation, 0, index, 0, 0, 0});
    }
    if (channel.line.fails) {
        const Distribution& law = channel.line.up ? *channel.line.fails : *channel.line.repairs;
        schedule(after(law, draw(Purpose::line, {{}, channel.name, {}, 0, 0}).first),
                 {EventKind::line, 0, index, 0, 0, 0});
    }
}

void Stepper::on_line(const Event& event) {
    const CompiledChannel& channel = parameters_->channels[event.a];
    ChannelState& line = world_.channels[event.a];
    line.drawn_up = !line.drawn_up;
    Event next = event;
    if (!line.set) next.parent = turn_line(ChannelId{event.a}, line.drawn_up, event.parent);
    const Distribution& law = line.drawn_up ? *channel.line.fails : *channel.line.repairs;
    schedule(after(law, draw(Purpose::line, {{}, channel.name, {}, ++line.line_changes, 0}).first), next);
}

RecordId Stepper::turn_line(ChannelId channel, bool up, RecordId parent) {
    world_.channels[channel.index()].up = up;
    const RecordId record =
        note(EventKind::line, ActorId{}, (std::uint64_t{channel.value} << 1) | (up ? 1U : 0U));
    if (recorder_ != nullptr) emit(record, parent, LineChanged{channel, up});
    return record;
}

void Stepper::on_consultation(const Event& event) {
    const CompiledChannel& channel = parameters_->channels[event.a];
    ChannelState& line = world_.channels[event.a];
    if (channel.meets) {
        schedule(after(*channel.meets,
                       draw(Purpose::consultation, {{}, channel.name, {}, ++line.consultations, 0}).first),
                 event);
    }
    if (!line.up) return;
    Consultation meeting{ChannelId{event.a}, {}, {}};
    for (std::size_t i = 0; i < kActors; ++i) {
        meeting.readings_before[i] = world_.actors[i].reading;
        read_posture(ActorId{i}, world_.actors[1 - i].rung);
        meeting.readings[i] = world_.actors[i].reading;
    }
    const RecordId record = note(EventKind::consultation, ActorId{}, std::uint64_t{event.a});
    world_.digest.add((std::uint64_t{meeting.readings[0].value} << 16) | meeting.readings[1].value);
    if (recorder_ != nullptr) emit(record, event.parent, meeting);
}

Subject Stepper::message_subject(const Message& message, std::uint32_t n) const {
    return {{},
            parameters_->channels[message.channel.index()].name,
            params(message.sender).name,
            message.ordinal,
            n};
}

// What the message is about is settled when it is ordered.
void Stepper::order_message(ActorId actor, const CompiledMove& move, Millis leaves, RecordId parent) {
    ActorState& a = state(actor);
    const auto index = static_cast<MessageIndex>(world_.messages.size());
    Message message;
    message.kind = move.sends;
    message.sender = actor;
    message.record = parent;
    if (move.via_reply) {
        message.reply_to = a.queries.front();
        message.channel = world_.messages[message.reply_to].channel;
        message.about = world_.messages[message.reply_to].about;
        look_through(a.queries.size());
        a.queries.erase(a.queries.begin());
    } else {
        message.channel = move.via;
        Knowledge knowledge = know(actor, Trigger::review);
        scan(actor, knowledge);
        if (knowledge.focal != kNoIndex) {
            message.about = a.cases[knowledge.focal].incident;
            if (message.kind == MessageKind::query) a.cases[knowledge.focal].asked = true;
        }
    }
    note_said(actor, message);
    message.ordinal = world_.channels[message.channel.index()].ordered[actor.index()]++;
    world_.messages.push_back(message);
    const Event send{EventKind::send, static_cast<std::uint8_t>(actor.value), 0, index, 0, parent};
    if (move.instant) return on_send(send);
    if (leaves == kNever)
        leaves = after(move.delay, draw(Purpose::send_delay, message_subject(message, 0)).first);
    schedule(leaves, send);
}

// A message about an incident of which the actor has no case is about no case of its own.
void Stepper::note_said(ActorId actor, const Message& message) {
    ActorState& a = state(actor);
    const std::uint32_t place =
        message.about == kNoIndex ? kNoIndex : world_.incidents[message.about].cases[actor.index()];
    std::uint16_t& said = place == kNoIndex ? a.decision.said : a.cases[place].said;
    said = static_cast<std::uint16_t>(said | 1U << static_cast<unsigned>(message.kind));
}

void Stepper::on_send(const Event& event) {
    Message& message = world_.messages[event.b];
    const CompiledChannel& channel = parameters_->channels[message.channel.index()];
    const kernel::Uniforms transit = draw(Purpose::message, message_subject(message, 0));
    const kernel::Uniforms fate = draw(Purpose::message, message_subject(message, 1));
    message.sent = world_.now;
    message.lost = fate.second < channel.loss;
    message.garbled =
        channel.garble > 0 && draw(Purpose::message, message_subject(message, 2)).first < channel.garble;
    ++world_.result.counts.messages;
    const RecordId record = note(EventKind::send, message.sender,
                                 (std::uint64_t{event.b} << 8) | static_cast<std::uint64_t>(message.kind));
    message.record = record;
    // Whether it is lost or garbled shows in what is delivered: a lost message is the same as one that comes
    // after the end.
    world_.digest.add((std::uint64_t{message.about} << 32) | message.channel.value);
    const Subject subject = message_subject(message, 0);
    const bool put_right = corrected(Correction::Kind::message, Purpose::message, subject);
    if (put_right) message.lost = message.garbled = false;
    else if (corrected(Correction::Kind::lost, Purpose::message, subject)) message.lost = true;
    message.on_way = !message.lost;
    if (recorder_ != nullptr) {
        emit(record, event.parent,
             MessageSent{event.b, message.kind, message.channel, message.sender, message.about,
                         message.reply_to, message.lost, message.act},
             event_name(Purpose::message, subject));
    }
    if (message.kind == MessageKind::query && channel.patience != kNever) {
        message.silence =
            schedule(later(channel.patience), {EventKind::silence, event.actor, 0, event.b, 0, record});
    }
    if (message.lost) return;
    if (put_right) {
        message.linked = message.desk = message.translated = world_.now;
        schedule(world_.now, {EventKind::delivered, event.actor, 0, event.b, 0, record});
        return;
    }
    schedule(after(channel.link, transit.first), {EventKind::linked, event.actor, 0, event.b, 0, record});
}

Millis Stepper::desk_opens(const CompiledChannel& channel, Millis from) const {
    if (!channel.staffed) return from;
    const Millis wall = from + model_.clock_start_in_minute;
    for (Millis minute = wall / kMinute; minute <= wall / kMinute + kWeekMinutes; ++minute) {
        const auto of_week = static_cast<int>((minute + model_.clock_start_minute) % kWeekMinutes);
        if (staffed_at(*channel.staffed, of_week))
            return std::max(from, minute * kMinute - model_.clock_start_in_minute);
    }
    return kNever;
}

void Stepper::on_linked(const Event& event) {
    Message& message = world_.messages[event.b];
    message.linked = world_.now;
    const Millis opens = desk_opens(parameters_->channels[message.channel.index()], world_.now);
    Event desk = event;
    desk.kind = EventKind::desk;
    // Behind those that have waited for the same opening.
    if (!parameters_->channels[message.channel.index()].staffed) return on_desk(desk);
    schedule(opens, desk);
}

void Stepper::on_desk(const Event& event) {
    const Message& message = world_.messages[event.b];
    const CompiledChannel& channel = parameters_->channels[message.channel.index()];
    ChannelState& line = world_.channels[message.channel.index()];
    if (channel.translators > 0 && line.busy >= channel.translators) {
        line.waiting.push(event.b);
        return;
    }
    ++line.busy;
    start_translation(event.b);
}

void Stepper::start_translation(MessageIndex index) {
    Message& message = world_.messages[index];
    const CompiledChannel& channel = parameters_->channels[message.channel.index()];
    message.desk = world_.now;
    const double u = draw(Purpose::message, message_subject(message, 0)).second;
    schedule(after(channel.translate, u),
             {EventKind::translated, static_cast<std::uint8_t>(message.sender.value), 0, index, 0,
              message.record});
}

void Stepper::on_translated(const Event& event) {
    Message& message = world_.messages[event.b];
    const CompiledChannel& channel = parameters_->channels[message.channel.index()];
    ChannelState& line = world_.channels[message.channel.index()];
    message.translated = world_.now;
    --line.busy;
    if (!line.waiting.empty()) {
        ++line.busy;
        start_translation(line.waiting.pop());
    }
    Event delivered = event;
    delivered.kind = EventKind::delivered;
    const Millis time =
        after(channel.deliver, draw(Purpose::message, message_subject(world_.messages[event.b], 1)).first);
    if (time == world_.now) return on_delivered(delivered);
    schedule(time, delivered);
}

std::uint32_t Stepper::case_concerned(ActorId actor, const Message& message) {
    if (message.about != kNoIndex) {
        const std::uint32_t place = world_.incidents[message.about].cases[actor.index()];
        if (place != kNoIndex) return place;
    }
    if (message.reply_to != kNoIndex) return kNoIndex;
    Knowledge knowledge = know(actor, Trigger::message);
    scan(actor, knowledge);
    return knowledge.focal;
}

void Stepper::apply_likelihood(ActorId actor, Case& c, const CompiledMessage& content, double credibility) {
    if (!content.informative || credibility <= 0 || c.concluded) return;
    std::array<double, kMaxCauses> factors{};
    for (std::size_t h = 0; h < model_.causes; ++h)
        factors[h] = kernel::portable_exp(credibility * content.log_likelihood[h]);
    update_belief(actor, c, factors);
}

// What a message does to beliefs, readings and the image.
void Stepper::read_message(ActorId actor, const Message& message, MessageKind read_as, std::uint32_t place) {
    const CompiledMessage& content = parameters_->messages[static_cast<std::size_t>(read_as)];
    const double k = parameters_->channels[message.channel.index()].credibility;
    if (place != kNoIndex) {
        Case& c = state(actor).cases[place];
        apply_likelihood(actor, c, content, k);
        const CompiledEvidence* source =
            content.source.valid() ? &parameters_->evidence[content.source.index()] : nullptr;
        for (int i = 0; source != nullptr && i < content.reports && !c.concluded; ++i) {
            const double u =
                draw(Purpose::dossier, message_subject(message, static_cast<std::uint32_t>(i))).first;
            const std::size_t named =
                named_cause(source->cumulative[world_.incidents[c.incident].cause.index()], u);
            update_belief(actor, c, source->factor[actor.index()][named]);
        }
    }
    if (content.log_image != 0 && k > 0) add_image(actor, k * content.log_image);
    if (content.clarifies_posture && draw(Purpose::message, message_subject(message, 2)).second < k) {
        read_posture(actor, state(message.sender).rung);
    }
}

void Stepper::on_delivered(const Event& event) {
    Message& on_way = world_.messages[event.b];
    if (!on_way.on_way) return;  // an umpire had it delivered or lost before
    if (on_way.held_back > 0) {
        schedule(later(std::exchange(on_way.held_back, 0)), event);
        return;
    }
    on_way.on_way = false;
    const Message message = on_way;
    const ActorId actor = other(message.sender);
    ActorState& a = state(actor);
    const bool turned = message.garbled && !clean(actor, Perception::tone);
    const MessageKind read_as =
        turned ? parameters_->messages[static_cast<std::size_t>(message.kind)].garbled : message.kind;
    const std::uint32_t place = case_concerned(actor, message);
    MessageDelivered record_of{event.b,      message.kind,   read_as,      message.channel,    actor,
                               message.sent, message.linked, message.desk, message.translated, {},
                               {},           a.reading,      a.reading};
    if (place != kNoIndex) record_of.before = view(a.cases[place]);
    read_message(actor, message, read_as, place);
    if (message.reply_to != kNoIndex) {
        Message& query = world_.messages[message.reply_to];
        if (query.silence.valid()) world_.queue.cancel(query.silence);
        if (place != kNoIndex) a.cases[place].heard = true;
    }
    if (read_as == MessageKind::query) {
        a.queries.push_back(event.b);
    } else {
        a.last_message = read_as;
    }
    ++world_.result.counts.delivered;
    const RecordId record = note(EventKind::delivered, actor,
                                 (std::uint64_t{event.b} << 16) | static_cast<std::uint64_t>(read_as));
    world_.digest.add((std::uint64_t{a.reading.value} << 32) | place);
    world_.digest.add(a.image);
    if (place != kNoIndex) add_to_digest(a.cases[place]);
    if (recorder_ != nullptr) {
        if (place != kNoIndex) record_of.after = view(a.cases[place]);
        record_of.reading = a.reading;
        emit(record, event.parent, record_of);
    }
    Subject subject = message_subject(message, 0);
    subject.actor = params(actor).name;
    observe(actor, Trigger::message, subject, record,
            read_as == MessageKind::query ? MessageKind::none : read_as);
}

void Stepper::on_silence(const Event& event) {
    Message& query = world_.messages[event.b];
    const ActorId actor = query.sender;
    query.silence = {};
    ++world_.result.counts.silences;
    const std::uint32_t place =
        query.about == kNoIndex ? kNoIndex : world_.incidents[query.about].cases[actor.index()];
    SilenceFell silence{actor, event.b, {}, {}};
    if (place != kNoIndex) {
        Case& c = state(actor).cases[place];
        silence.before = view(c);
        apply_likelihood(actor, c, parameters_->messages[static_cast<std::size_t>(MessageKind::silence)],
                         parameters_->channels[query.channel.index()].credibility);
        silence.after = view(c);
    }
    const RecordId record = note(EventKind::silence, actor, std::uint64_t{event.b});
    if (place != kNoIndex) add_to_digest(state(actor).cases[place]);
    if (recorder_ != nullptr) emit(record, event.parent, silence);
    Subject subject = message_subject(query, 0);
    subject.actor = params(actor).name;
    observe(actor, Trigger::silence, subject, record);
}

}  // namespace firebreak
