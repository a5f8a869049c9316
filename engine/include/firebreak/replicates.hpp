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

}  // namespace firebreak
