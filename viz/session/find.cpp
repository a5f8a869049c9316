#include "session/find.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "session/run_words.hpp"
#include "session/session.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestQuery = 200;
constexpr std::size_t kLongestName = 60;
constexpr int kNoMatch = 4;

// Letters beyond ASCII stay as they are.
std::string lower(std::string_view words) {
    std::string text(words);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::vector<std::string> divided(const std::string& words) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at) parts.push_back(words.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

bool begins_a_word(const std::string& words, const std::string& start) {
    for (std::size_t at = words.find(start); at != std::string::npos; at = words.find(start, at + 1)) {
        const auto before = static_cast<unsigned char>(at == 0 ? ' ' : words[at - 1]);
        if (std::isalnum(before) == 0 && before < 0x80) return true;
    }
    return false;
}

// 0: is the query, 1: begins with it, 2: a word does, 3: holds its words somewhere.
int rank_of(const std::string& words, const std::string& query, const std::vector<std::string>& parts) {
    if (words == query) return 0;
    if (words.starts_with(query)) return 1;
    if (begins_a_word(words, query)) return 2;
    const auto held = [&](const std::string& part) { return words.find(part) != std::string::npos; };
    return std::all_of(parts.begin(), parts.end(), held) ? 3 : kNoMatch;
}

std::optional<std::uint64_t> run_number(const std::vector<std::string>& parts) {
    if (parts.empty() || parts.size() > 2 || (parts.size() == 2 && parts[0] != "run")) return {};
    std::uint64_t number = 0;
    const std::string& digits = parts.back();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

FindEntry entry_of(FindKind kind, std::string words, std::size_t place) {
    FindEntry entry;
    entry.kind = kind;
    entry.words = std::move(words);
    entry.place = place;
    return entry;
}

template <class List, class Words>
void add_list(std::vector<FindEntry>& entries, FindKind kind, const List& list, const Words& words) {
    for (std::size_t i = 0; i < list.size(); ++i) entries.push_back(entry_of(kind, words(i), i));
}

std::string label_words(const std::string& label, const std::string& id) {
    const std::string name = printable(label.empty() ? id : label, kLongestName);
    return label.empty() || label == id ? name : name + " (" + printable(id, kLongestName) + ")";
}

// What a rule leads to: "rule 7 of Washington: Covert disruption, Hold".
std::string rule_words(const Spec& spec, std::size_t actor, std::size_t rule) {
    std::vector<std::string> moves;
    for (const auto& [id, weight] : spec.actors[actor].doctrine[rule].moves)
        moves.push_back(Labels(spec, kLongestName).move(id));
    return "rule " + std::to_string(rule + 1) + " of " + side_words(spec, actor) + ": " + joined(moves, ", ");
}

bool is_of(const RuleSpec& rule, const double* number) {
    const auto in = [&](const ConditionSpec& condition) {
        return std::any_of(condition.any_of.begin(), condition.any_of.end(), [&](const Interval& interval) {
            return number == &interval.low || number == &interval.high;
        });
    };
    return std::any_of(rule.moves.begin(), rule.moves.end(),
                       [&](const auto& move) { return number == &move.second; }) ||
           std::any_of(rule.when.begin(), rule.when.end(), in);
}

struct RulePlace {
    std::size_t actor = 0, rule = 0;
};

// The rule that a number belongs to.
std::optional<RulePlace> rule_of(const Spec& spec, const Parameter& parameter) {
    const auto* number = std::get_if<double*>(&parameter.value);
    for (std::size_t actor = 0; actor < kActors && number != nullptr; ++actor) {
        const auto& doctrine = spec.actors[actor].doctrine;
        const auto rule = std::find_if(doctrine.begin(), doctrine.end(),
                                       [&](const RuleSpec& one) { return is_of(one, *number); });
        if (rule != doctrine.end())
            return RulePlace{actor, static_cast<std::size_t>(rule - doctrine.begin())};
    }
    return {};
}

// "Washington, rule 8: covert-hit": rules are numbered as in all other places.
std::string number_words(const Spec& spec, const RulePlace& rule, const std::string& path) {
    std::string what = path;
    for (const char* part : {".do.", ".when."}) {
        if (const std::size_t at = path.find(part); at != std::string::npos) what = path.substr(at + 1);
    }
    if (what.starts_with("do.")) what.erase(0, 3);
    std::replace(what.begin(), what.end(), '.', ' ');
    return side_words(spec, rule.actor) + ", rule " + std::to_string(rule.rule + 1) + ": " + what;
}

bool sees_rules_of(const Session& session, std::size_t actor) {
    return session.sees_truth() || session.view == Eyes::both ||
           session.view == (actor == 0 ? Eyes::a : Eyes::b);
}

void add_commands(std::vector<FindEntry>& entries) {
    for (const ActionInfo& action : actions()) {
        FindEntry entry = entry_of(FindKind::command, action.words, 0);
        entry.action = action.action;
        if (action.action != Action::find) entries.push_back(std::move(entry));
    }
}

void add_scenario(std::vector<FindEntry>& entries, const Session& session) {
    const Spec& spec = session.spec();
    add_list(entries, FindKind::rung, spec.ladder, [&](std::size_t i) {
        return std::to_string(i) + " " + label_words(spec.ladder[i].name, spec.ladder[i].id);
    });
    add_list(entries, FindKind::move, spec.moves,
             [&](std::size_t i) { return label_words(spec.moves[i].label, spec.moves[i].id); });
    for (std::size_t actor = 0; actor < kActors; ++actor) {
        if (!sees_rules_of(session, actor)) continue;
        for (std::size_t rule = 0; rule < spec.actors[actor].doctrine.size(); ++rule) {
            entries.push_back(entry_of(FindKind::rule, rule_words(spec, actor, rule), rule));
            entries.back().actor = actor;
        }
    }
    if (session.sees_truth()) {
        add_list(entries, FindKind::incident, spec.incidents,
                 [&](std::size_t i) { return label_words(spec.incidents[i].label, spec.incidents[i].id); });
    }
    add_list(entries, FindKind::measure, spec.measures,
             [&](std::size_t i) { return label_words(spec.measures[i].label, spec.measures[i].id); });
}

}  // namespace

const char* find_kind_words(FindKind kind) {
    static constexpr const char* kWords[] = {
        "run",      "command", "rung",   "move",     "rule",
        "incident", "measure", "number", "bookmark", "line of the open run"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::vector<FindEntry> findable(const Session& session) {
    std::vector<FindEntry> entries;
    add_commands(entries);
    if (!session.has_scenario()) return entries;
    add_scenario(entries, session);
    Spec spec = session.spec();
    for (const Parameter& parameter : parameters(spec)) {
        const auto rule = rule_of(spec, parameter);
        if (rule && !sees_rules_of(session, rule->actor)) continue;
        const std::string path = printable(parameter.path, 200);
        entries.push_back(entry_of(FindKind::number, rule ? number_words(spec, *rule, path) : path, 0));
        entries.back().path = parameter.path;
    }
    for (std::size_t i = 0; i < session.bookmarks.size(); ++i) {
        if (session.shows(session.bookmarks[i]))
            entries.push_back(entry_of(FindKind::bookmark, session.bookmarks[i].words, i));
    }
    if (!session.has_run()) return entries;
    const ToldRun& run = session.told();
    add_list(entries, FindKind::line, run.lines, [&](std::size_t i) {
        return line_words(run, run.lines[i]) + ", " + moment_words(session.spec(), run.lines[i].time);
    });
    return entries;
}

FindResult find_in(const std::vector<FindEntry>& entries, std::string_view query) {
    FindResult result;
    const std::vector<std::string> parts = divided(lower(query.substr(0, kLongestQuery)));
    if (parts.empty()) return result;
    std::string wanted;
    for (const std::string& part : parts) wanted += (wanted.empty() ? "" : " ") + part;
    std::vector<const FindEntry*> ranked[kNoMatch];
    for (const FindEntry& entry : entries) {
        int rank = rank_of(lower(entry.words), wanted, parts);
        if (!entry.path.empty()) rank = std::min(rank, rank_of(lower(entry.path), wanted, parts));
        if (rank < kNoMatch) ranked[rank].push_back(&entry);
    }
    if (const auto number = run_number(parts)) {
        FindEntry run = entry_of(FindKind::run, "Run " + std::to_string(*number), 0);
        run.replicate = *number;
        result.found.push_back(std::move(run));
        result.all = 1;
    }
    for (const auto& list : ranked) {
        result.all += list.size();
        for (const FindEntry* entry : list) {
            if (result.found.size() < kMostFound) result.found.push_back(*entry);
        }
    }
    return result;
}

}  // namespace firebreak::viz
