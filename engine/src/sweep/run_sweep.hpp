// Runs what is left of a sweep, and puts the results of its shards together.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sweep/sweep_folder.hpp"

namespace firebreak {

struct RunSweepOptions {
    Shard shard;
    unsigned jobs = 0;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // blocks of this shard
    const std::atomic<bool>* stop = nullptr;
};

struct SweepWork {
    std::uint64_t blocks = 0;  // of the shard
    std::uint64_t before = 0;  // of these, done before
    std::uint64_t made = 0;    // done now
    std::uint64_t runs = 0;    // of all arms and twins, made now
    std::uint64_t failed = 0;  // blocks whose point has no setting, met now
    double seconds = 0;

    [[nodiscard]] bool complete() const { return before + made == blocks; }
};

// Blocks that any file of the folder has are not run again. When `stop` is set, blocks in work are given up;
// what is done is on disk when this returns. Throws DatabaseError.
SweepWork run_sweep(const SweepFolder& folder, const RunSweepOptions& options);

// Writes results.db from all files of results; the same bytes for the same results, however they were
// divided. Throws DatabaseError: for a file of another sweep, and for files that disagree.
void merge_sweep(const SweepFolder& folder);

}  // namespace firebreak
