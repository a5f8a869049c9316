// Work on blocks of replicates on all cores, merged in the order of the blocks, so that the result does not
// depend on the threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
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

// Puts what threads make of blocks into the order of the blocks.
template <class Totals>
class BlockOrder {
public:
    explicit BlockOrder(unsigned threads) : most_ahead_(std::max<std::uint64_t>(128, 4ULL * threads)) {}

    // Waits while the block is so far ahead of the first that is missing that results would pile up. False if
    // that one will never come.
    [[nodiscard]] bool wait_for(std::uint64_t block) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return gave_up_ || has_room(block); });
        return has_room(block);
    }
    // Tells those who wait that a block stays undone.
    void give_up() {
        const std::lock_guard lock(mutex_);
        gave_up_ = true;
        room_.notify_all();
    }
    // Takes a finished block; calls merge(totals) for each whose turn has come, then after(blocks merged).
    template <class Merge, class After>
    void finish(std::uint64_t block, Totals&& totals, Merge& merge, After& after) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(block, std::move(totals));
        for (auto first = waiting_.find(merged_); first != waiting_.end(); first = waiting_.find(merged_)) {
            merge(first->second);
            waiting_.erase(first);
            ++merged_;
        }
        room_.notify_all();
        after(merged_);
    }
    [[nodiscard]] std::uint64_t merged() const { return merged_; }  // when the threads are done

private:
    [[nodiscard]] bool has_room(std::uint64_t block) const { return block < merged_ + most_ahead_; }

    std::uint64_t most_ahead_;
    std::mutex mutex_;
    std::condition_variable room_;
    bool gave_up_ = false;
    std::map<std::uint64_t, Totals> waiting_;  // finished, but an earlier block is not
    std::uint64_t merged_ = 0;
};

// Does nothing when a block is done.
struct NoSeal {
    template <class Totals>
    void operator()(Totals&) const {}
};

// Calls work(totals, replicate) for each replicate on a fresh Totals per block, seal(totals) when the block
// is done, and merge(totals) block by block in order, one at a time. Returns the number of replicates merged:
// all, unless options.stop became true; then the first so many. Work that throws Stopped is given up with its
// whole block. What else it throws is thrown here, when all threads are done. Smaller blocks are for work
// that takes long, so that less of it is lost.
template <class Totals, class Work, class Merge, class Seal = NoSeal>
std::uint64_t run_blocks(const EnsembleOptions& options, const Totals& empty, Work work, Merge merge,
                         std::uint64_t block_runs = kBlockRuns, Seal seal = {}) {
    const std::uint64_t blocks = (options.runs + block_runs - 1) / block_runs;
    const unsigned jobs = thread_count(options.jobs, blocks);
    std::atomic<std::uint64_t> next{0};
    BlockOrder<Totals> order(jobs);
    auto last_report = std::chrono::steady_clock::now();
    const auto report = [&](std::uint64_t merged) {
        const auto now = std::chrono::steady_clock::now();
        if (!options.progress || now - last_report < std::chrono::milliseconds(200)) return;
        last_report = now;
        options.progress(std::min(merged * block_runs, options.runs), options.runs);
    };
    const auto worker = [&] {
        for (std::uint64_t block = next++; block < blocks; block = next++) {
            if (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) throw Stopped();
            if (!order.wait_for(block)) return;
            Totals totals = empty;
            const std::uint64_t last = std::min((block + 1) * block_runs, options.runs);
            for (std::uint64_t i = block * block_runs; i < last; ++i)
                work(totals, options.first_replicate + i);
            seal(totals);
            order.finish(block, std::move(totals), merge, report);
        }
    };

    std::exception_ptr fault;
    std::mutex fault_mutex;
    const auto guarded = [&] {
        try {
            worker();
        } catch (const Stopped&) {
            order.give_up();
        } catch (...) {
            next = blocks;
            order.give_up();
            const std::lock_guard lock(fault_mutex);
            fault = std::current_exception();
        }
    };
    std::vector<std::jthread> threads;
    try {
        for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(guarded);
    } catch (const std::system_error&) {
        // The system gives no more threads. Those that there are do the work, with the same result.
    }
    guarded();
    threads.clear();  // joins
    if (fault) std::rethrow_exception(fault);
    return std::min(order.merged() * block_runs, options.runs);
}

}  // namespace firebreak
