#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

namespace firebreak {

std::string change_scenario(Spec& spec, std::string_view change) {
    constexpr std::string_view kVariants = "variants.";
    if (trimmed(change).starts_with(kVariants)) {
        const std::size_t equals = std::min(change.find('='), change.size());
        const std::string_view name = trimmed(change.substr(0, equals)).substr(kVariants.size());
        Result<Spec> chosen =
            with_choice(spec, name, trimmed(change.substr(std::min(equals + 1, change.size()))));
        if (chosen) spec = *std::move(chosen);
        return chosen ? std::string() : chosen.error();
    }
    const std::size_t sign = change.find("=*");
    if (sign == std::string_view::npos) {
        const Result<SetSpec> set = parse_set(spec, change);
        if (!set) return set.error();
        set_parameter(spec, *set);
        return {};
    }
    const Result<ScaleSpec> scale =
        parse_scale(spec, std::string(change.substr(0, sign + 1)).append(change.substr(sign + 2)));
    if (!scale) return scale.error();
    scale_parameter(spec, *scale);
    return {};
}

}  // namespace firebreak
