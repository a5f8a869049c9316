// What each measure changes, run by run.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "report/page_sections.hpp"

namespace firebreak::report {
namespace {

using Kind = PageTable::Kind;
constexpr int kMostDecimals = 4;

// The decimals that `firebreak run` gives a whole column, so that both print the same numbers.
template <class BoundsOf>
int column_decimals(const StudyAnswer& study, BoundsOf bounds_of) {
    int most = 0;
    for (const ArmAnswer& arm : study.arms) most = std::max(most, bounds_of(arm));
    return std::min(most, kMostDecimals);
}

std::string share(const Proportion& proportion, int decimals) {
    const std::string text = percent(proportion.share(), decimals);
    const bool vanishes = proportion.count > 0 && text.find_first_of("123456789") == std::string::npos;
    return vanishes ? "< " + percent(std::pow(10.0, -2 - decimals), decimals) : text;
}

Markup share_and_range(const Proportion& proportion, int decimals) {
    // A bound must not be rounded to the share itself where the share is 0.
    const int finer = std::max(decimals, std::min(percent_decimals(proportion.bounds), kMostDecimals));
    return Markup::of(share(proportion, decimals) + " (" + percent_range(proportion.bounds, finer) + ")");
}

Markup shares_table(const Spec& spec, const StudyAnswer& study) {
    const int decimals =
        column_decimals(study, [](const ArmAnswer& arm) { return percent_decimals(arm.crisis.bounds); });
    PageTable table(
        "Runs with a crisis, of " + counted(study.runs, "run") + " of each arm; in brackets 95 % intervals",
        {{"arm"},
         {"crises", Kind::number},
         {"share", Kind::number},
         {"95 % interval", Kind::number},
         {"inadvertent", Kind::number},
         {"averted by misperception", Kind::number},
         {"war", Kind::number}});
    for (const ArmAnswer& arm : study.arms) {
        table.add({Markup::of(arm_label(spec, arm)), Markup::of(with_commas(arm.crisis.count)),
                   Markup::of(share(arm.crisis, decimals)),
                   Markup::of(percent_range(arm.crisis.bounds, decimals)),
                   share_and_range(arm.inadvertent, decimals), share_and_range(arm.averted, decimals),
                   share_and_range(arm.war, decimals)});
    }
    return table.markup();
}

const char* verdict(const Effect& effect) {
    return effect.changes_nothing() ? "changes no run"
           : effect.lowers()        ? "fewer crises"
           : effect.raises()        ? "more crises: makes it worse"
                                    : "no detectable difference";
}

Markup effects_table(const Spec& spec, const StudyAnswer& study) {
    const int decimals = column_decimals(
        study, [](const ArmAnswer& arm) { return arm.effect ? percent_decimals(arm.effect->bounds) : 0; });
    std::vector<Effect> effects;
    for (const ArmAnswer& arm : study.arms) {
        if (arm.effect) effects.push_back(*arm.effect);
    }
    const DotScale scale = scale_for(effects);
    PageTable table("Against " + study.arms.front().name + ", pair by pair under the same chance events",
                    {{"measure"},
                     {"difference in points", Kind::number},
                     {"95 % interval", Kind::number},
                     {"left of the line: fewer crises", Kind::picture},
                     {"avoided", Kind::number},
                     {"caused", Kind::number},
                     {"variance reduction", Kind::number},
                     {"verdict"}});
    for (const ArmAnswer& arm : study.arms) {
        if (!arm.effect) continue;
        const Effect& effect = *arm.effect;
        const std::string size = points(effect.difference, decimals);
        const std::string range = points_range(effect.bounds, decimals);
        table.add(
            {Markup::of(arm_label(spec, arm)), Markup::of(size), Markup::of(range),
             dot_picture(scale, effect.difference, effect.bounds, size + " points, 95 % interval " + range),
             Markup::of(with_commas(effect.avoided())), Markup::of(with_commas(effect.caused())),
             Markup::of(fmt::format("{:.1f}", effect.variance_reduction)), Markup::of(verdict(effect))});
    }
    return table.markup();
}

Markup commands(const Spec& spec, const Findings& findings) {
    Markup notes;
    for (const ArmAnswer& arm : findings.study.arms) {
        if (arm.effect) notes += command_note(arm_label(spec, arm) + ":", compare_command(findings, arm));
    }
    return folded("The commands that print the variance reduction, and where the runs of a pair part", notes);
}

}  // namespace

DotScale scale_for(const std::vector<Effect>& effects) {
    DotScale scale{0, 0};
    for (const Effect& effect : effects) {
        scale.low = std::min(scale.low, effect.bounds.low);
        scale.high = std::max(scale.high, effect.bounds.high);
    }
    if (!(scale.high > scale.low)) return {-0.01, 0.01};
    const double margin = (scale.high - scale.low) / 20;
    return {scale.low - margin, scale.high + margin};
}

Markup dot_picture(const DotScale& scale, double value, const Bounds& bounds,
                   const std::string& description) {
    constexpr double kWidth = 120;
    const auto place = [&](double x) {
        return svg_number(kWidth * (x - scale.low) / (scale.high - scale.low));
    };
    const char* kind = bounds.high < 0 ? "fewer" : bounds.low > 0 ? "more" : "same";
    Markup content = element("title", description);
    content += empty_element(
        "line", {{"class", "zero"}, {"x1", place(0)}, {"x2", place(0)}, {"y1", "0"}, {"y2", "20"}});
    content += empty_element("line", {{"class", std::string("bar ") + kind},
                                      {"x1", place(bounds.low)},
                                      {"x2", place(bounds.high)},
                                      {"y1", "10"},
                                      {"y2", "10"}});
    content += empty_element(
        "circle", {{"class", std::string("dot ") + kind}, {"cx", place(value)}, {"cy", "10"}, {"r", "4"}});
    return element("svg",
                   {{"class", "dots"},
                    {"role", "img"},
                    {"aria-label", description},
                    {"viewBox", "0 0 120 20"},
                    {"width", "120"},
                    {"height", "20"}},
                   content);
}

Markup bar_picture(const std::vector<Bar>& bars, const std::string& description) {
    constexpr double kWidth = 300;
    constexpr double kHeight = 8;
    Markup content = element("title", description);
    double top = 0;
    for (const Bar& bar : bars) {
        const double width = kWidth * std::clamp(bar.share, 0.0, 1.0);
        content += empty_element("rect", {{"class", "track"},
                                          {"y", svg_number(top)},
                                          {"width", svg_number(kWidth)},
                                          {"height", svg_number(kHeight)}});
        content += empty_element("rect", {{"class", bar.css_class},
                                          {"y", svg_number(top)},
                                          {"width", svg_number(width)},
                                          {"height", svg_number(kHeight)}});
        top += kHeight + 2;
    }
    const std::string box = "0 0 " + svg_number(kWidth) + " " + svg_number(top - 2);
    return element("svg",
                   {{"class", "bars"},
                    {"role", "img"},
                    {"aria-label", description},
                    {"viewBox", box},
                    {"preserveAspectRatio", "none"},
                    {"height", svg_number(top - 2)}},
                   content);
}

Markup page_measures(const Spec& spec, const Findings& findings) {
    const StudyAnswer& study = findings.study;
    Markup content;
    if (study.arms.size() == 1)
        content += element("p", "The scenario has no measures, so there is nothing to compare.");
    content += shares_table(spec, study);
    if (study.arms.size() > 1) {
        content += effects_table(spec, study);
        content += element(
            "p", {{"class", "note"}},
            Markup::of("Avoided: a crisis without the measure and none with it; caused: the other way round. "
                       "Variance reduction: how many times as many unpaired runs the pairing is worth. "
                       "Intervals: Clopper-Pearson for shares, Bonett-Price for differences."));
    }
    content += command_note("The same numbers:", command_line("run", findings.origin));
    content += command_note("The intervals in brackets, and every number unrounded:",
                            command_line("run", findings.origin) + " --json");
    if (study.arms.size() > 1) content += commands(spec, findings);
    return section("measures", "What the measures change", content);
}

}  // namespace firebreak::report
