#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr std::string_view kVariants = "variants.";

std::string choose(Spec& spec, std::string_view name, std::string_view choice) {
    Result<Spec> chosen = with_choice(spec, name, choice);
    if (!chosen) return chosen.error();
    spec = *std::move(chosen);
    return {};
}

// The numbers, switches and rungs in which two scenarios differ that have the same parts.
std::vector<std::string> numbers_between(const Spec& from, const Spec& to) {
    Spec before = from;
    Spec after = to;
    const std::vector<Parameter> old = settable(before);
    std::vector<std::string> changes;
    std::vector<std::string> whole;  // paths that change, whose parts need not be named
    for (const Parameter& parameter : settable(after)) {
        const std::string text = parameter_text(parameter);
        const auto known = std::find_if(old.begin(), old.end(),
                                        [&](const Parameter& each) { return each.path == parameter.path; });
        if (known != old.end() && parameter_text(*known) == text) continue;
        const bool part = std::any_of(whole.begin(), whole.end(), [&](const std::string& parent) {
            return parameter.path.starts_with(parent + ".");
        });
        if (!part) changes.push_back(parameter.path + "=" + text);
        whole.push_back(parameter.path);
    }
    return changes;
}

bool lead_to(Spec spec, const std::vector<std::string>& changes, const Spec& to) {
    const auto works = [&](const std::string& change) { return change_scenario(spec, change).empty(); };
    return std::all_of(changes.begin(), changes.end(), works) && spec == to;
}

}  // namespace

std::string change_scenario(Spec& spec, std::string_view change) {
    const auto [scales, argument] = change_option(std::string(trimmed(change)));
    if (argument.starts_with(kVariants) && !scales) {
        const std::size_t sign = std::min(argument.find('='), argument.size() - 1);
        const std::string_view whole = argument;
        return choose(spec, trimmed(whole.substr(kVariants.size(), sign - kVariants.size())),
                      trimmed(whole.substr(sign + 1)));
    }
    if (scales) {
        const Result<ScaleSpec> scale = parse_scale(spec, argument);
        if (scale) scale_parameter(spec, *scale);
        return scale ? std::string() : scale.error();
    }
    const Result<SetSpec> set = parse_set(spec, argument);
    if (set) set_parameter(spec, *set);
    return set ? std::string() : set.error();
}

std::optional<std::vector<std::string>> changes_between(const Spec& from, const Spec& to) {
    const auto still_open = [&](const VariantSpec& variant) {
        return std::find(to.variants.begin(), to.variants.end(), variant) != to.variants.end();
    };
    const auto chosen = std::find_if_not(from.variants.begin(), from.variants.end(), still_open);
    if (chosen == from.variants.end()) {
        std::vector<std::string> numbers = numbers_between(from, to);
        return lead_to(from, numbers, to) ? std::optional(std::move(numbers)) : std::nullopt;
    }
    // A scenario does not say which choice it took; after the right one only numbers differ.
    for (const ChoiceSpec& choice : chosen->choices) {
        const Result<Spec> with = with_choice(from, chosen->id, choice.id);
        auto rest = with ? changes_between(*with, to) : std::nullopt;
        if (!rest) continue;
        rest->insert(rest->begin(), std::string(kVariants) + chosen->id + "=" + choice.id);
        return rest;
    }
    return std::nullopt;
}

}  // namespace firebreak
