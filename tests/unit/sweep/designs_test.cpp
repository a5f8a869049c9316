#include "sweep/designs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"
#include "sweep/design.hpp"
#include "sweep/keyed_permutation.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;
using Kind = DesignPlan::Kind;

std::unique_ptr<Design> design_of(Kind kind, std::uint64_t size, std::size_t dimensions,
                                  std::uint64_t seed = 1) {
    DesignPlan plan;
    plan.kind = kind;
    plan.size = size;
    return make_design(plan, dimensions, seed);
}

Numbers point_of(const Design& design, std::uint64_t index) {
    Numbers point(design.dimensions());
    design.point(index, point);
    return point;
}

std::vector<Numbers> points_of(const Design& design) {
    std::vector<Numbers> points;
    for (std::uint64_t i = 0; i < design.points(); ++i) points.push_back(point_of(design, i));
    return points;
}

double chi_square(const std::vector<int>& cells, double expected) {
    double sum = 0;
    for (const int count : cells) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

// Of a sum of chi-square with so many degrees.
double z_of(double sum, double degrees) { return (sum - degrees) / std::sqrt(2 * degrees); }

DesignPlan grid(std::vector<std::uint32_t> levels) {
    DesignPlan plan;
    plan.kind = Kind::grid;
    plan.levels = std::move(levels);
    return plan;
}

DesignPlan list(std::vector<std::uint32_t> levels, std::vector<std::uint32_t> rows) {
    DesignPlan plan = grid(std::move(levels));
    plan.kind = Kind::list;
    plan.rows = std::move(rows);
    return plan;
}

DesignPlan morris(std::uint64_t size, std::uint32_t levels) {
    DesignPlan plan;
    plan.kind = Kind::morris;
    plan.size = size;
    plan.morris_levels = levels;
    return plan;
}

std::string fault_of(const DesignPlan& plan, std::size_t dimensions) {
    try {
        (void)make_design(plan, dimensions, 1);
    } catch (const std::invalid_argument& fault) {
        return fault.what();
    }
    return "";
}

std::string fault_of(Kind kind, std::uint64_t size, std::size_t dimensions) {
    DesignPlan plan;
    plan.kind = kind;
    plan.size = size;
    return fault_of(plan, dimensions);
}

// The coordinate in which two points differ. Fails where there is not exactly one.
std::size_t changed_dimension(const Numbers& from, const Numbers& to) {
    std::vector<std::size_t> changed;
    for (std::size_t d = 0; d < from.size(); ++d)
        if (from[d] != to[d]) changed.push_back(d);
    REQUIRE(changed.size() == 1);
    return changed.front();
}

}  // namespace

TEST_CASE("a keyed permutation is one to one for any number of items") {
    for (const std::uint64_t n : {1U, 2U, 3U, 7U, 64U, 100U, 1000U, 4097U}) {
        const sweep::KeyedPermutation permutation(n, 5);
        std::vector<int> hits(n);
        for (std::uint64_t x = 0; x < n; ++x) ++hits.at(permutation(x));
        CHECK(hits == std::vector<int>(n, 1));
    }
}

TEST_CASE("all 24 orders of four items come up alike over the keys") {
    std::map<std::array<std::uint64_t, 4>, int> orders;
    for (std::uint64_t key = 0; key < 24'000; ++key) {
        const sweep::KeyedPermutation permutation(4, key);
        ++orders[{permutation(0), permutation(1), permutation(2), permutation(3)}];
    }
    REQUIRE(orders.size() == 24);
    std::vector<int> counts;
    for (const auto& [order, count] : orders) counts.push_back(count);
    CHECK(std::fabs(z_of(chi_square(counts, 1000), 23)) < 4);
}

TEST_CASE("a Sobol' design is the scrambled sequence") {
    const auto design = design_of(Kind::sobol, 100, 5, 7);
    const SobolDesign sequence(5, 7);
    REQUIRE(design->points() == 100);
    REQUIRE(design->dimensions() == 5);
    Numbers point(5);
    for (std::uint64_t i = 0; i < 100; ++i) {
        sequence.point(i, point);
        CHECK(point_of(*design, i) == point);
    }
}

