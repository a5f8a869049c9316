#include "trace/ledger_maker.hpp"

#include <firebreak/model.hpp>

#include "trace/rule_text.hpp"

namespace firebreak {
namespace {

Fields before_and_after(Fields before, Fields after) {
    Fields fields = Fields::object();
    fields["before"] = std::move(before);
    fields["after"] = std::move(after);
    return fields;
}

}  // namespace

LedgerMaker::LedgerMaker(const Model& model, const Script& script, bool true_numbers)
    : spec_(model.spec()), script_(script), overlaid_(model.spec()), in_force_(model.spec().measures.size()) {
    incidents_of_.fill(Numbering(true_numbers));
    messages_of_.fill(Numbering(true_numbers));
}

LedgerLine LedgerMaker::make(const Record& record) {
    static_assert(std::variant_size_v<decltype(Record::what)> == kLineKinds);
    LedgerLine line;
    line.id = record.id;
    line.parent = record.parent;
    line.time = record.time;
    line.kind = static_cast<LineKind>(record.what.index());
    if (const auto* incident = std::get_if<IncidentHappened>(&record.what)) {
        KnownIncident known{*incident, {}};
        const auto inject = injects_.find(record.parent);
        if (inject != injects_.end()) known.text = script_.injects.at(inject->second).text;
        incidents_[incident->incident] = std::move(known);
    }
    if (const auto* inject = std::get_if<Injected>(&record.what)) injects_[record.id] = inject->inject;
    if (const auto* message = std::get_if<MessageSent>(&record.what))
        messages_[message->message] = {*message, record.id};
    std::visit([&](const auto& event) { tell(event, line); }, record.what);
    return line;
}

RecordId LedgerMaker::answered_query(const Record& record) const {
    const auto* delivered = std::get_if<MessageDelivered>(&record.what);
    if (delivered == nullptr) return kNoRecord;
    const auto message = messages_.find(delivered->message);
    if (message == messages_.end()) return kNoRecord;
    const auto query = messages_.find(message->second.what.reply_to);
    if (query == messages_.end() || query->second.what.sender != delivered->receiver) return kNoRecord;
    return query->second.record;
}

Fields LedgerMaker::opinion(const CaseView& view) const {
    Fields belief = Fields::object();
    for (std::size_t h = 0; h < spec_.causes.size(); ++h) belief[spec_.causes[h].id] = view.belief[h];
    return {{"belief", belief},
            {"hostility", view.hostility},
            {"confidence", view.confidence},
            {"concluded", view.concluded}};
}

Fields LedgerMaker::change_of_mind(ActorId actor, const CaseView& before, const CaseView& after) {
    return {{"incident", incidents_of_[actor.index()](after.incident)},
            {"before", opinion(before)},
            {"after", opinion(after)}};
}

Fields LedgerMaker::true_cause(IncidentIndex incident) const {
    const auto known = incidents_.find(incident);
    return known == incidents_.end() ? Fields() : name(known->second.what.cause);
}

void LedgerMaker::tell(const RunStarted& event, LedgerLine& line) {
    Fields rungs = Fields::object();
    for (std::size_t i = 0; i < kActors; ++i) {
        rungs[spec_.actors[i].id] = name(event.rungs[i]);
        line.observed[i] = {{"own_rung", name(event.rungs[i])}, {"adversary_rung", name(event.rungs[1 - i])}};
    }
    line.truth = {{"rungs", rungs}};
}

void LedgerMaker::tell(const MeasureInForce& event, LedgerLine& line) {
    line.truth = {{"measure", name(event.measure)}};
    line.observed.fill(line.truth);
    in_force_.at(event.measure.index()) = true;
    overlaid_ = spec_;  // overlays are laid on in the order of the scenario, not in that of their dates
    for (std::size_t i = 0; i < in_force_.size(); ++i) {
        if (in_force_[i]) apply_measure(overlaid_, spec_.measures[i]);
    }
}

// The author of an incident knows its own doing, though not how hard it hit.
void LedgerMaker::tell(const IncidentHappened& event, LedgerLine& line) {
    Fields targets = Fields::array();
    for (std::size_t i = 0; i < kActors; ++i) {
        if (event.targets[i]) targets.push_back(spec_.actors[i].id);
    }
    line.truth = {{"incident", event.incident},   {"source", name(event.source)},
                  {"author", name(event.author)}, {"targets", targets},
                  {"cause", name(event.cause)},   {"severity", event.severity},
                  {"phantom", event.phantom}};
    if (!event.author.valid() || event.phantom) return;
    const std::size_t author = event.author.index();
    line.observed[author] = {{"incident", incidents_of_[author](event.incident)},
                             {"own_doing", true},
                             {"source", name(event.source)},
                             {"targets", targets},
                             {"cause", name(event.cause)}};
}

void LedgerMaker::tell(const CaseOpened& event, LedgerLine& line) {
    const std::size_t actor = event.actor.index();
    line.observed[actor] = {{"incident", incidents_of_[actor](event.view.incident)},
                            {"severity", event.view.severity}};
    line.concluded[actor] = opinion(event.view);
    const auto known = incidents_.find(event.view.incident);
    if (known == incidents_.end()) return;
    const IncidentHappened& incident = known->second.what;
    line.truth = {{"incident", event.view.incident},
                  {"cause", name(incident.cause)},
                  {"severity", incident.severity},
                  {"phantom", incident.phantom}};
    if (!known->second.text.empty()) line.observed[actor]["text"] = known->second.text;
}

void LedgerMaker::tell(const ReportReceived& event, LedgerLine& line) {
    const std::size_t actor = event.actor.index();
    line.truth = {{"cause", true_cause(event.after.incident)}};
    line.observed[actor] = {{"source", name(event.source)},
                            {"incident", incidents_of_[actor](event.after.incident)},
                            {"named", name(event.named)}};
    line.concluded[actor] = change_of_mind(event.actor, event.before, event.after);
}

void LedgerMaker::tell(const MoveTookEffect& event, LedgerLine& line) {
    Fields own = {{"move", name(event.move)},
                  {"accident", event.accident},
                  {"before", name(event.before)},
                  {"after", name(event.after)}};
    line.truth = {{"actor", name(event.actor)}};
    line.truth.update(own);
    line.observed[event.actor.index()] = std::move(own);
}

void LedgerMaker::tell(const MoveSeen& event, LedgerLine& line) {
    const std::size_t actor = event.actor.index();
    line.truth = {{"adversary_rung", name(event.true_rung)}, {"misread", event.misread()}};
    line.observed[actor] = {{"adversary_rung", name(event.reading)}};
    line.concluded[actor] = {
        {"adversary_rung", before_and_after(name(event.reading_before), name(event.reading))},
        {"image", before_and_after(event.image_before, event.image)}};
}

void LedgerMaker::tell(const DecisionOpened& event, LedgerLine& line) {
    Fields fields = {{"trigger", trigger_name(event.trigger)}, {"closes", nullptr}, {"closes_time", nullptr}};
    if (event.closes < kLongestHorizon) {
        fields["closes"] = event.closes;
        fields["closes_time"] = format_date(spec_.clock.start + event.closes);
    }
    line.concluded[event.actor.index()] = std::move(fields);
}

void LedgerMaker::tell(const DecisionMade& event, LedgerLine& line) {
    const std::size_t actor = event.actor.index();
    Fields& made = line.concluded[actor];
    made = {{"number", event.number},
            {"trigger", trigger_name(event.trigger)},
            {"rule", nullptr},
            {"when", nullptr}};
    if (event.rule >= 0) {
        made["rule"] = event.rule + 1;
        made["when"] =
            rule_text(overlaid_, overlaid_.actors[actor].doctrine.at(static_cast<std::size_t>(event.rule)));
    }
    made["at_once"] = event.at_once;
    made["scripted"] = event.scripted;
    made["trembled"] = event.trembled;
    made["move"] = name(event.move);
    made["options"] = Fields::array();
    for (const auto& option : event.options) {
        made["options"].push_back(Fields{{"move", name(option.move)}, {"probability", option.probability}});
    }
    made["threat"] = event.threat;
    made["image"] = event.image;
    made["own_rung"] = name(event.own_rung);
    made["adversary_rung"] = name(event.adversary_reading);
    made["case"] = nullptr;
    line.truth = {{"adversary_rung", name(event.adversary_true)}, {"cause", nullptr}};
    if (event.focal.incident == kNoIndex) return;
    made["case"] = {{"incident", incidents_of_[actor](event.focal.incident)},
                    {"severity", event.focal.severity}};
    made["case"].update(opinion(event.focal));
    line.truth["cause"] = name(event.true_cause);
}

// Of what a message is about, an actor is told what it knows already: the number of an incident new to it
// would say, once it detects that incident itself, that both sides speak of the same.
void LedgerMaker::add_subject(ActorId actor, const KnownMessage& message, Fields& fields) {
    Numbering& messages = messages_of_[actor.index()];
    Numbering& incidents = incidents_of_[actor.index()];
    const MessageSent& sent = message.what;
    if (sent.reply_to != kNoIndex && messages.knows(sent.reply_to))
        fields["reply_to"] = messages(sent.reply_to);
    if (sent.about != kNoIndex && incidents.knows(sent.about)) fields["about"] = incidents(sent.about);
}

void LedgerMaker::tell(const MessageSent& event, LedgerLine& line) {
    const std::size_t sender = event.sender.index();
    Fields& own = line.observed[sender];
    own = {{"message", messages_of_[sender](event.message)},
           {"kind", message_name(event.kind)},
           {"channel", name(event.channel)}};
    add_subject(event.sender, messages_.at(event.message), own);
    line.truth = {{"message", event.message},
                  {"sender", name(event.sender)},
                  {"kind", message_name(event.kind)},
                  {"channel", name(event.channel)}};
    if (event.reply_to != kNoIndex) line.truth["reply_to"] = event.reply_to;
    if (event.about != kNoIndex) line.truth["about"] = event.about;
    line.truth["lost"] = event.lost;
}

void LedgerMaker::tell(const MessageDelivered& event, LedgerLine& line) {
    const std::size_t receiver = event.receiver.index();
    line.truth = {{"message", event.message},
                  {"kind", message_name(event.kind)},
                  {"garbled", event.read_as != event.kind}};
    line.truth["stages"] = {{"sent", event.sent},
                            {"linked", event.linked},
                            {"translation", event.desk},
                            {"translated", event.translated},
                            {"delivered", line.time}};
    Fields& own = line.observed[receiver];
    own = {{"message", messages_of_[receiver](event.message)},
           {"read_as", message_name(event.read_as)},
           {"channel", name(event.channel)}};
    if (const auto known = messages_.find(event.message); known != messages_.end()) {
        add_subject(event.receiver, known->second, own);
        const auto incident = incidents_.find(known->second.what.about);
        const bool guilty = incident != incidents_.end() && incident->second.what.author == event.receiver;
        if (event.read_as == MessageKind::query) own["own_doing"] = guilty;
    }
    Fields& mind = line.concluded[receiver];
    mind = {{"adversary_rung", before_and_after(name(event.reading_before), name(event.reading))},
            {"case", nullptr}};
    if (event.before.incident != kNoIndex)
        mind["case"] = change_of_mind(event.receiver, event.before, event.after);
}

void LedgerMaker::tell(const SilenceFell& event, LedgerLine& line) {
    const std::size_t actor = event.actor.index();
    line.observed[actor] = {{"message", messages_of_[actor](event.query)}};
    line.concluded[actor] = {{"case", nullptr}};
    if (event.before.incident == kNoIndex) return;
    line.truth = {{"cause", true_cause(event.after.incident)}};
    line.concluded[actor]["case"] = change_of_mind(event.actor, event.before, event.after);
}

void LedgerMaker::tell(const LineChanged& event, LedgerLine& line) {
    line.truth = {{"channel", name(event.channel)}, {"up", event.up}};
    line.observed.fill(line.truth);
}

void LedgerMaker::tell(const Consultation& event, LedgerLine& line) {
    line.truth = {{"channel", name(event.channel)}};
    for (std::size_t i = 0; i < kActors; ++i) {
        line.observed[i] = {{"channel", name(event.channel)}, {"adversary_rung", name(event.readings[i])}};
        line.concluded[i] = {
            {"adversary_rung", before_and_after(name(event.readings_before[i]), name(event.readings[i]))}};
    }
}

// An inject that makes an incident is seen when the incident is detected, and not before.
void LedgerMaker::tell(const Injected& event, LedgerLine& line) {
    const ScriptedInject& inject = script_.injects.at(event.inject);
    line.truth = {{"inject", event.inject},
                  {"target", name(event.target)},
                  {"text", inject.text},
                  {"cause", name(inject.cause)}};
    if (!inject.cause.valid()) line.observed[event.target.index()] = {{"text", inject.text}};
}

void LedgerMaker::tell(const RunEnded& event, LedgerLine& line) {
    line.observed.fill(Fields{{"end_reason", end_reason_name(event.reason)}});
    line.truth = {{"end_reason", end_reason_name(event.reason)}, {"outcome", outcome_name(event.outcome)}};
    if (event.limit != Limit::none) line.truth["limit"] = limit_name(event.limit);
}

}  // namespace firebreak
