#include "sweep/spread.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "kernel/math.hpp"
#include "kernel/noise.hpp"
#include "support/catch.hpp"

using namespace firebreak;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
using Numbers = std::vector<double>;

// What is true of a point is N(0, 1); the estimate adds N(0, s2).
Numbers noisy_estimates(std::size_t n, double s2, std::uint64_t repetition) {
    const kernel::Noise noise(77, repetition);
    Numbers estimates;
    for (std::uint32_t i = 0; i < n; ++i) {
        const kernel::Uniforms u = noise.draw({i, 0, 0, 0});
        estimates.push_back(kernel::normal_quantile(u.first) +
                            std::sqrt(s2) * kernel::normal_quantile(u.second));
    }
    return estimates;
}

bool covers(const Bounds& bounds, double truth) { return bounds.low <= truth && truth <= bounds.high; }

}  // namespace

TEST_CASE("a quantile of equal weights is the linear one, type 7") {
    const Numbers values{4, 1, 3, 2, 10};
    CHECK(weighted_quantile(values, {}, 0) == Approx(1));
    CHECK(weighted_quantile(values, {}, 0.05) == Approx(1.2));  // 0.2 of the way from 1 to 2
    CHECK(weighted_quantile(values, {}, 0.5) == Approx(3));
    CHECK(weighted_quantile(values, {}, 0.9) == Approx(7.6));  // 0.6 of the way from 4 to 10
    CHECK(weighted_quantile(values, {}, 1) == Approx(10));
    CHECK(weighted_quantile(values, Numbers(5, 0.3), 0.9) == Approx(7.6));
    CHECK(weighted_quantile(Numbers{1, 2}, {}, 0.5) == Approx(1.5));
    CHECK(weighted_quantile(Numbers{7}, {}, 0.05) == Approx(7));
}

TEST_CASE("weights move a quantile") {
    // By hand: weights 1, 1, 2 have 16/6 effective values; the window of the median is from
    // (.5 * 10/6) / (16/6) = 5/16 to 11/16, in which 1/4 to 1/2 belongs to 20 and the rest to 30.
    const Numbers values{10, 20, 30};
    CHECK(weighted_quantile(values, Numbers{1, 1, 2}, 0.5) == Approx((3 * 20 + 3 * 30) / 6.0));
    CHECK(weighted_quantile(values, Numbers{3, 3, 6}, 0.5) == Approx(25));
    CHECK(weighted_quantile(Numbers{0, 1}, Numbers{0.99, 0.01}, 0.5) == Approx(0).margin(1e-3));
}

TEST_CASE("what has no weight or is no number has no part in a quantile") {
    CHECK(weighted_quantile(Numbers{1, 2, 99}, Numbers{1, 1, 0}, 0.5) == Approx(1.5));
    CHECK(weighted_quantile(Numbers{1, kNan, 2}, {}, 0.5) == Approx(1.5));
    CHECK(std::isnan(weighted_quantile({}, {}, 0.5)));
    CHECK(std::isnan(weighted_quantile(Numbers{1, 2}, Numbers{0, 0}, 0.5)));
    CHECK_THROWS_AS(weighted_quantile(Numbers{1, 2}, Numbers{1}, 0.5), std::invalid_argument);
}

TEST_CASE("without chance the spread is the quantiles of the estimates") {
    const Numbers estimates{5, 1, 2, 4, 3};
    const TwoLevel result = two_level(estimates, Numbers(5, 0), {}, 1);
    CHECK(result.spread.low == Approx(1.2));
    CHECK(result.spread.median == Approx(3));
    CHECK(result.spread.high == Approx(4.8));
    CHECK(result.raw.high == Approx(4.8));
    CHECK(result.mean == Approx(3));
    CHECK(result.chance_share == 0);
}

TEST_CASE("chance is taken off the spread by its variance") {
    // The variance of 1 to 5 is 2.5; chance has 1.6 of it, so that distances from the mean shrink to .6.
    const Numbers estimates{1, 2, 3, 4, 5};
    const TwoLevel result = two_level(estimates, Numbers{0, 1, 1.6, 2.2, 3.2}, {}, 1);
    CHECK(result.chance_share == Approx(0.64));
    CHECK(result.spread.low == Approx(3 - 1.8 * 0.6));
    CHECK(result.spread.median == Approx(3));
    CHECK(result.spread.high == Approx(3 + 1.8 * 0.6));
    CHECK(result.raw.low == Approx(1.2));
}

