#include <firebreak/model.hpp>

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>
#include "base/parse_number.hpp"
#include "model/law_text.hpp"
#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

using Kind = Parameter::Kind;

std::string expected_text(const Parameter& parameter) {
    const Range range{parameter.low, parameter.high, parameter.unit};
    switch (parameter.kind) {
        case Kind::flag: return "yes or no";
        case Kind::duration: return "a duration like 6h";
        case Kind::duration_law: return "a duration like 6h or a law like {exponential: 6h}";
        case Kind::number_law: return "a number or a law like {uniform: [1, 3]}";
        case Kind::integer: return "a whole number";
        case Kind::rung: return "a rung";
        case Kind::number: break;
    }
    if (range.unit == "ms") return "a duration like 6h";
    if (range.unit == "probability" && range.low == 0) return "a probability 0..1";
    return "a number";
}

std::string value_text(const ParameterValue& value, bool durations) {
    if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
    if (const auto* rung = std::get_if<std::string>(&value)) return *rung;
    if (const auto* duration = std::get_if<Duration>(&value))
        return duration->ms >= 0 ? format_duration(*duration) : number_text(duration->ms);
    return law_text(std::get<Distribution>(value), durations);
}

std::string wrong_type(const Parameter& parameter, const ParameterValue& value) {
    const auto* law = std::get_if<Distribution>(&value);
    const auto* text = std::get_if<std::string>(&value);
    const std::string found = law != nullptr    ? "a law"
                              : text != nullptr ? "'" + printable(*text, 60) + "'"
                                                : value_text(value, false);
    return "expected " + expected_text(parameter) + ", found " + found;
}

// Why a rung is none of the ladder; empty if it is one.
std::string rung_fault(const Parameter& parameter, const std::string& id) {
    std::vector<std::string_view> ids;
    for (const RungSpec& rung : *parameter.ladder) ids.emplace_back(rung.id);
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return {};
    const std::string_view near = nearest_name(id, ids);
    return "unknown rung '" + printable(id, 60) + "'" +
           (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?");
}

std::string number_fault(const Parameter& parameter, double value) {
    if (!std::isfinite(value) && parameter.unit != "ms")
        return "expected " + expected_text(parameter) + ", found " + number_text(value);
    const std::string fault = range_fault(value, {parameter.low, parameter.high, parameter.unit});
    if (fault.empty()) return {};
    const bool probability = parameter.unit == "probability" && parameter.low == 0;
    return probability ? "expected a probability 0..1, found " + number_text(value) : fault;
}

// The law that a value means for a law parameter; none if it is of the wrong type.
std::optional<Distribution> as_law(const Parameter& parameter, const ParameterValue& value) {
    if (const auto* law = std::get_if<Distribution>(&value)) return *law;
    if (parameter.kind == Kind::duration_law) {
        const auto* duration = std::get_if<Duration>(&value);
        return duration != nullptr ? std::optional(fixed(duration->ms)) : std::nullopt;
    }
    const auto* number = std::get_if<double>(&value);
    return number != nullptr ? std::optional(fixed(*number)) : std::nullopt;
}

// Where the value of a parameter lies, or can be put.
template <class Value>
void put(const Parameter& parameter, Value value) {
    if (auto* const* held = std::get_if<Value*>(&parameter.value)) **held = std::move(value);
    else **std::get_if<std::optional<Value>*>(&parameter.value) = std::move(value);
}

void assign(const Parameter& parameter, const ParameterValue& value) {
    switch (parameter.kind) {
        case Kind::flag: *std::get<bool*>(parameter.value) = std::get<bool>(value); break;
        case Kind::rung: *std::get<std::string*>(parameter.value) = std::get<std::string>(value); break;
        case Kind::duration: put(parameter, std::get<Duration>(value)); break;
        case Kind::duration_law:
        case Kind::number_law: put(parameter, *as_law(parameter, value)); break;
        case Kind::integer:
            if (auto* const* whole = std::get_if<int*>(&parameter.value))
                **whole = static_cast<int>(std::get<double>(value));
            else put(parameter, std::get<double>(value));  // what a measure sets
            break;
        case Kind::number: {
            const auto* duration = std::get_if<Duration>(&value);
            put(parameter, duration != nullptr ? duration->ms : std::get<double>(value));
            break;
        }
    }
}

// The largest of the values by which a law's place is judged; for a law of gaps it must not vanish.
double reach(const Distribution& law) {
    switch (law.kind) {
        case Distribution::Kind::uniform: return law.b;
        case Distribution::Kind::triangular: return law.c;
        case Distribution::Kind::empirical:
            return law.values.empty() ? 0 : *std::max_element(law.values.begin(), law.values.end());
        default: return law.a;
    }
}

double cut_product(double value, double factor, const Parameter& parameter) {
    if (!std::isfinite(value)) return value;  // "never" stays never, also times 0
    return std::clamp(value * factor, parameter.low, parameter.high);
}

int set_among(const std::vector<Parameter>& all, const SetSpec& change) {
    const PathPattern pattern(change.path);
    int count = 0;
    for (const Parameter& parameter : all) {
        if (pattern.names(parameter) && set_value(parameter, change.value).empty()) ++count;
    }
    return count;
}

int scale_among(const std::vector<Parameter>& all, const ScaleSpec& change) {
    const PathPattern pattern(change.path);
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Parameter& parameter) {
        return pattern.names(parameter) && scale_value(parameter, change.factor);
    }));
}

