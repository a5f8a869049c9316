// Icon arrays: shares as so many figures of 100 or of 1,000, the same number for every arm.
#include <algorithm>
#include <array>
#include <cmath>

#include <firebreak/text.hpp>

#include "report/page_sections.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostArrays = 8;

// What a figure stands for; the shapes differ as well as the colours.
enum class Icon { crisis, caused, avoided, none };
constexpr std::array<Icon, 4> kIcons{Icon::crisis, Icon::caused, Icon::avoided, Icon::none};
constexpr std::array<const char*, 4> kClasses{"icon-crisis", "icon-caused", "icon-avoided", "icon-none"};
using Counts = std::array<std::uint64_t, 4>;  // by Icon

std::size_t rounded(std::uint64_t count, std::uint64_t of, std::size_t figures) {
    if (of == 0) return 0;
    return static_cast<std::size_t>(
        std::lround(static_cast<double>(count) * static_cast<double>(figures) / static_cast<double>(of)));
}

// So many of `all` figures for each count. First the crises are rounded, so that arms compare rightly; then
// both parts are divided.
std::array<std::size_t, 4> figures_of(const Counts& counts, std::size_t all) {
    const std::uint64_t crises = counts[0] + counts[1];
    const std::uint64_t others = counts[2] + counts[3];
    std::array<std::size_t, 4> figures{};
    const std::size_t many = rounded(crises, crises + others, all);
    figures[1] = rounded(counts[1], crises, many);
    figures[0] = many - figures[1];
    figures[2] = rounded(counts[2], others, all - many);
    figures[3] = all - many - figures[2];
    return figures;
}

// The outline of one figure around a point, ten units high.
std::string shape(Icon icon, double x, double y) {
    const std::string at = "M" + svg_number(x) + " ";
    switch (icon) {
        case Icon::crisis: return at + svg_number(y - 4.4) + "l4.4 4.4-4.4 4.4-4.4-4.4z";
        case Icon::caused: return at + svg_number(y - 3.9) + "l3.9 3.9-3.9 3.9-3.9-3.9zm-2 3.9h4m-2-2v4";
        case Icon::avoided:
            return "M" + svg_number(x - 3.2) + " " + svg_number(y) +
                   "a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z";
        case Icon::none:
            return "M" + svg_number(x - 1.8) + " " + svg_number(y) +
                   "a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z";
    }
    return {};
}

Markup one_icon(Icon icon) {
    return element(
        "svg", {{"viewBox", "0 0 10 10"}, {"width", "14"}, {"height", "14"}, {"aria-hidden", "true"}},
        empty_element("path",
                      {{"class", kClasses[static_cast<std::size_t>(icon)]}, {"d", shape(icon, 5, 5)}}));
}

Markup picture(const Counts& counts, std::size_t all, const std::array<std::string, 4>& titles,
               const std::string& description) {
    const std::size_t columns = all == 100 ? 10 : 40;
    const std::array<std::size_t, 4> figures = figures_of(counts, all);
    Markup content = element("title", description);
    std::size_t place = 0;
    for (const Icon icon : kIcons) {
        const auto i = static_cast<std::size_t>(icon);
        std::string path;
        for (std::size_t k = 0; k < figures[i]; ++k, ++place) {
            path += shape(icon, static_cast<double>(place % columns) * 10 + 5,
                          static_cast<double>(place / columns) * 10 + 5);
        }
        if (!path.empty()) {
            content += element("path", {{"class", kClasses[i]}, {"d", path}}, element("title", titles[i]));
        }
    }
    const std::string box = "0 0 " + std::to_string(columns * 10) + " " + std::to_string(all / columns * 10);
    return element(
        "svg", {{"class", "icons"}, {"role", "img"}, {"aria-label", description}, {"viewBox", box}}, content);
}

std::string of_all(std::uint64_t count, std::uint64_t runs) {
    return with_commas(count) + " of " + counted(runs, "run");
}

Markup array_of(const Spec& spec, const ArmAnswer& arm, std::uint64_t runs, std::size_t all) {
    Counts counts{arm.crisis.count, 0, 0, runs - arm.crisis.count};
    std::array<std::string, 4> titles{"crisis: " + of_all(arm.crisis.count, runs), "", "",
                                      "no crisis: " + of_all(counts[3], runs)};
    if (arm.effect) {
        const PairTotals& pairs = arm.effect->pairs;
        counts = {pairs.n11, pairs.n01, pairs.n10, pairs.n00};
        titles = {"crisis with it and without it: " + of_all(pairs.n11, runs),
                  "crisis only with it: " + of_all(pairs.n01, runs),
                  "crisis prevented: " + of_all(pairs.n10, runs),
                  "no crisis either way: " + of_all(pairs.n00, runs)};
    }
    const std::array<std::size_t, 4> figures = figures_of(counts, all);
    const std::string many =
        std::to_string(figures[0] + figures[1]) + " of " + with_commas(all) + " reach a crisis";
    std::string exact = "exactly: " + of_all(arm.crisis.count, runs);
    if (arm.effect) {
        exact += "; " + with_commas(arm.effect->avoided()) + " prevented, " +
                 with_commas(arm.effect->caused()) + " caused";
    }
    const std::string name = arm_label(spec, arm);
    return element("figure", picture(counts, all, titles, name + ": " + many + "; " + exact) +
                                 element("figcaption", strong(name) + empty_element("br", {}) +
                                                           Markup::of(many + " (" + exact + ")")));
}

// The arms shown: all, or where there are too many the first, the one that lowers most and all together.
std::vector<const ArmAnswer*> shown_arms(const StudyAnswer& study) {
    std::vector<const ArmAnswer*> arms;
    if (study.arms.size() <= kMostArrays) {
        for (const ArmAnswer& arm : study.arms) arms.push_back(&arm);
        return arms;
    }
    const auto lowest = std::min_element(
        study.arms.begin() + 1, study.arms.end() - 1,
        [](const ArmAnswer& a, const ArmAnswer& b) { return a.crisis.count < b.crisis.count; });
    return {&study.arms.front(), &*lowest, &study.arms.back()};
}

Markup legend() {
    const auto entry = [](Icon icon, const char* words) {
        return element("li", one_icon(icon) + Markup::of(std::string(" ") + words));
    };
    return element("ul", {{"class", "legend"}},
                   entry(Icon::crisis, "a run with a crisis") +
                       entry(Icon::caused, "a crisis only with the measure: caused") +
                       entry(Icon::avoided, "a crisis only without it: prevented") +
                       entry(Icon::none, "no crisis"));
}

}  // namespace

Markup page_icons(const Spec& spec, const Findings& findings) {
    const StudyAnswer& study = findings.study;
    // Where one of the shares would show as no figure at all there are more figures, for all arms alike.
    const bool rare = std::any_of(study.arms.begin(), study.arms.end(),
                                  [](const ArmAnswer& arm) { return arm.crisis.share() < 0.01; });
    const std::size_t all = rare ? 1000 : 100;
    Markup arrays;
    for (const ArmAnswer* arm : shown_arms(study)) arrays += array_of(spec, *arm, study.runs, all);
    Markup content = element(
        "p", "Each picture shows " + with_commas(all) + " runs, rounded from " + with_commas(study.runs) +
                 "; all pictures have the same number of figures and the same chance events.");
    content += legend() + element("div", {{"class", all == 100 ? "arrays" : "arrays wide"}}, arrays);
    content += command_note("The exact counts:", command_line("run", findings.origin));
    return section("icons", "How many of " + with_commas(all) + " runs", content);
}

}  // namespace firebreak::report
