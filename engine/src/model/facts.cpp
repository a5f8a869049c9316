// Facts: all that a doctrine may speak of, worked out from what the actor knows.
#include <cmath>
#include <limits>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double yes_no(bool value) { return value ? 1 : 0; }

}  // namespace

// One pass over the live cases: threat, focal case; drops cases that went cold.
void Stepper::scan(ActorId actor, Knowledge& knowledge) {
    ActorState& a = state(actor);
    const double per_ms = params(actor).threat_per_ms;
    knowledge.scanned = true;
    double largest = -1;
    std::size_t kept = 0;
    for (const std::uint32_t place : a.live) {
        const Case& c = a.cases[place];
        if (cold(actor, c)) continue;
        a.live[kept++] = place;
        const double weight = c.hostility * c.severity;
        if (weight > largest) {
            largest = weight;
            knowledge.focal = place;
        }
        const double age = static_cast<double>(world_.now - c.opened);
        if (weight > 0) knowledge.threat += age > 0 ? weight * kernel::portable_exp2(-age * per_ms) : weight;
    }
    a.live.resize(kept);
}

double Stepper::incident_fact(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge) {
    if (!knowledge.scanned) scan(actor, knowledge);
    if (fact == Fact::threat) return knowledge.threat;
    const bool known = knowledge.focal != kNoIndex;
    if (fact == Fact::asked) return yes_no(known && state(actor).cases[knowledge.focal].asked);
    if (fact == Fact::heard) return yes_no(known && state(actor).cases[knowledge.focal].heard);
    if (!known) return kUnknown;
    const Case& c = state(actor).cases[knowledge.focal];
    switch (fact) {
        case Fact::incident_severity: return c.severity;
        case Fact::incident_hostility: return c.hostility;
        case Fact::incident_confidence: return c.confidence;
        case Fact::incident_age: return static_cast<double>(world_.now - c.opened);
        case Fact::incident_belief: return c.belief[subject];
        default: return kUnknown;
    }
}

double Stepper::fact(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge) {
    const ActorState& a = state(actor);
    switch (fact) {
        case Fact::image: return 1 / (1 + kernel::portable_exp(-(params(actor).image_start + image_log_odds(actor))));
        case Fact::own_rung: return a.rung.value;
        case Fact::adversary_rung: return a.reading.value;
        case Fact::rung_gap: return static_cast<double>(a.reading.value) - static_cast<double>(a.rung.value);
        case Fact::trigger: return static_cast<double>(knowledge.trigger);
        case Fact::message: return static_cast<double>(a.queries.empty() ? a.last_message : MessageKind::query);
        case Fact::guilty: {
            if (a.queries.empty()) return 0;
            const IncidentIndex about = world_.messages[a.queries.front()].about;
            return yes_no(about != kNoIndex && world_.incidents[about].author == actor);
        }
        case Fact::channel: return yes_no(world_.channels[subject].up);
        case Fact::measure: return yes_no((parameters_->in_force >> subject & 1U) != 0);
        case Fact::time_left: return a.decision.open ? static_cast<double>(a.decision.closes - world_.now) : kUnknown;
        default: return incident_fact(actor, fact, subject, knowledge);
    }
}

bool Stepper::holds(ActorId actor, const Condition& condition, Knowledge& knowledge) {
    const double value = fact(actor, condition.fact, condition.subject, knowledge);
    const std::vector<ClosedInterval>& intervals = params(actor).doctrine.intervals;
    for (std::uint32_t i = condition.first; i < condition.last; ++i) {
        if (intervals[i].low <= value && value <= intervals[i].high) return true;  // never for NaN
    }
    return false;
}

bool Stepper::matches(ActorId actor, const Rule& rule, Knowledge& knowledge) {
    const std::vector<Condition>& conditions = params(actor).doctrine.conditions;
    for (std::uint32_t i = rule.first_condition; i < rule.last_condition; ++i) {
        if (!holds(actor, conditions[i], knowledge)) return false;
    }
    return true;
}

int Stepper::first_rule(ActorId actor, Trigger trigger) {
    const std::vector<Rule>& rules = params(actor).doctrine.rules;
    Knowledge knowledge{trigger};
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (matches(actor, rules[i], knowledge)) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace firebreak
