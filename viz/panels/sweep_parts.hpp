// The pictures of the sweep screen. For the files of that screen only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <firebreak/answer.hpp>

#include "panels/context.hpp"
#include "session/sweep_map.hpp"

namespace firebreak::viz {

// What a chart is made from: the reading, the arm, two numbers, width, height and scale.
using ChartKey = std::tuple<std::uint64_t, std::size_t, std::size_t, std::size_t, float, float, float>;

// A chart as it was laid out last, and its drawing where it was shown last.
struct KeptChart {
    Kept<ChartKey, Chart> chart;
    Kept<std::tuple<ChartKey, float, float>, Drawing> placed;
};

// What the screen says of a reading and an arm.
struct SweepWords {
    std::string answer, effect;
    std::vector<std::string> regions, notes;
};

// What a person chose on the screen, and what is kept from frame to frame.
struct SweepScreenState {
    std::string folder;  // of which all this is
    std::size_t arm = 0;
    std::optional<std::size_t> x, y;      // numbers; none: the strongest
    std::optional<std::uint64_t> chosen;  // number of a setting
    KeptChart map, effects, drivers;
    Kept<std::tuple<std::uint64_t, std::size_t>, SweepWords> words;
    std::vector<MapPlace> places;  // of the points on the map, in the order of the reading
};

// The numbers along the map: those chosen, or the two that move the arm's effect most.
struct MapNumbers {
    std::size_t x = 0, y = 0;
};
[[nodiscard]] MapNumbers map_numbers(const SweepReading& reading, const SweepScreenState& state);

// The map as wide as the column, with what the pointer, the arrows and Enter do there.
void draw_sweep_map(Context& context, const SweepReading& reading, SweepScreenState& state, float height);
// The setting that is chosen, and the button that opens it.
void draw_chosen_setting(Context& context, const SweepReading& reading, const SweepScreenState& state);
void draw_effects(Context& context, const SweepReading& reading, SweepScreenState& state);
void draw_drivers(Context& context, const SweepReading& reading, SweepScreenState& state);

}  // namespace firebreak::viz
