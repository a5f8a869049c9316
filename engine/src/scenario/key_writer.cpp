#include "scenario/key_writer.hpp"

#include <algorithm>

#include <firebreak/text.hpp>
#include "model/law_text.hpp"
#include "model/parameter_paths.hpp"
#include "scenario/conditions.hpp"

namespace firebreak {
namespace {

std::string minute_text(int minute) {
    const auto two_digits = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

std::string when_text(const RuleSpec& rule, const NameList& rungs) {
    std::string text = "{";
    for (const ConditionSpec& condition : rule.when) {
        text.append(text.size() > 1 ? ", " : "").append(fact_name(condition.fact));
        if (!condition.subject.empty()) text.append(".").append(condition.subject);
        text.append(": ").append(condition_text(condition.any_of, domain_of(condition.fact, rungs)));
    }
    return text + "}";
}

// Whether the law given to a path is one of durations.
bool is_of_durations(const std::vector<Parameter>& all, std::string_view path) {
    const PathPattern pattern(path);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return pattern.matches(p.path); });
    return found == all.end() || found->kind == Parameter::Kind::duration_law;
}

// A fixed law is written as such, not as its value, so that it is read back as a law.
std::string value_text(const SetSpec& set, const std::vector<Parameter>& all) {
    if (const auto* number = std::get_if<double>(&set.value)) return number_text(*number);
    if (const auto* flag = std::get_if<bool>(&set.value)) return *flag ? "yes" : "no";
    if (const auto* rung = std::get_if<std::string>(&set.value)) return *rung;
    if (const auto* duration = std::get_if<Duration>(&set.value)) return format_duration(*duration);
    const auto& law = std::get<Distribution>(set.value);
    const std::string text = law_text(law, is_of_durations(all, set.path));
    return law.kind == Distribution::Kind::fixed ? "{fixed: " + text + "}" : text;
}

}  // namespace

void KeyWriter::moments(const Key& key, const std::vector<Duration>& values) {
    if (values.empty()) return;
    std::string list = "[";
    for (const Duration& moment : values)
        list.append(list.size() > 1 ? ", " : "").append(format_duration(moment));
    out_.value(key.name, list + "]");
}

void KeyWriter::line(const Key& key, const LineSpec& line) {
    if (!line.fails || !line.repairs) return out_.flag(key.name, line.up);
    out_.open(key.name);
    out_.duration_law("fails", *line.fails);
    out_.duration_law("repairs", *line.repairs);
    out_.value("starts", line.up ? "up" : "down");
    out_.close();
}

void KeyWriter::staffed(const Key& key, const std::optional<StaffedSpec>& staffed) {
    if (!staffed) return out_.value(key.name, "always");
    constexpr const char* kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::vector<std::string> days;
    for (unsigned day = 0; day < 7; ++day) {
        if (staffed->days >> day & 1u) days.emplace_back(kDays[day]);
    }
    out_.open(key.name);
    out_.text("hours", minute_text(staffed->from_minute) + "-" + minute_text(staffed->to_minute));
    out_.texts("days", days);
    out_.close();
}

void KeyWriter::meets(const Key& key, const std::optional<Distribution>& law) {
    if (!law) return;
    out_.open(key.name);
    out_.duration_law("every", *law);
    out_.close();
}

void KeyWriter::confusion(const Key& key, const std::vector<std::pair<std::string, Weights>>& rows) {
    if (rows.empty()) return;
    out_.open(key.name);
    for (const auto& [truth, row] : rows) out_.value(truth, weights_text(row, false));
    out_.close();
}

void KeyWriter::prior(const Key& key, const Weights& prior) {
    if (!prior.empty()) out_.weights_apart(key.name, prior);
}

// A list item for each rule; in paths a rule goes by its number.
void KeyWriter::doctrine(const Key& key, const std::vector<RuleSpec>& rules) {
    out_.open(key.name);
    for (std::size_t k = 0; k < rules.size(); ++k) {
        const RuleSpec& rule = rules[k];
        out_.open_item(std::to_string(k + 1));
        if (!rule.when.empty()) out_.value("when", when_text(rule, rungs_));
        out_.value("do", weights_text(rule.moves, true));
        if (rule.at_once) out_.flag("at_once", true);
        out_.close();
    }
    out_.close();
}

void KeyWriter::posture(const Key& to, const Key& raise_to, const Key& by, const MoveSpec& move) {
    switch (move.posture) {
        case MoveSpec::Posture::none: break;
        case MoveSpec::Posture::to: out_.text(to.name, move.rung); break;
        case MoveSpec::Posture::raise_to: out_.text(raise_to.name, move.rung); break;
        case MoveSpec::Posture::by: out_.value(by.name, std::to_string(move.by)); break;
    }
}

void KeyWriter::sending(const Key& sends, const Key& via, const MoveSpec& move) {
    if (move.sends == MessageKind::none) return;
    out_.value(sends.name, message_name(move.sends));
    out_.text(via.name, move.via);
}

void KeyWriter::reports(const Key& source, const Key& reports, const MessageSpec& message) {
    if (message.kind != MessageKind::evidence) return;
    out_.text(source.name, message.source);
    out_.value(reports.name, std::to_string(message.reports));
}

void KeyWriter::settings(const Key& key, const std::vector<SetSpec>& settings) {
    if (settings.empty()) return;
    out_.open(key.name);
    for (const SetSpec& set : settings) out_.value(set.path, value_text(set, all_));
    out_.close();
}

void KeyWriter::factors(const Key& key, const std::vector<ScaleSpec>& factors) {
    if (factors.empty()) return;
    out_.open(key.name);
    for (const ScaleSpec& scale : factors) out_.number(scale.path, scale.factor);
    out_.close();
}

}  // namespace firebreak
