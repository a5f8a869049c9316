// Every combination of some measures: what each of them does to the share of crises on average over the
// others, and what several of them do together beyond that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sweep/sweep_folder.hpp"
#include "sweep/uncertainty.hpp"

namespace firebreak {

// One effect on the share of crises. Of a single measure: the share with it less that without it. Of several:
// how much their effect together exceeds what the parts of it add up to; of two, the effect of the one where
// the other is on less that where it is off. Averaged over all combinations of the other measures.
struct FactorialEffect {
    std::vector<std::size_t> measures;  // indices into Factorial::measures, ascending
    double value = 0;                   // mean over the points
    Bounds bounds;                      // 95 %; NaN where the runs do not tell
};

struct Factorial {
    enum class Interval : std::uint8_t {
        points,  // over the points, drawn again: it holds the chance of each as well
        chance,  // over the chance of the runs, at these points
        both,    // over the points and the chance that they share
        none     // that would need the rows of runs, and the plan keeps sums
    };

    std::vector<std::string> measures;
    std::vector<FactorialEffect> effects;  // singles, then pairs, then (if `whole`) all others
    bool whole = true;                     // else there are too many measures to look beyond pairs
    Interval interval = Interval::points;
    std::uint64_t points = 0;
    std::uint64_t runs = 0;  // replicates of each arm at a point, at most
};

inline constexpr std::size_t kMostWholeMeasures = 6;  // with more, only singles and pairs are looked at

// The measures of which the arms are all the combinations, in the order of the scenario; empty if they are
// not.
[[nodiscard]] std::vector<std::string> factorial_measures(const std::vector<ArmSpec>& arms);

// The effects of values by combination: bit i of a combination's index says whether measure i is on, bit i of
// an effect's index whether it is one of measure i. Effect 0 is the mean. There are 2^k values.
[[nodiscard]] std::vector<double> factorial_effects(std::vector<double> values);

// The interval of a mean effect per replicate over the chance of `n` replicates, from the sums of the effects
// and of their squares: Wald, with one more replicate to either side. Of a single measure that is the
// interval of Bonett and Price (2012), as paired_difference() has it.
[[nodiscard]] Bounds chance_interval(double sum, double squares, std::uint64_t n);

// The effects of a sweep's measures, from what is done of it. Its arms must have factorial_measures(), and
// its design must not be Saltelli's or Morris's. Throws DatabaseError.
[[nodiscard]] Factorial analyse_factorial(const SweepFolder& folder, const Uncertainty& results);

}  // namespace firebreak
