// Which replicates to run, on how many threads, and how to look on or stop.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace firebreak {

struct EnsembleOptions {
    std::uint64_t runs = 10'000;  // replicates first .. first + runs - 1
    std::uint64_t first_replicate = 0;
    std::uint64_t seed = 1;
    unsigned jobs = 0;  // threads; 0: as many as the machine has
    std::function<void(std::uint64_t done, std::uint64_t total)>
        progress;  // replicates; called from one thread at a time, a few times a second
    const std::atomic<bool>* stop =
        nullptr;  // when it becomes true, work on replicates ends soon; those not finished are left out
};

// A pair of arms under the same noise: in how many replicates each had a crisis. n10: only the first; n01:
// only the second.
struct PairTotals {
    std::uint64_t n00 = 0, n01 = 0, n10 = 0, n11 = 0;
    bool operator==(const PairTotals&) const = default;
};

}  // namespace firebreak
