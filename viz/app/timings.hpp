// How long the start and the frames take, for --timings.
#pragma once

#include <vector>

#include "app/app.hpp"
#include "app/bench.hpp"

struct ImDrawData;

namespace firebreak::viz {

struct App::Timings {
    Timings(Clock::time_point started, bool wanted) : started_(started), wanted_(wanted) {}

    // In this order, each time.
    void session_begins() { session_ = begun_ = Clock::now(); }
    void frame_begins() { begun_ = Clock::now(); }
    void drawing_begins() { drawing_ = Clock::now(); }
    void showing_begins() { showing_ = Clock::now(); }
    void shown() { shown_ = Clock::now(); }
    void frame_done(const ImDrawData& data);

    [[nodiscard]] double first() const { return first_; }
    [[nodiscard]] FrameCost cost() const;  // of the last frame

    // First frame, median, 95th percentile and longest of the frames, most vertices in a frame and in a list.
    void report(const char* renderer) const;

private:
    Clock::time_point started_, session_{}, begun_{}, drawing_{}, showing_{}, shown_{};
    bool wanted_;
    double first_ = 0;           // ms from main() to the first frame shown
    std::vector<float> frames_;  // ms, of those after the first three
    int vertices_ = 0;
    int count_ = 0, most_vertices_ = 0, most_in_list_ = 0;
};

}  // namespace firebreak::viz
