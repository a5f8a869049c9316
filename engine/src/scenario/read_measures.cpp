#include <algorithm>
#include <optional>

#include "model/parameter_paths.hpp"
#include "scenario/key_reader.hpp"
#include "scenario/settings.hpp"
#include "scenario/weight_checks.hpp"

namespace firebreak {
namespace {

void read_measure(const Place& at, Reading& reading) {
    MeasureSpec measure;
    const Fields fields(at, reading.faults, keys_of(measure));
    measure.id = at.key();
    measure.label = measure.id;
    if (measure.id == "all" || measure.id == "none") {
        reading.faults.error_at_key(
            at,
            "'" + measure.id + "' means all or no measures on the command line; give this one another id");
    }
    read_keys(fields, reading, measure);
    reading.spec.measures.push_back(std::move(measure));
}

void read_scale(const Place& at, Reading& reading, const std::vector<Parameter>& all, MeasureSpec& measure) {
    if (!check_map(at, reading.faults)) return;
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto factor = read_number(place, reading.faults, kScaleFactor);
        const PathPattern pattern(entry.key);
        bool matches = false;
        for (const Parameter& parameter : all) {
            if (!pattern.matches(parameter.path)) continue;
            if (parameter.kind == Parameter::Kind::flag && !matches) {
                reading.faults.error_at_key(place,
                                            parameter.path + " is yes or no and cannot be scaled; use 'set'");
            }
            matches = true;
        }
        if (!matches && !reading.faults.full())
            reading.faults.error_at_key(place, no_match_text(entry.key, all));
        measure.scale.push_back({entry.key, factor.value_or(1)});
    }
}

// What measures may not make of a law, of which they may set a part.
void check_laws(const Place& measures, Reading& reading) {
    for (const MeasureSpec& measure : reading.spec.measures) {
        if (measure.set.empty() && measure.scale.empty()) continue;
        Spec alone = reading.spec;
        apply_measure(alone, measure);
        const auto fault = laws_fault(alone);
        const Node::Entry* entry = measures.node().find(measure.id);
        if (fault && entry != nullptr)
            reading.faults.error_at_key(Place(measures, *entry),
                                        "this makes " + fault->path + " invalid: " + fault->message);
    }
}

// What measures may not make of the weights, each by itself and all together. Most touch none, and cost
// nothing.
void check_overlays(const Place& measures, Reading& reading, const std::vector<Parameter>& all) {
    const auto changes_weights = [&](const MeasureSpec& measure) {
        const auto concerns = [&](const auto& overlay) { return concerns_weights(overlay.path, all); };
        return std::any_of(measure.set.begin(), measure.set.end(), concerns) ||
               std::any_of(measure.scale.begin(), measure.scale.end(), concerns);
    };
    std::optional<Spec> together;
    for (const MeasureSpec& measure : reading.spec.measures) {
        if (!changes_weights(measure)) continue;
        Spec alone = reading.spec;
        apply_measure(alone, measure);
        if (together) apply_measure(*together, measure);
        else together = alone;
        const auto fault = weights_fault(alone, true);
        const Node::Entry* entry = measures.node().find(measure.id);
        if (fault && entry != nullptr) {
            reading.faults.error_at_key(Place(measures, *entry),
                                        "this makes " + fault->path + " invalid: " + fault->message);
        }
    }
    const auto fault =
        together && !reading.faults.any_error() ? weights_fault(*together, true) : std::nullopt;
    if (fault)
        reading.faults.error_at_key(
            measures, "together, the measures make " + fault->path + " invalid: " + fault->message);
}

}  // namespace

void read_measures(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxMeasures, [&](const Place& place) { read_measure(place, reading); });
}

void read_overlays(const Place& measures, Reading& reading, const std::vector<Parameter>& all) {
    for (const Node::Entry& entry : measures.node().entries) {
        const int index = index_of_id(reading.spec.measures, entry.key);
        if (index < 0 || entry.value->kind != Node::Kind::map) continue;
        MeasureSpec& measure = reading.spec.measures[static_cast<std::size_t>(index)];
        const Place at(measures, entry);
        if (const auto* set = at.node().find("set"))
            measure.set = read_settings(Place(at, *set), reading, all);
        if (const auto* scale = at.node().find("scale")) read_scale(Place(at, *scale), reading, all, measure);
    }
    if (!reading.faults.any_error()) check_laws(measures, reading);
    if (!reading.faults.any_error()) check_overlays(measures, reading, all);
}

}  // namespace firebreak
