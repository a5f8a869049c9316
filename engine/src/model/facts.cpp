// Facts: all that a doctrine may speak of, worked out from what the actor knows.
#include <cmath>
#include <limits>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

constexpr std::uint32_t bit(Fact fact) { return std::uint32_t{1} << static_cast<unsigned>(fact); }
constexpr std::size_t place(Fact fact) { return static_cast<std::size_t>(fact); }

// Facts that one pass over the live cases yields.
constexpr std::uint32_t kCaseFacts = bit(Fact::threat) | bit(Fact::incident_severity) |
                                     bit(Fact::incident_hostility) | bit(Fact::incident_confidence) |
                                     bit(Fact::incident_age) | bit(Fact::asked) | bit(Fact::heard);
// Facts that are cheap enough to be worked out before they are asked for.
constexpr std::uint32_t kCheapFacts = bit(Fact::own_rung) | bit(Fact::adversary_rung) | bit(Fact::rung_gap);

double yes_no(bool value) { return value ? 1 : 0; }

}  // namespace

Knowledge Stepper::know(ActorId actor, Trigger trigger) const {
    const ActorState& a = state(actor);
    Knowledge knowledge;
    knowledge.trigger = trigger;
    knowledge.message = a.queries.empty() ? a.last_message : MessageKind::query;
    knowledge.facts[place(Fact::own_rung)] = a.rung.value;
    knowledge.facts[place(Fact::adversary_rung)] = a.reading.value;
    knowledge.facts[place(Fact::rung_gap)] =
        static_cast<double>(a.reading.value) - static_cast<double>(a.rung.value);
    knowledge.ready = kCheapFacts;
    return knowledge;
}

// One pass over the live cases: threat, focal case; drops cases that went cold.
void Stepper::scan(ActorId actor, Knowledge& knowledge) {
    ActorState& a = state(actor);
    const double per_ms = params(actor).threat_per_ms;
    knowledge.scanned = true;
    look_through(a.live.size());
    double largest = -1;
    std::size_t kept = 0;
    for (const std::uint32_t index : a.live) {
        const Case& c = a.cases[index];
        if (cold(actor, c)) continue;
        a.live[kept++] = index;
        const double weight = c.hostility * c.severity;
        if (weight > largest) {
            largest = weight;
            knowledge.focal = index;
        }
        const double age = static_cast<double>(world_.now - c.opened);
        if (weight > 0) knowledge.threat += age > 0 ? weight * kernel::portable_exp2(-age * per_ms) : weight;
    }
    a.live.resize(kept);
}

void Stepper::work_out_case(ActorId actor, Knowledge& knowledge) {
    if (!knowledge.scanned) scan(actor, knowledge);
    auto& facts = knowledge.facts;
    knowledge.ready |= kCaseFacts;
    facts[place(Fact::threat)] = knowledge.threat;
    if (knowledge.focal == kNoIndex) {
        for (const Fact fact : {Fact::incident_severity, Fact::incident_hostility, Fact::incident_confidence,
                                Fact::incident_age}) {
            facts[place(fact)] = kUnknown;
        }
        facts[place(Fact::asked)] = facts[place(Fact::heard)] = 0;
        return;
    }
    const Case& c = state(actor).cases[knowledge.focal];
    facts[place(Fact::incident_severity)] = c.severity;
    facts[place(Fact::incident_hostility)] = c.hostility;
    facts[place(Fact::incident_confidence)] = c.confidence;
    facts[place(Fact::incident_age)] = static_cast<double>(world_.now - c.opened);
    facts[place(Fact::asked)] = yes_no(c.asked);
    facts[place(Fact::heard)] = yes_no(c.heard);
}

// The kinds of message that the actor has sent about its focal case; without one, about no case since its
// decision opened.
std::uint16_t Stepper::said(ActorId actor, Knowledge& knowledge) {
    const ActorState& a = state(actor);
    if (!knowledge.scanned) scan(actor, knowledge);
    if (knowledge.focal != kNoIndex) return a.cases[knowledge.focal].said;
    return a.decision.open ? a.decision.said : std::uint16_t{0};
}

void Stepper::work_out(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge) {
    const ActorState& a = state(actor);
    double& value = knowledge.facts[place(fact)];
    switch (fact) {
        case Fact::image: value = image(actor); break;
        case Fact::guilty: {
            const IncidentIndex about =
                a.queries.empty() ? kNoIndex : world_.messages[a.queries.front()].about;
            value = yes_no(about != kNoIndex && world_.incidents[about].author == actor);
            break;
        }
        case Fact::trigger: value = static_cast<double>(knowledge.trigger); break;
        case Fact::message: value = static_cast<double>(knowledge.message); break;
        case Fact::time_left:
            value = a.decision.open ? static_cast<double>(a.decision.closes - world_.now) : kUnknown;
            break;
        // The facts with a subject are worked out each time.
        case Fact::channel: value = yes_no(world_.channels[subject].up); return;
        case Fact::measure: value = yes_no((parameters_->in_force >> subject & 1U) != 0); return;
        case Fact::said: value = yes_no((said(actor, knowledge) >> subject & 1U) != 0); return;
        case Fact::incident_belief:
            if (!knowledge.scanned) scan(actor, knowledge);
            value = knowledge.focal == kNoIndex ? kUnknown : a.cases[knowledge.focal].belief[subject];
            return;
        default: return work_out_case(actor, knowledge);
    }
    knowledge.ready |= bit(fact);
}

double Stepper::fact(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge) {
    if ((knowledge.ready & bit(fact)) == 0) work_out(actor, fact, subject, knowledge);
    return knowledge.facts[place(fact)];
}

int Stepper::first_of(ActorId actor, const std::vector<Candidate>& candidates, Knowledge& knowledge) {
    const Doctrine& doctrine = params(actor).doctrine;
    const auto holds = [&](const Condition& condition) {
        if ((knowledge.ready & bit(condition.fact)) == 0)
            work_out(actor, condition.fact, condition.subject, knowledge);
        const double value = knowledge.facts[place(condition.fact)];
        // never for NaN
        if (condition.interval.low <= value && value <= condition.interval.high) return true;
        for (std::uint32_t k = condition.first; k < condition.last; ++k) {
            if (doctrine.intervals[k].low <= value && value <= doctrine.intervals[k].high) return true;
        }
        return false;
    };
    for (const Candidate& candidate : candidates) {
        const Condition* condition = doctrine.conditions.data() + candidate.first_condition;
        const Condition* const end = doctrine.conditions.data() + candidate.last_condition;
        while (condition != end && holds(*condition)) ++condition;
        if (condition != end) continue;
        if (recorder_ != nullptr) recorder_->rule_applied({actor, candidate.rule});
        return candidate.rule;
    }
    return -1;
}

int Stepper::first_rule(ActorId actor, Knowledge& knowledge) {
    return first_of(actor,
                    params(actor).doctrine.candidates[Doctrine::place(knowledge.trigger, knowledge.message)],
                    knowledge);
}

int Stepper::first_at_once(ActorId actor, Knowledge& knowledge) {
    return first_of(actor,
                    params(actor).doctrine.at_once[Doctrine::place(knowledge.trigger, knowledge.message)],
                    knowledge);
}

}  // namespace firebreak
