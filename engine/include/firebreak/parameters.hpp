// Parameter paths: the one way to name a number of a scenario, used by measures, --set, provenance, sweeps
// and sliders.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <firebreak/spec.hpp>

namespace firebreak {

// One number, switch, duration or distribution of a Spec under its path, for instance
// "actors.moscow.posture.misread", "channels.hotline.up", "actors.moscow.doctrine.4.do.sanction",
// "moves.sanction.delay", "clock.horizon".
struct Parameter {
    enum class Kind { number, flag, duration, duration_law, number_law };

    std::string path;
    Kind kind = Kind::number;
    double low = 0;  // allowed range, both ends allowed; durations and laws of durations in ms
    double high = 0;
    // "", "probability", "ms", "nats", "rungs" ...
    std::string_view unit;
    std::variant<double*, bool*, Duration*, Distribution*> value;  // into the Spec it came from
};

// All parameters of a scenario, in the order of the format page. The pointers live as long as the Spec does
// and is not resized.
[[nodiscard]] std::vector<Parameter> parameters(Spec& spec);

// Whether a path matches a pattern: parts are divided by '.', and "*" stands for any one part. Entries
// of a list count from 1.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

// Why a value cannot be given to a parameter ("expected a probability 0..1, found 1.2"); empty if it can.
[[nodiscard]] std::string why_not(const Parameter& parameter, const ParameterValue& value);

// Gives a value to every parameter that the path matches; how many there were. A plain number given to a law
// or duration parameter is not accepted (why_not says so), but a Duration is accepted by a law of durations
// and a number by a law of numbers: they become fixed laws. Values that why_not refuses are not applied and
// not counted.
int set_parameter(Spec& spec, const SetSpec& change);

// Multiplies every number, duration or law that the path matches, cutting numbers to their range; how many
// there were. Flags do not count.
int scale_parameter(Spec& spec, const ScaleSpec& change);

// What a measure sets or scales by: a number of the scenario like any other, with a path of its own, but one
// that is changed in the file only.
struct OverlayValue {
    std::string path;   // "measures.hotline.set.channels.hotline.up"
    std::string value;  // as the format writes it
};
// Those of all measures, in the order of the file. Together with parameters() they are the numbers of a
// scenario.
[[nodiscard]] std::vector<OverlayValue> overlay_values(const Spec& spec);

// Applies a measure's overlays: first every `set`, then every `scale`.
void apply_measure(Spec& spec, const MeasureSpec& measure);

// Reads "path=value" as the command line gives it. Empty error means success.
struct ParsedSet {
    SetSpec set;
    std::string error;
};
[[nodiscard]] ParsedSet parse_set(Spec& spec, std::string_view text);

}  // namespace firebreak
