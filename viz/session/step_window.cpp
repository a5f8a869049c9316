#include "session/step_window.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::viz {
namespace {

constexpr double kZoom = 0.7;

std::size_t rounded(double number) { return static_cast<std::size_t>(std::lround(std::max(0.0, number))); }

}  // namespace

StepWindow opened(const StepWindow& window, std::size_t whole) {
    if (window.all()) return {0, whole};
    return {std::min(window.first, whole), std::min(window.last, whole)};
}

StepWindow window_of(std::size_t a, std::size_t b, std::size_t whole) {
    std::size_t first = std::min({a, b, whole}), last = std::min(std::max(a, b), whole);
    last = std::min(whole, std::max(last, first + kLeastSteps));
    first = std::min(first, last - std::min(last, kLeastSteps));
    if (first == 0 && last == whole) return {};
    return {first, last};
}

StepWindow zoomed(const StepWindow& window, std::size_t whole, double around, bool in) {
    const StepWindow now = opened(window, whole);
    const auto first = static_cast<double>(now.first), width = static_cast<double>(now.last - now.first);
    // At least a step, or a narrow window would not grow any more.
    const double wanted = in ? std::min(width * kZoom, width - 1) : std::max(width / kZoom, width + 1);
    const double next = std::clamp(std::round(wanted), static_cast<double>(kLeastSteps),
                                   static_cast<double>(std::max(whole, kLeastSteps)));
    const double part = width > 0 ? std::clamp((around - first) / width, 0.0, 1.0) : 0.5;
    const double most = std::max(0.0, static_cast<double>(whole) - next);
    const std::size_t from = rounded(std::clamp(around - part * next, 0.0, most));
    return window_of(from, from + rounded(next), whole);
}

StepWindow panned(const StepWindow& window, std::size_t whole, std::ptrdiff_t by) {
    if (window.all()) return window;
    const StepWindow now = opened(window, whole);
    const auto room = static_cast<std::ptrdiff_t>(whole - now.last),
               before = static_cast<std::ptrdiff_t>(now.first);
    const std::ptrdiff_t move = std::clamp(by, -before, room);
    const auto moved = [&](std::size_t step) {
        return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(step) + move);
    };
    return window_of(moved(now.first), moved(now.last), whole);
}

std::optional<RiverPlace> carried_over(const RiverPlace& place, std::size_t from, std::size_t to) {
    if (from == to) return place;
    const std::size_t step = place.column * from;
    if (place.to || to == 0 || step % to != 0) return {};
    return RiverPlace{step / to, place.rung, {}};
}

std::optional<RiverPlace> place_of(const ViewState& state, const River& river) {
    if (!state.place) return {};
    const auto place = carried_over(*state.place, state.place_merge, river.options.merge_steps);
    return place && has_runs_at(river, *place) ? place : std::nullopt;
}

}  // namespace firebreak::viz
