#include "session/filter.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>
#include <firebreak/text.hpp>

#include "session/count_words.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
constexpr std::uint8_t kMostGap = std::numeric_limits<std::uint8_t>::max();

std::string rung_name(const Spec& spec, RungId rung) {
    if (!rung.valid() || rung.index() >= spec.ladder.size()) return "the ladder";
    return Labels(spec, 60).rung(rung);
}

std::string actor_name(const Spec& spec, std::size_t actor) { return Labels(spec, 60).actor(actor); }

// " at step 3", " at steps 3 to 8", " from step 3"; nothing for all steps from `least` on.
std::string steps_words(std::size_t first, std::size_t last, std::size_t least) {
    if (first <= least && last == kNoLimit) return "";
    if (first == last) return " at step " + std::to_string(first);
    if (last == kNoLimit) return " from step " + std::to_string(first);
    return " at steps " + std::to_string(first) + " to " + std::to_string(last);
}

std::string words(const Spec& spec, const clause::Passed& passed) {
    std::string text = "passes " + rung_name(spec, passed.lowest);
    if (passed.highest != passed.lowest && passed.highest.index() + 1 == spec.ladder.size())
        text = "reaches " + rung_name(spec, passed.lowest) + " or higher";
    else if (passed.highest != passed.lowest) text += " to " + rung_name(spec, passed.highest);
    if (passed.lane != Lane::higher) text = actor_name(spec, passed.lane == Lane::first ? 0 : 1) + " " + text;
    const std::size_t last =
        passed.last_column == kNoLimit ? kNoLimit : passed.last_column * passed.merge_steps;
    return text + steps_words(passed.first_column * passed.merge_steps, last, 0);
}

std::string words(const Spec& spec, const clause::Highest& top) {
    std::string text = "has " + rung_name(spec, top.lowest);
    if (top.highest != top.lowest) text += " to " + rung_name(spec, top.highest);
    text += " as its highest rung";
    return top.lane == Lane::higher ? text : actor_name(spec, top.lane == Lane::first ? 0 : 1) + " " + text;
}

// "ends in war or crisis", "calms down or has no crisis by the end"
std::string ends_words(const clause::Ends& ends) {
    std::string text;
    const auto add = [&](Outcome outcome, const char* first, const char* later) {
        if (!ends.outcomes[static_cast<std::size_t>(outcome)]) return;
        text += text.empty() ? first : std::string(" or ") + later;
    };
    add(Outcome::war, "ends in war", "ends in war");
    add(Outcome::crisis, "ends in crisis", "crisis");
    add(Outcome::settled, "calms down", "calms down");
    add(Outcome::unresolved, "has no crisis by the end", "has no crisis by the end");
    return text.empty() ? "ends in no way at all" : text;
}

std::string ends_steps(const clause::Ends& ends) {
    if (ends.first_step != ends.last_step && ends.last_step != kNoLimit)
        return " between steps " + std::to_string(ends.first_step) + " and " + std::to_string(ends.last_step);
    return steps_words(ends.first_step, ends.last_step, 0);
}

std::string words(const Spec&, const clause::Ends& ends) { return ends_words(ends) + ends_steps(ends); }

std::string words(const Spec& spec, const clause::Went& went) {
    const std::string who =
        went.lane == Lane::higher ? "" : actor_name(spec, went.lane == Lane::first ? 0 : 1) + " ";
    const std::string way =
        went.from == went.to ? "stays on " + rung_name(spec, went.from)
                             : "goes from " + rung_name(spec, went.from) + " to " + rung_name(spec, went.to);
    const std::size_t first = went.column * went.merge_steps + 1;
    return who + way + steps_words(first, first + went.merge_steps - 1, 0);
}

std::string words(const Spec&, const clause::Active& active) {
    const auto days = [](std::uint32_t minute) { return std::to_string(minute / (24 * 60)); };
    std::string text = "something happens from day " + days(active.first_minute);
    if (active.last_minute != std::numeric_limits<std::uint32_t>::max())
        text += " to day " + days(active.last_minute);
    return text;
}

