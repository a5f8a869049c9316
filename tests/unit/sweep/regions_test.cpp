#include "sweep/regions.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "kernel/noise.hpp"
#include "support/catch.hpp"
#include "sweep/boxes.hpp"
#include "sweep/design.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;

struct Sample {
    std::size_t factors;
    Numbers matrix;
    std::vector<Sign> signs;
    [[nodiscard]] std::vector<Region> found(std::uint64_t seed = 1) const {
        return regions(matrix, factors, signs, seed);
    }
};

// sign(row, u): u is a uniform of the point's own.
template <class Function>
Sample sample(std::size_t factors, std::size_t n, std::uint64_t seed, Function sign) {
    const SobolDesign design(factors, seed);
    const kernel::Noise noise(8, seed);
    Sample result{factors, Numbers(factors * n), {}};
    for (std::size_t i = 0; i < n; ++i) {
        const std::span<double> row = std::span(result.matrix).subspan(i * factors, factors);
        design.point(i, row);
        result.signs.push_back(sign(row, noise.draw({static_cast<std::uint32_t>(i), 0, 0, 0}).first));
    }
    return result;
}

Sign raises_if(bool yes) { return yes ? Sign::raises : Sign::none; }

const Region* region_of(const std::vector<Region>& all, Sign sign, std::size_t sides) {
    for (const Region& region : all)
        if (region.sign == sign && region.sides.size() == sides) return &region;
    return nullptr;
}

std::size_t regions_of(const std::vector<Region>& all, Sign sign) {
    std::size_t count = 0;
    for (const Region& region : all) count += region.sign == sign ? 1 : 0;
    return count;
}

bool holds(const Region& region, std::span<const double> row) {
    for (const Side& side : region.sides)
        if (row[side.factor] < side.low || row[side.factor] >= side.high) return false;
    return true;
}

// The best score of boxes of two factors by trying all bounds point by point.
double best_score_by_hand(const Sample& points, std::size_t a, std::size_t b) {
    const std::size_t n = points.signs.size();
    const sweep::Grid first = sweep::grid_of([&] {
        Numbers column;
        for (std::size_t i = 0; i < n; ++i) column.push_back(points.matrix[i * points.factors + a]);
        return column;
    }());
    const sweep::Grid second = sweep::grid_of([&] {
        Numbers column;
        for (std::size_t i = 0; i < n; ++i) column.push_back(points.matrix[i * points.factors + b]);
        return column;
    }());
    double base = 0;
    for (const Sign sign : points.signs) base += (sign == Sign::raises ? 1.0 : 0.0) / static_cast<double>(n);
    double best = 0;
    for (int code = 0; code < 10'000; ++code) {
        const int low[] = {code / 1000, code / 10 % 10};
        const int high[] = {code / 100 % 10 + 1, code % 10 + 1};
        if (low[0] >= high[0] || low[1] >= high[1]) continue;
        if (high[0] - low[0] == 10 || high[1] - low[1] == 10) continue;
        double inside = 0;
        double agree = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (first.cells[i] < low[0] || first.cells[i] >= high[0]) continue;
            if (second.cells[i] < low[1] || second.cells[i] >= high[1]) continue;
            inside += 1;
            agree += points.signs[i] == Sign::raises ? 1 : 0;
        }
        if (inside < 10 || inside < 0.1 * static_cast<double>(n)) continue;
        best = std::fmax(best, std::sqrt(inside / static_cast<double>(n)) * (agree / inside - base));
    }
    return best;
}

Sign planted(std::span<const double> x, double u) {
    const bool inside = x[0] > 0.7 && x[1] < 0.4;
    return raises_if(u < 0.1 ? !inside : inside);  // 10 % are flipped
}

}  // namespace

TEST_CASE("a planted box of two factors is found within a decile") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Sample points = sample(5, 256, seed, planted);
        const std::vector<Region> all = points.found();
        const Region* box = region_of(all, Sign::raises, 2);
        REQUIRE(box != nullptr);
        CHECK(box->sides[0].factor == 0);
        CHECK(box->sides[0].low == Approx(0.7).margin(0.1));
        CHECK(box->sides[0].high == Approx(1).margin(0.1));
        CHECK(box->sides[1].factor == 1);
        CHECK(box->sides[1].low == Approx(0).margin(0.1));
        CHECK(box->sides[1].high == Approx(0.4).margin(0.1));
        CHECK(static_cast<double>(box->agree) > 0.75 * static_cast<double>(box->points));
        CHECK(box->share_outside < 0.2);
    }
}

TEST_CASE("a region's counts are those of the points in it") {
    const Sample points = sample(3, 300, 4, planted);
    for (const Region& region : points.found()) {
        std::size_t inside = 0;
        std::size_t agree = 0;
        std::size_t outside = 0;
        for (std::size_t i = 0; i < 300; ++i) {
            // A side that ends at the greatest value holds it: no such value lies in these boxes' way.
            const bool in = holds(region, std::span(points.matrix).subspan(i * 3, 3));
            inside += in ? 1 : 0;
            agree += in && points.signs[i] == region.sign ? 1 : 0;
            outside += !in && points.signs[i] == region.sign ? 1 : 0;
        }
        CHECK(region.points - inside <= region.sides.size());
        CHECK(region.agree - agree <= region.sides.size());
        CHECK(region.share_outside == Approx(static_cast<double>(outside + agree - region.agree) /
                                             static_cast<double>(300 - region.points)));
    }
    CHECK(points.found().size() >= 2);
}

