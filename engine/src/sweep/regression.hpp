// Ordinary least squares on standardised columns, again and again over samples of the same points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firebreak::sweep {

// Values of one quantity, by point.
using Column = std::vector<double>;

// Ranks from 1; equal values share the mean of theirs.
[[nodiscard]] Column ranks_of(const Column& values);

class Regression {
public:
    struct Fit {
        std::vector<double> coefficients;  // standardised, by factor
        double r2 = 0;                     // 0 where the answer does not vary
    };

    // All columns have the same number of finite values.
    Regression(std::span<const Column> factors, const Column& answer);

    // Counts say how often each point is in the sample; at least one is.
    [[nodiscard]] Fit fit(std::span<const std::uint32_t> counts) const;

private:
    [[nodiscard]] std::vector<double> correlations(std::span<const std::uint32_t> counts) const;

    std::size_t width_;         // the factors and the answer
    std::vector<double> rows_;  // by point; standardised over all of them
};

}  // namespace firebreak::sweep
