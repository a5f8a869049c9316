#include "base/parse_number.hpp"
#include "scenario/sections.hpp"

namespace firebreak {

double read_measured(const Place& at, Reading& reading, const RunMeasure& of) {
    const bool bare = at.is_scalar() && parse_number(at.text());
    if (is_span(reading.spec, of) && !bare) {
        const auto duration = read_duration(at, reading.faults, kMoment);
        return duration ? duration->ms : 0;
    }
    const Range& range = of.kind == RunMeasure::Kind::share ? kProbability
                         : is_span(reading.spec, of)        ? kMoment
                                                            : kAnyNumber;
    return read_number(at, reading.faults, range).value_or(0);
}

void read_observe(const Place& at, Reading& reading) {
    using Kind = RunMeasure::Kind;
    constexpr Kind kKinds[] = {Kind::share, Kind::mean, Kind::ratio, Kind::quantiles};
    for_each_id(at, reading.faults, kMostObserved, [&](const Place& place) {
        const Fields fields(place, reading.faults,
                            {"label", "share", "mean", "ratio", "quantiles", "levels", "where"});
        ObserveSpec observe;
        observe.id = observe.label = place.key();
        fields.text("label", observe.label);
        observe.of = read_run_measure(fields, reading, kKinds);
        reading.spec.observe.push_back(std::move(observe));
    });
}

void read_targets(const Place& at, Reading& reading) {
    using Kind = RunMeasure::Kind;
    constexpr Kind kKinds[] = {Kind::share, Kind::mean, Kind::ratio};
    for_each_id(at, reading.faults, kMostObserved, [&](const Place& place) {
        const Fields fields(
            place, reading.faults,
            {"label", "measures", "share", "mean", "ratio", "where", "value", "sd", "source", "note"});
        TargetSpec target;
        target.id = target.label = place.key();
        fields.text("label", target.label);
        if (const auto measures = fields.find("measures"))
            target.measures = read_names(*measures, reading.faults, "measure", reading.names.measures);
        target.of = read_run_measure(fields, reading, kKinds);
        if (const auto value = fields.require("value"))
            target.value = read_measured(*value, reading, target.of);
        if (const auto sd = fields.require("sd")) {
            target.sd = read_measured(*sd, reading, target.of);
            if (!(target.sd > 0)) reading.faults.error(*sd, "must be above 0");
        }
        fields.reference("source", target.source, "source", reading.names.sources);
        fields.prose("note", target.note);
        reading.spec.targets.push_back(std::move(target));
    });
}

}  // namespace firebreak
