#include "session/count_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

std::string fixed(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

// Whole numbers of a hundred, finer only where that would round a rare thing to none.
std::string hundredths(double share) {
    const double value = 100 * share;
    return fixed(value, value > 0 && value < 1 ? 1 : 0);
}

// As many decimals as the width of the interval makes sense of.
int decimals_of(const Bounds& bounds) {
    const double half = 100 * (bounds.high - bounds.low) / 2;
    return half > 0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(half / 2))), 0, 2) : 1;
}

std::string with_sign(double value, int digits) { return (value > 0 ? "+" : "") + fixed(value, digits); }

}  // namespace

std::string count_words(std::uint64_t count) {
    std::string digits = std::to_string(count);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    return digits;
}

std::string counted(std::uint64_t number, const char* noun) {
    return count_words(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string per_hundred_words(std::uint64_t k, std::uint64_t n) {
    if (n == 0) return "none of 0";
    const Bounds bounds = clopper_pearson(k, n);
    return hundredths(static_cast<double>(k) / static_cast<double>(n)) + " of 100 (" +
           hundredths(bounds.low) + " to " + hundredths(bounds.high) + ")";
}

std::string share_words(std::uint64_t k, std::uint64_t n) {
    if (n == 0) return "none of 0";
    const Bounds bounds = clopper_pearson(k, n);
    return count_words(k) + " of " + count_words(n) + " (" + fixed(100 * bounds.low, 1) + " to " +
           fixed(100 * bounds.high, 1) + " %)";
}

std::string percent_words(std::uint64_t count, std::uint64_t of) {
    if (of == 0) return "-";
    if (count == 0) return "0 %";
    const int decimals = count == of ? 0 : decimals_of(clopper_pearson(count, of));
    return fixed(100 * static_cast<double>(count) / static_cast<double>(of), decimals) + " %";
}

std::string interval_words(std::uint64_t count, std::uint64_t of) {
    const Bounds bounds = clopper_pearson(count, of);
    const int decimals = decimals_of(bounds);
    return fixed(100 * bounds.low, decimals) + " to " + fixed(100 * bounds.high, decimals) + " %";
}

std::string of_hundred(std::uint64_t count, std::uint64_t of) {
    const double value = of > 0 ? 100 * static_cast<double>(count) / static_cast<double>(of) : 0;
    if (count > 0 && value < 0.5) return "fewer than 1 of 100";
    if (count < of && value >= 99.5) return "more than 99 of 100";
    return fixed(value, 0) + " of 100";
}

std::string coverage_words(std::uint64_t runs, std::uint64_t left_runs, std::uint64_t left_paths) {
    const auto all = static_cast<double>(std::max<std::uint64_t>(1, runs + left_runs));
    // What is drawn is no estimate: a tenth of a percent always means something.
    return "taken by " + fixed(100 * static_cast<double>(runs) / all, 1) + " % of the runs; " +
           counted(left_paths, "rarer path") + (left_paths == 1 ? " is not drawn" : " are not drawn");
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
    return fixed(std::fabs(difference), digits) + (fewer ? " fewer" : " more") +
           " per 1,000 (95 % interval " + fixed(fewer ? -high : low, digits) + " to " +
           fixed(fewer ? -low : high, digits) + ")";
}

PairedWords paired_words(std::uint64_t both, std::uint64_t avoided, std::uint64_t caused,
                         std::uint64_t pairs) {
    PairedWords words;
    words.counts = "Crisis: " + count_words(both + avoided) + " \u2192 " + count_words(both + caused) +
                   " of " + count_words(pairs) + ".";
    words.difference = difference_words(avoided, caused, pairs) + ".";
    if (words.difference.front() == 'n') words.difference.front() = 'N';
    return words;
}

}  // namespace firebreak::viz
