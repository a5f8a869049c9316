#include "report/comparison_answer.hpp"

#include <optional>

#include <firebreak/text.hpp>

#include "report/sentences.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

using answer::Command;
using answer::Paragraph;
using Kind = answer::Column::Kind;

answer::Table shares_table(const Comparison& comparison) {
    answer::Table table{
        {}, {"measures", {Kind::count, "crises"}, {Kind::share, "share"}, {Kind::interval, "95 % interval"}}};
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const Proportion crisis = proportion(comparison.totals[i].crisis, comparison.runs);
        table.rows.push_back({comparison.names[i], crisis.count, crisis, crisis});
    }
    return table;
}

std::string pairs_sentence(const Effect& effect) {
    return "Run by run and chance for chance: " + counted(effect.avoided(), "crisis", "crises") +
           " prevented, " + with_commas(effect.caused()) + " caused; " + with_commas(effect.pairs.n11) +
           " either way, and " + counted(effect.pairs.n00, "run") + " without a crisis either way.";
}

// The options with which `firebreak explain` tells a run of an arm; none where it has no words for it.
std::optional<std::string> explain_options(const Spec& spec, const ArmSpec& arm) {
    const std::string measures = joined(arm.measures, ",");
    std::string text = "--measures " + shell_word(measures.empty() ? "none" : measures);
    const std::vector<std::string> clean = clean_words(spec, arm);
    if (arm.clean[0].all() && arm.clean[1].all()) text += " --arm clean-both";
    else if (clean.size() == 1) text += " --arm " + shell_word("clean-" + clean.front());
    else if (!clean.empty()) return std::nullopt;
    for (const RuleRef& rule : arm.without) text += " --without " + shell_word(rule_id(spec, rule));
    return text;
}

answer::Table divergences_table(const Spec& spec, const Comparison& comparison) {
    const std::uint64_t all = comparison.effect.avoided() + comparison.effect.caused();
    answer::Table table{"Where the two runs first differ, in " + with_commas(comparison.sampled) +
                            " of the " + counted(all, "pair") + " with a crisis in only one of them:",
                        {"what happens",
                         "side",
                         {Kind::count, "crises prevented"},
                         {Kind::count, "crises caused"},
                         "for example"}};
    const Labels labels(spec);
    for (const DivergenceKind& kind : comparison.kinds)
        table.rows.push_back({kind.what,
                              kind.actor.valid() ? labels.actor(kind.actor.index()) : std::string(),
                              kind.avoided, kind.caused, "--replicate " + std::to_string(kind.example)});
    return table;
}

}  // namespace

Answer comparison_answer(const Spec& spec, const Comparison& comparison) {
    Answer answer = framed(spec, "compare", comparison.origin, comparison.runs, comparison.complete);
    if (comparison.runs == 0) return answer;
    answer.blocks = {Paragraph{comparison.names[1] + " against " + comparison.names[0] + ", " +
                               counted(comparison.runs, "run") + " of each:"},
                     shares_table(comparison), Paragraph{pairs_sentence(comparison.effect)},
                     Paragraph{"Difference: " + difference_words(comparison.effect) + ": " +
                               verdict_words(comparison.effect) + "."}};
    if (comparison.sampled == 0) {
        answer.blocks.emplace_back(Paragraph{"In every pair both runs have a crisis, or neither has."});
        return answer;
    }
    answer.blocks.emplace_back(divergences_table(spec, comparison));
    if (const auto options = explain_options(spec, comparison.arms[1])) {
        Origin origin = comparison.origin;
        origin.options = *options;
        answer.blocks.emplace_back(
            Command{"Look into one:", "firebreak explain " + run_words(origin) + " --replicate K"});
    }
    return answer;
}

}  // namespace firebreak::report