TEST_CASE("where chance alone would vary as much, the spread is the mean") {
    const TwoLevel result = two_level(Numbers{1, 2, 3, 4, 5}, Numbers(5, 9), {}, 1);
    CHECK(result.chance_share == 1);
    CHECK(result.spread.low == Approx(3));
    CHECK(result.spread.high == Approx(3));
}

TEST_CASE("estimates that do not vary have no share of chance, and few points no intervals") {
    const TwoLevel constant = two_level(Numbers(20, 0.1), Numbers(20, 0.5), {}, 1);
    CHECK(constant.spread.low == Approx(0.1));
    CHECK(constant.spread.high == Approx(0.1));
    CHECK(constant.bounds[0].low == Approx(0.1));
    CHECK(std::isnan(constant.chance_share));
    const TwoLevel single = two_level(Numbers{4}, Numbers{1}, {}, 1);
    CHECK(single.spread.median == Approx(4));
    CHECK(std::isnan(single.bounds[1].low));
    CHECK(std::isnan(two_level({}, {}, {}, 1).spread.low));
    CHECK_THROWS_AS(two_level(Numbers{1, 2}, Numbers{1}, {}, 1), std::invalid_argument);
}

TEST_CASE("weights of points count as so many points alike, but for how sure the result is") {
    const Numbers few{1, 2, 5};
    const TwoLevel weighted = two_level(few, Numbers{0.1, 0.2, 0.6}, Numbers{1, 1, 2}, 1);
    CHECK(weighted.mean == Approx(13 / 4.0));
    // Squares 5.0625, 1.5625 and twice 3.0625 over 4 - 6 / 4.
    CHECK(weighted.chance_share == Approx(0.375 / (12.75 / 2.5)));
    CHECK(two_level(Numbers{1, 2, 5, 8}, Numbers{0.1, 0.2, 0.6, 9}, Numbers{1, 1, 2, 0}, 1).mean ==
          Approx(weighted.mean));
}

TEST_CASE("the same seed draws the same points, another one others") {
    const Numbers estimates = noisy_estimates(100, 0.2, 0);
    const Numbers chance(100, 0.2);
    const TwoLevel first = two_level(estimates, chance, {}, 1);
    CHECK(first.bounds[0].low == two_level(estimates, chance, {}, 1).bounds[0].low);
    CHECK(first.bounds[0].low != two_level(estimates, chance, {}, 2).bounds[0].low);
    CHECK(first.bounds[0].low < first.spread.low);
    CHECK(first.spread.low < first.bounds[0].high);
}

TEST_CASE("the intervals of the spread cover what is true of the points") {
    // 200 repetitions of 200 points with chance of variance .25. A true coverage of .95 gives 190, sd 3.1;
    // the percentile interval of a 5 % quantile has about .93 at this size, hence 200 * .93 - 3 * 3.6 = 175.
    const double truths[] = {kernel::normal_quantile(0.05), 0, kernel::normal_quantile(0.95)};
    int covered[3] = {0, 0, 0};
    int raw_inside = 0;
    double share = 0;
    for (std::uint64_t repetition = 0; repetition < 200; ++repetition) {
        const Numbers estimates = noisy_estimates(200, 0.25, repetition);
        const TwoLevel result = two_level(estimates, Numbers(200, 0.25), {}, repetition);
        for (std::size_t i = 0; i < 3; ++i) covered[i] += covers(result.bounds[i], truths[i]) ? 1 : 0;
        raw_inside += result.raw.high < truths[2] ? 1 : 0;
        share += result.chance_share / 200;
    }
    for (const int count : covered) {
        CHECK(count >= 175);
        CHECK(count <= 199);
    }
    CHECK(share == Approx(0.25 / 1.25).margin(0.01));  // sd of one share .02, of the mean .0015
    CHECK(raw_inside < 40);                            // what was not corrected lies outside the truth
}
