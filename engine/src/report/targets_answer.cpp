#include <cmath>

#include <fmt/format.h>

#include "report/observed_answer.hpp"
#include "report/sentences.hpp"
#include "report/uncertainty_answer.hpp"

namespace firebreak::report {
namespace {

using answer::Paragraph;
using Kind = answer::Column::Kind;

// Fewer settings than these tell little of the tails.
constexpr double kFewSettings = 20;

std::string value_words(const Spec& spec, const TargetSpec& target, double value) {
    if (target.of.kind == RunMeasure::Kind::share) return std::isfinite(value) ? percent(value, 1) : "-";
    return measured_words(spec, target.of, value);
}

answer::Table targets_table(const Spec& spec, const UncertaintyAnswer& answer) {
    answer::Table table{"What is on record, and what the runs give",
                        {"record",
                         {Kind::words, "value"},
                         {Kind::words, "standard deviation"},
                         {Kind::words, "5 % of settings are below"},
                         {Kind::words, "half are below"},
                         {Kind::words, "95 % are below"}}};
    for (const TargetFit& fit : answer.weights.fits) {
        const TargetSpec& target = answer.sweep.targets[fit.target];
        const auto words = [&](double value) {
            return fit.arm ? value_words(spec, target, value) : std::string("-");
        };
        table.rows.push_back({prose(target.label), value_words(spec, target, target.value),
                              value_words(spec, target, target.sd), words(fit.low), words(fit.median),
                              words(fit.high)});
    }
    return table;
}

answer::Table weighted_table(const UncertaintyAnswer& answer) {
    answer::Table table{
        "With the settings weighted by how well they agree with the record: shares in %, effects in points",
        {"share or effect",
         {Kind::words, "5 % are below"},
         {Kind::words, "half are below"},
         {Kind::words, "95 % are below"},
         {Kind::words, "lowers the risk"},
         {Kind::words, "raises it"},
         {Kind::words, "best single measure"}}};
    for (const Assessment& assessment : answer.assessments) {
        if (!assessment.weighted) continue;
        const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
        const bool effect = assessment.question == Assessment::Question::effect;
        const Spread& spread = assessment.weighted->spread.spread;
        const auto share = [&](bool told, double value) {
            return told ? percent(value, 0) : std::string("-");
        };
        table.rows.push_back(
            {row_name(answer, assessment), amount_text(assessment.question, spread.low),
             amount_text(assessment.question, spread.median), amount_text(assessment.question, spread.high),
             share(effect, assessment.weighted->lowers), share(effect, assessment.weighted->raises),
             share(effect && arm.arm.measures.size() == 1, assessment.weighted->best)});
    }
    return table;
}

}  // namespace

answer::Blocks target_blocks(const Spec& spec, const UncertaintyAnswer& answer) {
    answer::Blocks blocks;
    const TargetWeights& found = answer.weights;
    if (found.fits.empty()) return blocks;
    blocks.emplace_back(targets_table(spec, answer));
    for (const TargetFit& fit : found.fits) {
        if (!fit.arm)
            blocks.emplace_back(Paragraph{
                quoted(answer.sweep.targets[fit.target].label) + " is not used: no arm has its measures.",
                Paragraph::Kind::alarm});
    }
    if (found.weights.empty()) return blocks;
    blocks.emplace_back(weighted_table(answer));
    const std::string size = "Weighted so, the " + counted(answer.sweep.points.size(), "setting") +
                             " tell as much as " + fmt::format("{:.0f}", found.effective) +
                             " of equal weight.";
    const bool few = found.effective < kFewSettings;
    blocks.emplace_back(
        Paragraph{few ? size + " That is too few for the ends of a spread: try more settings." : size,
                  few ? Paragraph::Kind::alarm : Paragraph::Kind::note});
    return blocks;
}

}  // namespace firebreak::report
