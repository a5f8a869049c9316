#include <firebreak/ensemble.hpp>

#include <cmath>

#include <boost/math/distributions/binomial.hpp>

#include "kernel/noise.hpp"
#include "support/catch.hpp"

using namespace firebreak;

TEST_CASE("Clopper-Pearson bounds solve the binomial equations that define them") {
    for (const std::uint64_t n : {10U, 100U, 10'000U}) {
        for (const std::uint64_t k : {std::uint64_t{1}, n / 7 + 1, n / 2, n - 1}) {
            const Bounds bounds = clopper_pearson(k, n);
            const boost::math::binomial low(static_cast<double>(n), bounds.low);
            const boost::math::binomial high(static_cast<double>(n), bounds.high);
            CHECK(1 - boost::math::cdf(low, static_cast<double>(k) - 1) == Approx(0.025).epsilon(1e-6));
            CHECK(boost::math::cdf(high, static_cast<double>(k)) == Approx(0.025).epsilon(1e-6));
        }
    }
}

TEST_CASE("no success and nothing but successes still leave an interval") {
    CHECK(clopper_pearson(0, 100).low == 0);
    CHECK(clopper_pearson(0, 100).high == Approx(1 - std::pow(0.025, 0.01)).epsilon(1e-9));
    CHECK(clopper_pearson(100, 100).high == 1);
    CHECK(clopper_pearson(100, 100).low == Approx(std::pow(0.025, 0.01)).epsilon(1e-9));
    CHECK(clopper_pearson(0, 0).low == 0);
    CHECK(clopper_pearson(0, 0).high == 1);
}

TEST_CASE("the paired interval covers the true difference at its level") {
    // 4,000 experiments of n = 400 pairs with P(avoided) = .06, P(caused) = .02; coverage .95 within |z|
    // < 4.5.
    const kernel::Noise noise(5, 0);
    const int experiments = 4000;
    int covered = 0;
    for (std::uint32_t e = 0; e < experiments; ++e) {
        std::uint64_t avoided = 0;
        std::uint64_t caused = 0;
        for (std::uint32_t i = 0; i < 400; ++i) {
            const double u = noise.draw({i, e, 0, 0}).first;
            avoided += u < 0.06 ? 1 : 0;
            caused += u > 0.98 ? 1 : 0;
        }
        const Bounds bounds = paired_difference(avoided, caused, 400);
        covered += bounds.low <= -0.04 && -0.04 <= bounds.high ? 1 : 0;
    }
    const double z = (covered - 0.95 * experiments) / std::sqrt(experiments * 0.95 * 0.05);
    INFO("covered " << covered << " of " << experiments);
    CHECK(std::fabs(z) < 4.5);
}

// (u - d) +- 1.959964 sqrt((u + d - (u - d)^2) / (n + 2)) with u = (caused + 1) / (n + 2) and d = (avoided +
// 1) / (n + 2), worked out in decimals.
TEST_CASE("the paired interval is Bonett and Price's, with one more pair of each kind and two more in all") {
    struct Case {
        std::uint64_t avoided, caused, n;
        double low, high;
    };
    for (const Case& c :
         {Case{3, 1, 10, -0.5554706255, 0.2221372922}, Case{1, 3, 10, -0.2221372922, 0.5554706255},
          Case{250, 12, 10'000, -0.02694483312, -0.02064564878},
          Case{0, 0, 1, -0.9239358829, 0.9239358829}}) {
        const Bounds bounds = paired_difference(c.avoided, c.caused, c.n);
        CHECK(bounds.low == Approx(c.low).epsilon(1e-8));
        CHECK(bounds.high == Approx(c.high).epsilon(1e-8));
    }
    CHECK(paired_difference(7, 0, 7).low == -1);  // cut: -1.188
    CHECK(paired_difference(7, 0, 7).high == Approx(-0.3671396076).epsilon(1e-8));
    CHECK(paired_difference(0, 7, 7).high == 1);
    CHECK(paired_difference(0, 0, 0).low == -1);
    CHECK(paired_difference(0, 0, 0).high == 1);
}

TEST_CASE("an interval of another level is as wide as its normal quantile") {
    const Bounds usual = paired_difference(30, 10, 200);
    const Bounds wider = paired_difference(30, 10, 200, 0.99);
    CHECK((wider.high - wider.low) / (usual.high - usual.low) ==
          Approx(2.5758293035 / 1.9599639845).epsilon(1e-9));
    CHECK(clopper_pearson(0, 100, 0.9).high == Approx(1 - std::pow(0.05, 0.01)).epsilon(1e-9));
}

TEST_CASE("no discordant pair leaves a small interval around no difference") {
    const Bounds bounds = paired_difference(0, 0, 1000);
    CHECK(bounds.low < 0);
    CHECK(bounds.high > 0);
    CHECK(bounds.high < 0.01);
    CHECK(bounds.low == Approx(-bounds.high));
}

TEST_CASE("pairing gains nothing for independent arms and much for arms that move together") {
    CHECK(variance_reduction(25, 25, 25, 25) == Approx(1));
    CHECK(variance_reduction(490, 10, 10, 490) == Approx(25));
    CHECK(variance_reduction(0, 0, 0, 0) == 1);
    // Shares .3 and .2, discordant 10 + 20 of 100: (.21 + .16) / (.3 - .01); which arm is which makes no
    // difference.
    CHECK(variance_reduction(60, 10, 20, 10) == Approx(0.37 / 0.29));
    CHECK(variance_reduction(60, 20, 10, 10) == Approx(0.37 / 0.29));
    CHECK(variance_reduction(10, 10, 20, 60) == Approx(0.37 / 0.29));
}

// The intervals beside the cases were found by bisection of sums of binomial probabilities.
TEST_CASE("a likelihood has the word of the band that its interval lies in") {
    CHECK(likelihood_words(10, 1000) == "almost no chance (below 5 %)");         // 0.5 to 1.8 %
    CHECK(likelihood_words(92, 1000) == "very unlikely (5 to 20 %)");            // 7.5 to 11.2 %
    CHECK(likelihood_words(300, 1000) == "unlikely (20 to 45 %)");               // 27.2 to 32.9 %
    CHECK(likelihood_words(5000, 10000) == "roughly even chance (45 to 55 %)");  // 49.0 to 51.0 %
    CHECK(likelihood_words(700, 1000) == "likely (55 to 80 %)");                 // 67.1 to 72.8 %
    CHECK(likelihood_words(900, 1000) == "very likely (80 to 95 %)");            // 88.0 to 91.8 %
    CHECK(likelihood_words(1000, 1000) == "almost certain (above 95 %)");        // 99.6 to 100 %
    CHECK(likelihood_words(0, 1000) == "almost no chance (below 5 %)");          // 0 to 0.4 %
}

TEST_CASE("a likelihood whose interval crosses a border has both words, and none where it crosses two") {
    // 3.6 to 6.3 %
    CHECK(likelihood_words(48, 1000) == "about 1 in 20, almost no chance to very unlikely (below 20 %)");
    // 12.7 to 29.2 %
    CHECK(likelihood_words(20, 100) == "about 1 in 5, very unlikely to unlikely (5 to 45 %)");
    // 3.3 to 6.0 %
    CHECK(likelihood_words(45, 1000) == "about 1 in 20, almost no chance to very unlikely (below 20 %)");
    // 0 to 16.8 %
    CHECK(likelihood_words(0, 20) == "almost no chance to very unlikely (below 20 %)");
    // 77.4 to 82.4 %
    CHECK(likelihood_words(800, 1000) == "likely to very likely (55 to 95 %)");
    // 88.7 to 98.4 %
    CHECK(likelihood_words(95, 100) == "very likely to almost certain (above 80 %)");
    // 0.2 to 38.5 %
    CHECK(likelihood_words(1, 12).empty());
    // 39.8 to 60.2 %
    CHECK(likelihood_words(50, 100).empty());
    CHECK(likelihood_words(0, 0).empty());
}
