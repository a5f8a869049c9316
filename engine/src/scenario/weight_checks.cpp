#include "scenario/weight_checks.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>
#include "model/law_text.hpp"
#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

bool all_zero(const Weights& weights) {
    return std::all_of(weights.begin(), weights.end(), [](const auto& item) { return item.second <= 0; });
}

}  // namespace

std::string sum_fault(const Weights& prior) {
    constexpr double kTolerance = 1e-6;
    constexpr double kDigits = 1e9;  // hides the rounding of the sum itself
    double sum = 0;
    for (const auto& [id, probability] : prior) sum += probability;
    if (std::fabs(sum - 1) <= kTolerance) return {};
    return "the probabilities sum to " + number_text(std::round(sum * kDigits) / kDigits) + ", not 1";
}

bool concerns_weights(std::string_view pattern, const std::vector<Parameter>& all) {
    const PathPattern paths(pattern);
    return std::any_of(all.begin(), all.end(), [&](const Parameter& parameter) {
        const auto is_part = [&](const char* part) { return parameter.path.find(part) != std::string::npos; };
        return (is_part(".prior.") || is_part(".confusion.")) && paths.matches(parameter.path);
    });
}

std::optional<ValueFault> weights_fault(const Spec& spec, bool normalised) {
    constexpr const char* kNone = "at least one weight must be above 0";
    for (const ActorSpec& actor : spec.actors) {
        const std::string path = "actors." + actor.id + ".attribution.prior";
        if (all_zero(actor.attribution.prior)) return ValueFault{path, kNone};
        const std::string fault = normalised ? std::string() : sum_fault(actor.attribution.prior);
        if (!fault.empty()) return ValueFault{path, fault};
    }
    for (const EvidenceSpec& evidence : spec.evidence) {
        for (const auto& [truth, row] : evidence.confusion) {
            if (all_zero(row)) return ValueFault{"evidence." + evidence.id + ".confusion." + truth, kNone};
        }
    }
    return {};
}

std::optional<ValueFault> laws_fault(Spec& spec) {
    for (const Parameter& parameter : parameters(spec)) {
        const Distribution* const* law = std::get_if<Distribution*>(&parameter.value);
        if (law == nullptr) continue;
        const std::string fault = law_fault(**law, {parameter.low, parameter.high, parameter.unit},
                                            parameter.kind == Parameter::Kind::duration_law);
        if (!fault.empty()) return ValueFault{parameter.path, fault};
    }
    return {};
}

}  // namespace firebreak
