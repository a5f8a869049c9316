#include "trace/condense.hpp"

#include <map>

#include <fmt/format.h>

namespace firebreak {
namespace {

std::size_t only_actor(const LedgerLine& line) { return line.known_to(0) ? 0 : 1; }

bool is_review(const LedgerLine& line) {
    if (line.kind != LineKind::deliberation && line.kind != LineKind::decision) return false;
    return line.concluded[only_actor(line)]["trigger"] == trigger_name(Trigger::review);
}

// A review is worth no words of its own if it ended in holding, as the doctrine had it.
bool is_routine(const LedgerLine& line) {
    if (!is_review(line)) return false;
    if (line.kind == LineKind::deliberation) return true;
    const Fields& made = line.concluded[only_actor(line)];
    return made["move"] == "hold" && !made["scripted"].get<bool>() && !made["trembled"].get<bool>();
}

bool changes_mind(const Fields& change) {
    const Fields& before = change["before"];
    const Fields& after = change["after"];
    return before["concluded"] != after["concluded"] || most_believed(before["belief"]) != most_believed(after["belief"]);
}

std::string id_text(const std::vector<LedgerLine>& lines) {
    if (lines.size() == 1) return fmt::format(" (#{})", lines.front().id);
    return fmt::format(" (#{} to #{})", lines.front().id, lines.back().id);
}

}  // namespace

void Condenser::take(const LedgerLine& line) {
    if (line.kind == LineKind::report) return add_report(line, only_actor(line));
    if (is_routine(line)) return add_review(line, only_actor(line));
    flush();
    tell_alone(line);
}

void Condenser::flush() {
    for (const Group& group : groups_) tell_group(group);
    groups_.clear();
}

Condenser::Group& Condenser::open_group(std::size_t actor, bool reviews, const Fields* incident) {
    for (Group& group : groups_) {
        if (group.closed || group.actor != actor || group.reviews != reviews) continue;
        if (incident == nullptr || group.lines.front().observed[actor]["incident"] == *incident) return group;
    }
    groups_.push_back({actor, reviews, false, {}});
    return groups_.back();
}

void Condenser::add_report(const LedgerLine& line, std::size_t actor) {
    Group& group = open_group(actor, false, &line.observed[actor]["incident"]);
    group.lines.push_back(line);
    group.closed = changes_mind(line.concluded[actor]);
}

void Condenser::add_review(const LedgerLine& line, std::size_t actor) { open_group(actor, true, nullptr).lines.push_back(line); }

void Condenser::tell_alone(const LedgerLine& line) {
    std::vector<Row> rows = tell_line(labels_, line);
    if (rows.empty()) return;
    rows.front().text += fmt::format(" (#{})", line.id);
    tell_(line.time, rows);
}

void Condenser::tell_group(const Group& group) {
    if (!group.reviews && group.lines.size() == 1) return tell_alone(group.lines.front());
    const std::vector<Row> rows = group.reviews ? review_rows(group) : report_rows(group);
    if (!rows.empty()) tell_(group.lines.front().time, rows);
}

// "5 reports on the incident of 17 July over 9 d: Criminal 3, Attack 2."
std::vector<Row> Condenser::report_rows(const Group& group) const {
    const LedgerLine& first = group.lines.front();
    const LedgerLine& last = group.lines.back();
    std::map<std::string, int> named;
    for (const LedgerLine& line : group.lines) ++named[line.observed[group.actor]["named"].get<std::string>()];
    std::string names;
    for (const auto& [cause, count] : named)
        names += fmt::format("{}{} {}", names.empty() ? "" : ", ", labels_.cause(cause), count);
    std::string text = fmt::format("{} reports on {} over {}: {}.", group.lines.size(),
                                   first.names->of(group.actor, first.observed[group.actor]["incident"].get<std::uint32_t>()),
                                   describe_duration(last.time - first.time), names);
    std::string change = change_text(labels_, first.concluded[group.actor]["before"], last.concluded[group.actor]["after"]);
    if (!last.truth.is_null())
        change += wrong_cause_mark(labels_, last.concluded[group.actor]["after"]["belief"], last.truth["cause"]);
    return {{speaker(labels_, group.actor) + " SAW", text + id_text(group.lines)}, {"CONCLUDED", change}};
}

std::vector<Row> Condenser::review_rows(const Group& group) const {
    std::size_t decided = 0;
    for (const LedgerLine& line : group.lines) decided += line.kind == LineKind::decision ? 1 : 0;
    if (decided == 0) return {};  // taken up, and told with the decision
    const std::string times = decided == 1 ? "a review" : fmt::format("{} reviews", decided);
    return {{speaker(labels_, group.actor) + " HELD", fmt::format("at {}.{}", times, id_text(group.lines))}};
}

}  // namespace firebreak
