#include "report/ranges_charts.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

namespace firebreak::report {
namespace {

using Question = Assessment::Question;

constexpr std::size_t kShownDrivers = 8;  // assumptions in the tornado
constexpr double kGoodFit = 0.5;          // of a regression whose slopes are shown
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::vector<double> effects_of(const Uncertainty& sweep, std::size_t arm) {
    std::vector<double> effects;
    for (const SweepPoint& point : sweep.points) {
        if (point.arms.empty()) continue;
        if (effects.size() == kMostDots) break;
        effects.push_back(estimate_at(point, Question::effect, arm).value);
    }
    return effects;
}

EffectRow effect_row(const Spec& spec, const UncertaintyAnswer& answer, const Assessment& assessment) {
    const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
    const answer::Name name = name_of(spec, arm);
    const bool stated = answer.stated.runs > 0;
    const std::string words = points(arm.effect->difference, 1) + " points as stated (95 % interval " +
                              bounds_text(assessment.question, arm.effect->bounds) + ")";
    return {name.id,
            name.label,
            name.id + ": " + (stated ? words + "; " : "") + "over the ranges " + spread_words(assessment),
            stated ? arm.effect->difference : kUnknown,
            stated ? arm.effect->bounds : Bounds{kUnknown, kUnknown},
            assessment.spread.spread,
            effects_of(answer.sweep, assessment.arm)};
}

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

std::string length_words(const Drivers& found, Influence kind, const char* what) {
    if (kind == Influence::size)
        return "Length: PAWN, which also sees what no straight line does, but not its direction.";
    return std::string("Length: the standardised slope, that is, by how many standard deviations the ") +
           what + " moves when the assumption moves by one. A straight line through " +
           std::string(found.ranks ? "ranks" : "values") + " explains " +
           percent(std::clamp(found.r2, 0.0, 1.0), 0) + " of the spread.";
}

}  // namespace

std::vector<EffectRow> effect_rows(const Spec& spec, const UncertaintyAnswer& answer) {
    std::vector<EffectRow> rows;
    for (const Assessment& assessment : answer.assessments) {
        if (assessment.question == Question::effect && assessment.settings > 0)
            rows.push_back(effect_row(spec, answer, assessment));
    }
    return rows;
}

std::string effects_caption(const Uncertainty& sweep) {
    const std::string cut = sweep.points.size() > kMostDots
                                ? "Dots show the first " + std::to_string(kMostDots) + " settings. "
                                : "";
    return cut + "A dot has the chance of its own runs in it; the bar does not.";
}

std::string tornado_title(const UncertaintyAnswer& answer, const Assessment& assessment) {
    return "What moves " + question_name(answer, assessment) + " most";
}

Tornado tornado_of(const UncertaintyAnswer& answer, const Assessment& assessment) {
    const Drivers& found = assessment.drivers;
    Tornado tornado;
    if (!varies(assessment) || found.factors.empty()) return tornado;
    tornado.kind = influence_of(found);
    for (const Driver& driver : found.factors)
        tornado.rows.push_back(driver_row(answer.sweep.factors[driver.factor], driver, tornado.kind));
    std::stable_sort(tornado.rows.begin(), tornado.rows.end(), [](const DriverRow& a, const DriverRow& b) {
        return std::fabs(a.influence) > std::fabs(b.influence);
    });
    tornado.rows.resize(std::min(tornado.rows.size(), kShownDrivers));
    tornado.noise = tornado.kind == Influence::slope
                        ? coefficient_noise(found.r2, assessment.settings, answer.sweep.factors.size())
                        : found.pawn_noise;
    tornado.caption =
        length_words(found, tornado.kind, assessment.question == Question::effect ? "effect" : "share");
    return tornado;
}

}  // namespace firebreak::report
