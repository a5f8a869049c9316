#include "session/comparison_words.hpp"

#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "session/count_words.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {

std::string measure_words(const Spec& spec, const std::string& id) { return Labels(spec, 80).measure(id); }

std::string settings_words(const Spec& spec, const Settings& settings) {
    std::string words;
    for (const std::string& id : settings.measures)
        words += (words.empty() ? "" : "; ") + measure_words(spec, id);
    if (words.empty()) words = "no measures";
    for (const auto& [path, value] : settings.changes) words += "; " + printable(path + " = " + value, 120);
    return words;
}

namespace {

// The rungs that only one of two ladders has.
std::string ladder_words(const Spec& spec, std::size_t before, std::size_t after) {
    std::string words = "NOT paired: the ladder has " + std::to_string(before) + " rungs before and " +
                        std::to_string(after) + " after. Only one of them has";
    for (std::size_t rung = std::min(before, after); rung < std::max(before, after); ++rung) {
        words += rung > std::min(before, after) ? ", " : " ";
        words += std::to_string(rung);
        if (rung < spec.ladder.size()) words += " " + rung_words(spec, RungId{rung});
    }
    return words + ".";
}

}  // namespace

std::string why_not_paired(const Spec& spec, const Results& before, const Results& after) {
    if (before.settings.seed != after.settings.seed) {
        return "NOT paired: the runs before are of seed " + std::to_string(before.settings.seed) +
               ", those now of seed " + std::to_string(after.settings.seed) +
               ": other chance events. Run again to compare with the same ones.";
    }
    if (before.paths.rungs != after.paths.rungs)
        return ladder_words(spec, before.paths.rungs, after.paths.rungs);
    if (!(before.settings.paths == after.settings.paths))
        return "NOT paired: the runs before count steps differently.";
    if (before.paths.runs() == 0 || after.paths.runs() == 0) return "No pair of runs is finished yet.";
    if (before.paths.replicate.front() != after.paths.replicate.front())
        return "NOT paired: the two sets do not hold the same replicates.";
    return {};
}

std::string pairing_words(const Paired& paired, const Results& before, const Results& after) {
    const bool verified =
        paired.same_replicates && before.settings.seed == after.settings.seed && paired.pairs > 0;
    const std::string pairs = with_commas(paired.pairs);
    if (!verified)
        return "Only the first " + pairs + " runs are pairs: the sets then go on with other replicates.";
    const std::string words = "The same " + pairs + " runs, chance for chance, before and after. Checked.";
    if (before.paths.runs() == after.paths.runs()) return words;
    return words + " These are the first runs, which both sets have (" + with_commas(before.paths.runs()) +
           " before, " + with_commas(after.paths.runs()) + " after).";
}

std::string parter_words(const Spec& spec, const Parter& who) {
    if (who.mover == PathTable::kNobody) return "an accident";
    if (who.mover >= kActors) return "one of the two ends";
    const std::string side = side_words(spec, who.mover);
    if (who.rule < 0) return side + "'s decision by no rule";
    const std::string rule = side + "'s rule " + std::to_string(who.rule + 1);
    const auto& doctrine = spec.actors[who.mover].doctrine;
    const auto place = static_cast<std::size_t>(who.rule);
    if (place >= doctrine.size()) return rule;
    std::vector<std::string> moves;
    for (const auto& [move, weight] : doctrine[place].moves)
        moves.push_back('"' + Labels(spec, 60).move(move) + '"');
    return rule + ", " + listed(moves, "or");
}

std::string sameness_words(const Paired& paired) {
    if (paired.pairs == 0) return {};
    const std::uint64_t before = paired.crisis.n11 + paired.crisis.n10,
                        after = paired.crisis.n11 + paired.crisis.n01;
    const std::string all = with_commas(paired.pairs);
    if (paired.equal == paired.pairs)
        return "Before and after are identical: all " + all + " pairs take the same path to the same end.";
    const Bounds bounds = paired_difference(paired.crisis.n10, paired.crisis.n01, paired.pairs);
    if (bounds.low > 0 || bounds.high < 0) return {};
    return "No detectable difference: " + with_commas(before) + " against " + with_commas(after) + " of " +
           all + ".";
}

}  // namespace firebreak::viz