std::optional<bool> parse_flag(std::string_view text) {
    if (text == "yes" || text == "true") return true;
    if (text == "no" || text == "false") return false;
    return std::nullopt;
}

// The value that a text means for a parameter.
Result<ParameterValue> parse_value(const Parameter& parameter, std::string_view text) {
    const bool durations =
        parameter.kind == Kind::duration || parameter.kind == Kind::duration_law || parameter.unit == "ms";
    if (parameter.kind == Kind::flag) {
        if (const auto flag = parse_flag(text)) return ParameterValue(*flag);
    } else if (parameter.kind == Kind::rung) {
        return ParameterValue(std::string(text));
    } else if (durations) {
        if (const auto duration = parse_duration(text)) return ParameterValue(*duration);
    } else if (const auto number = parse_number(text)) {
        return ParameterValue(*number);
    }
    if (parameter.kind == Kind::duration_law || parameter.kind == Kind::number_law) {
        auto law = parse_law(text, durations);
        return law ? Result<ParameterValue>(*std::move(law)) : failure(law.error());
    }
    return failure("expected " + expected_text(parameter) + ", found '" + std::string(text.substr(0, 60)) +
                   "'");
}

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
    return PathPattern(pattern).matches(path);
}

std::string parameter_text(const Parameter& parameter) {
    if (parameter.absent()) return {};
    if (parameter.unit == "ms" && parameter.kind == Kind::number)
        return format_duration(Duration{*std::get<double*>(parameter.value)});
    const auto held = [](const auto* value) {
        if constexpr (requires { value->has_value(); }) return ParameterValue(**value);
        else if constexpr (std::is_same_v<decltype(value), const int*>)
            return ParameterValue(static_cast<double>(*value));
        else return ParameterValue(*value);
    };
    return value_text(std::visit(held, parameter.value), parameter.kind == Kind::duration_law);
}

std::string why_not(const Parameter& parameter, const ParameterValue& value) {
    switch (parameter.kind) {
        case Kind::flag: return std::holds_alternative<bool>(value) ? "" : wrong_type(parameter, value);
        case Kind::rung: {
            const auto* id = std::get_if<std::string>(&value);
            return id != nullptr ? rung_fault(parameter, *id) : wrong_type(parameter, value);
        }
        case Kind::integer: {
            const auto* number = std::get_if<double>(&value);
            if (number == nullptr || *number != std::floor(*number)) return wrong_type(parameter, value);
            return number_fault(parameter, *number);
        }
        case Kind::number: {
            if (parameter.unit == "ms") {
                const auto* duration = std::get_if<Duration>(&value);
                return duration != nullptr ? number_fault(parameter, duration->ms)
                                           : wrong_type(parameter, value);
            }
            const auto* number = std::get_if<double>(&value);
            return number != nullptr ? number_fault(parameter, *number) : wrong_type(parameter, value);
        }
        case Kind::duration: {
            const auto* duration = std::get_if<Duration>(&value);
            return duration != nullptr ? number_fault(parameter, duration->ms) : wrong_type(parameter, value);
        }
        case Kind::duration_law:
        case Kind::number_law: {
            const auto law = as_law(parameter, value);
            return law ? law_fault(*law, {parameter.low, parameter.high, parameter.unit},
                                   parameter.kind == Kind::duration_law)
                       : wrong_type(parameter, value);
        }
    }
    return {};
}

std::string set_value(const Parameter& parameter, const ParameterValue& value) {
    std::string fault = why_not(parameter, value);
    if (fault.empty()) assign(parameter, value);
    return fault;
}

bool can_scale(const Parameter& parameter) {
    return parameter.kind != Kind::flag && parameter.kind != Kind::rung && !parameter.absent();
}

