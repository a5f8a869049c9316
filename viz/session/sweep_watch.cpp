#include "session/sweep_watch.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace firebreak::viz {
namespace {

// As many as `firebreak sweep analyse` makes.
constexpr std::uint64_t kStatedRuns = 10'000;
constexpr std::size_t kMostFiles = 2'000;  // that are looked at for changes

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files{folder};
    std::error_code error;
    std::filesystem::directory_iterator place(folder, error);
    for (; !error && place != std::filesystem::directory_iterator() && files.size() < kMostFiles;
         place.increment(error))
        files.push_back(place->path().string());
    return files;
}

}  // namespace

struct SweepWatch::Job {
    Job() = default;
    // The thread, which is waited for, ends soon.
    ~Job() { stop = true; }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void publish(Result<SweepReading> made) {
        const std::lock_guard lock(mutex);
        result.emplace(std::move(made));
    }
    // First without the runs at the numbers in the file, which take longer.
    void work(const std::string& folder, const std::optional<SweepReading>& earlier,
              const std::function<void()>& touch) {
        const Result<SweepReading> made = SweepReading::read(folder);
        EnsembleOptions options;
        options.runs = kStatedRuns;
        options.stop = &stop;
        const bool quick = earlier && earlier->has_stated();
        if (!made || !quick) publish(made);
        if (made && !stop) {
            if (!quick) touch();
            publish(made->with_stated(earlier ? &*earlier : nullptr, options));
        }
        done = true;
        touch();
    }

    std::mutex mutex;
    std::optional<Result<SweepReading>> result;
    std::atomic<bool> stop = false;
    std::atomic<bool> done = false;
    std::jthread thread;
};

SweepWatch::~SweepWatch() { close(); }

void SweepWatch::open(const std::string& folder) {
    close();
    folder_ = folder;
    begin();
}

void SweepWatch::close() {
    leave_job();
    folder_.clear();
    reading_.reset();
    fault_.clear();
    ++version_;
}

// Its thread ends soon, and nobody shall wait for that.
void SweepWatch::leave_job() {
    std::erase_if(left_, [](const auto& job) { return job->done.load(); });
    if (!job_) return;
    job_->stop = true;
    left_.push_back(std::exchange(job_, nullptr));
}

void SweepWatch::begin() {
    // What changes while it is read shows as a change afterwards.
    files_.watch(files_in(folder_));
    job_ = std::make_shared<Job>();
    job_->thread = std::jthread([job = job_.get(), folder = folder_, earlier = reading_, touch = touch_] {
        job->work(folder, earlier, touch);
    });
}

bool SweepWatch::take() {
    if (!job_) return false;
    const bool done = job_->done;
    std::optional<Result<SweepReading>> result;
    {
        const std::lock_guard lock(job_->mutex);
        result.swap(job_->result);
    }
    if (done) job_.reset();
    if (!result) return done;
    ++version_;
    if (!*result) {
        fault_ = result->error();
    } else {
        fault_.clear();
        reading_ = std::move(**result);
    }
    return true;
}

bool SweepWatch::tick(double seconds) {
    if (!is_open()) return false;
    const bool changed = take();
    if (!job_ && files_.changed(seconds)) {
        begin();
        return true;
    }
    return changed;
}

}  // namespace firebreak::viz
