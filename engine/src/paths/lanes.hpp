// The rung on which a run counts, by the lane that a river follows.
#pragma once

#include <algorithm>

#include <firebreak/river.hpp>

namespace firebreak {

[[nodiscard]] inline std::uint8_t rung_in(Lane lane, std::uint8_t first, std::uint8_t second) {
    if (lane == Lane::first) return first;
    if (lane == Lane::second) return second;
    return std::max(first, second);
}

// Where a run stands after so many of its steps; after the last, where its path ends.
[[nodiscard]] inline std::uint8_t standing(const PathTable& table, std::size_t run, std::size_t step,
                                           Lane lane) {
    if (step >= table.steps(run)) return rung_in(lane, table.last_rung[0][run], table.last_rung[1][run]);
    const std::size_t at = table.first[run] + step;
    return rung_in(lane, table.rung[0][at], table.rung[1][at]);
}

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
    static std::uint8_t pick(std::uint8_t first, std::uint8_t second) { return rung_in(lane, first, second); }
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
