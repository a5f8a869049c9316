// How far the answer depends on what is only assumed: both intervals of every answer, what each measure does
// over the settings, and what moves the share of crises.
#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "picture/charts.hpp"
#include "report/page_sections.hpp"
#include "report/study_answer.hpp"

namespace firebreak::report {
namespace {

using Question = Assessment::Question;

constexpr std::size_t kMostDots = 300;    // in a row of a chart
constexpr std::size_t kShownDrivers = 8;  // assumptions in the tornado
constexpr double kGoodFit = 0.5;          // of a regression whose slopes are shown

std::string interval(const Assessment& assessment, const Bounds& bounds) {
    return " (95 % interval " + bounds_text(assessment.question, bounds) + ")";
}

std::vector<double> effects_of(const Uncertainty& sweep, std::size_t arm) {
    std::vector<double> effects;
    for (const SweepPoint& point : sweep.points) {
        if (point.arms.empty()) continue;
        if (effects.size() == kMostDots) break;
        const PairTotals& pairs = point.arms[arm].effect;
        effects.push_back((static_cast<double>(pairs.n01) - static_cast<double>(pairs.n10)) /
                          static_cast<double>(point.runs));
    }
    return effects;
}

EffectRow effect_row(const Spec& spec, const UncertaintyAnswer& answer, const Assessment& assessment) {
    const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
    const answer::Name name = name_of(spec, arm);
    const std::string stated =
        points(arm.effect->difference, 1) + " points as stated" + interval(assessment, arm.effect->bounds);
    return {name.id,
            name.label,
            name.id + ": " + stated + "; over the ranges " + spread_words(assessment),
            arm.effect->difference,
            arm.effect->bounds,
            assessment.spread.spread,
            effects_of(answer.sweep, assessment.arm)};
}

Markup chart_markup(const Chart& chart, const SvgElement& about) {
    return element("div",
                   {{"class", "chart-box"},
                    {"role", "region"},
                    {"tabindex", "0"},
                    {"aria-label", about.title + ", can be scrolled"}},
                   Markup::made(svg_element(chart.drawing, chart.area, about)));
}

// Of a chart, which may be copied without the page around it.
std::vector<std::string> captions(const Uncertainty& sweep, const std::string& more) {
    return {std::string(kCaveat) + " " + size_words(sweep) + "." + more};
}

template <class Row>
std::string read_aloud(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) text += (text.empty() ? "" : ". ") + row.words;
    return text + ".";
}

Markup effects_picture(const Spec& spec, const UncertaintyAnswer& answer) {
    std::vector<EffectRow> rows;
    for (const Assessment& assessment : answer.assessments) {
        if (assessment.question == Question::effect && assessment.settings > 0)
            rows.push_back(effect_row(spec, answer, assessment));
    }
    if (rows.empty()) return {};
    const std::string cut = answer.sweep.points.size() > kMostDots
                                ? " Dots show the first " + std::to_string(kMostDots) + " settings."
                                : "";
    return chart_markup(
        effects_chart(rows),
        {"ranges-effects", "What each measure does, as stated and over the ranges", read_aloud(rows),
         captions(answer.sweep, cut + " A dot has the chance of its own runs in it; the bar "
                                      "does not.")});
}

// --- The tornado

// What is shown of each assumption: the slope of the regression, or PAWN where no straight line tells much.
Influence influence_of(const Drivers& drivers) {
    const bool sloped = std::isfinite(drivers.r2) && drivers.r2 >= kGoodFit;
    return sloped ? Influence::slope : Influence::size;
}

DriverRow driver_row(const Factor& factor, const Driver& driver, Influence kind) {
    const bool slope = kind == Influence::slope;
    const double value = slope ? driver.coefficient : driver.pawn;
    const Bounds& bounds = slope ? driver.coefficient_bounds : driver.pawn_bounds;
    const Tried tried = tried_words(factor);
    const std::string label = printable_name(factor.label, 120);
    const std::string range = "from " + tried.from + " to " + tried.to;
    const std::string figure = (slope ? "slope " : "PAWN ") + with_decimals(value, 2) + ", 95 % interval " +
                               with_decimals(bounds.low, 2) + " to " + with_decimals(bounds.high, 2);
    return {label, "tried " + range, label + ", " + range + ": " + figure, value, bounds};
}

Markup drivers_picture(const UncertaintyAnswer& answer) {
    const Assessment& crises = answer.assessments.front();
    const Drivers& found = crises.drivers;
    if (!varies(crises) || found.factors.empty()) return {};
    const Influence kind = influence_of(found);
    std::vector<DriverRow> rows;
    for (const Driver& driver : found.factors)
        rows.push_back(driver_row(answer.sweep.factors[driver.factor], driver, kind));
    std::stable_sort(rows.begin(), rows.end(), [](const DriverRow& a, const DriverRow& b) {
        return std::fabs(a.influence) > std::fabs(b.influence);
    });
    rows.resize(std::min(rows.size(), kShownDrivers));
    const double noise = kind == Influence::slope
                             ? coefficient_noise(found.r2, crises.settings, answer.sweep.factors.size())
                             : found.pawn_noise;
    const std::string what =
        kind == Influence::slope
            ? " Length: the standardised slope, by how many standard deviations the share moves with one of "
              "the assumption; a straight line through " +
                  std::string(found.ranks ? "ranks" : "values") + " explains " +
                  percent(std::clamp(found.r2, 0.0, 1.0), 0) + " of the spread."
            : std::string(
                  " Length: PAWN, which also sees what no straight line does, but not its direction.");
    return element("h3", "What moves the share of crises most") +
           chart_markup(drivers_chart(rows, kind, noise),
                        {"ranges-drivers", "What moves the share of crises most", read_aloud(rows),
                         captions(answer.sweep, what)});
}

}  // namespace

Markup page_ranges(const Spec& spec, const Findings& findings) {
    if (!findings.ranges) return markup_of({chance_only(spec, findings.origin)});
    const UncertaintyAnswer& answer = *findings.ranges;
    Markup content = element("h3", "How far the answer depends on what nobody knows");
    const std::string faults = faults_words(answer.sweep);
    if (!faults.empty()) content += markup_of({answer::Paragraph{faults, answer::Paragraph::Kind::alarm}});
    if (answer.assessments.front().settings == 0) return content;
    content += markup_of({spreads_table(spec, answer)}) + effects_picture(spec, answer);
    if (answer.sweep.arms.size() > 1) content += markup_of({verdicts_table(spec, answer)});
    content += drivers_picture(answer);
    return content + markup_of({answer::Paragraph{method_words(answer.sweep), answer::Paragraph::Kind::note},
                                answer::Command{"The same numbers, and where a measure helps:",
                                                ranges_command(findings)}});
}

}  // namespace firebreak::report
