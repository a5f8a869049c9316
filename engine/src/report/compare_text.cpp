#include "report/compare_text.hpp"

#include <optional>

#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "report/study_json.hpp"
#include "report/study_text.hpp"

namespace firebreak::report {
namespace {

std::string actor_words(const Spec& spec, ActorId actor) {
    if (!actor.valid()) return {};
    const ActorSpec& side = spec.actors[actor.index()];
    return printable(side.name.empty() ? side.id : side.name);
}

std::string shares(const Comparison& comparison, const Page& page) {
    Table table({{""},
                 {"runs with\na crisis", Table::Align::right},
                 {"share", Table::Align::right},
                 {"95 % interval", Table::Align::right}});
    int decimals = 0;
    for (const ArmTotals& totals : comparison.totals) {
        decimals = std::max(decimals, percent_decimals(proportion(totals.crisis, comparison.runs).bounds));
    }
    for (std::size_t i = 0; i < comparison.totals.size(); ++i) {
        const Proportion crisis = proportion(comparison.totals[i].crisis, comparison.runs);
        table.add({comparison.names[i], with_commas(crisis.count), percent(crisis.share(), decimals),
                   percent_range(crisis.bounds, decimals)});
    }
    return table.text(page);
}

std::string pair_sentences(const Comparison& comparison, const Page& page) {
    const Effect& effect = comparison.effect;
    const int decimals = percent_decimals(effect.bounds);
    const std::string verdict = effect.lowers()   ? "fewer crises"
                                : effect.raises() ? "more crises: it makes matters worse"
                                                  : "no detectable difference";
    std::string text =
        paragraph("Pair by pair: " + counted(effect.avoided(), "crisis", "crises") + " avoided and " +
                      with_commas(effect.caused()) + " caused by " + comparison.names[1] + " against " +
                      comparison.names[0] + "; " + with_commas(effect.pairs.n11) + " in both, " +
                      with_commas(effect.pairs.n00) + " in neither.",
                  page.width);
    text += paragraph("Difference: " + points(effect.difference, decimals) + " points (95 % interval " +
                          points_range(effect.bounds, decimals) + "): " + verdict + ".",
                      page.width);
    text += paragraph(
        fmt::format(
            "Variance reduction by pairing: {:.1f} (as if {:.1f} times as many unpaired runs had been made).",
            effect.variance_reduction, effect.variance_reduction),
        page.width);
    return text;
}

// The options with which `firebreak explain` tells a run of an arm; none where it has no words for it.
std::optional<std::string> explain_options(const Spec& spec, const ArmSpec& arm) {
    std::string measures;
    for (const std::string& measure : arm.measures) measures += (measures.empty() ? "" : ",") + measure;
    std::string text = "--measures " + shell_word(measures.empty() ? "none" : measures);
    const std::vector<std::string> clean = clean_words(spec, arm);
    if (arm.clean[0].all() && arm.clean[1].all()) text += " --arm clean-both";
    else if (clean.size() == 1) text += " --arm " + shell_word("clean-" + clean.front());
    else if (!clean.empty()) return std::nullopt;
    for (const RuleRef& rule : arm.without) text += " --without " + shell_word(rule_id(spec, rule));
    return text;
}

std::string divergences(const Spec& spec, const Comparison& comparison, const Page& page) {
    if (comparison.sampled == 0) return "No run has a crisis in one arm only.\n";
    Table table({{"where they part"},
                 {"side"},
                 {"avoided", Table::Align::right},
                 {"caused", Table::Align::right},
                 {"for example"}});
    for (const DivergenceKind& kind : comparison.kinds) {
        table.add({kind.what, actor_words(spec, kind.actor), with_commas(kind.avoided),
                   with_commas(kind.caused), "--replicate " + std::to_string(kind.example)});
    }
    const std::uint64_t all = comparison.effect.avoided() + comparison.effect.caused();
    std::string text = paragraph("First divergences of " + with_commas(comparison.sampled) + " of the " +
                                     counted(all, "pair") + " with a crisis in one arm only:",
                                 page.width) +
                       table.text(page);
    const std::optional<std::string> arm = explain_options(spec, comparison.arms[1]);
    if (!arm) return text;
    Origin origin = comparison.origin;
    origin.options = *arm;
    return text + page.style.dim("Look into one: firebreak explain " + run_words(origin) + " --replicate K") +
           "\n";
}

Json arm_json(const Comparison& comparison, std::size_t i) {
    const ArmTotals& totals = comparison.totals[i];
    Json outcomes = Json::object();
    for (std::size_t k = 0; k < kOutcomes; ++k)
        outcomes[outcome_name(static_cast<Outcome>(k))] = totals.outcomes[k];
    return {{"measures", comparison.arms[i].measures},
            {"digest", hex_digest(totals.digest)},
            {"outcomes", outcomes},
            {"crisis", proportion_json(proportion(totals.crisis, comparison.runs))}};
}

}  // namespace

std::string comparison_text(const Spec& spec, const Comparison& comparison, const Page& page) {
    std::string text = scenario_heading(spec, page);
    if (!comparison.complete) text += partial_note(comparison.runs, comparison.origin.asked, page);
    if (comparison.runs > 0) {
        text += "\n" +
                paragraph(comparison.names[1] + " against " + comparison.names[0] + ", " +
                              counted(comparison.runs, "run") + " of each:",
                          page.width) +
                "\n" + shares(comparison, page) + "\n" + pair_sentences(comparison, page) + "\n" +
                divergences(spec, comparison, page);
    }
    return text + "\n" + closing_lines(spec, "compare", comparison.origin, page);
}

std::string comparison_json(const Spec& spec, const Comparison& comparison) {
    Json json = origin_json(spec, comparison.origin, comparison.runs, comparison.complete);
    json["seconds"] = comparison.seconds;
    json["events"] = comparison.totals[0].events + comparison.totals[1].events;
    json["measures"] = comparison.arms[1].measures;
    json["against"] = comparison.arms[0].measures;
    json["arms"] = Json::array({arm_json(comparison, 0), arm_json(comparison, 1)});
    json["paired"] = effect_json(comparison.effect);
    Json kinds = Json::array();
    for (const DivergenceKind& kind : comparison.kinds) {
        kinds.push_back(
            {{"what", kind.what},
             {"actor", kind.actor.valid() ? Json(spec.actors[kind.actor.index()].id) : Json(nullptr)},
             {"count", kind.count()},
             {"avoided", kind.avoided},
             {"caused", kind.caused},
             {"replicate", kind.example}});
    }
    json["divergences"] = {{"sampled", comparison.sampled},
                           {"of", comparison.effect.avoided() + comparison.effect.caused()},
                           {"kinds", kinds}};
    return json_line(json);
}

}  // namespace firebreak::report
