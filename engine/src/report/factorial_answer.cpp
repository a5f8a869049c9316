#include "report/factorial_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <firebreak/program.hpp>

#include "report/json.hpp"

namespace firebreak::report {
namespace {

using Kind = answer::Column::Kind;

std::vector<std::string> names_of(const Factorial& found, const FactorialEffect& effect) {
    std::vector<std::string> names;
    for (const std::size_t measure : effect.measures) names.push_back(found.measures[measure]);
    return names;
}

constexpr std::array<const char*, kMostWholeMeasures + 1> kNumbers{"",     "one",  "two", "three",
                                                                   "four", "five", "six"};

bool is_known(const FactorialEffect& effect) { return std::isfinite(effect.bounds.low); }
bool is_clear(const FactorialEffect& effect) { return effect.bounds.low > 0 || effect.bounds.high < 0; }

double single(const Factorial& found, std::size_t measure) {
    for (const FactorialEffect& effect : found.effects)
        if (effect.measures.size() == 1 && effect.measures[0] == measure) return effect.value;
    return 0;
}

// "1.2 points (0.5 to 1.9)", without a sign
std::string size_words(const FactorialEffect& effect) {
    const std::string text = with_decimals(100 * std::fabs(effect.value), 1) + " points";
    if (!is_known(effect)) return text;
    const double a = std::fabs(effect.bounds.low);
    const double b = std::fabs(effect.bounds.high);
    return text + " (" + with_decimals(100 * std::min(a, b), 1) + " to " +
           with_decimals(100 * std::max(a, b), 1) + ")";
}

std::string interval_text(const FactorialEffect& effect) {
    return is_known(effect) ? points_range(effect.bounds, 1) : std::string("-");
}

std::string others_words(const Factorial& found) {
    return found.measures.size() == 1   ? ""
           : found.measures.size() == 2 ? ", on average over the other measure on and off"
                                        : ", on average over the other measures on and off";
}

answer::List single_list(const Factorial& found) {
    answer::List list;
    for (const FactorialEffect& effect : found.effects) {
        if (effect.measures.size() != 1) break;
        std::string text = "changes the risk by " + points(effect.value, 1) + " points";
        if (is_clear(effect))
            text = (effect.value < 0 ? "lowers the risk by " : "raises the risk by ") + size_words(effect);
        else if (is_known(effect)) text = "shows no effect (" + interval_text(effect) + " points)";
        list.items.push_back({found.measures[effect.measures[0]], text + others_words(found) + ".", {}, {}});
    }
    return list;
}

answer::List pair_list(const Factorial& found) {
    answer::List list;
    for (const FactorialEffect& effect : found.effects)
        if (effect.measures.size() == 2)
            list.items.push_back(
                {listed(names_of(found, effect)), together_words(found, effect) + ".", {}, {}});
    return list;
}

// Of what is done by so many measures together.
answer::Table effects_table(const Factorial& found, std::size_t from, std::size_t to,
                            const std::string& title) {
    answer::Table table{title, {"measures", {Kind::words, "points"}, {Kind::words, "95 % interval"}}};
    for (const FactorialEffect& effect : found.effects)
        if (effect.measures.size() >= from && effect.measures.size() <= to)
            table.rows.push_back(
                {joined(names_of(found, effect), " + "), points(effect.value, 1), interval_text(effect)});
    return table;
}

const char* interval_words(Factorial::Interval interval) {
    switch (interval) {
        case Factorial::Interval::points:
            return "Intervals come from drawing the points again, and hold the chance of each point's runs.";
        case Factorial::Interval::chance: return "Intervals reflect chance alone, at these points.";
        case Factorial::Interval::both:
            return "Intervals are over the points and over the chance that they share.";
        case Factorial::Interval::none: break;
    }
    return "There are no intervals: over chance they need the rows of single runs, and this plan keeps sums "
           "('keep: sums').";
}

std::string method_words(const Factorial& found) {
    std::string text =
        "Every combination of " + counted(found.measures.size(), "measure") + " at " +
        counted(found.points, "point") + ", " + counted(found.runs, "run") +
        " each, which share their chance. Of several measures, the points are what their effect "
        "together has beyond what its parts add up to, averaged over the other measures on and "
        "off; below 0: fewer crises. ";
    if (!found.whole)
        text += "Of more than " + std::to_string(kMostWholeMeasures) +
                " measures only the single ones and pairs are shown. ";
    return text + interval_words(found.interval);
}

const char* interval_name(Factorial::Interval interval) {
    switch (interval) {
        case Factorial::Interval::points: return "points";
        case Factorial::Interval::chance: return "chance";
        case Factorial::Interval::both: return "points and chance";
        case Factorial::Interval::none: break;
    }
    return "none";
}

}  // namespace

std::string together_words(const Factorial& found, const FactorialEffect& pair) {
    const double together = single(found, pair.measures[0]) + single(found, pair.measures[1]);
    const std::string both = together < 0 ? "together lower the risk by " : "together raise the risk by ";
    if (is_known(pair) && !is_clear(pair))
        return both + with_decimals(100 * std::fabs(together), 1) +
               " points: the sum of both, as far as the runs can tell (" + interval_text(pair) + " points)";
    const bool less = (together < 0) == (pair.value > 0);
    return both + with_decimals(100 * std::fabs(together), 1) + " points, " + size_words(pair) +
           (less ? " less" : " more") + " than the sum of both";
}

Answer factorial_answer(const Spec& spec, const Factorial& found, const Origin& origin, bool complete,
                        const std::string& again) {
    Answer page = framed(spec, "sweep analyse", origin, 0, true);
    page.again = again;
    if (!complete) page.partial = "PARTIAL: the sweep is not finished.";
    page.blocks.emplace_back(single_list(found));
    answer::List pairs = pair_list(found);
    if (!pairs.items.empty()) page.blocks.emplace_back(std::move(pairs));
    page.blocks.emplace_back(effects_table(found, 1, 1, "What each measure does to the share of crises"));
    for (std::size_t several = 2; several <= found.effects.back().measures.size(); ++several)
        page.blocks.emplace_back(
            effects_table(found, several, several,
                          std::string("What ") + kNumbers.at(several) + " measures do together beyond that"));
    page.blocks.emplace_back(answer::Paragraph{method_words(found), answer::Paragraph::Kind::note});
    return page;
}

std::string factorial_json(const Spec& spec, const Factorial& found, const Origin& origin, bool complete) {
    Json json = origin_json(spec, origin, found.runs, complete);
    json["points"] = found.points;
    json["measures"] = found.measures;
    json["interval"] = interval_name(found.interval);
    json["effects"] = Json::array();
    for (const FactorialEffect& effect : found.effects)
        json["effects"].push_back({{"measures", names_of(found, effect)},
                                   {"effect", number_json(effect.value)},
                                   {"low", number_json(effect.bounds.low)},
                                   {"high", number_json(effect.bounds.high)}});
    return json_line(json);
}

answer::Table factorial_rows(const Spec& spec, const Factorial& found, const Origin& origin) {
    answer::Table table{
        {}, {"firebreak", "points", "runs", "measures", "interval", "effect", "effect_low", "effect_high"}};
    for (const FactorialEffect& effect : found.effects)
        table.rows.push_back({std::string(version()), found.points, found.runs,
                              joined(names_of(found, effect), "+"),
                              std::string(interval_name(found.interval)), effect.value, effect.bounds.low,
                              effect.bounds.high});
    add_origin(table, spec, origin);
    return table;
}

}  // namespace firebreak::report
