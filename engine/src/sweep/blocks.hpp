// Work on blocks of replicates on all cores, merged in the order of the blocks, so that the result does not
// depend on the threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

inline constexpr std::uint64_t kBlockRuns = 64;

[[nodiscard]] inline unsigned thread_count(unsigned jobs, std::uint64_t blocks) {
    const unsigned wanted = jobs != 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(std::min<std::uint64_t>(wanted, std::max<std::uint64_t>(1, blocks)));
}

// Calls work(totals, replicate) for each replicate on a fresh Totals per block, and merge(totals) block by
// block in order, one at a time. Returns the number of replicates merged: all, unless options.stop became
// true; then the first so many. Work that throws Stopped is given up with its whole block. What else it
// throws is thrown here, when all threads are done. Smaller blocks are for work that takes long, so that less
// of it is lost.
template <class Totals, class Work, class Merge>
std::uint64_t run_blocks(const EnsembleOptions& options, const Totals& empty, Work work, Merge merge,
                         std::uint64_t block_runs = kBlockRuns) {
    const std::uint64_t blocks = (options.runs + block_runs - 1) / block_runs;
    std::atomic<std::uint64_t> next{0};
    std::mutex mutex;
    std::map<std::uint64_t, Totals> waiting;  // finished, but an earlier block is not
    std::uint64_t merged = 0;
    auto last_report = std::chrono::steady_clock::now();

    const auto finish = [&](std::uint64_t block, Totals&& totals) {
        const std::lock_guard lock(mutex);
        waiting.emplace(block, std::move(totals));
        for (auto first = waiting.find(merged); first != waiting.end(); first = waiting.find(merged)) {
            merge(first->second);
            waiting.erase(first);
            ++merged;
        }
        const auto now = std::chrono::steady_clock::now();
        if (options.progress && now - last_report >= std::chrono::milliseconds(200)) {
            last_report = now;
            options.progress(std::min(merged * block_runs, options.runs), options.runs);
        }
    };
    const auto worker = [&] {
        for (std::uint64_t block = next++; block < blocks; block = next++) {
            if (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) return;
            Totals totals = empty;
            const std::uint64_t last = std::min((block + 1) * block_runs, options.runs);
            try {
                for (std::uint64_t i = block * block_runs; i < last; ++i)
                    work(totals, options.first_replicate + i);
            } catch (const Stopped&) {
                return;
            }
            finish(block, std::move(totals));
        }
    };

    std::exception_ptr fault;
    const auto guarded = [&] {
        try {
            worker();
        } catch (...) {
            const std::lock_guard lock(mutex);
            next = blocks;
            fault = std::current_exception();
        }
    };
    std::vector<std::jthread> threads;
    try {
        for (unsigned i = 1; i < thread_count(options.jobs, blocks); ++i) threads.emplace_back(guarded);
    } catch (const std::system_error&) {
        // The system gives no more threads. Those that there are do the work, with the same result.
    }
    guarded();
    threads.clear();  // joins
    if (fault) std::rethrow_exception(fault);
    return std::min(merged * block_runs, options.runs);
}

}  // namespace firebreak
