#include <algorithm>

#include "model/compile_parameters.hpp"

namespace firebreak {
namespace {

MessageKind find_message(std::string_view name) {
    std::size_t kind = 0;
    while (kind + 1 < kMessageKinds && name != message_name(static_cast<MessageKind>(kind))) ++kind;
    return static_cast<MessageKind>(kind);
}

std::uint16_t subject_of(const Spec& spec, const ConditionSpec& condition) {
    switch (condition.fact) {
        case Fact::incident_belief: return find_cause(spec, condition.subject).value;
        case Fact::channel: return find_channel(spec, condition.subject).value;
        case Fact::measure: return find_measure(spec, condition.subject)->value;
        case Fact::said: return static_cast<std::uint16_t>(find_message(condition.subject));
        default: return 0;
    }
}

template <class List>
std::uint32_t size_of(const List& list) {
    return static_cast<std::uint32_t>(list.size());
}

bool allows(const ConditionSpec& condition, double value) {
    return std::any_of(condition.any_of.begin(), condition.any_of.end(), [&](const Interval& interval) {
        const ClosedInterval c = values_of(interval, false);
        return c.low <= value && value <= c.high;
    });
}

// What a fact costs to work out; conditions on cheap facts are tested first. All must hold, so the order
// changes no result.
int cost(Fact fact) {
    switch (fact) {
        case Fact::own_rung:
        case Fact::adversary_rung:
        case Fact::rung_gap: return 0;
        case Fact::channel:
        case Fact::measure:
        case Fact::time_left:
        case Fact::guilty: return 1;
        case Fact::image: return 3;
        default: return 2;
    }
}

Condition compile_condition(const Spec& spec, const ConditionSpec& condition,
                            std::vector<ClosedInterval>& more) {
    Condition out;
    out.fact = condition.fact;
    out.subject = subject_of(spec, condition);
    const bool span = is_span(condition.fact);
    out.interval = values_of(condition.any_of.front(), span);
    out.first = size_of(more);
    for (std::size_t i = 1; i < condition.any_of.size(); ++i)
        more.push_back(values_of(condition.any_of[i], span));
    out.last = size_of(more);
    return out;
}

// Whether the rule may hold for this trigger and message.
bool possible(const RuleSpec& rule, Trigger trigger, MessageKind message) {
    return std::all_of(rule.when.begin(), rule.when.end(), [&](const ConditionSpec& condition) {
        if (condition.fact == Fact::trigger) return allows(condition, static_cast<double>(trigger));
        if (condition.fact == Fact::message) return allows(condition, static_cast<double>(message));
        return true;
    });
}

void index_rules(const ActorSpec& actor, const std::vector<Candidate>& all, Doctrine& out) {
    for (std::size_t t = 0; t < kTriggers; ++t) {
        for (std::size_t m = 0; m < kMessageKinds; ++m) {
            const auto trigger = static_cast<Trigger>(t);
            const auto message = static_cast<MessageKind>(m);
            const std::size_t place = Doctrine::place(trigger, message);
            for (const Candidate& candidate : all) {
                const RuleSpec& rule = actor.doctrine[candidate.rule];
                if (!possible(rule, trigger, message)) continue;
                out.candidates[place].push_back(candidate);
                if (rule.at_once) out.at_once[place].push_back(candidate);
            }
        }
    }
}

}  // namespace

Doctrine compile_doctrine(const Spec& spec, ActorId side, const std::vector<RuleRef>& without) {
    const ActorSpec& actor = spec.actors[side.index()];
    Doctrine out;
    std::vector<Candidate> all;
    for (const RuleSpec& rule : actor.doctrine) {
        Candidate candidate{static_cast<std::uint16_t>(out.rules.size()), size_of(out.conditions), 0};
        for (const ConditionSpec& condition : rule.when) {
            // the index knows them
            if (condition.fact == Fact::trigger || condition.fact == Fact::message) continue;
            out.conditions.push_back(compile_condition(spec, condition, out.intervals));
        }
        candidate.last_condition = size_of(out.conditions);
        std::stable_sort(out.conditions.begin() + candidate.first_condition, out.conditions.end(),
                         [](const Condition& a, const Condition& b) { return cost(a.fact) < cost(b.fact); });
        const RuleRef place{side, candidate.rule};
        const bool knocked_out = std::find(without.begin(), without.end(), place) != without.end();
        if (!knocked_out) all.push_back(candidate);
        Rule r;
        r.first_choice = size_of(out.choices);
        for (const auto& [move, weight] : rule.moves) out.choices.push_back({find_move(spec, move), weight});
        r.last_choice = size_of(out.choices);
        // Chosen in the order of their ids, so that the order in the file changes nothing.
        std::sort(out.choices.begin() + r.first_choice, out.choices.end(),
                  [&](const Choice& a, const Choice& b) {
                      return spec.moves[a.move.index()].id < spec.moves[b.move.index()].id;
                  });
        out.rules.push_back(r);
        out.has_at_once = out.has_at_once || (rule.at_once && !knocked_out);
    }
    index_rules(actor, all, out);
    return out;
}

}  // namespace firebreak
