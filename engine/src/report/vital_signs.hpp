// Vital signs of a scenario: what a quick trial shows never to happen, never to vary, or never to end.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include <firebreak/scenario.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::report {

struct TrialOptions {
    std::uint64_t runs = 400;  // of each arm: no measures, each, all
    std::uint64_t seed = 1;
    // the trial ends early, after whole runs, when it has handled so many
    std::uint64_t most_events = 20'000'000;
    const std::atomic<bool>* stop = nullptr;
};

struct VitalSigns {
    std::uint64_t runs = 0;  // over all arms
    std::uint64_t events = 0;
    bool complete = true;              // false if interrupted
    std::vector<Diagnostic> warnings;  // `file` is empty, `path` is the key
};

// Deterministic: the same scenario gives the same signs on every machine.
[[nodiscard]] VitalSigns take_vital_signs(const Spec& spec, const TrialOptions& options = {});

}  // namespace firebreak::report
