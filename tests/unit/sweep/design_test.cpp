#include "sweep/design.hpp"

#include <bit>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

#include <boost/random/sobol.hpp>

#include "support/catch.hpp"

using namespace firebreak;

namespace {

using Words = std::vector<std::vector<std::uint32_t>>;  // by point and dimension

Words plain_points(std::size_t dimensions, std::size_t n) {
    boost::random::sobol sequence(dimensions);  // it leaves point 0 out
    Words words(n, std::vector<std::uint32_t>(dimensions, 0));
    for (std::size_t i = 1; i < n; ++i)
        for (std::uint32_t& word : words[i]) word = static_cast<std::uint32_t>(sequence() >> 32);
    return words;
}

std::vector<double> point_of(const SobolDesign& design, std::uint64_t index) {
    std::vector<double> point(design.dimensions());
    design.point(index, point);
    return point;
}

Words scrambled_points(std::size_t dimensions, std::size_t n, std::uint64_t seed) {
    const SobolDesign design(dimensions, seed);
    Words words(n);
    for (std::size_t i = 0; i < n; ++i)
        for (const double x : point_of(design, i)) words[i].push_back(static_cast<std::uint32_t>(x * 0x1p32));
    return words;
}

// Whether all elementary intervals of volume 2^(t - m) hold 2^t of the first 2^m points in two dimensions.
bool is_net(const Words& points, unsigned m, unsigned t, std::size_t a, std::size_t b) {
    for (unsigned k = 0; k <= m - t; ++k) {
        std::vector<unsigned> count(std::size_t{1} << (m - t));
        for (std::size_t i = 0; i < std::size_t{1} << m; ++i) {
            const std::uint64_t row = std::uint64_t{points[i][a]} >> (32 - k);
            const std::uint64_t column = std::uint64_t{points[i][b]} >> (32 - (m - t - k));
            ++count[(row << (m - t - k)) | column];
        }
        for (const unsigned c : count)
            if (c != 1U << t) return false;
    }
    return true;
}

// The degrees of the polynomials of Joe and Kuo; a pair's quality t is at most the sum of (degree - 1).
constexpr unsigned kDegrees[] = {1, 1, 2, 3, 3, 4};

void check_nets(const Words& points) {
    for (unsigned m = 1; m <= 10; ++m) CHECK(is_net(points, m, 0, 0, 1));
    for (std::size_t a = 0; a < 6; ++a) {
        for (std::size_t b = a + 1; b < 6; ++b) {
            const unsigned t = kDegrees[a] + kDegrees[b] - 2;
            for (unsigned m = t + 1; m <= 10; ++m) CHECK(is_net(points, m, t, a, b));
        }
    }
}

double ishigami(const std::vector<double>& u) {
    const auto x = [&](int i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

double sobol_g(const std::vector<double>& u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i)
        product *= (std::fabs(4 * u[i] - 2) + static_cast<double>(i)) / (1 + static_cast<double>(i));
    return product;
}

template <class Function>
double mean_of(Function function, std::size_t dimensions, std::uint64_t seed, std::size_t n) {
    const SobolDesign design(dimensions, seed);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += function(point_of(design, i));
    return sum / static_cast<double>(n);
}

}  // namespace

TEST_CASE("the points of a design are nets before and after scrambling") {
    check_nets(plain_points(6, 1024));
    for (const std::uint64_t seed : {1U, 2U, 3U}) check_nets(scrambled_points(6, 1024, seed));
}

TEST_CASE("points that are not of a net are told from one") {
    Words points = plain_points(2, 1024);
    points[17][1] ^= 1U << 22;
    CHECK(!is_net(points, 10, 0, 0, 1));
}

TEST_CASE("each dimension of a design is stratified") {
    const Words points = scrambled_points(40, 256, 9);
    for (std::size_t d = 0; d < 40; ++d) {
        std::vector<int> cells(256);
        for (const auto& point : points) ++cells[point[d] >> 24];
        CHECK(cells == std::vector<int>(256, 1));
    }
}

TEST_CASE("a point by its index is the sequence's, scrambled as a tree") {
    // Two points share as many leading bits after the scrambling as before, in every dimension: so their
    // boxes are renamed and no point is another's.
    const Words plain = plain_points(12, 300);
    const Words scrambled = scrambled_points(12, 300, 5);
    for (std::size_t d = 0; d < 12; ++d) {
        std::size_t faults = 0;
        for (std::size_t i = 0; i < plain.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                faults += std::countl_zero(plain[i][d] ^ plain[j][d]) !=
                                  std::countl_zero(scrambled[i][d] ^ scrambled[j][d])
                              ? 1
                              : 0;
        CHECK(faults == 0);
    }
}

TEST_CASE("the scrambling spreads a point over all of the unit interval") {
    // Point 0 in 64 cells of one dimension over 6,400 seeds: chi-square of 63 degrees, z < 4.
    std::vector<int> cells(64);
    for (std::uint64_t seed = 0; seed < 6400; ++seed) ++cells[scrambled_points(3, 1, seed)[0][2] >> 26];
    double chi_square = 0;
    for (const int count : cells) chi_square += (count - 100.0) * (count - 100.0) / 100.0;
    CHECK(std::fabs(chi_square - 63) < 4 * std::sqrt(2 * 63.0));
}

TEST_CASE("seeds and dimensions are scrambled apart, and a seed again the same") {
    const Words first = scrambled_points(8, 64, 1);
    CHECK(first == scrambled_points(8, 64, 1));
    CHECK(first != scrambled_points(8, 64, 2));
    // Point 0 is the origin in all dimensions before the scrambling.
    for (std::size_t d = 1; d < 8; ++d) CHECK(first[0][d] != first[0][0]);
    // More dimensions leave those before as they are.
    CHECK(scrambled_points(9, 64, 1)[63][7] == first[63][7]);
}

TEST_CASE("means of Ishigami's function and of Sobol's g are exact to the order of the design") {
    // Standard deviations of 4,096 random points would be .058 and .010: the bounds are 1/20 of them.
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        CHECK(mean_of(ishigami, 3, seed, 4096) == Approx(3.5).margin(0.003));
        CHECK(mean_of(sobol_g, 4, seed, 4096) == Approx(1).margin(0.0005));
    }
}

TEST_CASE("all dimensions of the table and the last index have points inside the unit cube") {
    const SobolDesign design(kMostDimensions, 3);
    for (const std::uint64_t index :
         {std::uint64_t{0}, std::uint64_t{1'000'000'000}, (std::uint64_t{1} << 32) - 1})
        for (const double x : point_of(design, index)) CHECK((x > 0 && x < 1));
    CHECK(point_of(design, 77).size() == kMostDimensions);
}

TEST_CASE("a design says what it cannot do") {
    CHECK_THROWS_AS(SobolDesign(kMostDimensions + 1, 1), std::invalid_argument);
    std::vector<double> point(2);
    CHECK_THROWS_AS(SobolDesign(2, 1).point(std::uint64_t{1} << 32, point), std::out_of_range);
    CHECK(point_of(SobolDesign(0, 1), 5).empty());
}
