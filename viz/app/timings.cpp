#include "app/timings.hpp"

#include <algorithm>
#include <cstdio>

#include <imgui.h>

namespace firebreak::viz {

FrameCost App::Timings::cost() const {
    const auto between = [](Clock::time_point from, Clock::time_point to) {
        return std::chrono::duration<double, std::milli>(to - from).count();
    };
    return {between(session_, begun_), between(begun_, drawing_),     between(drawing_, showing_),
            between(showing_, shown_), between(shown_, Clock::now()), vertices_};
}

void App::Timings::frame_done(const ImDrawData& data) {
    constexpr int kWarmUp = 3;
    const auto now = Clock::now();
    if (count_ == 0) first_ = std::chrono::duration<double, std::milli>(now - started_).count();
    const float took = std::chrono::duration<float, std::milli>(now - begun_).count();
    if (++count_ > kWarmUp && wanted_) frames_.push_back(took);
    vertices_ = data.TotalVtxCount;
    most_vertices_ = std::max(most_vertices_, vertices_);
    for (int i = 0; i < data.CmdListsCount; ++i)
        most_in_list_ = std::max(most_in_list_, data.CmdLists[i]->VtxBuffer.Size);
}

void App::Timings::report(const char* renderer) const {
    if (!wanted_) return;
    auto sorted = frames_;
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double share) {
        return sorted.empty()
                   ? 0.0
                   : static_cast<double>(
                         sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]);
    };
    std::fprintf(stderr,
                 "renderer %s\nfirst frame after %.0f ms\nframes %d, median %.1f ms, 95 %% within %.1f ms, "
                 "longest %.1f ms\nvertices at most %d in a frame, %d in a list\n",
                 renderer, first_, count_, at(0.5), at(0.95), at(1), most_vertices_, most_in_list_);
}

}  // namespace firebreak::viz
