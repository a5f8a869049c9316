#include "scenario/key_writer.hpp"

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

}  // namespace

void KeyWriter::moments(const Key& key, const std::vector<Duration>& values) {
    if (values.empty()) return;
    std::string list = "[";
    for (const Duration& moment : values) list.append(list.size() > 1 ? ", " : "").append(format_duration(moment));
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

}  // namespace firebreak
