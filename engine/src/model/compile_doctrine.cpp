#include <cmath>

#include "model/compile_parameters.hpp"

namespace firebreak {
namespace {

ClosedInterval closed(const Interval& interval) {
    return {interval.low_open ? std::nextafter(interval.low, kForever) : interval.low,
            interval.high_open ? std::nextafter(interval.high, -kForever) : interval.high};
}

std::uint16_t subject_of(const Spec& spec, const ConditionSpec& condition) {
    switch (condition.fact) {
        case Fact::incident_belief: return find_cause(spec, condition.subject).value;
        case Fact::channel: return find_channel(spec, condition.subject).value;
        case Fact::measure: return find_measure(spec, condition.subject)->value;
        default: return 0;
    }
}

template <class List>
std::uint32_t size_of(const List& list) {
    return static_cast<std::uint32_t>(list.size());
}

}  // namespace

Doctrine compile_doctrine(const Spec& spec, const ActorSpec& actor) {
    Doctrine out;
    for (const RuleSpec& rule : actor.doctrine) {
        Rule r;
        r.first_condition = size_of(out.conditions);
        for (const ConditionSpec& condition : rule.when) {
            Condition c{condition.fact, subject_of(spec, condition), size_of(out.intervals), 0};
            for (const Interval& interval : condition.any_of) out.intervals.push_back(closed(interval));
            c.last = size_of(out.intervals);
            out.conditions.push_back(c);
        }
        r.last_condition = size_of(out.conditions);
        r.first_choice = size_of(out.choices);
        for (const auto& [move, weight] : rule.moves) out.choices.push_back({find_move(spec, move), weight});
        r.last_choice = size_of(out.choices);
        r.at_once = rule.at_once;
        if (rule.at_once) out.at_once.push_back(static_cast<std::uint16_t>(out.rules.size()));
        out.rules.push_back(r);
    }
    return out;
}

}  // namespace firebreak
