// Runs a scenario in the background, chunk by chunk, so that a screen can show what is done while the rest is
// under way.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/paths.hpp>

namespace firebreak::viz {

struct RunRequest {
    Spec spec;
    ArmSpec arm;
    PathOptions paths;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;  // replicate
    std::uint64_t runs = 1'000;
    unsigned jobs = 0;  // threads; 0: as many as the machine has
    bool operator==(const RunRequest&) const = default;
};

// Used from one thread; the work is done on others. What it hands over is the same for any number of them.
class Runner {
public:
    Runner() = default;
    ~Runner() { stop_and_wait(); }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    // Begins anew; what was under way is stopped first, and what was not taken is forgotten.
    void start(const RunRequest& request);
    // Asks it to stop and returns at once. Runs that are finished can still be taken.
    void stop() { stop_ = true; }
    // Ends what is under way and drops what was not taken.
    void forget();
    [[nodiscard]] bool running() const { return running_; }

    // Adds the paths that were finished since the last call, in the order of their replicates; false if there
    // are none.
    bool take(PathTable& into);
    [[nodiscard]] std::uint64_t done() const { return done_; }  // taken or not
    [[nodiscard]] std::uint64_t asked() const { return asked_; }

private:
    void work(const RunRequest& request);
    void stop_and_wait();

    std::atomic<bool> stop_ = false;
    std::atomic<bool> running_ = false;
    std::atomic<std::uint64_t> done_ = 0;
    std::uint64_t asked_ = 0;
    std::mutex mutex_;
    std::vector<PathTable> ready_;
    std::jthread thread_;
};

}  // namespace firebreak::viz
