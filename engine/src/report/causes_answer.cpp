#include "report/causes_answer.hpp"

#include <algorithm>

#include <firebreak/text.hpp>

namespace firebreak::report {
namespace {

std::int64_t net(const ChangeTally& tally) {
    return static_cast<std::int64_t>(tally.causes) - static_cast<std::int64_t>(tally.averts);
}

}  // namespace

Effect CausesAnswer::effect(std::size_t change) const {
    const ChangeTally& tally = causes.change_tallies[change];
    const std::uint64_t calm = causes.runs - causes.crises;
    return effect_of({calm - tally.causes, tally.causes, tally.averts, causes.crises - tally.averts});
}

Proportion CausesAnswer::averted_by(std::size_t change) const {
    return proportion(causes.change_tallies[change].averts, causes.crises);
}

std::vector<std::size_t> CausesAnswer::ranked(Change::Kind kind) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < causes.changes.size(); ++i) {
        const ChangeTally& tally = causes.change_tallies[i];
        if (causes.changes[i].kind == kind && tally.averts + tally.causes > 0) places.push_back(i);
    }
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return net(causes.change_tallies[a]) < net(causes.change_tallies[b]);
    });
    return places;
}

std::optional<std::size_t> CausesAnswer::best_change(std::optional<Change::Kind> kind) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < causes.changes.size(); ++i) {
        const Change& change = causes.changes[i];
        const bool everything = change.kind == Change::Kind::perception && !change.perception;
        if (everything || (kind && change.kind != *kind)) continue;
        // Of equals the later: those of one side come after those of both, and one side is enough.
        const bool lowers = net(causes.change_tallies[i]) < 0;
        if (lowers && (!best || net(causes.change_tallies[i]) <= net(causes.change_tallies[*best]))) best = i;
    }
    return best;
}

std::vector<const FlawTally*> weighty(const std::vector<FlawTally>& tallies, bool decisions,
                                      std::size_t most) {
    std::vector<const FlawTally*> chosen;
    for (const FlawTally& tally : tallies) {
        const bool decision = tally.group.kind == Flaw::Kind::escalation;
        if (decision == decisions && tally.weight() > 0 && chosen.size() < most) chosen.push_back(&tally);
    }
    return chosen;
}

}  // namespace firebreak::report
