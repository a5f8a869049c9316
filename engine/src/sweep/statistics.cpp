#include <firebreak/statistics.hpp>

#include <array>
#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

namespace firebreak {
namespace {

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
    const double half = normal_bound(level) * std::sqrt(std::fmax(0.0, up + down - difference * difference) / m);
    return {std::fmax(-1.0, difference - half), std::fmin(1.0, difference + half)};
}

Bounds mean_interval(double sum, double sum_of_squares, std::uint64_t n, double level) {
    if (n == 0) return {0, 0};
    const auto count = static_cast<double>(n);
    const double mean = sum / count;
    if (n < 2) return {mean, mean};
    const double variance = std::fmax(0.0, (sum_of_squares - sum * mean) / (count - 1));
    const double half = normal_bound(level) * std::sqrt(variance / count);
    return {mean - half, mean + half};
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

std::string probability_words(double p) {
    struct Band {
        double below;
        const char* words;
    };
    constexpr std::array<Band, 7> bands = {{{0.05, "almost no chance (below 5%)"},
                                            {0.20, "very unlikely (5-20%)"},
                                            {0.45, "unlikely (20-45%)"},
                                            {0.55, "roughly even chance (45-55%)"},
                                            {0.80, "likely (55-80%)"},
                                            {0.95, "very likely (80-95%)"},
                                            {2.00, "almost certain (above 95%)"}}};
    for (const Band& band : bands) {
        if (p < band.below) return band.words;
    }
    return bands.back().words;
}

}  // namespace firebreak
