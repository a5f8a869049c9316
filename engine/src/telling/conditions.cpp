// Rules in plain English. "It" is the side whose doctrine it is.
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "trace/rule_text.hpp"

namespace firebreak {
namespace {

constexpr IntervalWords kPlain{"more than ", "less than "};

// "one rung", "3 rungs"
std::string rungs(int count) {
    constexpr std::array<const char*, 4> kWords{"no", "one", "two", "three"};
    const std::string number = static_cast<std::size_t>(count) < kWords.size()
                                   ? kWords[static_cast<std::size_t>(count)]
                                   : std::to_string(count);
    return number + (count == 1 ? " rung" : " rungs");
}

// Of whole rungs "at least one rung higher"; none for what is not so simple.
std::optional<std::string> gap_words(const Interval& gap) {
    const bool has_low = std::isfinite(gap.low), has_high = std::isfinite(gap.high);
    if (has_low == has_high && !(has_low && gap.low == gap.high)) return {};
    const double end = has_low ? gap.low : gap.high;
    if (end != std::floor(end) || std::fabs(end) > static_cast<double>(kMaxRungs)) return {};
    // Above 0 is at least 1.
    const int rung = static_cast<int>(end) + (has_low && gap.low_open     ? 1
                                              : !has_low && gap.high_open ? -1
                                                                          : 0);
    if (has_low && has_high) {
        if (rung == 0) return "at the same rung";
        return "exactly " + rungs(std::abs(rung)) + (rung > 0 ? " higher" : " lower");
    }
    if (has_low && rung > 0) return "at least " + rungs(rung) + " higher";
    if (has_low) return rung == 0 ? "no lower" : "at most " + rungs(-rung) + " lower";
    if (rung < 0) return "at least " + rungs(-rung) + " lower";
    return rung == 0 ? "no higher" : "at most " + rungs(rung) + " higher";
}

std::optional<std::string> gap_words(const ConditionSpec& condition) {
    std::string text;
    for (const Interval& interval : condition.any_of) {
        const auto words = gap_words(interval);
        if (!words) return {};
        text += (text.empty() ? "" : " or ") + *words;
    }
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string message_condition(const ConditionSpec& condition) {
    const std::string kinds = named_text<MessageKind>(condition, kMessageKinds, message_words);
    return kinds == "nothing" ? "no message fits"
                              : kinds + (kinds == "no message" ? " has come" : " has just come");
}

std::string plain(const Labels& labels, const ConditionSpec& condition) {
    const std::string amount = any_text(condition, kPlain);
    switch (condition.fact) {
        case Fact::threat: return "the threat is " + amount;
        case Fact::incident_severity: return "the incident's severity is " + amount;
        case Fact::incident_hostility: return "the incident's expected hostility is " + amount;
        case Fact::incident_confidence: return "it is " + amount + " sure of the likeliest cause";
        case Fact::incident_age: return "the incident is " + amount + " old";
        case Fact::incident_belief:
            return "the cause \"" + labels.cause(condition.subject) + "\" is " + amount + " likely";
        case Fact::image: return "the other side is " + amount + " likely to be aggressive";
        case Fact::own_rung: return "its own posture is " + rungs_text(labels.spec(), condition);
        case Fact::adversary_rung: return "the other side is read " + rungs_text(labels.spec(), condition);
        case Fact::rung_gap: {
            const auto words = gap_words(condition);
            return words ? "the other side is read " + *words : condition_text(labels.spec(), condition);
        }
        case Fact::trigger:
            return "it is prompted by " + named_text<Trigger>(condition, kTriggers, trigger_words);
        case Fact::message: return message_condition(condition);
        case Fact::guilty:
            return flag_text(condition, "the query is about something it did itself",
                             "the query is not about anything it did");
        case Fact::asked:
            return flag_text(condition, "it has asked about the incident",
                             "it has not yet asked about the incident");
        case Fact::heard:
            return flag_text(condition, "an answer about the incident has come",
                             "no answer about the incident has come yet");
        case Fact::said: {
            const std::string sent = "sent " + subject_message(condition) + " about the incident";
            return flag_text(condition, "it has " + sent, "it has not yet " + sent);
        }
        case Fact::channel: {
            const std::string line = "the line \"" + labels.channel(condition.subject) + "\"";
            return flag_text(condition, line + " works", line + " is down");
        }
        case Fact::measure: {
            const std::string measure = "the measure \"" + labels.measure(condition.subject) + "\"";
            return flag_text(condition, measure + " is in force", measure + " is not in force");
        }
        case Fact::time_left: return "it has " + amount + " left to decide";
    }
    return {};
}

}  // namespace

std::string condition_words(const Spec& spec, const RuleSpec& rule) {
    const Labels labels(spec);
    std::vector<std::string> parts;
    for (const ConditionSpec& condition : rule.when) parts.push_back(plain(labels, condition));
    return parts.empty() ? "always" : listed(parts);
}

std::string choice_words(const Spec& spec, const RuleSpec& rule) {
    const Labels labels(spec);
    double total = 0;
    for (const auto& [move, weight] : rule.moves) total += weight;
    std::string text;
    for (const auto& [move, weight] : rule.moves) {
        text += (text.empty() ? "" : ", ") + labels.move(move);
        if (rule.moves.size() > 1) text += " " + percent(weight / total);
    }
    return text;
}

std::string rule_words(const Spec& spec, const RuleSpec& rule) {
    const std::string conditions = rule.when.empty() ? "in any case" : "if " + condition_words(spec, rule);
    return capitalised((rule.at_once ? "at once, " : "") + conditions + ": " + choice_words(spec, rule) +
                       ".");
}

}  // namespace firebreak
