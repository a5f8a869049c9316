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
        if (parameter == all.end()) return path + ": there is no such number with this choice of variants";
        if (factor.range.factor) {
            scale_value(*parameter, value);
            continue;
        }
        const std::string fault = set_value(*parameter, value_for(*parameter, value));
        if (!fault.empty()) return path + ": " + fault;
    }
    return {};
}

Factor factor_of(const VariantSpec& variant) {
    const std::string path = "variants." + variant.id;
    Factor factor{path, {}, {}, variant.id, "structural", {}};
    factor.variant = variant.id;
    double sum = 0;
    for (const ChoiceSpec& choice : variant.choices) {
        factor.levels.push_back(static_cast<double>(factor.names.size()));
        factor.names.push_back(choice.id);
        factor.ends.push_back(sum += choice.weight);
    }
    for (double& end : factor.ends) end /= sum;
    return factor;
}

Result<Spec> with_choices(const Spec& spec, std::span<const Factor> factors, std::span<const double> point) {
    Result<Spec> setting = spec;
    for (std::size_t i = 0; i < factors.size() && setting; ++i) {
        const Factor& factor = factors[i];
        if (factor.variant.empty()) continue;
        const auto choice = static_cast<std::size_t>(factor_value(factor, point[i]));
        setting = with_choice(*setting, factor.variant, factor.names[choice]);
        if (!setting) return failure(factor.path + "=" + factor.names[choice] + ": " + setting.error());
    }
    return setting;
}

}  // namespace

std::vector<std::string> value_names(const Parameter& parameter) {
    if (parameter.kind == Parameter::Kind::flag) return {"no", "yes"};
    std::vector<std::string> names;
    if (parameter.kind != Parameter::Kind::rung) return names;
    for (const RungSpec& rung : *parameter.ladder) names.push_back(rung.id);
    return names;
}

void take_kind(Factor& factor, const Parameter& parameter) {
    factor.names = value_names(parameter);
    factor.whole = parameter.kind == Parameter::Kind::integer;
}

std::optional<Factor> variant_factor(const Spec& spec, std::string_view path) {
    for (const VariantSpec& variant : spec.variants) {
        if (path == "variants." + variant.id) return factor_of(variant);
    }
    return std::nullopt;
}

std::vector<Factor> factors_of(const Spec& spec) {
    Spec copy = spec;
    const std::vector<Parameter> all = settable(copy);
    std::vector<Factor> factors;
    for (const ProvenanceSpec& entry : spec.provenance) {
        if (!entry.range) continue;
        Factor factor{entry.path,  {},        *entry.range, entry.label.empty() ? entry.path : entry.label,
                      entry.grade, entry.note};
        const PathPattern pattern(entry.path);
        for (const Parameter& parameter : all) {
            if (!pattern.names(parameter)) continue;
            if (provenance_of(spec.provenance, parameter.path) != &entry) continue;
            factor.paths.push_back(parameter.path);
            factor.whole = parameter.kind == Parameter::Kind::integer;
        }
        if (!entry.range->independent && !factor.paths.empty()) factors.push_back(factor);
        if (!entry.range->independent) continue;
        for (const std::string& path : factor.paths)
            factors.push_back(
                {path, {path}, *entry.range, path, entry.grade, entry.note, {}, {}, factor.whole});
    }
    for (const VariantSpec& variant : spec.variants) factors.push_back(factor_of(variant));
    return factors;
}

double factor_value(const Factor& factor, double coordinate) {
    if (!factor.ends.empty()) {
        const auto end = std::upper_bound(factor.ends.begin(), factor.ends.end() - 1, coordinate);
        return factor.levels[static_cast<std::size_t>(end - factor.ends.begin())];
    }
    if (!factor.levels.empty()) {
        const auto n = static_cast<double>(factor.levels.size());
        return factor.levels[static_cast<std::size_t>(std::fmin(coordinate * n, n - 1))];
    }
    const Distribution& law = factor.range.law;
    // Morris's design has points at the very ends, and some laws have none.
    if (!std::isfinite(quantile(law, coordinate))) coordinate = std::clamp(coordinate, 0.005, 0.995);
    if (factor.range.factor) return law.a * std::pow(law.b / law.a, coordinate);
    if (!factor.whole) return quantile(law, coordinate);
    if (law.kind != Distribution::Kind::uniform) return std::round(quantile(law, coordinate));
    const double low = std::ceil(law.a);
    const double high = std::floor(law.b);
    return std::fmin(high, std::floor(low + coordinate * (high - low + 1)));
}

std::string factor_text(const Factor& factor, double coordinate) {
    const double value = factor_value(factor, coordinate);
    if (!factor.names.empty()) return factor.names[static_cast<std::size_t>(value)];
    if (factor.range.durations) return describe_duration(to_millis(value));
    const std::string text = fmt::format("{:.3g}", value);
    return factor.range.factor ? "x " + text : text;
}

std::string value_unit(const Factor& factor) {
    if (factor.range.factor) return "factor";
    if (factor.range.durations) return "ms";
    std::string text;
    for (std::size_t i = 0; i < factor.names.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(i) + " " + factor.names[i];
    return text;
}

Result<Spec> setting_at(const Spec& spec, std::span<const Factor> factors, std::span<const double> point) {
    Result<Spec> chosen = with_choices(spec, factors, point);
    if (!chosen) return chosen;
    Spec setting = *std::move(chosen);
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
