#include "sweep/run_spread.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace firebreak {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Values below 2 * kParts have a bucket of their own, each doubling from there has kParts.
constexpr std::uint64_t kParts = 1024;
constexpr std::uint64_t kExactBits = 11;  // of 2 * kParts - 1

std::size_t bucket_of(std::uint64_t value) {
    if (value < 2 * kParts) return value;
    const std::uint64_t shift = static_cast<std::uint64_t>(std::bit_width(value)) - kExactBits;
    return kParts * shift + (value >> shift);
}

// The middle of a bucket.
double value_in(std::size_t bucket) {
    if (bucket < 2 * kParts) return static_cast<double>(bucket);
    const int shift = static_cast<int>(bucket / kParts) - 1;
    const auto low = static_cast<double>(kParts + bucket % kParts);
    return std::ldexp(low, shift) + (std::ldexp(1, shift) - 1) / 2;
}

}  // namespace

void ValueTally::add(std::uint64_t value) {
    const std::size_t bucket = bucket_of(value);
    if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
    ++buckets_[bucket];
    if (count_ == 0) first_ = value;
    ++count_;
    // The method of Welford, on distances to the first value, so that values that hardly differ stay apart.
    const auto number = static_cast<double>(static_cast<std::int64_t>(value - first_));
    const double distance = number - mean_;
    mean_ += distance / static_cast<double>(count_);
    squares_ += distance * (number - mean_);
}

double ValueTally::standard_error() const {
    const auto n = static_cast<double>(count_);
    return count_ < 2 ? kNone : std::sqrt(squares_ / (n - 1) / n);
}

double ValueTally::quantile(unsigned per_cent) const {
    return count_ == 0 ? kNone : ranked((count_ * per_cent + 99) / 100);
}

double ValueTally::ranked(std::uint64_t rank) const {
    std::uint64_t below = 0;
    std::size_t bucket = 0;
    while (bucket + 1 < buckets_.size() && (below += buckets_[bucket]) < rank) ++bucket;
    return value_in(bucket);
}

NumberSpread ValueTally::spread() const {
    const double mean = count_ == 0 ? kNone : static_cast<double>(first_) + mean_;
    return {around(mean, standard_error()), quantile(5), quantile(50), quantile(95)};
}

void ArmTallies::add(const RunResult& run) {
    duration_ms_.add(static_cast<std::uint64_t>(run.duration));
    if (run.crisis) crisis_time_ms_.add(static_cast<std::uint64_t>(run.crisis_time));
    peak_rung_.add(std::max(run.peak_rung[0], run.peak_rung[1]).index());
    for (std::size_t i = 0; i < kCountRows; ++i) counts_[i].add(run.counts.*kCounts<std::uint32_t>[i].member);
    brier_.add(run.brier_sum, run.counts.decisions_on_case);
}

ArmSpread ArmTallies::spread() const {
    ArmSpread spread;
    spread.duration_ms = duration_ms_.spread();
    spread.crisis_time_ms = crisis_time_ms_.spread();
    spread.peak_rung = peak_rung_.spread();
    for (std::size_t i = 0; i < kCountRows; ++i) spread.counts[i] = counts_[i].spread();
    spread.brier_bounds = measured(RunMeasure::Kind::ratio, brier_).bounds;
    return spread;
}

void StudySpread::take(const RunBlock& block, const std::string&) {
    for (std::size_t i = 0; i < block.runs.size(); i += block.arms) {
        for (std::size_t arm = 0; arm < arms_.size(); ++arm) arms_[arm].add(block.runs[i + 2 * arm]);
    }
}

}  // namespace firebreak
