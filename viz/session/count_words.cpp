#include "session/count_words.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

// Whole numbers of a hundred, finer only where that would round a rare thing to none.
std::string hundredths(double share) {
    const double value = 100 * share;
    return with_decimals(value, value > 0 && value < 1 ? 1 : 0);
}

std::string with_sign(double value, int digits) {
    return (value > 0 ? "+" : "") + with_decimals(value, digits);
}

}  // namespace

std::string per_hundred_words(std::uint64_t k, std::uint64_t n) {
    if (n == 0) return "none of 0";
    if (k == 0)
        return "none of " + with_commas(n) + " (at most " + hundredths(clopper_pearson(k, n).high) + " %)";
    const Bounds bounds = clopper_pearson(k, n);
    return hundredths(static_cast<double>(k) / static_cast<double>(n)) + " of 100 (" +
           hundredths(bounds.low) + " to " + hundredths(bounds.high) + ")";
}

std::string share_words(std::uint64_t k, std::uint64_t n) {
    if (n == 0) return "none of 0";
    const Bounds bounds = clopper_pearson(k, n);
    return with_commas(k) + " of " + with_commas(n) + " (" + with_decimals(100 * bounds.low, 1) + " to " +
           with_decimals(100 * bounds.high, 1) + " %)";
}

std::string of_hundred(std::uint64_t count, std::uint64_t of) {
    const double value = of > 0 ? 100 * static_cast<double>(count) / static_cast<double>(of) : 0;
    if (count > 0 && value < 0.5) return "fewer than 1 of 100";
    if (count < of && value >= 99.5) return "more than 99 of 100";
    return with_decimals(value, 0) + " of 100";
}

std::string coverage_words(std::uint64_t runs, std::uint64_t left_runs, std::uint64_t left_paths) {
    const auto all = static_cast<double>(std::max<std::uint64_t>(1, runs + left_runs));
    // What is drawn is no estimate: a tenth of a percent always means something.
    return "the commonest paths, " + with_decimals(100 * static_cast<double>(runs) / all, 1) +
           " % of the runs; " + counted(left_paths, "rarer one") +
           (left_paths == 1 ? " is hidden" : " are hidden");
}

std::string difference_words(std::uint64_t avoided, std::uint64_t caused, std::uint64_t pairs) {
    const Bounds bounds = paired_difference(avoided, caused, pairs);
    const double low = 1000 * bounds.low, high = 1000 * bounds.high;
    const double difference = pairs == 0
                                  ? 0
                                  : 1000 * (static_cast<double>(caused) - static_cast<double>(avoided)) /
                                        static_cast<double>(pairs);
    // Many runs tell more digits.
    const int digits = high - low < 4 ? 1 : 0;
    if (low <= 0 && high >= 0)
        return "no detectable difference per 1,000 (95 % interval " + with_sign(low, digits) + " to " +
               with_sign(high, digits) + ")";
    const bool fewer = difference < 0;
    return with_decimals(std::fabs(difference), digits) + (fewer ? " fewer" : " more") +
           " per 1,000 (95 % interval " + with_decimals(fewer ? -high : low, digits) + " to " +
           with_decimals(fewer ? -low : high, digits) + ")";
}

PairedWords paired_words(std::uint64_t both, std::uint64_t avoided, std::uint64_t caused,
                         std::uint64_t pairs) {
    PairedWords words;
    words.counts = "Crisis: " + with_commas(both + avoided) + " \u2192 " + with_commas(both + caused) +
                   " of " + with_commas(pairs) + ".";
    words.difference = difference_words(avoided, caused, pairs) + ".";
    if (words.difference.front() == 'n') words.difference.front() = 'N';
    return words;
}

}  // namespace firebreak::viz
