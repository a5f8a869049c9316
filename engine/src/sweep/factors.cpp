#include "sweep/factors.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

// Gives what is left of 1 to those probabilities of the prior that were not drawn.
void share_rest(const std::string& actor, Weights& prior, std::span<const Factor> factors) {
    const auto drawn = [&](const std::string& cause) {
        const std::string path = "actors." + actor + ".attribution.prior." + cause;
        return std::any_of(factors.begin(), factors.end(), [&](const Factor& factor) {
            return std::find(factor.paths.begin(), factor.paths.end(), path) != factor.paths.end();
        });
    };
    double taken = 0;
    double others = 0;
    for (const auto& [cause, probability] : prior) (drawn(cause) ? taken : others) += probability;
    if (taken == 0) return;
    for (auto& [cause, probability] : prior) {
        if (taken >= 1 || others <= 0) probability /= taken + others;
        else if (!drawn(cause)) probability *= (1 - taken) / others;
    }
}

// Gives a factor's value to its numbers; why one cannot take it, or nothing.
std::string apply(const Factor& factor, double value, const std::vector<Parameter>& all) {
    for (const std::string& path : factor.paths) {
        const auto parameter =
            std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.path == path; });
        if (factor.range.factor) {
            scale_value(*parameter, value);
            continue;
        }
        const bool flag = parameter->kind == Parameter::Kind::flag;
        const std::string fault =
            set_value(*parameter, flag ? ParameterValue(value != 0) : value_for(*parameter, value));
        if (!fault.empty()) return path + ": " + fault;
    }
    return {};
}

}  // namespace

std::vector<Factor> factors_of(const Spec& spec) {
    Spec copy = spec;
    const std::vector<Parameter> all = settable(copy);
    std::vector<Factor> factors;
    for (const ProvenanceSpec& entry : spec.provenance) {
        if (!entry.range) continue;
        Factor factor{entry.path,  {},        *entry.range, entry.label.empty() ? entry.path : entry.label,
                      entry.grade, entry.note};
        for (const Parameter& parameter : all) {
            if (!path_matches(entry.path, parameter.path)) continue;
            if (provenance_of(spec.provenance, parameter.path) == &entry)
                factor.paths.push_back(parameter.path);
        }
        if (!entry.range->independent && !factor.paths.empty()) factors.push_back(factor);
        if (!entry.range->independent) continue;
        for (const std::string& path : factor.paths)
            factors.push_back({path, {path}, *entry.range, path, entry.grade, entry.note});
    }
    return factors;
}

double factor_value(const Factor& factor, double coordinate) {
    if (!factor.levels.empty()) {
        const auto n = static_cast<double>(factor.levels.size());
        return factor.levels[static_cast<std::size_t>(std::fmin(coordinate * n, n - 1))];
    }
    const Distribution& law = factor.range.law;
    // Morris's design has points at the very ends, and some laws have none.
    if (!std::isfinite(quantile(law, coordinate))) coordinate = std::clamp(coordinate, 0.005, 0.995);
    if (factor.range.factor) return law.a * std::pow(law.b / law.a, coordinate);
    return quantile(law, coordinate);
}

std::string factor_text(const Factor& factor, double coordinate) {
    const double value = factor_value(factor, coordinate);
    if (factor.is_switch) return value != 0 ? "yes" : "no";
    if (factor.range.durations) return describe_duration(to_millis(value));
    const std::string text = fmt::format("{:.3g}", value);
    return factor.range.factor ? "x " + text : text;
}

Result<Spec> setting_at(const Spec& spec, std::span<const Factor> factors, std::span<const double> point) {
    Spec setting = spec;
    const std::vector<Parameter> all = settable(setting);
    for (const bool scaling : {false, true}) {
        for (std::size_t i = 0; i < factors.size(); ++i) {
            if (factors[i].range.factor != scaling) continue;
            const std::string fault = apply(factors[i], factor_value(factors[i], point[i]), all);
            if (!fault.empty()) return failure(fault);
        }
    }
    for (ActorSpec& actor : setting.actors) share_rest(actor.id, actor.attribution.prior, factors);
    const std::vector<Diagnostic> faults = faults_after_change(setting);
    if (!faults.empty()) return failure(faults.front().path + ": " + faults.front().message);
    return setting;
}

}  // namespace firebreak
