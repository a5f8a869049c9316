// The folder of a sweep that is looked at: read in the background, and again whenever its files change, so
// that a sweep that runs can be followed.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <firebreak/answer.hpp>

#include "session/file_watch.hpp"

namespace firebreak::viz {

// Belongs to the interface thread; what it does elsewhere touches nothing of it.
class SweepWatch {
public:
    // `touch` is called, from any thread, when there is something new to take over.
    explicit SweepWatch(std::function<void()> touch) : touch_(std::move(touch)) {}
    ~SweepWatch();
    SweepWatch(const SweepWatch&) = delete;
    SweepWatch& operator=(const SweepWatch&) = delete;

    // Begins to read; what was read of another folder is forgotten.
    void open(const std::string& folder);
    void close();

    [[nodiscard]] bool is_open() const { return !folder_.empty(); }
    [[nodiscard]] const std::string& folder() const { return folder_; }  // as it was given
    // What was read last, also after a read that failed; null: nothing yet.
    [[nodiscard]] const SweepReading* reading() const { return reading_ ? &*reading_ : nullptr; }
    // Why the last read failed; empty: it did not.
    [[nodiscard]] const std::string& fault() const { return fault_; }
    [[nodiscard]] bool busy() const { return job_ != nullptr; }
    // Counts up with everything that is taken over.
    [[nodiscard]] std::uint64_t version() const { return version_; }

    // Lets time pass: takes over what was read, and about once a second looks at the files. True if there is
    // something new to show.
    bool tick(double seconds);

private:
    struct Job;

    void begin();
    bool take();
    void leave_job();

    std::function<void()> touch_;
    std::string folder_;
    std::optional<SweepReading> reading_;
    std::string fault_;
    std::uint64_t version_ = 0;
    FileWatch files_;
    std::shared_ptr<Job> job_;
    std::vector<std::shared_ptr<Job>> left_;  // of folders closed before they were read
};

}  // namespace firebreak::viz
