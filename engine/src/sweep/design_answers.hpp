// The answers at the points of a design, with what is known of the chance in them.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>

namespace firebreak {

// An answer is the mean of some runs, so that it has an error of chance besides what the factors do. What
// must not be read as influence depends on how the points come by their chance:
// - Independent: each point has runs of its own. The difference of two points has the chance of both,
// whatever
//   the factor between them does, and its expected square is known: it is taken away.
// - Shared: all points have the same seeds and replicates, as in a sweep. A factor that does nothing then
//   leaves the answer exactly as it is, and the difference of two points has anything from no chance to that
//   of both. Nothing is taken away; the analysis tells how much chance can be in it at most.
// - Two halves: the answers once more, from other replicates. Products of a half and the other have no chance
//   in them on average, shared or not. This is the best, and costs no more runs: give the even replicates as
//   `values`, the odd ones as `again`.
struct DesignAnswers {
    std::span<const double> values;              // by point, in the order of the design
    std::span<const double> chance_variances{};  // of the values; none: the answers have no chance in them
    bool shared_chance = true;                   // what the variances are of
    std::span<const double> again{};             // the other half; chance_variances then count for nothing

    [[nodiscard]] bool halves() const { return !again.empty(); }
    // Whether the variances are to be taken away.
    [[nodiscard]] bool subtracts() const { return !halves() && !chance_variances.empty() && !shared_chance; }
    [[nodiscard]] double other_half(std::size_t i) const { return halves() ? again[i] : values[i]; }
    [[nodiscard]] double variance(std::size_t i) const {
        return halves() || chance_variances.empty() ? 0 : chance_variances[i];
    }

    // Throws std::invalid_argument where there is not one of each for each of the points.
    void check(std::size_t points) const {
        const auto fits = [&](std::span<const double> numbers) {
            return numbers.empty() || numbers.size() == points;
        };
        if (values.size() != points || !fits(chance_variances) || !fits(again))
            throw std::invalid_argument("a design needs an answer for each of its points");
    }
};

}  // namespace firebreak
