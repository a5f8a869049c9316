#include <firebreak/ensemble.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

struct Band {
    int from;  // per cent
    const char* words;
};
constexpr std::array<Band, 7> kBands = {{{0, "almost no chance"},
                                         {5, "very unlikely"},
                                         {20, "unlikely"},
                                         {45, "roughly even chance"},
                                         {55, "likely"},
                                         {80, "very likely"},
                                         {95, "almost certain"}}};

std::size_t band_of(double share) {
    std::size_t band = 0;
    while (band + 1 < kBands.size() && 100 * share >= kBands[band + 1].from) ++band;
    return band;
}

// " (5 to 20 %)", " (below 5 %)", " (above 95 %)": from the lower end of one band to the upper end of
// another.
std::string range_words(std::size_t low, std::size_t high) {
    if (high + 1 == kBands.size()) return " (above " + std::to_string(kBands[low].from) + " %)";
    const std::string end = std::to_string(kBands[high + 1].from) + " %)";
    return low == 0 ? " (below " + end : " (" + std::to_string(kBands[low].from) + " to " + end;
}

// "about 1 in 20": from there on a multiple of five, since "about 1 in 21" would sound exact.
std::string one_in(double number) {
    const double unit = number < 20 ? 1 : 5;
    return fmt::format("about 1 in {:.0f}", std::round(number / unit) * unit);
}

// As many as the width of the interval makes sense of.
int decimals_of(const Bounds& share) { return std::min(percent_decimals(share), 2); }

double normal_bound(double level) { return boost::math::quantile(boost::math::normal(), 0.5 + level / 2); }

}  // namespace

Bounds clopper_pearson(std::uint64_t k, std::uint64_t n, double level) {
    if (n == 0) return {0, 1};
    using Binomial = boost::math::binomial_distribution<>;
    const double tail = (1 - level) / 2;
    const auto trials = static_cast<double>(n);
    const auto successes = static_cast<double>(k);
    Bounds bounds{0, 1};
    if (k > 0) bounds.low = Binomial::find_lower_bound_on_p(trials, successes, tail);
    if (k < n) bounds.high = Binomial::find_upper_bound_on_p(trials, successes, tail);
    return bounds;
}

Bounds paired_difference(std::uint64_t avoided, std::uint64_t caused, std::uint64_t n, double level) {
    if (n == 0) return {-1, 1};
    const double m = static_cast<double>(n) + 2;
    const double up = (static_cast<double>(caused) + 1) / m;
    const double down = (static_cast<double>(avoided) + 1) / m;
    const double difference = up - down;
    const double half =
        normal_bound(level) * std::sqrt(std::fmax(0.0, up + down - difference * difference) / m);
    return {std::fmax(-1.0, difference - half), std::fmin(1.0, difference + half)};
}

double variance_reduction(std::uint64_t n00, std::uint64_t n01, std::uint64_t n10, std::uint64_t n11) {
    const auto n = static_cast<double>(n00 + n01 + n10 + n11);
    if (n == 0) return 1;
    const double first = static_cast<double>(n10 + n11) / n;
    const double second = static_cast<double>(n01 + n11) / n;
    const double independent = first * (1 - first) + second * (1 - second);
    const double difference = second - first;
    const double paired = static_cast<double>(n01 + n10) / n - difference * difference;
    return independent > 0 && paired > 0 ? independent / paired : 1;
}

std::string percent_words(std::uint64_t count, std::uint64_t of) {
    if (of == 0) return "-";
    const int decimals = count == 0 || count == of ? 0 : decimals_of(clopper_pearson(count, of));
    return percent(static_cast<double>(count) / static_cast<double>(of), decimals);
}

std::string interval_words(std::uint64_t count, std::uint64_t of) {
    const Bounds bounds = clopper_pearson(count, of);
    return percent_range(bounds, decimals_of(bounds)) + " %";
}

std::string likelihood_words(std::uint64_t count, std::uint64_t n) {
    const Bounds bounds = clopper_pearson(count, n);
    const std::size_t low = band_of(bounds.low);
    const std::size_t high = band_of(bounds.high);
    if (n == 0 || high > low + 1) return {};
    std::string words = kBands[low].words;
    if (high == low) return words + range_words(low, high);
    words += std::string(" to ") + kBands[high].words + range_words(low, high);
    return count > 0 && count <= n / 4
               ? one_in(static_cast<double>(n) / static_cast<double>(count)) + ", " + words
               : words;
}

}  // namespace firebreak
