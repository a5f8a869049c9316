#include "report/sentences.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

namespace firebreak::report {
namespace {

constexpr const char* kClearSight = "had both sides seen clearly, ";

std::string size_words(const Effect& effect) {
    if (!effect.lowers() && !effect.raises()) return " (" + difference_words(effect) + ")";
    const int decimals = percent_decimals(effect.bounds);
    const Bounds size = effect.lowers() ? Bounds{-effect.bounds.high, -effect.bounds.low} : effect.bounds;
    return std::string("; the share ") + (effect.lowers() ? "falls by " : "rises by ") +
           percent_number(std::fabs(effect.difference), decimals) + " points (95 % interval " +
           percent_range(size, decimals) + ")";
}

}  // namespace

std::string proportion_words(const Proportion& proportion, std::string_view noun, std::string_view plural) {
    const int decimals = percent_decimals(proportion.bounds);
    return with_commas(proportion.count) + " of " + counted(proportion.n, noun, plural) + " (" +
           percent(proportion.share(), decimals) + ", 95 % interval " +
           percent_range(proportion.bounds, decimals) + ")";
}

std::string crises_words(const std::string& with, const Proportion& crisis) {
    std::string text =
        with + " " + proportion_words(crisis) + (crisis.count == 1 ? " reaches" : " reach") + " a crisis";
    return capitalised(text);
}

std::string crisis_meaning(const Spec& spec) {
    const auto rung = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                                   [&](const RungSpec& r) { return r.id == spec.endings.crisis; });
    const bool named = rung != spec.ladder.end() && !rung->name.empty();
    return "A crisis: a side stands at " + quoted(named ? rung->name : spec.endings.crisis) +
           " or higher within " + describe_duration(to_millis(spec.clock.horizon.ms)) + ".";
}

std::string inadvertent_sentence(std::uint64_t crises, std::uint64_t inadvertent) {
    if (inadvertent == 0)
        return crises == 1 ? "It is not inadvertent: it would have come with clear sight as well."
                           : "None of them is inadvertent: all would have come with clear sight as well.";
    if (crises == 1) return std::string("It is inadvertent: ") + kClearSight + "it would not have come.";
    if (inadvertent == crises)
        return std::string("All of them are inadvertent: ") + kClearSight + "none would have come.";
    return with_commas(inadvertent) + " of them " + (inadvertent == 1 ? "is" : "are") +
           " inadvertent: " + kClearSight + (inadvertent == 1 ? "it" : "they") + " would not have come.";
}

std::string twin_sentences(std::uint64_t crises, std::uint64_t inadvertent, std::uint64_t averted) {
    if (crises == 0 && averted == 0) return {};
    std::string text = crises == 0 ? std::string() : inadvertent_sentence(crises, inadvertent) + " ";
    if (averted == 0) return text + "In no run did a mistake prevent a crisis.";
    const char* noun = crises == 0 ? "run" : "other run";
    return text + "In " + counted(averted, noun) + " a mistake prevented a crisis.";
}

std::string effect_words(const Effect& effect, bool plural) {
    const std::uint64_t crises = effect.pairs.n10 + effect.pairs.n11;
    const std::string caused = effect.caused() == 0 ? "no" : with_commas(effect.caused());
    return std::string(plural ? "prevent " : "prevents ") + with_commas(effect.avoided()) + " of " +
           counted(crises, "crisis", "crises") + " and " + (plural ? "cause " : "causes ") + caused +
           (effect.caused() < 2 ? " new one" : " new ones") + size_words(effect);
}

std::string difference_words(const Effect& effect) {
    const int decimals = percent_decimals(effect.bounds);
    return points(effect.difference, decimals) + " points, 95 % interval " +
           points_range(effect.bounds, decimals);
}

const char* verdict_words(const Effect& effect) {
    return effect.changes_nothing() ? "changes no run"
           : effect.lowers()        ? "fewer crises"
           : effect.raises()        ? "more crises: makes matters worse"
                                    : "no detectable difference";
}

std::string grades_in_words(const GradeCounts& counts) {
    std::vector<std::string> parts;
    const auto add = [&](std::size_t n, const char* what) {
        if (n > 0) parts.push_back(with_commas(n) + " " + what);
    };
    add(counts.sourced, "sourced");
    add(counts.data, "fitted to data");
    add(counts.assumed, "assumed");
    add(counts.structural, "structural");
    add(counts.unmarked, "unmarked");
    return "The scenario has " + counted(counts.all(), "number") + ": " + listed(parts) + ".";
}

std::string quoted(std::string_view label) { return "\"" + printable(label, 120) + "\""; }

}  // namespace firebreak::report
