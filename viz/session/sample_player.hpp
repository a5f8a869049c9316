// Hypothetical outcomes one after the other: which run of those shown is drawn now. A new one every 0.4 s,
// unless it is paused or motion is unwelcome; then only on request.
#pragma once

#include <cstdint>

namespace firebreak::viz {

class SamplePlayer {
public:
    static constexpr double kSeconds = 0.4;  // 2.5 a second

    [[nodiscard]] bool on() const { return on_; }
    [[nodiscard]] bool paused() const { return paused_; }
    [[nodiscard]] std::uint64_t number() const { return number_; }  // counts up; for Workbench::sample()

    void switch_on(bool on) {
        on_ = on;
        paused_ = false;
        passed_ = 0;
    }
    void pause(bool paused) {
        paused_ = paused;
        passed_ = 0;
    }
    void next() {
        ++number_;
        passed_ = 0;
    }
    // Lets time pass; true if there is another run to draw. However long it was, it goes on by one: what
    // nobody saw is not skipped over.
    bool tick(double seconds) {
        if (!on_ || paused_) return false;
        passed_ += seconds;
        if (passed_ < kSeconds) return false;
        next();
        return true;
    }

private:
    bool on_ = false, paused_ = false;
    double passed_ = 0;
    std::uint64_t number_ = 0;
};

}  // namespace firebreak::viz
