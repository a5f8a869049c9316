// What the screens show: the scenario, the point of view, the place in time. No window and no drawing.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/scenario.hpp>

namespace firebreak::viz {

// Whose knowledge the screens show; one choice for all of them.
enum class PointOfView { truth, a, b, both };

enum class ScreenId { river, timeline, ladder, compare, sweep };
inline constexpr int kScreens = 5;

class Session {
public:
    // Reads a scenario. With errors the session has no scenario, and diagnostics() says why; what was open before is closed either way.
    void open(const std::string& path);

    [[nodiscard]] bool has_scenario() const { return loaded_.spec.has_value(); }
    [[nodiscard]] const Spec& spec() const { return *loaded_.spec; }  // only with a scenario
    [[nodiscard]] const std::string& path() const { return path_; }   // as it was given; empty: nothing was opened
    [[nodiscard]] const std::string& sha256() const { return loaded_.sha256; }
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return loaded_.diagnostics; }

    // Faults of files beside the scenario (theme, keys), a line each, shown with the diagnostics.
    std::vector<std::string> remarks;

    PointOfView view = PointOfView::truth;
    ScreenId screen = ScreenId::river;
    std::uint64_t seed = 1;

    // The actors' names made safe to show; "A" and "B" without a scenario.
    [[nodiscard]] std::string actor_name(std::size_t actor) const;

    // What works in the background calls this, from any thread, when there is something new to show.
    void touch() { touched_ = true; }
    // True once after it was touched; for the program, which draws then.
    [[nodiscard]] bool take_touch() { return touched_.exchange(false); }

private:
    std::atomic<bool> touched_ = false;
    std::string path_;
    LoadedScenario loaded_;
};

}  // namespace firebreak::viz
