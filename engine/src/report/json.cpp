#include "report/json.hpp"

#include <cmath>

#include <firebreak/program.hpp>

namespace firebreak::report {

Json outcomes_json(const ArmTotals& totals) {
    Json json = Json::object();
    for (std::size_t i = 0; i < kOutcomes; ++i)
        json[outcome_name(static_cast<Outcome>(i))] = totals.outcomes[i];
    return json;
}

Json number_json(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json proportion_json(const Proportion& proportion) {
    return {{"count", proportion.count},
            {"share", proportion.n == 0 ? Json(nullptr) : Json(proportion.share())},
            {"low", proportion.bounds.low},
            {"high", proportion.bounds.high},
            {"level", kLevel},
            {"method", "clopper-pearson"}};
}

Json effect_json(const Effect& effect) {
    return {{"avoided", effect.avoided()},     {"caused", effect.caused()},
            {"both", effect.pairs.n11},        {"neither", effect.pairs.n00},
            {"difference", effect.difference}, {"low", effect.bounds.low},
            {"high", effect.bounds.high},      {"level", kLevel},
            {"method", "bonett-price"},        {"variance_reduction", effect.variance_reduction}};
}

Json origin_json(const Spec& spec, const Origin& origin, std::uint64_t runs, bool complete) {
    Json json = {{"firebreak", version()},
                 {"commit", commit()},
                 {"scenario", spec.id},
                 {"scenario_sha256", origin.sha256}};
    json["set"] = origin.sets;
    json["seed"] = origin.seed;
    json["first_replicate"] = origin.first;
    json["runs"] = runs;
    if (!complete) {
        json["partial"] = true;
        json["runs_asked"] = origin.asked;
    }
    return json;
}

std::string json_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace firebreak::report
