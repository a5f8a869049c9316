#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "report/json.hpp"

namespace firebreak::report {
namespace {

// A sum over runs as a mean; null without runs.
Json mean_of(double sum, std::uint64_t n) {
    return n == 0 ? Json(nullptr) : Json(sum / static_cast<double>(n));
}

void add_bounds(Json& json, const Bounds& mean) {
    json["low"] = number_json(mean.low);
    json["high"] = number_json(mean.high);
}

// Puts beside a mean what is known of its number.
Json with_spread(Json json, const NumberSpread* spread) {
    if (spread == nullptr) return json;
    add_bounds(json, spread->mean_bounds);
    json["p5"] = number_json(spread->p5);
    json["p50"] = number_json(spread->p50);
    json["p95"] = number_json(spread->p95);
    return json;
}

Json per_run_json(const ArmAnswer& arm, std::uint64_t runs) {
    Json json = Json::object();
    for (std::size_t i = 0; i < kCountRows; ++i) {
        const auto& count = kCounts<std::uint64_t>[i];
        json[count.name] = with_spread(
            {{"mean", mean_of(static_cast<double>(arm.totals.*count.member), runs)}}, &arm.spread->counts[i]);
    }
    return json;
}

Json peak_json(const Spec& spec, const ArmTotals& totals, std::uint64_t runs) {
    Json counts = Json::array();
    double sum = 0;
    for (std::size_t rung = 0; rung < spec.ladder.size(); ++rung) {
        counts.push_back(totals.peak_counts[rung]);
        sum += static_cast<double>(rung) * static_cast<double>(totals.peak_counts[rung]);
    }
    return {{"mean", mean_of(sum, runs)}, {"counts", counts}};
}

Json counts_json(const ArmTotals& totals) {
    Json json;
    for (const auto& count : kCounts<std::uint64_t>) json[count.name] = totals.*count.member;
    json["event_limit"] = totals.event_limit;
    for (std::size_t i = 1; i < kLimits; ++i) {  // which limit, where there is anything to tell
        if (totals.event_limit > 0) json["stopped_by"][limit_name(static_cast<Limit>(i))] = totals.limits[i];
    }
    return json;
}

void add_numbers(Json& json, const Spec& spec, const StudyAnswer& answer, const ArmAnswer& arm) {
    const ArmTotals& totals = arm.totals;
    const ArmSpread* spread = arm.spread ? &*arm.spread : nullptr;
    json["peak_rung"] =
        with_spread(peak_json(spec, totals, answer.runs), spread != nullptr ? &spread->peak_rung : nullptr);
    json["duration_ms"] =
        with_spread({{"mean", mean_of(static_cast<double>(totals.duration_ms), answer.runs)}},
                    spread != nullptr ? &spread->duration_ms : nullptr);
    json["crisis_time_ms"] =
        with_spread({{"mean", mean_of(static_cast<double>(totals.crisis_time_ms), totals.crisis)}},
                    spread != nullptr ? &spread->crisis_time_ms : nullptr);
    json["brier"] = {{"mean", mean_of(totals.brier_sum, totals.decisions_on_case)}};
    if (spread != nullptr) add_bounds(json["brier"], spread->brier_bounds);
    json["counts"] = counts_json(totals);
    if (spread != nullptr) json["per_run"] = per_run_json(arm, answer.runs);
}

Json measured_json(const Measured& found) {
    Json json = {{"value", number_json(found.value)}};
    add_bounds(json, found.bounds);
    return json;
}

Json observed_json(const Spec& spec, const ArmAnswer& arm) {
    Json all = Json::object();
    for (std::size_t i = 0; i < spec.observe.size(); ++i) {
        const ObserveSpec& observe = spec.observe[i];
        const std::vector<Measured>& found = arm.observed[i];
        Json json = observe.of.levels.empty() ? measured_json(found.front()) : Json::object();
        json["label"] = observe.label;
        json["runs"] = found.front().runs;
        for (std::size_t k = 0; k < observe.of.levels.size(); ++k) {
            Json quantile = measured_json(found[k]);
            quantile["level"] = observe.of.levels[k];
            json["quantiles"].push_back(std::move(quantile));
        }
        all[observe.id] = std::move(json);
    }
    return all;
}

Json arm_json(const Spec& spec, const StudyAnswer& answer, const ArmAnswer& arm) {
    Json json = {{"measures", arm.arm.measures}};
    json["clean"] = clean_words(spec, arm.arm);
    json["digest"] = hex_digest(arm.totals.digest);
    json["events"] = arm.totals.events;
    json["outcomes"] = outcomes_json(arm.totals);
    json["crisis"] = proportion_json(arm.crisis);
    json["war"] = proportion_json(arm.war);
    json["inadvertent"] = proportion_json(arm.inadvertent);
    json["averted"] = proportion_json(arm.averted);
    add_numbers(json, spec, answer, arm);
    if (!arm.observed.empty()) json["observed"] = observed_json(spec, arm);
    if (arm.effect) {
        Json paired = {{"against", answer.arms.front().arm.measures}};
        paired.update(effect_json(*arm.effect));
        json["paired"] = paired;
    }
    return json;
}

Json provenance_json(const Spec& spec) {
    const GradeCounts counts = count_grades(spec);
    return {{"sourced", counts.sourced},
            {"data", counts.data},
            {"assumed", counts.assumed},
            {"structural", counts.structural},
            {"unmarked", counts.unmarked}};
}

}  // namespace

std::string study_json(const Spec& spec, const StudyAnswer& answer) {
    Json json = origin_json(spec, answer.origin, answer.runs, answer.complete);
    json["seconds"] = answer.seconds;
    json["events"] = answer.events;
    json["title"] = spec.title;
    json["question"] = spec.question;
    Json ladder = Json::array();
    for (const RungSpec& rung : spec.ladder) ladder.push_back(rung.id);
    json["ladder"] = ladder;
    json["provenance"] = provenance_json(spec);
    json["arms"] = Json::array();
    for (const ArmAnswer& arm : answer.arms) json["arms"].push_back(arm_json(spec, answer, arm));
    return json_line(json);
}

}  // namespace firebreak::report
