// The state of a run: a value. Copying it gives a run that continues independently.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <firebreak/run.hpp>

#include "kernel/digest.hpp"
#include "kernel/event_queue.hpp"
#include "kernel/fifo.hpp"
#include "kernel/noise.hpp"
#include "model/draw_names.hpp"

namespace firebreak {

enum class EventKind : std::uint8_t {
    measure,
    line,
    consultation,
    linked,
    desk,
    translated,
    delivered,
    incident,
    strike,
    inject,
    detection,
    report,
    effect,
    send,
    accident,
    seen,
    silence,
    cold,
    decision,
    review,
    settled,
    horizon,
    act
};

// Order of events at one time, lowest first (model section 2). Within a rank, the order in which they were
// scheduled decides.
//   0 measures coming into force
//   1 messages: lines failing and repaired, consultations, stages, deliveries
//   2 incidents: outside sources, strikes, injects; what people do
//   3 detections
//   4 evidence
//   5 moves taking effect, messages leaving, accidents
//   6 observations of moves, silences, cases going cold
//   7 decisions closing
//   8 reviews
//   9 settling, end of the horizon
constexpr unsigned rank_of(EventKind kind) {
    switch (kind) {
        case EventKind::measure: return 0;
        case EventKind::line:
        case EventKind::consultation:
        case EventKind::linked:
        case EventKind::desk:
        case EventKind::translated:
        case EventKind::delivered: return 1;
        case EventKind::incident:
        case EventKind::strike:
        case EventKind::inject:
        case EventKind::act: return 2;
        case EventKind::detection: return 3;
        case EventKind::report: return 4;
        case EventKind::effect:
        case EventKind::send:
        case EventKind::accident: return 5;
        case EventKind::seen:
        case EventKind::silence:
        case EventKind::cold: return 6;
        case EventKind::decision: return 7;
        case EventKind::review: return 8;
        case EventKind::settled:
        case EventKind::horizon: return 9;
    }
    return 9;
}

// What a pending event needs to be handled; the meaning of a, b and c stands at each handler (stepper.hpp).
struct Event {
    EventKind kind = EventKind::horizon;
    std::uint8_t actor = 0;
    std::uint16_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    RecordId parent = kNoRecord;
    double u = 0;  // a draw made when the event was scheduled
};

using Queue = kernel::EventQueue<Event>;

// What truly happened.
struct Incident {
    NameId name;  // of the source, or of the mover
    SourceId source;
    ActorId author;
    CauseId cause;
    bool phantom = false;
    bool answered = false;  // a strike came of a decision that had it in focus
    std::array<bool, kActors> targets{};
    std::uint32_t ordinal = 0;
    double severity = 0;
    Millis window = kNever;
    RecordId record = kNoRecord;
    std::array<std::uint32_t, kActors> cases{kNoIndex, kNoIndex};  // in the actor's list
};

// What one actor makes of an incident.
struct Case {
    IncidentIndex incident = kNoIndex;
    Millis opened = 0;
    Millis window_end = kNever;
    double severity = 0;
    double hostility = 0;
    double confidence = 0;
    Belief belief{};
    bool concluded = false;
    bool asked = false;
    bool heard = false;
    std::uint16_t said = 0;  // kinds of message sent about it, as bits
};

struct Message {
    MessageKind kind = MessageKind::none;
    ChannelId channel;
    ActorId sender;
    bool lost = false;
    bool garbled = false;
    bool on_way = false;  // sent, and neither delivered nor lost
    std::uint32_t ordinal = 0;
    IncidentIndex about = kNoIndex;
    MessageIndex reply_to = kNoIndex;
    Millis sent = 0, linked = 0, desk = 0, translated = 0;
    Millis held_back = 0;  // by an umpire, from when it would have come
    std::uint32_t act = kNoIndex;
    RecordId record = kNoRecord;
    Queue::Handle silence;  // of a query
};

struct ChannelState {
    bool up = true;
    bool drawn_up = true;  // what chance and the measures make of it
    bool set = false;      // by an umpire: chance has no say
    std::uint32_t line_changes = 0;
    std::uint32_t consultations = 0;
    std::uint32_t busy = 0;              // translators at work
    kernel::Fifo<MessageIndex> waiting;  // for a translator
    std::array<std::uint32_t, kActors> ordered{};
};

struct Decision {
    bool open = false;
    Trigger trigger = Trigger::incident;
    std::uint16_t said = 0;  // kinds of message sent since it opened, about no case, as bits
    Subject subject;         // what opened it
    Millis closes = 0;
    RecordId record = kNoRecord;
    Queue::Handle close;
};

// Something observed while a decision was open, which is to open one later.
struct AgendaItem {
    Trigger trigger = Trigger::incident;
    MessageKind message = MessageKind::none;  // delivered with it, not a query
    Subject subject;
    RecordId record = kNoRecord;
};

struct ActorState {
    RungId rung;
    RungId reading;    // of the other's rung
    double image = 0;  // log-odds above their start, at image_time
    Millis image_time = 0;
    Decision decision;
    std::int32_t last_rule = -1;
    MessageKind last_message = MessageKind::none;  // delivered since the last close, not a query
    std::vector<Case> cases;
    // open, unanswered cases, oldest first; cold ones are dropped when met
    std::vector<std::uint32_t> live;
    std::vector<MessageIndex> queries;  // unanswered, oldest first
    kernel::Fifo<AgendaItem> agenda;
    Standing standing = Standing::doctrine;
    std::uint32_t acts = 0;
    std::uint32_t decisions = 0;
    std::uint32_t accident_clocks = 0;
    std::uint32_t accidents = 0;
    double hazard = 0;  // left at hazard_time
    Millis hazard_time = 0;
    Queue::Handle accident;
};

struct World {
    kernel::Noise noise;
    Millis now = 0;
    std::size_t epoch = 0;
    Queue queue;
    std::array<ActorState, kActors> actors;
    std::vector<Incident> incidents;
    std::vector<Message> messages;
    std::vector<ChannelState> channels;
    std::uint32_t records = 0;
    std::uint32_t next_check = 0;  // of limits and the stop flag: when so many events were handled
    std::uint64_t lookups = 0;     // work that grows faster than the number of events
    bool ended = false;
    bool calm = false;  // settling: both actors are low and have no pending case
    Queue::Handle settling;
    kernel::Digest digest;
    RunResult result;
};

}  // namespace firebreak
