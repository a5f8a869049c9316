#include "trace/seen_maker.hpp"

#include <firebreak/model.hpp>

namespace firebreak {

using namespace seen;

SeenMaker::SeenMaker(const Model& model, const Script& script, bool true_numbers)
    : spec_(model.spec()), script_(script), in_force_(model.spec().measures.size()) {
    incidents_of_.fill(Numbering(true_numbers));
    messages_of_.fill(Numbering(true_numbers));
    read_doctrines(spec_);
}

void SeenMaker::read_doctrines(const Spec& spec) {
    for (std::size_t i = 0; i < kActors; ++i) {
        doctrines_[i].clear();
        for (const RuleSpec& rule : spec.actors[i].doctrine)
            doctrines_[i].push_back(std::make_shared<const RuleSpec>(rule));
    }
}

void SeenMaker::learn(const Record& record) {
    if (const auto* incident = std::get_if<IncidentHappened>(&record.what)) {
        KnownIncident known{*incident, {}};
        const auto inject = injects_.find(record.parent);
        if (inject != injects_.end()) known.text = script_.injects.at(inject->second).text;
        incidents_[incident->incident] = std::move(known);
    } else if (const auto* inject = std::get_if<Injected>(&record.what)) {
        injects_[record.id] = inject->inject;
    } else if (const auto* message = std::get_if<MessageSent>(&record.what)) {
        messages_[message->message] = {*message, record.id};
    }
}

Seen SeenMaker::make(const Record& record) {
    static_assert(std::variant_size_v<decltype(Record::what)> == kSeenKinds);
    learn(record);
    Seen line;
    line.id = record.id;
    line.parent = record.parent;
    line.time = record.time;
    line.kind = static_cast<SeenKind>(record.what.index());
    std::visit([&](const auto& event) { fill(event, line); }, record.what);
    return line;
}

RecordId SeenMaker::answered_query(const Record& record) const {
    const auto* delivered = std::get_if<MessageDelivered>(&record.what);
    if (delivered == nullptr) return kNoRecord;
    const auto message = messages_.find(delivered->message);
    if (message == messages_.end()) return kNoRecord;
    const auto query = messages_.find(message->second.what.reply_to);
    if (query == messages_.end() || query->second.what.sender != delivered->receiver) return kNoRecord;
    return query->second.record;
}

CaseView SeenMaker::renumbered(ActorId actor, CaseView view) {
    view.incident = incidents_of_[actor.index()](view.incident);
    return view;
}

ChangeOfMind SeenMaker::change_of_mind(ActorId actor, const CaseView& before, const CaseView& after) {
    ChangeOfMind change{before, renumbered(actor, after)};
    change.before.incident = change.after.incident;
    return change;
}

CauseId SeenMaker::true_cause(IncidentIndex incident) const {
    const auto known = incidents_.find(incident);
    return known == incidents_.end() ? CauseId{} : known->second.what.cause;
}

void SeenMaker::fill(const RunStarted& event, Seen& line) {
    line.truth = event;
    for (std::size_t i = 0; i < kActors; ++i) line.observed[i] = Start{event.rungs[i], event.rungs[1 - i]};
}

void SeenMaker::fill(const MeasureInForce& event, Seen& line) {
    line.truth = event;
    line.observed.fill(event);
    in_force_.at(event.measure.index()) = true;
    Spec overlaid = spec_;  // overlays are laid on in the order of the scenario, not in that of their dates
    for (std::size_t i = 0; i < in_force_.size(); ++i) {
        if (in_force_[i]) apply_measure(overlaid, spec_.measures[i]);
    }
    read_doctrines(overlaid);
}

// The author of an incident knows its own doing, though not how hard it hit.
void SeenMaker::fill(const IncidentHappened& event, Seen& line) {
    line.truth = event;
    if (!event.author.valid() || event.phantom) return;
    const std::size_t author = event.author.index();
    line.observed[author] =
        OwnIncident{incidents_of_[author](event.incident), event.source, event.targets, event.cause};
}

void SeenMaker::fill(const CaseOpened& event, Seen& line) {
    const std::size_t actor = event.actor.index();
    const CaseView view = renumbered(event.actor, event.view);
    line.concluded[actor] = view;
    Notice notice{view.incident, view.severity, {}};
    if (const auto known = incidents_.find(event.view.incident); known != incidents_.end()) {
        const IncidentHappened& incident = known->second.what;
        line.truth = TrueCase{event.view.incident, incident.cause, incident.severity, incident.phantom};
        notice.text = known->second.text;
    }
    line.observed[actor] = std::move(notice);
}

void SeenMaker::fill(const ReportReceived& event, Seen& line) {
    const std::size_t actor = event.actor.index();
    line.truth = TrueCause{true_cause(event.after.incident), event.planted};
    const ChangeOfMind change = change_of_mind(event.actor, event.before, event.after);
    line.observed[actor] = Report{event.source, change.after.incident, event.named};
    line.concluded[actor] = change;
}

void SeenMaker::fill(const MoveTookEffect& event, Seen& line) {
    line.truth = event;
    line.observed[event.actor.index()] = event;
}

void SeenMaker::fill(const MoveSeen& event, Seen& line) {
    const std::size_t actor = event.actor.index();
    line.truth = TrueReading{event.true_rung, event.misread()};
    line.observed[actor] = Reading{event.reading, {}};
    line.concluded[actor] =
        ChangedImage{{event.reading_before, event.reading}, event.image_before, event.image};
}

void SeenMaker::fill(const DecisionOpened& event, Seen& line) {
    Deliberation opened{event.trigger, {}};
    if (event.closes < kLongestHorizon) opened.closes = event.closes;
    line.concluded[event.actor.index()] = opened;
}

void SeenMaker::fill(const DecisionMade& event, Seen& line) {
    const std::size_t actor = event.actor.index();
    Decision made;
    made.number = event.number;
    made.trigger = event.trigger;
    if (event.rule >= 0) {
        made.rule = static_cast<std::uint32_t>(event.rule) + 1;
        made.when = doctrines_[actor].at(static_cast<std::size_t>(event.rule));
    }
    made.at_once = event.at_once;
    made.scripted = event.scripted;
    made.trembled = event.trembled;
    made.move = event.move;
    made.options = event.options;
    made.threat = event.threat;
    made.image = event.image;
    made.own_rung = event.own_rung;
    made.adversary_rung = event.adversary_reading;
    TrueDecision truth{event.adversary_true, {}};
    if (event.focal.incident != kNoIndex) {
        made.focal = renumbered(event.actor, event.focal);
        truth.cause = event.true_cause;
    }
    line.truth = truth;
    line.concluded[actor] = std::move(made);
}

// Of what a message is about, an actor is told what it knows already: the number of an incident new to it
// would say, once it detects that incident itself, that both sides speak of the same.
template <class Message>
void SeenMaker::add_subject(ActorId actor, const MessageSent& sent, Message& message) {
    Numbering& messages = messages_of_[actor.index()];
    Numbering& incidents = incidents_of_[actor.index()];
    if (sent.reply_to != kNoIndex && messages.knows(sent.reply_to))
        message.reply_to = messages(sent.reply_to);
    if (sent.about != kNoIndex && incidents.knows(sent.about)) message.about = incidents(sent.about);
}

// What people wrote in it.
std::string SeenMaker::text_of(const MessageSent& sent) const {
    if (sent.act == kNoIndex) return {};
    return std::get<act::Say>(script_.acts.at(sent.act).what).text;
}

void SeenMaker::fill(const MessageSent& event, Seen& line) {
    const std::size_t sender = event.sender.index();
    Sent own{messages_of_[sender](event.message), event.kind, event.channel};
    own.text = text_of(event);
    add_subject(event.sender, event, own);
    line.observed[sender] = own;
    line.truth = event;
}

void SeenMaker::fill(const MessageDelivered& event, Seen& line) {
    const std::size_t receiver = event.receiver.index();
    line.truth = TrueDelivery{event.message,    event.kind,   event.read_as != event.kind,
                              event.sent,       event.linked, event.desk,
                              event.translated, line.time};
    Received own{messages_of_[receiver](event.message), event.read_as, event.channel};
    if (const auto known = messages_.find(event.message); known != messages_.end()) {
        add_subject(event.receiver, known->second.what, own);
        own.text = text_of(known->second.what);
        const auto incident = incidents_.find(known->second.what.about);
        if (event.read_as == MessageKind::query)
            own.own_doing = incident != incidents_.end() && incident->second.what.author == event.receiver;
    }
    AfterMessage mind{{event.reading_before, event.reading}, {}};
    if (event.before.incident != kNoIndex)
        mind.change = change_of_mind(event.receiver, event.before, event.after);
    line.observed[receiver] = own;
    line.concluded[receiver] = std::move(mind);
}

void SeenMaker::fill(const SilenceFell& event, Seen& line) {
    const std::size_t actor = event.actor.index();
    line.observed[actor] = Unanswered{messages_of_[actor](event.query)};
    AfterSilence mind;
    if (event.before.incident != kNoIndex) {
        line.truth = TrueCause{true_cause(event.after.incident)};
        mind.change = change_of_mind(event.actor, event.before, event.after);
    }
    line.concluded[actor] = std::move(mind);
}

void SeenMaker::fill(const LineChanged& event, Seen& line) {
    line.truth = event;
    line.observed.fill(event);
}

void SeenMaker::fill(const Consultation& event, Seen& line) {
    line.truth = Consulted{event.channel};
    for (std::size_t i = 0; i < kActors; ++i) {
        line.observed[i] = Reading{event.readings[i], event.channel};
        line.concluded[i] = ChangedReading{event.readings_before[i], event.readings[i]};
    }
}

// An inject that makes an incident is seen when the incident is detected, and not before.
void SeenMaker::fill(const Injected& event, Seen& line) {
    const ScriptedInject& inject = script_.injects.at(event.inject);
    line.truth = TrueInject{event.inject, event.target, inject.text, inject.cause};
    if (!inject.cause.valid()) line.observed[event.target.index()] = Told{inject.text};
}

void SeenMaker::fill(const RunEnded& event, Seen& line) {
    line.truth = event;
    line.observed.fill(Ended{event.reason});
}

}  // namespace firebreak
