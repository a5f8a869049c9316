#include "session/filter.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include <firebreak/diagnostic.hpp>
#include <firebreak/run.hpp>

namespace firebreak::viz {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
constexpr std::uint8_t kMostGap = std::numeric_limits<std::uint8_t>::max();

std::string rung_name(const Spec& spec, RungId rung) {
    if (!rung.valid() || rung.index() >= spec.ladder.size()) return "the ladder";
    const RungSpec& found = spec.ladder[rung.index()];
    return printable(found.name.empty() ? found.id : found.name, 60);
}

std::string actor_name(const Spec& spec, std::size_t actor) {
    const ActorSpec& found = spec.actors[actor];
    return printable(found.name.empty() ? found.id : found.name, 60);
}

// " at step 3", " at steps 3 to 8", " from step 3"; nothing for all steps from `least` on.
std::string steps_words(std::size_t first, std::size_t last, std::size_t least) {
    if (first <= least && last == kNoLimit) return "";
    if (first == last) return " at step " + std::to_string(first);
    if (last == kNoLimit) return " from step " + std::to_string(first);
    return " at steps " + std::to_string(first) + " to " + std::to_string(last);
}

std::string words(const Spec& spec, const clause::Passed& passed) {
    std::string text = "passes " + rung_name(spec, passed.lowest);
    if (passed.highest != passed.lowest) text += " to " + rung_name(spec, passed.highest);
    if (passed.lane != Lane::higher) text = actor_name(spec, passed.lane == Lane::first ? 0 : 1) + " " + text;
    const std::size_t last = passed.last_column == kNoLimit ? kNoLimit : passed.last_column * passed.merge_steps;
    return text + steps_words(passed.first_column * passed.merge_steps, last, 0);
}

std::string words(const Spec& spec, const clause::Highest& top) {
    std::string text = "has " + rung_name(spec, top.lowest);
    if (top.highest != top.lowest) text += " to " + rung_name(spec, top.highest);
    text += " as its highest rung";
    return top.lane == Lane::higher ? text : actor_name(spec, top.lane == Lane::first ? 0 : 1) + " " + text;
}

std::string ends_words(const clause::Ends& ends) {
    std::string text;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        if (ends.outcomes[i]) text += (text.empty() ? "ends in " : " or ") + std::string(outcome_name(static_cast<Outcome>(i)));
    }
    if (text == "ends in settled") return "is settled";
    if (text == "ends in unresolved") return "is unresolved at the horizon";
    return text.empty() ? "ends in no way at all" : text;
}

std::string words(const Spec&, const clause::Ends& ends) {
    if (ends.first_step != ends.last_step && ends.last_step != kNoLimit)
        return ends_words(ends) + " between steps " + std::to_string(ends.first_step) + " and " + std::to_string(ends.last_step);
    return ends_words(ends) + steps_words(ends.first_step, ends.last_step, 0);
}

std::string words(const Spec& spec, const clause::Went& went) {
    const std::string who = went.lane == Lane::higher ? "" : actor_name(spec, went.lane == Lane::first ? 0 : 1) + " ";
    const std::string way = went.from == went.to ? "stays on " + rung_name(spec, went.from)
                                                 : "goes from " + rung_name(spec, went.from) + " to " + rung_name(spec, went.to);
    const std::size_t first = went.column * went.merge_steps + 1;
    return who + way + steps_words(first, first + went.merge_steps - 1, 0);
}

std::string words(const Spec&, const clause::Active& active) {
    const auto days = [](std::uint32_t minute) { return std::to_string(minute / (24 * 60)); };
    std::string text = "something happens from day " + days(active.first_minute);
    if (active.last_minute != std::numeric_limits<std::uint32_t>::max()) text += " to day " + days(active.last_minute);
    return text;
}

std::string words(const Spec&, const clause::Inadvertent&) { return "reaches a crisis inadvertently"; }

std::string misread_words(const clause::Did& did) {
    const std::string least = std::to_string(did.least_gap);
    if (did.most_gap == kMostGap) return did.least_gap == 0 ? "" : ", misreading the other by " + least + " or more";
    if (did.most_gap == 0) return ", reading the other right";
    return ", misreading the other by " + least + (did.least_gap == did.most_gap ? "" : " to " + std::to_string(did.most_gap));
}

std::string words(const Spec& spec, const clause::Did& did) {
    const std::string then = steps_words(did.first_step, did.last_step, 1);
    if (did.mover && *did.mover == PathTable::kNobody) return "an accident happens" + then;
    const std::string who = did.mover ? actor_name(spec, *did.mover) : "a side";
    if (!did.move.valid()) return who + " moves" + misread_words(did) + then;
    const MoveSpec& move = spec.moves[did.move.index()];
    return who + " chooses '" + printable(move.label.empty() ? move.id : move.label, 60) + "'" + misread_words(did) + then;
}

std::string own_words(const Spec& spec, const RiverClause& clause) {
    const std::string text = std::visit([&](const auto& what) { return words(spec, what); }, clause.what);
    return clause.negated ? "not: " + text : text;
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