std::string words(const Spec&, const clause::Inadvertent&) { return "reaches a crisis inadvertently"; }

std::string misread_words(const clause::Did& did) {
    const std::string least = std::to_string(did.least_gap);
    if (did.most_gap == kMostGap)
        return did.least_gap == 0 ? "" : ", misreading the other by " + least + " or more";
    if (did.most_gap == 0) return ", reading the other correctly";
    return ", misreading the other by " + least +
           (did.least_gap == did.most_gap ? "" : " to " + std::to_string(did.most_gap));
}

std::string words(const Spec& spec, const clause::Did& did) {
    const std::string then = steps_words(did.first_step, did.last_step, 1);
    if (did.mover && *did.mover == PathTable::kNobody) return "an accident happens" + then;
    const std::string who = did.mover ? actor_name(spec, *did.mover) : "a side";
    if (!did.move.valid()) return who + " moves" + misread_words(did) + then;
    return who + " chooses '" + Labels(spec, 60).move(did.move) + "'" + misread_words(did) + then;
}

std::string own_words(const Spec& spec, const RiverClause& clause) {
    const std::string text = std::visit([&](const auto& what) { return words(spec, what); }, clause.what);
    return clause.negated ? "not: " + text : text;
}

// Whether runs on all of these rungs are in crisis. `whole_path`: and those that have nothing higher are in
// none.
bool tells_of_crisis(const Spec& spec, RungId lowest, RungId highest, bool whole_path) {
    const std::size_t crisis = rung_place(spec, spec.endings.crisis);
    if (lowest.valid() && lowest.index() >= crisis) return true;
    return whole_path && highest.valid() && highest.index() < crisis;
}

bool fixes_ends(const Spec& spec, const RiverClause& clause) {
    const auto& what = clause.what;
    if (std::holds_alternative<clause::Ends>(what) || std::holds_alternative<clause::Inadvertent>(what))
        return true;
    if (const auto* passed = std::get_if<clause::Passed>(&what))
        return tells_of_crisis(spec, passed->lowest, passed->highest, false);
    if (const auto* went = std::get_if<clause::Went>(&what))
        return tells_of_crisis(spec, std::max(went->from, went->to), {}, false);
    if (const auto* top = std::get_if<clause::Highest>(&what))
        return tells_of_crisis(spec, top->lowest, top->highest, top->lane == Lane::higher);
    return false;
}

// "end in crisis between steps 1 and 16"; empty where the filter asks for more than one thing or for another
// matter.
std::string what_they_do(const std::vector<RiverClause>& filter, bool one) {
    if (filter.size() != 1 || filter[0].negated || !filter[0].or_else.empty()) return {};
    if (std::holds_alternative<clause::Inadvertent>(filter[0].what))
        return one ? "reaches a crisis inadvertently" : "reach a crisis inadvertently";
    const auto* ends = std::get_if<clause::Ends>(&filter[0].what);
    if (ends == nullptr) return {};
    const auto asked = [&](Outcome outcome) { return ends->outcomes[static_cast<std::size_t>(outcome)]; };
    const auto count = std::count(ends->outcomes.begin(), ends->outcomes.end(), true);
    std::string words;
    // War is the end of a crisis.
    if (asked(Outcome::crisis) && count == (asked(Outcome::war) ? 2 : 1))
        words = one ? "ends in crisis" : "end in crisis";
    if (asked(Outcome::war) && count == 1) words = one ? "ends in war" : "end in war";
    if (asked(Outcome::settled) && count == 1) words = one ? "calms down" : "calm down";
    if (asked(Outcome::unresolved) && count == 1)
        words = one ? "has no crisis by the end" : "have no crisis by the end";
    return words.empty() ? words : words + ends_steps(*ends);
}

