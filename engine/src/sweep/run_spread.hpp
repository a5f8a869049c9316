// How the numbers of single runs are spread: intervals of their means, and quantiles. Memory does not grow
// with the runs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/run.hpp>

#include "sweep/measure_sums.hpp"

namespace firebreak {

// What a report says of a number beside its mean. NaN: too few runs have it.
struct NumberSpread {
    // of the mean, 95 %: 1.96 standard errors to either side
    Bounds mean_bounds{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    double p5 = std::numeric_limits<double>::quiet_NaN();
    double p50 = p5;
    double p95 = p5;
};

// The values of a number in many runs. The result depends on their order only in the last digits.
class ValueTally {
public:
    void add(std::uint64_t value);

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double standard_error() const;  // of the mean; NaN below two values
    // The smallest value that at least so many per cent of the values (1 to 100) do not exceed: exact below
    // 2,048, else to within 0.05 %. NaN without values.
    [[nodiscard]] double quantile(unsigned per_cent) const;
    // The value of this rank, 1 to count(), as exactly as quantile() tells it.
    [[nodiscard]] double ranked(std::uint64_t rank) const;
    [[nodiscard]] NumberSpread spread() const;

private:
    std::uint64_t count_ = 0;
    std::uint64_t first_ = 0;
    double mean_ = 0;     // less the first value
    double squares_ = 0;  // sum of the squared distances to the mean
    std::vector<std::uint64_t> buckets_;
};

inline constexpr std::size_t kCountRows = std::size(kCounts<std::uint32_t>);

// Of the runs of one arm, what is beside the means that are reported. Counts are in the order of kCounts.
struct ArmSpread {
    NumberSpread duration_ms;
    NumberSpread crisis_time_ms;  // of runs with a crisis
    NumberSpread peak_rung;       // the higher of both sides
    std::array<NumberSpread, kCountRows> counts;
    Bounds brier_bounds;  // of the Brier score per decision on a case, a ratio of two sums
};

class ArmTallies {
public:
    void add(const RunResult& run);
    [[nodiscard]] ArmSpread spread() const;

private:
    ValueTally duration_ms_;
    ValueTally crisis_time_ms_;
    ValueTally peak_rung_;
    std::array<ValueTally, kCountRows> counts_;
    MeasureSums brier_;  // brier_sum by decisions_on_case
};

// Watches the runs of a study: of its factual arms, not of their twins.
class StudySpread final : public RunObserver {
public:
    explicit StudySpread(const Study& study) : arms_(study.arms.size()) {}

    void take(const RunBlock& block, const std::string& prepared) override;
    // After the runs.
    [[nodiscard]] ArmSpread of(std::size_t arm) const { return arms_[arm].spread(); }

private:
    std::vector<ArmTallies> arms_;
};

}  // namespace firebreak
