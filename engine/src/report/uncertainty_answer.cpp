#include "report/uncertainty_answer.hpp"

#include <algorithm>
#include <cmath>

#include "report/sentences.hpp"

namespace firebreak::report {
namespace {

using answer::Paragraph;
using Kind = answer::Column::Kind;
using Question = Assessment::Question;

constexpr std::size_t kShownDrivers = 5;

// "-5.8 (-6.6 to -5.1)"
std::string quantile_text(const Assessment& assessment, std::size_t which) {
    const Spread& spread = assessment.spread.spread;
    const double value = which == 0 ? spread.low : which == 1 ? spread.median : spread.high;
    if (!std::isfinite(value)) return "-";
    const std::string text = amount_text(assessment.question, value);
    const Bounds& bounds = assessment.spread.bounds.at(which);
    if (!std::isfinite(bounds.low) || !std::isfinite(bounds.high)) return text;  // of a single setting
    return text + " (" + bounds_text(assessment.question, bounds) + ")";
}

// What it depends on most; empty if nothing stands out of the noise.
std::string first_driver(const UncertaintyAnswer& answer, const Assessment& assessment) {
    if (!varies(assessment)) return {};
    for (const Driver& driver : assessment.drivers.factors) {
        if (driver.above_noise) return printable_name(answer.sweep.factors[driver.factor].label, 120);
    }
    return {};
}

std::string share_of(std::size_t count, std::size_t of) {
    return percent_words(count, of) + " (" + interval_words(count, of) + ")";
}

std::string figure(double value, const Bounds& bounds) {
    if (!std::isfinite(value)) return "-";
    return with_decimals(value, 2) + " (" + with_decimals(bounds.low, 2) + " to " +
           with_decimals(bounds.high, 2) + ")";
}

answer::Table drivers_table(const UncertaintyAnswer& answer, const Assessment& assessment) {
    const Drivers& found = assessment.drivers;
    if (!varies(assessment)) return {};
    answer::Table table{"What moves " + question_name(answer, assessment) + ": a straight line through " +
                            (found.ranks ? "ranks" : "values") + " explains " +
                            percent(std::clamp(found.r2, 0.0, 1.0), 0),
                        {"assumption",
                         {Kind::words, "from"},
                         {Kind::words, "to"},
                         {Kind::words, "slope (-1 to 1)"},
                         {Kind::words, "PAWN (0 to 1)"}}};
    for (const Driver& driver : found.factors) {
        if (!driver.above_noise) continue;
        if (table.rows.size() == kShownDrivers) break;
        const Factor& factor = answer.sweep.factors[driver.factor];
        const Tried tried = tried_words(factor);
        table.rows.push_back({printable_name(factor.label, 120), tried.from, tried.to,
                              figure(driver.coefficient, driver.coefficient_bounds),
                              figure(driver.pawn, driver.pawn_bounds)});
    }
    return table;
}

// The names that a factor has between the ends of a side.
std::vector<std::string> names_within(const Factor& factor, const Side& side) {
    constexpr int kSteps = 200;
    std::vector<std::string> names;
    for (int i = 0; i < kSteps; ++i) {
        const double at = side.low + (side.high - side.low) * (i + 0.5) / kSteps;
        const std::string name = factor_text(factor, at);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}

// "\"prior of an attack\" is at least 0.1"
std::string side_words(const UncertaintyAnswer& answer, const Side& side) {
    const Factor& factor = answer.sweep.factors[side.factor];
    const Cuts cuts = cuts_of(answer.sweep, side);
    const std::string name = quoted(factor.label);
    if (!factor.names.empty()) return name + " is " + listed(names_within(factor, side), "or");
    if (!cuts.low) return name + " is below " + factor_text(factor, side.high);
    if (!cuts.high) return name + " is at least " + factor_text(factor, side.low);
    return name + " lies between " + factor_text(factor, side.low) + " and " + factor_text(factor, side.high);
}

answer::List regions_list(const UncertaintyAnswer& answer) {
    answer::List list;
    for (const Assessment& assessment : answer.assessments) {
        for (answer::Item& item : region_items(answer, assessment)) list.items.push_back(std::move(item));
    }
    return list;
}

}  // namespace

void assess(UncertaintyAnswer& answer) {
    answer.weights = target_weights(answer.sweep);
    answer.assessments = assess(answer.sweep, answer.weights.weights);
}

Cuts cuts_of(const Uncertainty& sweep, const Side& side) {
    const double edge = 2.0 / static_cast<double>(sweep.points.size());
    return {side.low > edge, side.high < 1 - edge};
}

Proportion stated_share(const ArmAnswer& arm, Question question) {
    return question == Question::crisis ? arm.crisis : proportion(arm.inadvertent.count, arm.crisis.count);
}

std::string amount_text(Question question, double value, bool unit) {
    if (!std::isfinite(value)) return "-";
    if (question == Question::effect) return points(value, 1) + (unit ? " points" : "");
    return unit ? percent(value, 1) : percent_number(value, 1);
}

std::string bounds_text(Question question, const Bounds& bounds) {
    return question == Question::effect ? points_range(bounds, 1) : percent_range(bounds, 1);
}

bool varies(const Assessment& assessment) {
    constexpr double kMostChance = 0.8;
    return std::isfinite(assessment.spread.chance_share) && assessment.spread.chance_share < kMostChance;
}

std::string spread_words(const Assessment& assessment) {
    const Spread& spread = assessment.spread.spread;
    return amount_text(assessment.question, spread.low) + " to " +
           amount_text(assessment.question, spread.high, true) + " (half the settings below " +
           amount_text(assessment.question, spread.median, true) + ")";
}

std::string ranges_sentence(const UncertaintyAnswer& answer) {
    const Assessment& crises = answer.assessments.front();
    const std::string assumptions = counted(answer.sweep.factors.size(), "assumption");
    if (crises.settings == 0) return "No setting could be run.";
    if (!varies(crises))
        return "Over the ranges in the file for " + assumptions + ", " + counted(crises.settings, "setting") +
               " of " + counted(answer.sweep.options.runs, "run") + " differ by hardly more than chance.";
    const std::string text =
        (answer.stated.runs == 0 ? "" : "But ") + assumptions +
        " could just as well have other values: over the ranges in the file, nine settings in ten lie "
        "within " +
        spread_words(crises) + ".";
    const std::string driver = first_driver(answer, crises);
    return driver.empty() ? text : text + " What matters most: " + driver + ".";
}

std::string lead_words(const UncertaintyAnswer& answer) {
    if (answer.stated.runs == 0) return ranges_sentence(answer);
    const ArmAnswer& first = answer.stated.arms.front();
    return crises_words("with " + first.name, first.crisis) + ", if the numbers in the file are right. " +
           ranges_sentence(answer);
}

answer::Item effect_item(const Spec& spec, const UncertaintyAnswer& answer, const Assessment& assessment) {
    const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
    const bool several = arm.arm.measures.size() > 1;
    const std::string verb = several ? "change the risk by " : "changes the risk by ";
    const std::string stated =
        answer.stated.runs == 0 ? "" : verb + points(arm.effect->difference, 1) + " points as stated";
    if (assessment.lowers + assessment.raises == 0) {
        const std::string text = stated + (stated.empty() ? "In none of the " : ". In none of the ") +
                                 counted(assessment.settings, "setting") + " do " +
                                 counted(answer.sweep.options.runs, "run") + " show an effect.";
        return {answer::name_words(name_of(spec, arm)), text, {}, {}};
    }
    std::string text = (stated.empty() ? verb : stated + ", and by ") + spread_words(assessment) +
                       " over the ranges. " + (several ? "They lower" : "It lowers") + " the risk in " +
                       percent_words(assessment.lowers, assessment.settings) + " of the settings, " +
                       (several ? "raise" : "raises") + " it in " +
                       percent_words(assessment.raises, assessment.settings) + ", and in the others " +
                       counted(answer.sweep.options.runs, "run") + " cannot tell.";
    const std::string driver = first_driver(answer, assessment);
    if (!driver.empty())
        text += (several ? " Their" : " Its") + std::string(" effect depends most on ") + driver + ".";
    return {answer::name_words(name_of(spec, arm)), text, {}, {}};
}

std::vector<answer::Item> region_items(const UncertaintyAnswer& answer, const Assessment& assessment) {
    std::vector<answer::Item> items;
    const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
    for (const Region& region : assessment.regions) {
        if (region.sign == Sign::none) continue;
        std::vector<std::string> sides;
        for (const Side& side : region.sides) sides.push_back(side_words(answer, side));
        const std::string verb = std::string(region.sign == Sign::lowers ? "lower" : "raise") +
                                 (arm.arm.measures.size() > 1 ? "" : "s");
        items.push_back({capitalised(arm.name) + " " + verb + " the risk",
                         "in " + share_of(region.agree, region.points) + " of the " +
                             counted(region.points, "setting") + " where " + listed(sides) +
                             "; elsewhere in " + percent(region.share_outside, 0) + ".",
                         {},
                         {}});
    }
    return items;
}

std::string question_name(const UncertaintyAnswer& answer, const Assessment& assessment) {
    if (assessment.question == Question::crisis) return "the share of crises";
    if (assessment.question == Question::inadvertent) return "the inadvertent share";
    return "the effect of " + answer.stated.arms.at(assessment.arm).name;
}

std::string size_words(const Uncertainty& sweep) {
    return counted(sweep.points.size(), "setting") + " of " + counted(sweep.factors.size(), "assumption") +
           ", " + counted(sweep.options.runs, "run") + " with each set of measures in each";
}

std::string row_name(const UncertaintyAnswer& answer, const Assessment& assessment) {
    if (assessment.question == Question::crisis) return "crises";
    if (assessment.question == Question::inadvertent) return "inadvertent of them";
    return answer.stated.arms.at(assessment.arm).name;
}

answer::Table spreads_table(const UncertaintyAnswer& answer) {
    answer::Table table{"As stated, and over the ranges: shares in %, effects in points; with 95 % intervals",
                        {"share or effect",
                         {Kind::words, "stated"},
                         {Kind::words, "chance only"},
                         {Kind::words, "5 % are below"},
                         {Kind::words, "half are below"},
                         {Kind::words, "95 % are below"},
                         {Kind::words, "chance"}}};
    for (const Assessment& assessment : answer.assessments) {
        const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
        const Proportion share = stated_share(arm, assessment.question);
        const bool effect = assessment.question == Question::effect;
        const double chance = assessment.spread.chance_share;
        table.rows.push_back(
            {row_name(answer, assessment),
             amount_text(assessment.question, effect ? arm.effect->difference : share.share()),
             bounds_text(assessment.question, effect ? arm.effect->bounds : share.bounds),
             quantile_text(assessment, 0), quantile_text(assessment, 1), quantile_text(assessment, 2),
             std::isfinite(chance) ? percent(chance, 0) : std::string("-")});
    }
    return table;
}

answer::Table verdicts_table(const Spec& spec, const UncertaintyAnswer& answer) {
    answer::Table table{"In how many of the settings",
                        {"measures",
                         {Kind::words, "lowers the risk"},
                         {Kind::words, "raises it"},
                         {Kind::words, "cannot be told"},
                         {Kind::words, "best single measure"}}};
    for (const Assessment& assessment : answer.assessments) {
        if (assessment.question != Question::effect) continue;
        const std::size_t n = assessment.settings;
        const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
        const bool single = arm.arm.measures.size() == 1;
        table.rows.push_back({name_of(spec, arm).id, share_of(assessment.lowers, n),
                              share_of(assessment.raises, n), share_of(assessment.unclear(), n),
                              single ? share_of(assessment.best, n) : std::string("-")});
    }
    return table;
}

Tried tried_words(const Factor& factor) {
    const double end = factor.range.law.kind == Distribution::Kind::uniform ? 0 : 0.05;
    return {factor_text(factor, end), factor_text(factor, 1 - end)};
}

std::string faults_words(const Uncertainty& sweep) {
    const auto failed =
        static_cast<std::size_t>(std::count_if(sweep.points.begin(), sweep.points.end(),
                                               [](const SweepPoint& point) { return !point.fault.empty(); }));
    if (failed == 0) return {};
    const auto first = std::find_if(sweep.points.begin(), sweep.points.end(),
                                    [](const SweepPoint& point) { return !point.fault.empty(); });
    return counted(failed, "setting") + " of " + with_commas(sweep.points.size()) +
           " broke a rule of the format and could not be run, the first: " + printable(first->fault, 300) +
           ".";
}

std::string method_words(const Uncertainty& sweep) {
    return with_commas(sweep.points.size()) + " settings of the assumptions, and in each " +
           counted(sweep.options.runs, "run") +
           " with each set of measures, and as many in which both sides see clearly. Intervals are 95 %; "
           "those over the settings come from drawing "
           "settings again, and chance has been taken out of the spread. The slope is the standardised "
           "regression coefficient; PAWN (0 to 1) says how far an assumption moves the answer as a whole. "
           "\"from\" and \"to\" are the ends of a range, or hold nine values in ten of a law. The ranges are "
           "judgements, not data: that many settings agree does not make a result likely.";
}

std::optional<StudyAnswer> stated_arms(const StudyAnswer& study, const std::vector<ArmSpec>& arms) {
    StudyAnswer stated = study;
    stated.arms.clear();
    for (const ArmSpec& arm : arms) {
        const auto found = std::find_if(study.arms.begin(), study.arms.end(),
                                        [&](const ArmAnswer& known) { return known.arm == arm; });
        if (found == study.arms.end()) return std::nullopt;
        stated.arms.push_back(*found);
    }
    if (stated.arms.empty() || !(stated.arms.front().arm == study.arms.front().arm)) return std::nullopt;
    return stated;
}

Answer uncertainty_answer(const Spec& spec, const UncertaintyAnswer& answer) {
    const Uncertainty& sweep = answer.sweep;
    Answer page =
        framed(spec, "uncertainty", answer.stated.origin, answer.stated.runs, answer.stated.complete);
    if (!answer.again.empty()) page.again = answer.again;
    if (!sweep.complete)
        page.partial = "PARTIAL: interrupted after " + with_commas(sweep.points.size()) + " of " +
                       counted(sweep.options.points, "setting") + ".";
    if (answer.stated.runs == 0 || sweep.points.empty()) return page;
    page.blocks = {Paragraph{lead_words(answer), Paragraph::Kind::lead}};
    answer::List effects;
    for (const Assessment& assessment : answer.assessments) {
        if (assessment.question == Question::effect && assessment.settings > 0)
            effects.items.push_back(effect_item(spec, answer, assessment));
    }
    if (!effects.items.empty()) page.blocks.emplace_back(std::move(effects));
    page.blocks.emplace_back(Paragraph{crisis_meaning(spec)});
    const std::string faults = faults_words(sweep);
    if (!faults.empty()) page.blocks.emplace_back(Paragraph{faults, Paragraph::Kind::alarm});
    page.blocks.emplace_back(spreads_table(answer));
    if (sweep.arms.size() > 1) page.blocks.emplace_back(verdicts_table(spec, answer));
    for (answer::Block& block : target_blocks(spec, answer)) page.blocks.push_back(std::move(block));
    for (const Assessment& assessment : answer.assessments) {
        answer::Table table = drivers_table(answer, assessment);
        if (!table.rows.empty()) page.blocks.emplace_back(std::move(table));
    }
    answer::List where = regions_list(answer);
    if (!where.items.empty()) {
        page.blocks.emplace_back(answer::Heading{"Where a measure helps or hurts"});
        page.blocks.emplace_back(std::move(where));
    }
    page.blocks.emplace_back(Paragraph{method_words(sweep), Paragraph::Kind::note});
    return page;
}

}  // namespace firebreak::report
