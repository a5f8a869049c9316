// The rung on which a run counts, by the lane that a river follows.
#pragma once

#include <algorithm>

#include <firebreak/river.hpp>

namespace firebreak {

// A loop over steps is compiled once for each lane: asking which one at every step would cost more than the
// counting.
template <Lane lane>
class LaneRungs {
public:
    explicit LaneRungs(const PathTable& table)
        : first_(table.rung[0].data()),
          second_(table.rung[1].data()),
          last_{table.last_rung[0].data(), table.last_rung[1].data()} {}
    [[nodiscard]] std::uint8_t at_step(std::size_t step) const { return pick(first_[step], second_[step]); }
    [[nodiscard]] std::uint8_t at_end(std::size_t run) const { return pick(last_[0][run], last_[1][run]); }

private:
    static std::uint8_t pick(std::uint8_t first, std::uint8_t second) {
        if constexpr (lane == Lane::first) return first;
        if constexpr (lane == Lane::second) return second;
        return std::max(first, second);
    }
    const std::uint8_t* first_;
    const std::uint8_t* second_;
    std::array<const std::uint8_t*, kActors> last_;
};

// Calls work(LaneRungs<lane>(table)).
template <class Work>
auto with_lane(const PathTable& table, Lane lane, const Work& work) {
    if (lane == Lane::first) return work(LaneRungs<Lane::first>(table));
    if (lane == Lane::second) return work(LaneRungs<Lane::second>(table));
    return work(LaneRungs<Lane::higher>(table));
}

}  // namespace firebreak