// Passing a place and going along a ribbon are one matter: both are clicks on the river.
std::size_t matter_of(const RiverClause& clause) {
    const bool went = std::holds_alternative<clause::Went>(clause.what);
    return went ? RiverClause{clause::Passed{}}.what.index() : clause.what.index();
}

}  // namespace

std::string clause_words(const Spec& spec, const RiverClause& clause) {
    std::string text = own_words(spec, clause);
    for (const RiverClause& other : clause.or_else) text += " or " + clause_words(spec, other);
    return text;
}

std::string filter_words(const Spec& spec, const std::vector<RiverClause>& filter) {
    std::string text;
    for (const RiverClause& clause : filter) {
        const bool several = filter.size() > 1 && !clause.or_else.empty();
        const std::string words = clause_words(spec, clause);
        text += (text.empty() ? "" : " and ") + (several ? "(" + words + ")" : words);
    }
    return text.empty() ? "all runs" : text;
}

bool fixes_ends(const Spec& spec, const std::vector<RiverClause>& filter) {
    return std::any_of(filter.begin(), filter.end(), [&](const RiverClause& clause) {
        return fixes_ends(spec, clause) || fixes_ends(spec, clause.or_else);
    });
}

std::string shown_words(const std::vector<RiverClause>& filter, std::uint64_t shown, std::uint64_t all) {
    if (shown == all) return "Shown: all " + counted(all, "run");
    const bool one = shown == 1;
    const std::string what = what_they_do(filter, one);
    return "Shown: the " + counted(shown, "run") + " of " + with_commas(all) + " that " +
           (what.empty() ? one ? "passes the filter" : "pass the filter" : what) + " (" +
           percent_words(shown, all) + ")";
}

bool same_matter(const RiverClause& a, const RiverClause& b) { return matter_of(a) == matter_of(b); }

void add_part(std::vector<RiverClause>& filter, const RiverClause& clause) {
    if (std::find(filter.begin(), filter.end(), clause) == filter.end()) filter.push_back(clause);
}

void add_alternative(std::vector<RiverClause>& filter, const RiverClause& clause) {
    const auto fits = [&](const RiverClause& part) { return !part.negated && same_matter(part, clause); };
    const auto part = std::find_if(filter.rbegin(), filter.rend(), fits);
    if (part == filter.rend() || clause.negated) return add_part(filter, clause);
    if (part->what != clause.what) add_part(part->or_else, clause);
}

void take_clause(std::vector<RiverClause>& filter, RiverClause clause, Taking taking) {
    if (taking == Taking::instead)
        std::erase_if(filter,
                      [&](const RiverClause& part) { return !part.negated && same_matter(part, clause); });
    clause.negated = taking == Taking::out;
    if (taking == Taking::or_else) add_alternative(filter, clause);
    else add_part(filter, clause);
}

void remove_alternative(std::vector<RiverClause>& filter, std::size_t part, std::size_t alternative) {
    if (part >= filter.size() || alternative > filter[part].or_else.size()) return;
    RiverClause& clause = filter[part];
    if (clause.or_else.empty()) {
        filter.erase(filter.begin() + static_cast<std::ptrdiff_t>(part));
        return;
    }
    // The first alternative takes the place of what stood before it.
    if (alternative == 0) {
        clause.what = clause.or_else.front().what;
        clause.negated = clause.or_else.front().negated;
        alternative = 1;
    }
    clause.or_else.erase(clause.or_else.begin() + static_cast<std::ptrdiff_t>(alternative) - 1);
}

std::vector<Chip> chips_of(const Spec& spec, const std::vector<RiverClause>& filter) {
    std::vector<Chip> chips;
    for (std::size_t part = 0; part < filter.size(); ++part) {
        chips.push_back({part, 0, own_words(spec, filter[part])});
        for (std::size_t i = 0; i < filter[part].or_else.size(); ++i)
            chips.push_back({part, i + 1, "or " + clause_words(spec, filter[part].or_else[i])});
    }
    return chips;
}

}  // namespace firebreak::viz
