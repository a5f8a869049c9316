#include "trace/rule_text.hpp"

#include <cmath>

#include <firebreak/model.hpp>

#include <firebreak/text.hpp>
#include "model/ranges.hpp"

namespace firebreak {
namespace {

enum class FactUnit { plain, share, span };

FactUnit unit_of(Fact fact) {
    if (is_span(fact)) return FactUnit::span;
    const bool share = fact == Fact::incident_hostility || fact == Fact::incident_confidence ||
                       fact == Fact::incident_belief || fact == Fact::image;
    return share ? FactUnit::share : FactUnit::plain;
}

std::string value_text(double value, FactUnit unit) {
    if (unit == FactUnit::span) return format_duration(Duration{value});
    if (unit == FactUnit::plain) return number_text(value);
    // A share is a percentage without the noise of binary fractions: 0.35 * 100 is 35.
    return number_text(std::round(value * 1e8) / 1e6) + " %";
}

std::string interval_text(const Interval& interval, FactUnit unit, const IntervalWords& words) {
    const bool has_low = std::isfinite(interval.low);
    const bool has_high = std::isfinite(interval.high);
    std::string low = value_text(interval.low, unit);
    const std::string high = value_text(interval.high, unit);
    if (has_low && has_high && interval.low == interval.high) return low;
    if (has_low && has_high && !interval.low_open && !interval.high_open)
        return "between " + low + " and " + high;
    std::string from = (interval.low_open ? words.above : "at least ") + low;
    std::string to = (interval.high_open ? words.below : "at most ") + high;
    if (has_low && has_high) return from + " and " + to;
    if (has_low) return from;
    if (has_high) return to;
    return "anything";
}

bool contains(const Interval& interval, double value) {
    const bool above = interval.low_open ? value > interval.low : value >= interval.low;
    const bool below = interval.high_open ? value < interval.high : value <= interval.high;
    return above && below;
}

}  // namespace

bool allows(const ConditionSpec& condition, double value) {
    for (const Interval& interval : condition.any_of) {
        if (contains(interval, value)) return true;
    }
    return false;
}

std::string any_text(const ConditionSpec& condition, const IntervalWords& words) {
    std::vector<std::string> parts;
    for (const Interval& interval : condition.any_of)
        parts.push_back(interval_text(interval, unit_of(condition.fact), words));
    return joined(parts, " or ");
}

std::string rungs_text(const Spec& spec, const ConditionSpec& condition) {
    const Labels labels(spec);
    std::vector<std::string> parts;
    const std::size_t rungs = spec.ladder.size();
    for (std::size_t first = 0; first < rungs; ++first) {
        if (!allows(condition, static_cast<double>(first))) continue;
        std::size_t last = first;
        while (last + 1 < rungs && allows(condition, static_cast<double>(last + 1))) ++last;
        const std::string low = labels.rung(spec.ladder[first].id);
        const std::string high = labels.rung(spec.ladder[last].id);
        if (first == 0 && last + 1 == rungs) return "anywhere";
        parts.push_back(first == last       ? "at " + low
                        : last + 1 == rungs ? "at or above " + low
                        : first == 0        ? "at or below " + high
                                            : "from " + low + " to " + high);
        first = last;
    }
    return parts.empty() ? "nowhere" : joined(parts, " or ");
}

std::string flag_text(const ConditionSpec& condition, const std::string& yes, const std::string& no) {
    const bool either = allows(condition, 1) && allows(condition, 0);
    if (either) return yes + " or not";
    return allows(condition, 1) ? yes : no;
}

std::string subject_message(const ConditionSpec& condition) {
    for (std::size_t kind = 0; kind < kMessageKinds; ++kind) {
        if (condition.subject == message_name(static_cast<MessageKind>(kind)))
            return message_words(static_cast<MessageKind>(kind));
    }
    return condition.subject;
}

std::string condition_text(const Spec& spec, const ConditionSpec& condition) {
    const Labels labels(spec);
    switch (condition.fact) {
        case Fact::threat: return "the threat is " + any_text(condition);
        case Fact::incident_severity: return "the incident's severity is " + any_text(condition);
        case Fact::incident_hostility: return "the incident's hostility is " + any_text(condition);
        case Fact::incident_confidence:
            return "the confidence in the likeliest cause is " + any_text(condition);
        case Fact::incident_age: return "the incident's age is " + any_text(condition);
        case Fact::incident_belief:
            return "the belief in the cause " + labels.cause(condition.subject) + " is " +
                   any_text(condition);
        case Fact::image:
            return "the probability that the other side is aggressive is " + any_text(condition);
        case Fact::own_rung: return "one's own posture is " + rungs_text(spec, condition);
        case Fact::adversary_rung: return "the other side's posture is read " + rungs_text(spec, condition);
        case Fact::rung_gap:
            return "the other side's rung, as read, less one's own is " + any_text(condition);
        case Fact::trigger:
            return "the occasion is " + named_text<Trigger>(condition, kTriggers, trigger_words);
        case Fact::message:
            return "the message in hand is " +
                   named_text<MessageKind>(condition, kMessageKinds, message_words);
        case Fact::guilty:
            return flag_text(condition, "the query is about one's own doing",
                             "the query is not about one's own doing");
        case Fact::asked:
            return flag_text(condition, "one has asked about the incident",
                             "one has not asked about the incident");
        case Fact::heard:
            return flag_text(condition, "an answer about the incident has come",
                             "no answer about the incident has come");
        case Fact::said: {
            const std::string sent = "sent " + subject_message(condition) + " about the incident";
            return flag_text(condition, "one has " + sent, "one has not " + sent);
        }
        case Fact::channel: {
            const std::string line = "the line " + labels.channel(condition.subject);
            return flag_text(condition, line + " works", line + " does not work");
        }
        case Fact::measure: {
            const std::string measure = "the measure " + labels.measure(condition.subject);
            return flag_text(condition, measure + " is in force", measure + " is not in force");
        }
        case Fact::time_left: return "the time left to decide is " + any_text(condition);
    }
    return {};
}

std::string rule_text(const Spec& spec, const RuleSpec& rule) {
    std::vector<std::string> parts;
    for (const ConditionSpec& condition : rule.when) parts.push_back(condition_text(spec, condition));
    return parts.empty() ? "always" : listed(parts);
}

}  // namespace firebreak
