// What a trial of all arms of a scenario saw: which of its entities ever took part, and how the runs ended.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include <firebreak/run.hpp>

#include "report/vital_signs.hpp"

namespace firebreak::report {

// What was seen over all runs. Lists are by place in the Spec.
struct Sightings {
    explicit Sightings(const Spec& spec);

    struct OfActor {
        std::vector<bool> rules;      // acted on
        std::uint64_t decisions = 0;  // closed, and messages sent at once
        std::uint64_t cases = 0;
        std::uint64_t misread = 0;
        std::int64_t misread_rungs = 0;  // sum of reading less truth over misreadings
    };
    std::vector<bool> rungs;
    std::vector<bool> incidents;
    std::vector<bool> evidence;
    std::vector<bool> channels;
    std::vector<bool> moves;
    std::array<OfActor, kActors> actors;
};

// The trial of one arm.
struct ArmTrial {
    std::vector<std::string> measures;
    std::uint64_t runs = 0;
    std::uint64_t crises = 0;
    std::array<std::uint64_t, kOutcomes> outcomes{};
    std::vector<std::uint64_t> prints;  // per replicate, of all that happened but measures coming into force
};

struct Trial {
    explicit Trial(const Spec& spec) : seen(spec) {}

    Sightings seen;
    std::vector<ArmTrial> arms;  // no measures first
    std::uint64_t runs = 0;
    std::uint64_t events = 0;
    std::array<std::uint64_t, kLimits> limits{};  // runs stopped by each
    std::uint32_t most_pending = 0;               // events, in any run
    bool complete = true;                         // false: interrupted
};

[[nodiscard]] Trial run_trial(const Spec& spec, const TrialOptions& options);

}  // namespace firebreak::report
