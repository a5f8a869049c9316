#include "scenario/settings.hpp"

#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

using Kind = Parameter::Kind;

std::optional<ParameterValue> wrapped(auto value) {
    return value ? std::optional<ParameterValue>(*std::move(value)) : std::nullopt;
}

// A value of the type that the parameter takes; its range is the parameter's to judge.
std::optional<ParameterValue> read_value(const Place& at, Faults& faults, const Parameter& parameter) {
    const Range any_law{parameter.low, parameter.high, parameter.unit};
    switch (parameter.kind) {
        case Kind::flag: return wrapped(read_flag(at, faults));
        case Kind::duration: return wrapped(read_duration(at, faults, kDelay));
        case Kind::integer: return wrapped(read_number(at, faults, kAnyNumber));
        case Kind::rung: return wrapped(read_text(at, faults));
        case Kind::number:
            return parameter.unit == "ms" ? wrapped(read_duration(at, faults, kDelay))
                                          : wrapped(read_number(at, faults, kAnyNumber));
        case Kind::duration_law:
            return at.is_scalar() ? wrapped(read_duration(at, faults, kDelay))
                                  : wrapped(read_duration_law(at, faults, any_law));
        case Kind::number_law:
            return at.is_scalar() ? wrapped(read_number(at, faults, kAnyNumber))
                                  : wrapped(read_number_law(at, faults, any_law));
    }
    return std::nullopt;
}

}  // namespace

std::vector<SetSpec> read_settings(const Place& at, Reading& reading, const std::vector<Parameter>& all) {
    std::vector<SetSpec> settings;
    if (!check_map(at, reading.faults)) return settings;
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const PathPattern pattern(entry.key);
        std::optional<ParameterValue> value;
        bool matches = false;
        for (const Parameter& parameter : all) {
            if (!pattern.names(parameter)) continue;
            if (!matches) value = read_value(place, reading.faults, parameter);
            matches = true;
            const std::string reason = value ? why_not(parameter, *value) : std::string{};
            if (reason.empty()) continue;
            reading.faults.error(place,
                                 parameter.path == entry.key ? reason : parameter.path + ": " + reason);
            break;
        }
        if (!matches && !reading.faults.full())
            reading.faults.error_at_key(place, no_match_text(entry.key, all));
        if (value) settings.push_back({entry.key, *value});
    }
    return settings;
}

std::vector<ScaleSpec> read_scales(const Place& at, Reading& reading, const std::vector<Parameter>& all) {
    std::vector<ScaleSpec> scales;
    if (!check_map(at, reading.faults)) return scales;
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto factor = read_number(place, reading.faults, kScaleFactor);
        const PathPattern pattern(entry.key);
        bool matches = false;
        for (const Parameter& parameter : all) {
            if (!pattern.names(parameter)) continue;
            if (!can_scale(parameter) && !matches)
                reading.faults.error_at_key(place,
                                            parameter.path + " is no number that can be scaled; use 'set'");
            matches = true;
        }
        if (!matches && !reading.faults.full())
            reading.faults.error_at_key(place, no_match_text(entry.key, all));
        scales.push_back({entry.key, factor.value_or(1)});
    }
    return scales;
}

}  // namespace firebreak