bool scale_value(const Parameter& parameter, double factor) {
    if (!can_scale(parameter) || !std::isfinite(factor) || factor < 0) return false;
    if (auto* const* number = std::get_if<double*>(&parameter.value)) {
        **number = cut_product(**number, factor, parameter);
        if (parameter.kind == Kind::integer) **number = std::round(**number);
    } else if (auto* const* whole = std::get_if<int*>(&parameter.value)) {
        **whole = static_cast<int>(std::round(cut_product(**whole, factor, parameter)));
    } else if (auto* const* duration = std::get_if<Duration*>(&parameter.value)) {
        (*duration)->ms = cut_product((*duration)->ms, factor, parameter);
    } else {
        Distribution& law = *std::get<Distribution*>(parameter.value);
        const double largest = reach(law);
        if (!std::isfinite(largest)) return true;
        const bool vanishes =
            parameter.kind == Kind::duration_law && largest > 0 && largest * factor < parameter.low;
        law = scaled(law, vanishes ? parameter.low / largest : factor);
    }
    return true;
}

ParameterValue value_for(const Parameter& parameter, double number) {
    if (parameter.kind == Kind::flag) return number != 0;
    if (parameter.kind == Kind::integer) return std::round(number);
    if (parameter.kind == Kind::rung) {
        const double place = std::clamp(std::round(number), parameter.low, parameter.high);
        return (*parameter.ladder)[static_cast<std::size_t>(place)].id;
    }
    const bool span =
        parameter.kind == Kind::duration || parameter.kind == Kind::duration_law || parameter.unit == "ms";
    return span ? ParameterValue(Duration{number}) : ParameterValue(number);
}

int set_parameter(Spec& spec, const SetSpec& change) { return set_among(settable(spec), change); }

int scale_parameter(Spec& spec, const ScaleSpec& change) { return scale_among(settable(spec), change); }

void apply_measure(Spec& spec, const MeasureSpec& measure) {
    if (measure.set.empty() && measure.scale.empty()) return;
    const std::vector<Parameter> all = settable(spec);
    for (const SetSpec& change : measure.set) set_among(all, change);
    for (const ScaleSpec& change : measure.scale) scale_among(all, change);
}

std::vector<OverlayValue> overlay_values(const Spec& spec) {
    Spec copy = spec;
    const std::vector<Parameter> all = parameters(copy);
    const auto of_durations = [&](const std::string& path) {
        const PathPattern pattern(path);
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return pattern.matches(p.path); });
        return found == all.end() || found->kind == Kind::duration_law;
    };
    std::vector<OverlayValue> values;
    for (const MeasureSpec& measure : spec.measures) {
        const std::string prefix = "measures." + measure.id;
        for (const SetSpec& set : measure.set) {
            values.push_back({prefix + ".set." + set.path, value_text(set.value, of_durations(set.path))});
        }
        for (const ScaleSpec& scale : measure.scale) {
            values.push_back({prefix + ".scale." + scale.path, number_text(scale.factor)});
        }
    }
    return values;
}

namespace {

// What stands before and after the "=" of a setting.
struct Halves {
    std::string path;
    std::string_view value;
};
Result<Halves> halves_of(std::string_view text, const char* form) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return failure(std::string("expected ") + form + ", found '" + std::string(text.substr(0, 60)) + "'");
    return Halves{std::string(trimmed(text.substr(0, equals))), trimmed(text.substr(equals + 1))};
}

}  // namespace

Result<SetSpec> parse_set(Spec& spec, std::string_view text) {
    const auto halves = halves_of(text, "path=value");
    if (!halves) return failure(halves.error());
    const std::vector<Parameter> all = settable(spec);
    const PathPattern pattern(halves->path);
    std::optional<ParameterValue> value;
    for (const Parameter& parameter : all) {
        if (!pattern.names(parameter)) continue;
        if (!value) {
            auto parsed = parse_value(parameter, halves->value);
            if (!parsed) return failure(parameter.path + ": " + parsed.error());
            value = *std::move(parsed);
        }
        if (const std::string reason = why_not(parameter, *value); !reason.empty())
            return failure(parameter.path + ": " + reason);
    }
    if (!value) return failure(no_match_text(halves->path, all));
    return SetSpec{halves->path, *value};
}

Result<ScaleSpec> parse_scale(Spec& spec, std::string_view text) {
    const auto halves = halves_of(text, "path=factor");
    if (!halves) return failure(halves.error());
    const std::vector<Parameter> all = settable(spec);
    const PathPattern pattern(halves->path);
    bool any = false;
    bool fits = false;
    for (const Parameter& parameter : all) {
        if (!pattern.matches(parameter.path)) continue;
        any = true;
        fits = fits || (pattern.names(parameter) && can_scale(parameter));
    }
    if (!any) return failure(no_match_text(halves->path, all));
    if (!fits) return failure(printable(halves->path, 120) + " names no number that can be scaled");
    const auto factor = parse_number(halves->value);
    if (!factor)
        return failure("expected a factor, found '" + std::string(halves->value.substr(0, 60)) + "'");
    if (const std::string fault = range_fault(*factor, kScaleFactor); !fault.empty() || std::isnan(*factor))
        return failure("the factor " + fault);
    return ScaleSpec{halves->path, *factor};
}

}  // namespace firebreak
