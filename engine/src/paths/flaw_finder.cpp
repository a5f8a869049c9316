#include "paths/flaw_finder.hpp"

#include <algorithm>
#include <cmath>

#include "model/compiled.hpp"

namespace firebreak {
namespace {

constexpr double kSurely = 1 - 1e-9;
constexpr double kSameSeverity = 1e-9;

Flaw flaw_at(const Record& record, Correction::Kind put_right, ActorId actor) {
    Flaw flaw;
    flaw.correction = {put_right, record.name};
    flaw.record = record.id;
    flaw.time = record.time;
    flaw.actor = actor;
    return flaw;
}

}  // namespace

FlawFinder::FlawFinder(const Model& model, bool to_crisis)
    : model_(model), to_crisis_(to_crisis), crisis_(model.compiled().crisis) {
    begin();
}

void FlawFinder::begin() {
    looks_away_ = false;
    crisis_time_ = kNever;
    flaws_.clear();
    incidents_.clear();
    messages_.clear();
    last_decision_ = {};
    blurred_ = {};
    for (std::size_t i = 0; i < kActors; ++i)
        rules_[i].assign(model_.spec().actors[i].doctrine.size(), false);
}

void FlawFinder::record(const Record& record) {
    if (looks_away_) return;
    std::visit([&](const auto& what) { see(what, record); }, record.what);
}

void FlawFinder::see(const RunStarted& r, const Record& record) {
    if (std::max(r.rungs[0], r.rungs[1]) < crisis_) return;
    crisis_time_ = record.time;
    looks_away_ = to_crisis_;
}

void FlawFinder::see(const IncidentHappened& r, const Record&) {
    if (incidents_.size() <= r.incident) incidents_.resize(r.incident + 1);
    incidents_[r.incident] = {r.cause, r.severity, r.phantom};
    for (std::size_t i = 0; i < kActors; ++i) {
        if (r.targets[i] && r.phantom) blurred_[i].add(Perception::alarm);
    }
}

void FlawFinder::see(const CaseOpened& r, const Record&) {
    blurred_[r.actor.index()].add(Perception::cause);
    if (r.view.severity != incidents_[r.view.incident].severity)
        blurred_[r.actor.index()].add(Perception::severity);
}

void FlawFinder::see(const MoveSeen& r, const Record& record) {
    if (!r.misread()) return;
    blurred_[r.actor.index()].add(Perception::posture);
    Flaw flaw = flaw_at(record, Correction::Kind::reading, r.actor);
    flaw.kind = Flaw::Kind::misreading;
    flaw.off = r.reading > r.true_rung ? 1 : -1;
    flaws_.push_back(flaw);
}

void FlawFinder::see(const MoveTookEffect& r, const Record& record) {
    if (r.after < crisis_) return;
    crisis_time_ = std::min(crisis_time_, record.time);
    looks_away_ = to_crisis_;
}

void FlawFinder::see(const DecisionMade& r, const Record& record) {
    if (r.at_once && !model_.compiled().epochs[0].parameters.moves[r.move.index()].acts()) return;
    last_decision_[r.actor.index()] = record.id;
    if (r.focal.incident != kNoIndex) see_belief(r, record);
    see_escalation(r, record);
}

void FlawFinder::see_belief(const DecisionMade& made, const Record& record) {
    const Incident& incident = incidents_[made.focal.incident];
    const CauseId believed = made.focal.likeliest;
    Flaw flaw = flaw_at(record, Correction::Kind::belief, made.actor);
    if (incident.phantom && made.focal.severity > 0) {
        flaw.kind = Flaw::Kind::false_alarm;
    } else if (incident.phantom) {
        return;  // known for what it is
    } else if (believed != made.true_cause) {
        flaw.kind = Flaw::Kind::misattribution;
    } else if (made.focal.belief[made.true_cause.index()] < kSurely) {
        flaw.kind = Flaw::Kind::doubt;
    } else if (std::abs(made.focal.severity - incident.severity) > kSameSeverity) {
        flaw.kind = Flaw::Kind::misjudgement;
    } else {
        return;
    }
    flaw.truth = made.true_cause;
    flaw.believed = believed;
    flaw.move = made.move;
    flaws_.push_back(flaw);
}

void FlawFinder::see_escalation(const DecisionMade& made, const Record& record) {
    const CompiledMove& move = model_.compiled().epochs[0].parameters.moves[made.move.index()];
    using Posture = MoveSpec::Posture;
    const bool to = move.posture == Posture::to || move.posture == Posture::raise_to;
    const bool raises = (to && move.rung > made.own_rung) || (move.posture == Posture::by && move.by > 0);
    if (!raises && !move.strikes) return;
    Flaw flaw = flaw_at(record, Correction::Kind::hold, made.actor);
    flaw.kind = Flaw::Kind::escalation;
    flaw.move = made.move;
    flaws_.push_back(flaw);
}

void FlawFinder::see(const MessageSent& r, const Record& record) {
    if (messages_.size() <= r.message) messages_.resize(r.message + 1);
    Message& message = messages_[r.message];
    message.reply_to = r.reply_to;
    message.on_its_way = !r.lost;
    Flaw& flaw = message.flaw;
    flaw = flaw_at(record, Correction::Kind::message, other(r.sender));
    flaw.kind = Flaw::Kind::lost;
    flaw.message = r.kind;
    flaw.channel = r.channel;
    if (r.lost) flaws_.push_back(flaw);
}

// Late: what it says had already been decided without it, or had been taken for silence.
void FlawFinder::note_if_late(Message& message) {
    const RecordId sent = message.flaw.record;
    const bool decided = last_decision_[message.flaw.actor.index()] > sent;
    const bool silent = message.silence != kNoRecord;
    const bool answer_missed = message.reply_to != kNoIndex &&
                               messages_[message.reply_to].silence != kNoRecord &&
                               messages_[message.reply_to].silence > sent;
    message.on_its_way = false;
    if (!decided && !silent && !answer_missed) return;
    message.late = true;
    message.flaw.kind = Flaw::Kind::late;
    flaws_.push_back(message.flaw);
}

void FlawFinder::see(const MessageDelivered& r, const Record&) {
    Message& message = messages_[r.message];
    note_if_late(message);
    if (r.read_as == r.kind) return;
    blurred_[r.receiver.index()].add(Perception::tone);
    if (message.late) return;
    message.flaw.kind = Flaw::Kind::garbled;
    flaws_.push_back(message.flaw);
}

void FlawFinder::see(const SilenceFell& r, const Record& record) { messages_[r.query].silence = record.id; }

std::vector<Flaw> FlawFinder::flaws() {
    for (Message& message : messages_) {
        if (message.on_its_way) note_if_late(message);
    }
    std::stable_sort(flaws_.begin(), flaws_.end(),
                     [](const Flaw& a, const Flaw& b) { return a.record < b.record; });
    return std::move(flaws_);
}

std::vector<Flaw> flaws_of(const Model& model, const std::vector<Record>& records, bool to_crisis) {
    FlawFinder finder(model, to_crisis);
    for (const Record& record : records) finder.record(record);
    return finder.flaws();
}

}  // namespace firebreak
