#include <algorithm>
#include <optional>

#include <firebreak/scenario.hpp>

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

// What says where a run starts or what counts as a crisis is the same with every measure.
void check_fixed(const Place& measures, Reading& reading, const std::vector<Parameter>& all) {
    for (const MeasureSpec& measure : reading.spec.measures) {
        const Node::Entry* entry = measures.node().find(measure.id);
        for (const SetSpec& set : measure.set) {
            const PathPattern pattern(set.path);
            const auto fixed = std::find_if(all.begin(), all.end(), [&](const Parameter& parameter) {
                return parameter.kind == Parameter::Kind::rung && !parameter.path.starts_with("moves.") &&
                       pattern.names(parameter);
            });
            if (fixed != all.end() && entry != nullptr)
                reading.faults.error_at_key(Place(measures, *entry), "no measure can change " + fixed->path);
        }
    }
}

// Whether a measure changes anything whose limits lie in other keys: the end of a condition, a whole number,
// a key that the file leaves out.
bool needs_whole_check(const MeasureSpec& measure, const std::vector<Parameter>& all) {
    const auto concerns = [&](const auto& change) {
        const PathPattern pattern(change.path);
        return std::any_of(all.begin(), all.end(), [&](const Parameter& parameter) {
            const bool end = parameter.path.ends_with(".low") || parameter.path.ends_with(".high");
            const bool whole = parameter.kind == Parameter::Kind::integer;
            return (end || whole || parameter.absent()) && pattern.names(parameter);
        });
    };
    return std::any_of(measure.set.begin(), measure.set.end(), concerns) ||
           std::any_of(measure.scale.begin(), measure.scale.end(), concerns);
}

// The scenario with a measure applied for good, and without what the check of a file would only repeat.
Spec with_measure(const Spec& spec, const MeasureSpec& measure) {
    Spec changed = spec;
    apply_measure(changed, measure);
    for (MeasureSpec& each : changed.measures) {
        each.set.clear();
        each.scale.clear();
    }
    changed.provenance.clear();
    changed.expects.clear();
    return changed;
}

// What a measure may not make of the scenario, as a file could not hold it either. A prior is normalised.
void check_whole(const Place& measures, Reading& reading, const std::vector<Parameter>& all) {
    for (const MeasureSpec& measure : reading.spec.measures) {
        const Node::Entry* entry = measures.node().find(measure.id);
        if (entry == nullptr || !needs_whole_check(measure, all)) continue;
        for (const Diagnostic& fault : faults_after_change(with_measure(reading.spec, measure))) {
            if (fault.path.find(".prior") != std::string::npos) continue;
            reading.faults.error_at_key(Place(measures, *entry),
                                        "this makes " + fault.path + " invalid: " + fault.message);
            break;
        }
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
        if (const auto* scale = at.node().find("scale"))
            measure.scale = read_scales(Place(at, *scale), reading, all);
    }
    if (!reading.faults.any_error()) check_fixed(measures, reading, all);
    if (!reading.faults.any_error()) check_laws(measures, reading);
    if (!reading.faults.any_error()) check_overlays(measures, reading, all);
    if (!reading.faults.any_error()) check_whole(measures, reading, all);
}

}  // namespace firebreak
