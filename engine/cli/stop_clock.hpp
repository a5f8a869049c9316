// Ends long work on an interruption or when its time is up.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>
#include <thread>

#include "terminal.hpp"

namespace firebreak::cli {

class StopClock {
public:
    explicit StopClock(std::optional<std::chrono::milliseconds> most) {
        static_cast<void>(catch_interrupts());
        const auto start = std::chrono::steady_clock::now();
        watcher_ = std::jthread([this, start, most](const std::stop_token& over) {
            while (!over.stop_requested() && !stop_) {
                if (interrupted() || (most && std::chrono::steady_clock::now() - start >= *most))
                    stop_ = true;
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
    }

    [[nodiscard]] const std::atomic<bool>& flag() const { return stop_; }
    [[nodiscard]] bool stopped() const { return stop_; }

private:
    std::atomic<bool> stop_{false};
    std::jthread watcher_;
};

}  // namespace firebreak::cli
