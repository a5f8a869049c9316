#include <algorithm>

#include <fmt/format.h>
#include <firebreak/text.hpp>

#include "report/observed_answer.hpp"
#include "report/scenario_answer.hpp"
#include "report/sentences.hpp"
#include "scenario/conditions.hpp"

namespace firebreak::report {
namespace {

using Kind = RunMeasure::Kind;

// "crisis yes and duration >= 1y"
std::string conditions_words(const Spec& spec, const std::vector<RunCondition>& conditions) {
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    std::vector<std::string> words;
    for (const RunCondition& each : conditions) {
        const auto ref = parse_statistic(spec, each.statistic);
        std::string text = condition_text(each.any_of, domain_of(ref->kind, rungs));
        std::erase(text, '"');
        words.push_back(each.statistic + " " + text);
    }
    return listed(words);
}

std::string measure_words(const Spec& spec, const RunMeasure& measure) {
    std::string text;
    std::vector<std::string> levels;
    for (const double level : measure.levels) levels.push_back(fmt::format("{:.4g} %", 100 * level));
    switch (measure.kind) {
        case Kind::share: text = "share of runs with " + conditions_words(spec, measure.share); break;
        case Kind::mean: text = "mean of " + measure.statistic; break;
        case Kind::ratio: text = measure.statistic + " per " + measure.per; break;
        case Kind::quantiles: text = listed(levels) + " quantiles of " + measure.statistic; break;
    }
    return measure.where.empty() ? text : text + ", of runs with " + conditions_words(spec, measure.where);
}

answer::Table observe_table(const Spec& spec) {
    answer::Table table{"Asked of the runs", {"id", "name", {answer::Column::Kind::sentence, "what"}}};
    for (const ObserveSpec& observe : spec.observe)
        table.rows.push_back({observe.id, observe.label == observe.id ? std::string() : prose(observe.label),
                              measure_words(spec, observe.of)});
    return table;
}

answer::Table record_table(const Spec& spec) {
    answer::Table table{"What the record says, by which settings are weighted",
                        {"id", "value", "standard deviation", {answer::Column::Kind::sentence, "what"}}};
    for (const TargetSpec& target : spec.targets) {
        std::string what = measure_words(spec, target.of);
        if (!target.measures.empty()) what += ", with " + listed(target.measures);
        if (!target.source.empty()) what += " [" + target.source + "]";
        if (!target.note.empty()) what += "; " + prose(target.note);
        table.rows.push_back({target.id, measured_words(spec, target.of, target.value),
                              measured_words(spec, target.of, target.sd), what});
    }
    return table;
}

answer::Table variants_table(const Spec& spec) {
    answer::Table table{"What may be otherwise",
                        {"variant", {answer::Column::Kind::sentence, "choices, and how likely each is"}}};
    for (const VariantSpec& variant : spec.variants) {
        double sum = 0;
        for (const ChoiceSpec& choice : variant.choices) sum += choice.weight;
        std::vector<std::string> words;
        for (const ChoiceSpec& choice : variant.choices)
            words.push_back(choice.id + (choice.change.empty() ? " (this file, " : " (") +
                            percent(choice.weight / sum, 0) + ")");
        table.rows.push_back({variant.id, listed(words, "or")});
    }
    return table;
}

}  // namespace

answer::Blocks asked_blocks(const Spec& spec) {
    answer::Blocks blocks;
    if (!spec.observe.empty()) blocks.emplace_back(observe_table(spec));
    if (!spec.targets.empty()) blocks.emplace_back(record_table(spec));
    if (!spec.variants.empty()) blocks.emplace_back(variants_table(spec));
    return blocks;
}

}  // namespace firebreak::report
