#include <firebreak/text.hpp>

#include "report/json.hpp"

namespace firebreak::report {
namespace {

Json arm_json(const Comparison& comparison, std::size_t i) {
    const ArmTotals& totals = comparison.totals[i];
    return {{"measures", comparison.arms[i].measures},
            {"digest", hex_digest(totals.digest)},
            {"outcomes", outcomes_json(totals)},
            {"crisis", proportion_json(proportion(totals.crisis, comparison.runs))}};
}

}  // namespace

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
        kinds.push_back({{"what", kind.what},
                         {"actor", id_json(kind.actor, spec.actors)},
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
