#include <algorithm>

#include <firebreak/text.hpp>

#include "report/observed_answer.hpp"
#include "report/scenario_answer.hpp"
#include "report/sentences.hpp"
#include "scenario/conditions.hpp"

namespace firebreak::report {
namespace {

using Kind = RunMeasure::Kind;

// A condition as the format writes it, in words: ">= 1y" is "at least 1y", "[war, crisis]" is "war or
// crisis".
std::string amount_words(std::string text) {
    constexpr std::pair<const char*, const char*> kSigns[] = {
        {"\"", ""},          {"[", ""},        {"]", ""},        {", ", " or "}, {">= ", "at least "},
        {"<= ", "at most "}, {"> ", "above "}, {"< ", "below "}, {"..", " to "}};
    for (const auto& [sign, words] : kSigns) {
        for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
            text.replace(at, std::string_view(sign).size(), words);
    }
    return text;
}

// "crisis is yes and duration is at least 1y"
std::string conditions_words(const Spec& spec, const std::vector<RunCondition>& conditions) {
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    std::vector<std::string> words;
    for (const RunCondition& each : conditions) {
        const auto ref = parse_statistic(spec, each.statistic);
        words.push_back(each.statistic + " is " +
                        amount_words(condition_text(each.any_of, domain_of(ref->kind, rungs))));
    }
    return listed(words);
}

std::string measure_words(const Spec& spec, const RunMeasure& measure) {
    std::string text;
    std::vector<std::string> levels;
    for (const double level : measure.levels) levels.push_back(level_words(level));
    switch (measure.kind) {
        case Kind::share: text = "share of runs in which " + conditions_words(spec, measure.share); break;
        case Kind::mean: text = "mean of " + measure.statistic; break;
        case Kind::ratio: text = measure.statistic + " divided by " + measure.per; break;
        case Kind::quantiles: text = listed(levels) + " quantiles of " + measure.statistic; break;
    }
    return measure.where.empty() ? text
                                 : text + ", of runs in which " + conditions_words(spec, measure.where);
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

// The choice that stands for the file as written.
const std::string& written_choice(const VariantSpec& variant) {
    return std::find_if(variant.choices.begin(), variant.choices.end(),
                        [](const ChoiceSpec& choice) { return choice.change.empty(); })
        ->id;
}

// "as-written 67 %, hawkish 33 %"
std::string choices_words(const VariantSpec& variant) {
    double sum = 0;
    for (const ChoiceSpec& choice : variant.choices) sum += choice.weight;
    std::string words;
    for (const ChoiceSpec& choice : variant.choices)
        words += (words.empty() ? "" : ", ") + choice.id + " " + percent(choice.weight / sum, 0);
    return words;
}

answer::Table variants_table(const Spec& spec) {
    answer::Table table{
        "What may be otherwise",
        {"variant", "as written", {answer::Column::Kind::sentence, "choices, and how likely each is"}}};
    for (const VariantSpec& variant : spec.variants)
        table.rows.push_back({variant.id, written_choice(variant), choices_words(variant)});
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

namespace firebreak {

std::vector<AskedNumber> asked_numbers(const Spec& spec) {
    std::vector<AskedNumber> numbers;
    for (const TargetSpec& target : spec.targets) {
        const bool named = !target.label.empty() && target.label != target.id;
        numbers.push_back({"targets." + target.id, report::measured_words(spec, target.of, target.value),
                           (named ? prose(target.label) + ": " : std::string()) +
                               report::measure_words(spec, target.of) + ", with a standard deviation of " +
                               report::measured_words(spec, target.of, target.sd),
                           prose(target.note), !target.source.empty()});
    }
    for (const VariantSpec& variant : spec.variants)
        numbers.push_back({"variants." + variant.id, report::written_choice(variant),
                           "tried: " + report::choices_words(variant), "", false});
    return numbers;
}

}  // namespace firebreak
