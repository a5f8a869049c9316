#include "scenario/rule_checks.hpp"

#include <algorithm>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

bool contains(const Interval& interval, double value) {
    const bool above = interval.low_open ? value > interval.low : value >= interval.low;
    const bool below = interval.high_open ? value < interval.high : value <= interval.high;
    return above && below;
}

const ConditionSpec* find(const RuleSpec& rule, Fact fact) {
    const auto found = std::find_if(rule.when.begin(), rule.when.end(),
                                    [&](const ConditionSpec& c) { return c.fact == fact; });
    return found == rule.when.end() ? nullptr : &*found;
}

bool allows(const RuleSpec& rule, Fact fact, double value) {
    const ConditionSpec* condition = find(rule, fact);
    return condition == nullptr || std::any_of(condition->any_of.begin(), condition->any_of.end(),
                                               [&](const Interval& i) { return contains(i, value); });
}

double lowest(const ConditionSpec& condition) {
    double low = condition.any_of.empty() ? 0 : condition.any_of.front().low;
    for (const Interval& interval : condition.any_of) low = std::min(low, interval.low);
    return low;
}

double highest(const ConditionSpec& condition) {
    double high = condition.any_of.empty() ? 1 : condition.any_of.front().high;
    for (const Interval& interval : condition.any_of) high = std::max(high, interval.high);
    return high;
}

std::string message_contradiction(const RuleSpec& rule) {
    constexpr auto kQuery = static_cast<double>(MessageKind::query);
    const bool needs_guilt = find(rule, Fact::guilty) != nullptr && !allows(rule, Fact::guilty, 0);
    if (needs_guilt && !allows(rule, Fact::message, kQuery))
        return "'guilty: yes' needs a query in hand, which 'message' excludes";
    const bool needs_answer = find(rule, Fact::heard) != nullptr && !allows(rule, Fact::heard, 0);
    const bool never_asked = find(rule, Fact::asked) != nullptr && !allows(rule, Fact::asked, 1);
    if (needs_answer && never_asked)
        return "'heard: yes' needs a query that was sent, which 'asked: no' excludes";
    return {};
}

// Whether the rule stops applying once its side has sent a message of this kind.
bool ends_by_sending(const RuleSpec& rule, MessageKind kind) {
    return std::any_of(rule.when.begin(), rule.when.end(), [&](const ConditionSpec& condition) {
        const bool guard = (condition.fact == Fact::said && condition.subject == message_name(kind)) ||
                           (condition.fact == Fact::asked && kind == MessageKind::query);
        return guard && std::none_of(condition.any_of.begin(), condition.any_of.end(),
                                     [](const Interval& interval) { return contains(interval, 1); });
    });
}

std::string belief_contradiction(const RuleSpec& rule) {
    constexpr double kTolerance = 1e-9;
    const ConditionSpec* confidence = find(rule, Fact::incident_confidence);
    double sum = 0;
    for (const ConditionSpec& condition : rule.when) {
        if (condition.fact != Fact::incident_belief) continue;
        const double low = std::max(0.0, lowest(condition));
        sum += low;
        if (confidence != nullptr && highest(*confidence) < low) {
            return "'incident.confidence' is the largest belief and cannot be below 'incident.belief." +
                   condition.subject + "'";
        }
    }
    return sum > 1 + kTolerance
               ? "beliefs sum to 1, but these conditions ask for at least " + number_text(sum)
               : std::string{};
}

}  // namespace

MessageKind repeated_message(const std::vector<MoveSpec>& moves, const RuleSpec& rule) {
    if (!rule.at_once) return MessageKind::none;
    for (const MoveSpec& move : moves) {
        const bool sends = move.sends != MessageKind::none && move.sends != MessageKind::silence;
        const bool only_sends = sends && move.posture == MoveSpec::Posture::none && !move.strikes;
        if (!only_sends || move.via == "reply" || ends_by_sending(rule, move.sends)) continue;
        const auto names = [&](const auto& choice) { return choice.first == move.id; };
        if (std::any_of(rule.moves.begin(), rule.moves.end(), names)) return move.sends;
    }
    return MessageKind::none;
}

std::string contradiction(const RuleSpec& rule) {
    std::string found = message_contradiction(rule);
    return found.empty() ? belief_contradiction(rule) : found;
}

}  // namespace firebreak
