#include "session/runner.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

// The first chunk is small, so that a picture is there soon; later ones grow, so that little time is lost
// between them.
constexpr std::uint64_t kFirstChunk = 256;
constexpr std::uint64_t kLargestChunk = 4'096;

}  // namespace

void Runner::forget() {
    stop_and_wait();
    ready_.clear();
}

void Runner::start(const RunRequest& request) {
    forget();
    stop_ = false;
    done_ = 0;
    asked_ = request.runs;
    running_ = true;
    thread_ = std::jthread([this, request] { work(request); });
}

void Runner::stop_and_wait() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

void Runner::work(const RunRequest& request) {
    const Model model = compile(request.spec, request.arm);
    ArmSpec clean = request.arm;
    clean.clean = {true, true};
    const Model twin = compile(request.spec, clean);
    EnsembleOptions chunk;
    chunk.seed = request.seed;
    chunk.jobs = request.jobs;
    chunk.stop = &stop_;
    chunk.runs = kFirstChunk;
    for (std::uint64_t made = 0; made < request.runs && !stop_;
         made += chunk.runs, chunk.runs = std::min(2 * chunk.runs, kLargestChunk)) {
        chunk.first_replicate = request.first + made;
        chunk.runs = std::min(chunk.runs, request.runs - made);
        PathTable paths = collect_paths(model, request.paths, chunk, &twin);
        const std::lock_guard lock(mutex_);
        done_ += paths.runs();
        ready_.push_back(std::move(paths));
    }
    running_ = false;
}

bool Runner::take(PathTable& into) {
    std::vector<PathTable> taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(ready_);
    }
    for (PathTable& paths : taken) {
        if (into.runs() == 0) {
            into = std::move(paths);
        } else {
            into.add(paths);
        }
    }
    return !taken.empty();
}

}  // namespace firebreak::viz
