#include "trace/condense.hpp"

#include <algorithm>

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
    return before["concluded"] != after["concluded"] ||
           most_believed(before["belief"]) != most_believed(after["belief"]);
}

std::string id_text(const LedgerLine& first, const LedgerLine& last) {
    if (first.id == last.id) return fmt::format(" (#{})", first.id);
    return fmt::format(" (#{} to #{})", first.id, last.id);
}

// Groups kept at one time. Where there would be more, what is kept is told, and what comes next begins new
// paragraphs.
constexpr std::size_t kMostGroups = 1'000;

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

Condenser::Group& Condenser::add(const LedgerLine& line, std::size_t actor, bool reviews) {
    const auto takes = [&](const Group& group) {
        if (group.closed || group.actor != actor || group.reviews != reviews) return false;
        return reviews || group.first.observed[actor]["incident"] == line.observed[actor]["incident"];
    };
    auto group = std::find_if(groups_.begin(), groups_.end(), takes);
    if (group == groups_.end()) {
        if (groups_.size() == kMostGroups) flush();
        groups_.push_back({actor, reviews, false, line, {}, 0, 0, {}});
        group = groups_.end() - 1;
    }
    group->last = line;
    ++group->lines;
    return *group;
}

void Condenser::add_report(const LedgerLine& line, std::size_t actor) {
    Group& group = add(line, actor, false);
    ++group.named[line.observed[actor]["named"].get<std::string>()];
    group.closed = changes_mind(line.concluded[actor]);
    // What stands in front and takes no more lines can be told at once.
    for (; !groups_.empty() && groups_.front().closed; groups_.pop_front()) tell_group(groups_.front());
}

void Condenser::add_review(const LedgerLine& line, std::size_t actor) {
    add(line, actor, true).decided += line.kind == LineKind::decision ? 1 : 0;
}

void Condenser::tell_alone(const LedgerLine& line) {
    std::vector<Row> rows = tell_line(labels_, line);
    if (rows.empty()) return;
    rows.front().text += fmt::format(" (#{})", line.id);
    tell_(line.time, rows);
}

void Condenser::tell_group(const Group& group) {
    if (!group.reviews && group.lines == 1) return tell_alone(group.first);
    const std::vector<Row> rows = group.reviews ? review_rows(group) : report_rows(group);
    if (!rows.empty()) tell_(group.first.time, rows);
}

// "5 reports on the incident of 17 July over 9 d: Criminal 3, Attack 2."
std::vector<Row> Condenser::report_rows(const Group& group) const {
    const LedgerLine& first = group.first;
    const LedgerLine& last = group.last;
    std::string names;
    for (const auto& [cause, count] : group.named)
        names += fmt::format("{}{} {}", names.empty() ? "" : ", ", labels_.cause(cause), count);
    std::string text = fmt::format(
        "{} reports on {} over {}: {}.", group.lines,
        first.names->of(group.actor, first.observed[group.actor]["incident"].get<std::uint32_t>()),
        describe_duration(last.time - first.time), names);
    std::string change =
        change_text(labels_, first.concluded[group.actor]["before"], last.concluded[group.actor]["after"]);
    if (!last.truth.is_null())
        change +=
            wrong_cause_mark(labels_, last.concluded[group.actor]["after"]["belief"], last.truth["cause"]);
    return {{speaker(labels_, group.actor) + " SAW", text + id_text(first, last)}, {"CONCLUDED", change}};
}

std::vector<Row> Condenser::review_rows(const Group& group) const {
    if (group.decided == 0) return {};  // taken up, and told with the decision
    const std::string times = group.decided == 1 ? "a review" : fmt::format("{} reviews", group.decided);
    return {{speaker(labels_, group.actor) + " HELD",
             fmt::format("at {}.{}", times, id_text(group.first, group.last))}};
}

}  // namespace firebreak
