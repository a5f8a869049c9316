#include "telling/condense.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "telling/words.hpp"

namespace firebreak {

using namespace seen;

namespace {

// A review is worth no words of its own if it ended in holding, as the doctrine had it.
bool is_routine_review(const Spec& spec, const Seen& line) {
    const std::size_t actor = line.side();
    if (const auto* opened = line.thought_as<Deliberation>(actor)) return opened->trigger == Trigger::review;
    const auto* made = line.thought_as<Decision>(actor);
    return made != nullptr && made->trigger == Trigger::review && is_hold(spec, made->move) &&
           !made->scripted && !made->trembled;
}

bool changes_mind(const Spec& spec, const ChangeOfMind& change) {
    return change.before.concluded != change.after.concluded ||
           most_believed(spec, change.before.belief) != most_believed(spec, change.after.belief);
}

Text words(const std::string& plain) {
    Text text;
    text.add(plain);
    return text;
}

// Groups kept at one time. Where there would be more, what is kept is told, and what comes next begins new
// paragraphs.
constexpr std::size_t kMostGroups = 1'000;

}  // namespace

void Condenser::take(const Seen& line) {
    if (line.kind == SeenKind::report) return add_report(line, line.side());
    if (is_routine_review(teller_.labels().spec(), line)) return add_review(line, line.side());
    flush();
    alone_(line);
}

void Condenser::flush() {
    for (const Group& group : groups_) tell_group(group);
    groups_.clear();
}

Condenser::Group& Condenser::add(const Seen& line, std::size_t actor, bool reviews) {
    const auto takes = [&](const Group& group) {
        if (group.closed || group.actor != actor || group.reviews != reviews) return false;
        return reviews ||
               group.first.seen_as<Report>(actor)->incident == line.seen_as<Report>(actor)->incident;
    };
    auto group = std::find_if(groups_.begin(), groups_.end(), takes);
    if (group == groups_.end()) {
        if (groups_.size() == kMostGroups) flush();
        groups_.push_back({actor, reviews, false, line, {}});
        group = groups_.end() - 1;
    }
    group->last = line;
    group->ids.push_back(line.id);
    return *group;
}

void Condenser::add_report(const Seen& line, std::size_t actor) {
    Group& group = add(line, actor, false);
    ++group.named[line.seen_as<Report>(actor)->named];
    group.closed = changes_mind(teller_.labels().spec(), *line.thought_as<ChangeOfMind>(actor));
    // What stands in front and takes no more lines can be told at once.
    for (; !groups_.empty() && groups_.front().closed; groups_.pop_front()) tell_group(groups_.front());
}

void Condenser::add_review(const Seen& line, std::size_t actor) {
    add(line, actor, true).decided += line.kind == SeenKind::decision ? 1 : 0;
}

void Condenser::tell_group(const Group& group) {
    tell_({group.first.time, group.first.parent, group.actor, sentences(group), group.ids});
}

std::vector<Sentence> Condenser::sentences(const Group& group) const {
    if (group.reviews) return review_sentences(group);
    return group.ids.size() == 1 ? teller_.tell(group.first) : report_sentences(group);
}

// "5 reports on the incident of 17 July over 9 d: Criminal 3, Attack 2."
std::vector<Sentence> Condenser::report_sentences(const Group& group) const {
    const Labels& labels = teller_.labels();
    const std::size_t actor = group.actor;
    std::string names;
    for (const auto& [cause, count] : group.named)
        names += fmt::format("{}{} {}", names.empty() ? "" : ", ", labels.cause(cause), count);
    const ChangeOfMind change{group.first.thought_as<ChangeOfMind>(actor)->before,
                              group.last.thought_as<ChangeOfMind>(actor)->after};
    Text concluded = words(change_of_mind_words(labels, change));
    if (const auto* truth = group.last.true_as<TrueCause>())
        mark_wrong_cause(labels, change.after.belief, truth->cause, concluded);
    return {{speaker(labels, actor) + " SAW",
             words(fmt::format("{} reports on {} over {}: {}.", group.ids.size(),
                               teller_.incident(actor, change.after.incident),
                               describe_duration(group.last.time - group.first.time), names)),
             group.ids},
            {"CONCLUDED", concluded}};
}

std::vector<Sentence> Condenser::review_sentences(const Group& group) const {
    if (group.decided == 0) return {};  // taken up, and told with the decision
    const std::string times = group.decided == 1 ? "a review" : fmt::format("{} reviews", group.decided);
    return {
        {speaker(teller_.labels(), group.actor) + " HELD", words(fmt::format("at {}.", times)), group.ids}};
}

}  // namespace firebreak
