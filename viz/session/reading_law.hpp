// What a reading of the other side's posture says of where that side was.
#pragma once

#include <cstddef>
#include <optional>

#include "session/told_run.hpp"

namespace firebreak::viz {

// The model holds a reading as one rung and knows how often a reading is a rung off. From that law follows,
// without any belief beforehand, a range around the reading that held the true rung with at least some
// probability, whatever that rung was, when the move was seen.
struct ReadingRange {
    std::size_t reading = 0;
    std::size_t low = 0, high = 0;  // rungs
    // of all readings, those whose range holds the true rung, at least; 0 to 1
    double holds = 1;
    double exact = 1;  // of all readings, those that are the true rung, at least
    bool operator==(const ReadingRange&) const = default;
};

// The narrowest such range for at least `level` of the readings. `misread` and `skew` as in the scenario.
[[nodiscard]] ReadingRange reading_range(std::size_t reading, std::size_t rungs, double misread, double skew,
                                         double level = 0.8);

// Of the side's reading that holds at a moment; none before its first. What a side has not seen move yet it
// knows from the start.
[[nodiscard]] std::optional<ReadingRange> reading_range_at(const ToldRun& run, std::size_t reader,
                                                           Millis time);

// True if a move of the other side has taken effect by this moment and is seen only later. Only the truth
// knows: false in other views.
[[nodiscard]] bool news_on_its_way(const ToldRun& run, std::size_t reader, Millis time);

}  // namespace firebreak::viz