TEST_CASE("the search by sums finds the best box that trying all of them finds") {
    const Sample points = sample(2, 120, 3, planted);
    const sweep::BoxSearch search(points.matrix, 2, 120);
    std::vector<std::uint8_t> marks;
    for (const Sign sign : points.signs) marks.push_back(sign == Sign::raises ? 1 : 0);
    const sweep::BestBoxes best = search.best(marks);
    CHECK(best.of_two.score == Approx(best_score_by_hand(points, 0, 1)).epsilon(1e-12));
    CHECK(best.of_two.points >= 12);
}

TEST_CASE("one factor that decides gives a box of one for each sign and none of two") {
    const Sample points = sample(4, 256, 2, [](auto x, double u) {
        if (u < 0.05) return Sign::none;
        return x[2] < 0.3 ? Sign::lowers : Sign::raises;
    });
    const std::vector<Region> all = points.found();
    const Region* lowers = region_of(all, Sign::lowers, 1);
    const Region* raises = region_of(all, Sign::raises, 1);
    REQUIRE(lowers != nullptr);
    REQUIRE(raises != nullptr);
    CHECK(lowers->sides[0].factor == 2);
    CHECK(lowers->sides[0].low < 0.01);
    CHECK(lowers->sides[0].high == Approx(0.3).margin(0.01));
    CHECK(raises->sides[0].low == Approx(0.3).margin(0.01));
    CHECK(raises->sides[0].high > 0.99);
    CHECK(raises->share_outside == 0);
    CHECK(regions_of(all, Sign::lowers) == 1);
    CHECK(regions_of(all, Sign::raises) == 1);
    CHECK(regions_of(all, Sign::none) == 0);
}

TEST_CASE("a box of two is told where its score is 1.15 times that of one, not where it is a little better") {
    // All points with x0 < .3 and x1 < .8 raise, and so many of the 24 with x0 < .3 and x1 > .8. The box of
    // two has sqrt(.24) (1 - .3 p), that of one sqrt(.3) .7 p, where p is the share that raises of x0 < .3.
    const auto found = [](int of_24, double ratio) {
        Sample points{2, {}, {}};
        int seen = 0;
        for (int i = 0; i < 400; ++i) {
            const int row = i / 20;
            const int column = i % 20;
            points.matrix.insert(points.matrix.end(), {(row + 0.5) / 20, (column + 0.5) / 20});
            const bool extra = row < 6 && column >= 16;
            if (extra) ++seen;
            const bool some = extra && seen * of_24 / 24 != (seen - 1) * of_24 / 24;
            points.signs.push_back(raises_if((row < 6 && column < 16) || some));
        }
        const double p = 0.8 + 0.2 * of_24 / 24;
        CHECK(std::sqrt(0.24) * (1 - 0.3 * p) / (std::sqrt(0.3) * 0.7 * p) == Approx(ratio).margin(0.001));
        const std::vector<Region> all = points.found();
        CHECK(region_of(all, Sign::raises, 1) != nullptr);
        return region_of(all, Sign::raises, 2) != nullptr;
    };
    CHECK(found(2, 1.181));
    CHECK(!found(5, 1.135));
    CHECK(!found(12, 1.036));
}

TEST_CASE("a box may lie inside its factor") {
    const Sample points =
        sample(2, 200, 6, [](auto x, double) { return raises_if(x[1] > 0.4 && x[1] < 0.6); });
    const std::vector<Region> all = points.found();
    const Region* box = region_of(all, Sign::raises, 1);
    REQUIRE(box != nullptr);
    CHECK(box->sides[0].low == Approx(0.4).margin(0.01));
    CHECK(box->sides[0].high == Approx(0.6).margin(0.01));
    CHECK(box->agree >= box->points - 1);
}

TEST_CASE("a factor of two values is cut between them") {
    Sample points = sample(2, 100, 6, [](auto x, double) { return raises_if(x[0] < 0.5); });
    for (std::size_t i = 0; i < 100; ++i) points.matrix[2 * i] = points.matrix[2 * i] < 0.5 ? 1 : 3;
    const std::vector<Region> all = points.found();
    const Region* box = region_of(all, Sign::raises, 1);
    REQUIRE(box != nullptr);
    CHECK(box->sides[0].low == 1);
    CHECK((box->sides[0].high > 1 && box->sides[0].high <= 3));
    CHECK(box->agree == box->points);
    CHECK(box->share_outside == 0);
}

TEST_CASE("noise has no regions") {
    // 20 designs of 256 points and 8 factors. Six tests of p = .005 each: .6 designs with a region expected.
    int designs = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Sample points = sample(8, 256, seed, [](auto, double u) {
            return u < 0.3 ? Sign::lowers : u < 0.5 ? Sign::none : Sign::raises;
        });
        designs += points.found(seed).empty() ? 0 : 1;
    }
    CHECK(designs <= 2);
}

TEST_CASE("a sign that few points have and one that all have give no region") {
    const Sample rare = sample(2, 200, 5, [](auto x, double) { return raises_if(x[0] < 0.04); });
    CHECK(regions_of(rare.found(), Sign::raises) == 0);
    const Sample same = sample(2, 200, 5, [](auto, double) { return Sign::lowers; });
    CHECK(same.found().empty());
    CHECK(regions({}, 3, {}, 1).empty());
    CHECK(sample(2, 9, 5, [](auto x, double) { return raises_if(x[0] < 0.5); }).found().empty());
    CHECK_THROWS_AS(regions(Numbers{1, 2, 3}, 2, rare.signs, 1), std::invalid_argument);
}

TEST_CASE("a seed gives the same regions again") {
    const Sample points = sample(5, 256, 1, planted);
    const std::vector<Region> first = points.found(7);
    const std::vector<Region> second = points.found(7);
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].agree == second[i].agree);
        CHECK(first[i].sides[0].low == second[i].sides[0].low);
    }
}