TEST_CASE("a Latin hypercube has one point in each stratum of each dimension") {
    for (const std::uint64_t n : {1U, 2U, 3U, 5U, 17U, 256U, 1000U, 10'007U}) {
        const auto design = design_of(Kind::latin, n, 4, n);
        REQUIRE(design->points() == n);
        std::vector<std::vector<int>> strata(4, std::vector<int>(n));
        for (const Numbers& point : points_of(*design))
            for (std::size_t d = 0; d < 4; ++d)
                ++strata[d].at(static_cast<std::size_t>(point[d] * static_cast<double>(n)));
        for (const auto& dimension : strata) CHECK(dimension == std::vector<int>(n, 1));
    }
}

TEST_CASE("two dimensions of a Latin hypercube have nothing to do with each other") {
    // 10,000 points in 10 x 10 cells. With the sums of rows and columns fixed at 1,000 the statistic has 81
    // degrees; |z| < 4 for all of ten pairs of dimensions.
    const auto design = design_of(Kind::latin, 10'000, 5, 3);
    const std::vector<Numbers> points = points_of(*design);
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = a + 1; b < 5; ++b) {
            std::vector<int> cells(100);
            for (const Numbers& point : points)
                ++cells[10 * static_cast<std::size_t>(point[a] * 10) +
                        static_cast<std::size_t>(point[b] * 10)];
            CHECK(std::fabs(z_of(chi_square(cells, 100), 81)) < 4);
        }
    }
}

