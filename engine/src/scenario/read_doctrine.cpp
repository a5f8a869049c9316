#include <algorithm>
#include <utility>

#include <firebreak/text.hpp>

#include "scenario/conditions.hpp"
#include "scenario/rule_checks.hpp"
#include "scenario/sections.hpp"

namespace firebreak {
namespace {

struct NamedFact {
    Fact fact;
    std::string_view subject;
};

bool has_subject(Fact fact) {
    return fact == Fact::incident_belief || fact == Fact::said || fact == Fact::channel ||
           fact == Fact::measure;
}

std::pair<std::string_view, const NameList*> subjects_of(Fact fact, const Names& names) {
    if (fact == Fact::incident_belief) return {"cause", &names.causes};
    if (fact == Fact::said) return {"message", &names_of_sent_messages()};
    if (fact == Fact::channel) return {"channel", &names.channels};
    return {"measure", &names.measures};
}

std::optional<NamedFact> find_fact(std::string_view text) {
    for (std::size_t i = 0; i < kFacts; ++i) {
        const auto fact = static_cast<Fact>(i);
        const std::string_view name = fact_name(fact);
        if (!has_subject(fact) && text == name) return NamedFact{fact, {}};
        const bool subject_follows = has_subject(fact) && text.starts_with(name) &&
                                     text.size() > name.size() && text[name.size()] == '.';
        if (subject_follows) return NamedFact{fact, text.substr(name.size() + 1)};
    }
    return std::nullopt;
}

void unknown_fact(const Place& at, Reading& reading) {
    std::vector<std::string> possible;
    for (std::size_t i = 0; i < kFacts; ++i) {
        const auto fact = static_cast<Fact>(i);
        if (!has_subject(fact)) {
            possible.emplace_back(fact_name(fact));
            continue;
        }
        for (const std::string_view id : *subjects_of(fact, reading.names).second)
            possible.push_back(std::string(fact_name(fact)) + "." + std::string(id));
    }
    reading.faults.unknown_key(at, "unknown fact", NameList(possible.begin(), possible.end()));
}

void read_fact(const Place& at, Reading& reading, RuleSpec& rule) {
    const auto named = find_fact(at.key());
    if (!named) {
        if (!reading.faults.full()) unknown_fact(at, reading);
        return;
    }
    if (has_subject(named->fact)) {
        const auto [what, names] = subjects_of(named->fact, reading.names);
        if (can_check(what, *names) && !contains(*names, named->subject)) {
            // The kinds of message are given, everything else is defined by the file.
            std::string text = named->fact == Fact::said ? "unknown " : "undefined ";
            text.append(what).append(" '").append(printable(named->subject, 80)).append("'");
            const std::string_view nearest = nearest_name(named->subject, *names);
            if (!nearest.empty())
                text.append("; did you mean '")
                    .append(fact_name(named->fact))
                    .append(".")
                    .append(nearest)
                    .append("'?");
            reading.faults.error_at_key(at, std::move(text));
            return;
        }
    }
    const ConditionDomain domain = domain_of(named->fact, reading.names.rungs);
    rule.when.push_back(
        {named->fact, std::string(named->subject), read_condition(at, reading.faults, domain)});
}

void read_when(const Place& at, Reading& reading, RuleSpec& rule) {
    if (!check_map(at, reading.faults)) return;
    for (const Node::Entry& entry : at.node().entries) read_fact(Place(at, entry), reading, rule);
    const std::string excluded = contradiction(rule);
    if (!excluded.empty()) reading.faults.error(at, "these conditions can never hold together: " + excluded);
}

RuleSpec read_rule(const Place& at, Reading& reading) {
    RuleSpec rule;
    const Fields fields(at, reading.faults, {"when", "do", "at_once"});
    if (const auto when = fields.find("when")) read_when(*when, reading, rule);
    if (const auto act = fields.require("do"))
        rule.moves = read_choice(*act, reading.faults, "move", reading.names.moves, kWeight);
    fields.flag("at_once", rule.at_once);
    return rule;
}

// Warns of rules that an earlier rule without conditions keeps from ever being the first to match.
void check_reach(const Place& at, Reading& reading, const std::vector<RuleSpec>& doctrine) {
    int always = -1;          // the first rule without conditions
    int always_at_once = -1;  // the same among those marked at_once
    for (std::size_t k = 0; k < doctrine.size(); ++k) {
        const RuleSpec& rule = doctrine[k];
        const int blocker = rule.at_once ? always_at_once : always;
        if (blocker >= 0) {
            reading.faults.warning(Place(at, k), "this rule is never reached: rule " +
                                                     std::to_string(blocker + 1) + " has no conditions");
        } else if (rule.at_once && always >= 0) {
            reading.faults.warning(Place(at, k), "only at_once checks reach this rule: rule " +
                                                     std::to_string(always + 1) + " has no conditions");
        }
        const Node::Entry* when = at.node().items[k]->find("when");
        const bool conditional =
            when != nullptr && (when->value->kind == Node::Kind::scalar || !when->value->entries.empty());
        if (conditional) continue;
        if (always < 0) always = static_cast<int>(k);
        if (rule.at_once && always_at_once < 0) always_at_once = static_cast<int>(k);
    }
}

void check_repeats(const Place& at, Reading& reading, const std::vector<RuleSpec>& doctrine) {
    for (std::size_t k = 0; k < doctrine.size(); ++k) {
        const MessageKind kind = repeated_message(reading.spec.moves, doctrine[k]);
        if (kind == MessageKind::none) continue;
        const std::string name = message_name(kind);
        reading.faults.warning(Place(at, k), "each observation while a decision is open sends the message '" +
                                                 name + "' again; 'said." + name +
                                                 ": no' among the conditions would send it once");
    }
}

}  // namespace

std::vector<RuleSpec> read_doctrine(const Place& at, Reading& reading) {
    std::vector<RuleSpec> doctrine;
    if (!at.is_list() || at.node().items.empty()) {
        const std::string found = at.is_list() ? "an empty list" : describe(at.node());
        reading.faults.error(at, "expected a list of at least one rule, found " + found);
        return doctrine;
    }
    const std::size_t count = at.node().items.size();
    if (count > kMaxEntities)
        reading.faults.error(at, "more than " + std::to_string(kMaxEntities) + " rules");
    const std::size_t read = std::min(count, kMaxEntities);
    for (std::size_t k = 0; k < read; ++k) doctrine.push_back(read_rule(Place(at, k), reading));
    check_reach(at, reading, doctrine);
    check_repeats(at, reading, doctrine);
    return doctrine;
}

}  // namespace firebreak
