// Two arms of a scenario side by side under the same noise: how often they differ, and at which event those
// runs part.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

// Where the runs of one replicate in both arms first differ.
struct Divergence {
    std::string what;  // "only with hotline: sends a message (query) via hotline"
    ActorId actor;     // none: nobody in particular
    Millis time = 0;
};
// None if the runs are the same but for measures coming into force.
[[nodiscard]] std::optional<Divergence> first_divergence(const Model& first, const Model& second,
                                                         const NoiseKey& key, const StopFlag* stop = nullptr);

// Replicates that part in the same way.
struct DivergenceKind {
    std::string what;
    ActorId actor;
    std::uint64_t avoided = 0;  // a crisis in the first arm only
    std::uint64_t caused = 0;   // in the second only
    std::uint64_t example = 0;  // a replicate
    [[nodiscard]] std::uint64_t count() const { return avoided + caused; }
};

struct Comparison {
    Origin origin;
    std::array<ArmSpec, 2> arms;  // against which; what
    std::array<std::string, 2> names;
    std::array<ArmTotals, 2> totals;
    Effect effect;  // of the second against the first
    std::uint64_t runs = 0;
    bool complete = true;
    double seconds = 0;
    std::uint64_t sampled = 0;          // replicates with a crisis in one arm only that were looked into
    std::vector<DivergenceKind> kinds;  // commonest first
};

inline constexpr std::size_t kMostDivergences = 200;

[[nodiscard]] Comparison compare_arms(const Spec& spec, const ArmSpec& first, const ArmSpec& second,
                                      const EnsembleOptions& options);

}  // namespace firebreak::report