TEST_CASE("the strata of a Latin hypercube do not follow the index") {
    // 10,000 points in 10 x 10 cells of index and stratum, both one to one: 81 degrees, |z| < 4.
    const std::vector<Numbers> points = points_of(*design_of(Kind::latin, 10'000, 6, 3));
    for (std::size_t d = 0; d < 6; ++d) {
        std::vector<int> cells(100);
        for (std::uint64_t i = 0; i < 10'000; ++i)
            ++cells[10 * (i / 1000) + static_cast<std::size_t>(points[i][d] * 10)];
        CHECK(std::fabs(z_of(chi_square(cells, 100), 81)) < 4);
    }
}

TEST_CASE("points of a Latin hypercube are anywhere within their strata") {
    // The places of 10,000 points within their strata, in 20 cells of 500: 19 degrees, |z| < 4.
    const auto design = design_of(Kind::latin, 10'000, 2, 8);
    for (std::size_t d = 0; d < 2; ++d) {
        std::vector<int> cells(20);
        for (const Numbers& point : points_of(*design)) {
            const double stratum = point[d] * 10'000;
            ++cells[static_cast<std::size_t>((stratum - std::floor(stratum)) * 20)];
        }
        CHECK(std::fabs(z_of(chi_square(cells, 500), 19)) < 4);
    }
}

TEST_CASE("a grid has each combination of levels once, the last dimension fastest") {
    const auto design = make_design(grid({3, 1, 2, 5}), 4, 1);
    REQUIRE(design->points() == 30);
    std::uint64_t index = 0;
    for (int a = 0; a < 3; ++a)
        for (int c = 0; c < 2; ++c)
            for (int e = 0; e < 5; ++e)
                CHECK(point_of(*design, index++) ==
                      Numbers{(a + 0.5) / 3, 0.5, (c + 0.5) / 2, (e + 0.5) / 5});
}

TEST_CASE("a list has its rows in their order") {
    const auto design = make_design(list({2, 4}, {1, 3, 0, 0, 1, 3}), 2, 1);
    CHECK(points_of(*design) == std::vector<Numbers>{{0.75, 0.875}, {0.25, 0.125}, {0.75, 0.875}});
}

TEST_CASE("Saltelli's rows are A, B, and A with one column of B") {
    const std::size_t d = 4;
    const auto design = design_of(Kind::saltelli, 50, d, 9);
    REQUIRE(design->points() == 50 * 6);
    REQUIRE(design->dimensions() == d);
    const SobolDesign base(2 * d, 9);
    for (std::uint64_t j = 0; j < 50; ++j) {
        Numbers both(2 * d);
        base.point(j, both);
        const Numbers a(both.begin(), both.begin() + 4);
        const Numbers b(both.begin() + 4, both.end());
        CHECK(point_of(*design, 6 * j) == a);
        CHECK(point_of(*design, 6 * j + 1) == b);
        for (std::size_t i = 0; i < d; ++i) {
            Numbers mixed = a;
            mixed[i] = b[i];
            CHECK(point_of(*design, 6 * j + 2 + i) == mixed);
        }
    }
}

TEST_CASE("each trajectory of Morris changes each coordinate once, by the step, on the levels") {
    for (const std::uint32_t levels : {2U, 4U, 8U}) {
        const auto design = make_design(morris(60, levels), 5, 2);
        REQUIRE(design->points() == 60 * 6);
        const double step = levels / 2.0 / (levels - 1);
        for (std::uint64_t t = 0; t < 60; ++t) {
            std::set<std::size_t> changed;
            for (std::uint64_t s = 0; s < 5; ++s) {
                const Numbers from = point_of(*design, 6 * t + s);
                const Numbers to = point_of(*design, 6 * t + s + 1);
                const std::size_t d = changed_dimension(from, to);
                CHECK(std::fabs(to[d] - from[d]) == Approx(step));
                changed.insert(d);
                for (const double x : to) CHECK(std::fmod(x * (levels - 1) + 1e-9, 1) < 2e-9);
            }
            CHECK(changed.size() == 5);
        }
    }
}

TEST_CASE("bases, directions and orders of Morris's trajectories come up alike") {
    // 9,600 trajectories of three dimensions: four starting levels of each coordinate, 3 degrees; the six
    // orders, 5 degrees; the eight directions, 7 degrees; |z| < 4 (chi-square is skewed, so that its upper
    // tail beyond 4 has .004 at 3 degrees).
    const auto design = make_design(morris(9600, 4), 3, 5);
    std::vector<std::vector<int>> starts(3, std::vector<int>(4));
    std::map<std::array<std::size_t, 3>, int> orders;
    std::vector<int> directions(8);
    for (std::uint64_t t = 0; t < 9600; ++t) {
        std::array<Numbers, 4> points;
        for (std::uint64_t s = 0; s < 4; ++s) points[s] = point_of(*design, 4 * t + s);
        std::array<std::size_t, 3> order{};
        std::size_t direction = 0;
        for (std::size_t s = 0; s < 3; ++s) {
            order[s] = changed_dimension(points[s], points[s + 1]);
            direction |= (points[3][s] > points[0][s] ? 1U : 0U) << s;
            ++starts[s][static_cast<std::size_t>(std::lround(points[0][s] * 3))];
        }
        ++orders[order];
        ++directions[direction];
    }
    for (const auto& levels : starts) CHECK(z_of(chi_square(levels, 2400), 3) < 4);
    REQUIRE(orders.size() == 6);
    std::vector<int> of_orders;
    for (const auto& [order, count] : orders) of_orders.push_back(count);
    CHECK(z_of(chi_square(of_orders, 1600), 5) < 4);
    CHECK(z_of(chi_square(directions, 1200), 7) < 4);
}

TEST_CASE("a point of a design depends on its index and the seed alone") {
    const auto check = [](const DesignPlan& plan, bool random) {
        const auto design = make_design(plan, 3, 4);
        const std::vector<Numbers> points = points_of(*design);
        for (std::uint64_t i = design->points(); i-- > 0;) CHECK(point_of(*design, i) == points[i]);
        CHECK(points_of(*make_design(plan, 3, 4)) == points);
        CHECK((points_of(*make_design(plan, 3, 5)) != points) == random);
    };
    for (const Kind kind : {Kind::sobol, Kind::latin, Kind::saltelli, Kind::morris}) {
        DesignPlan plan;
        plan.kind = kind;
        plan.size = 20;
        check(plan, true);
    }
    check(grid({2, 3, 4}), false);
    check(list({2, 3, 4}, {1, 2, 3, 0, 1, 2}), false);
}

TEST_CASE("longer designs begin as shorter ones where the kind allows it") {
    for (const Kind kind : {Kind::sobol, Kind::saltelli, Kind::morris}) {
        const auto all = points_of(*design_of(kind, 40, 3));
        const auto half = points_of(*design_of(kind, 20, 3));
        CHECK(std::equal(half.begin(), half.end(), all.begin()));
    }
}

TEST_CASE("designs of 10^12 points and of the most there can be are open at once") {
    const std::uint64_t many = 1'000'000'000'000;
    const std::uint64_t most = std::uint64_t{1} << 63;
    const auto inside = [](const Design& design, std::uint64_t points) {
        REQUIRE(design.points() == points);
        for (const std::uint64_t index : {std::uint64_t{0}, points / 3, points - 1})
            for (const double x : point_of(design, index)) CHECK((x >= 0 && x < 1));
    };
    inside(*design_of(Kind::latin, many, 30), many);
    inside(*design_of(Kind::latin, most, 30), most);
    inside(*make_design(grid({1'000'000, 1'000'000}), 2, 1), many);
    inside(*make_design(grid({1U << 31, 1U << 31, 2}), 3, 1), most);
    const auto trajectories = make_design(morris(many / 5, 4), 4, 1);
    CHECK(trajectories->points() == many);
    CHECK(changed_dimension(point_of(*trajectories, many - 2), point_of(*trajectories, many - 1)) < 4);
    const auto rows = design_of(Kind::saltelli, std::uint64_t{1} << 32, 30);
    inside(*rows, std::uint64_t{32} << 32);
    inside(*design_of(Kind::sobol, std::uint64_t{1} << 32, 30), std::uint64_t{1} << 32);
}

TEST_CASE("strata of a Latin hypercube of 10^10 points are told apart") {
    // The stratum from a coordinate is the permutation's, whatever the place within it.
    const std::uint64_t n = 10'000'000'019;
    const auto design = design_of(Kind::latin, n, 1, 6);
    std::set<std::uint64_t> strata;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const double stratum = point_of(*design, n - 1 - i)[0] * static_cast<double>(n);
        // Places are (k + 1/2) / 2^16 within a stratum, so that none is nearer to its end than 2^-17.
        CHECK(std::fabs(stratum - std::round(stratum)) > 0x1p-18);
        strata.insert(static_cast<std::uint64_t>(stratum));
    }
    CHECK(strata.size() == 1000);
}

TEST_CASE("a design that there is not is refused with a sentence") {
    CHECK(fault_of(Kind::sobol, 8, 0) == "a design needs at least one factor");
    CHECK(fault_of(Kind::latin, 0, 2) == "a design needs a size of at least 1");
    CHECK(fault_of(Kind::latin, (std::uint64_t{1} << 63) + 1, 2) ==
          "a design has at most 2^63 points; a size of 9,223,372,036,854,775,809 gives more");
    CHECK(fault_of(Kind::sobol, (std::uint64_t{1} << 32) + 1, 2) ==
          "a Sobol' design has a size of at most 4,294,967,296, not 4,294,967,297");
    CHECK(fault_of(Kind::sobol, 8, 3668) == "a Sobol' design has at most 3,667 factors, not 3,668");
    CHECK(fault_of(Kind::saltelli, 8, 1834) == "a Saltelli design has at most 1,833 factors, not 1,834");
    CHECK(fault_of(Kind::saltelli, std::uint64_t{1} << 33, 2) ==
          "a Saltelli design has a size of at most 4,294,967,296, not 8,589,934,592");
    CHECK(fault_of(Kind::morris, std::uint64_t{1} << 62, 2) ==
          "a design has at most 2^63 points; a size of 4,611,686,018,427,387,904 gives more");
    CHECK(fault_of(morris(8, 5), 2) == "a Morris design needs an even number of levels, 2 or more, not 5");
    CHECK(!fault_of(morris(8, 0), 2).empty());
    CHECK(fault_of(grid({2, 3}), 3) == "a design of 3 factors needs levels for each of them, not for 2");
    CHECK(fault_of(grid({2, 0}), 2) == "factor 2 of the design needs at least one level");
    CHECK(fault_of(grid({1U << 31, 1U << 31, 3}), 3) ==
          "a design has at most 2^63 points; this grid has more");
    CHECK(fault_of(list({2, 3}, {}), 2) == "a list needs at least one row");
    CHECK(fault_of(list({2, 3}, {1, 2, 0}), 2) ==
          "each row of a list of 2 factors needs as many levels; the last row has 1");
    CHECK(fault_of(list({2, 3}, {1, 2, 0, 3}), 2) ==
          "row 2 of the list asks for level 3 of factor 2, which has levels 0 to 2");
    CHECK(fault_of(list({2, 0}, {1, 0}), 2) == "factor 2 of the design needs at least one level");
}
