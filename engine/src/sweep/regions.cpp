#include "sweep/regions.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "sweep/boxes.hpp"
#include "sweep/resample.hpp"

namespace firebreak {
namespace {

constexpr int kDeals = 199;
constexpr double kLeastShare = 0.05;     // of the points that have a sign worth a box
constexpr double kClearlyBetter = 1.15;  // a box of two, by its score

std::vector<std::uint8_t> marks_of(std::span<const Sign> signs, Sign sign) {
    std::vector<std::uint8_t> marks;
    for (const Sign each : signs) marks.push_back(each == sign ? 1 : 0);
    return marks;
}

Region region_of(const sweep::BoxSearch& search, const sweep::Box& box, Sign sign, std::size_t of_sign,
                 std::size_t points) {
    Region region{sign, {}, box.points, box.agree, 0};
    for (const sweep::Range& range : box.ranges) {
        const auto& thresholds = search.grid(range.factor).thresholds;
        region.sides.push_back({range.factor, thresholds[range.from], thresholds[range.to]});
    }
    region.share_outside =
        static_cast<double>(of_sign - box.agree) / static_cast<double>(points - box.points);
    return region;
}

// Of the boxes of one and of two factors those that no deal of the marks reaches.
struct Detected {
    bool of_one = true;
    bool of_two = true;
};

Detected detect(const sweep::BoxSearch& search, const sweep::BestBoxes& found,
                std::vector<std::uint8_t> marks, std::uint64_t seed) {
    sweep::Choices choices(seed);
    Detected detected{found.of_one.score > 0, found.of_two.score > kClearlyBetter * found.of_one.score};
    for (int deal = 0; deal < kDeals && (detected.of_one || detected.of_two); ++deal) {
        sweep::shuffle(choices, marks);
        const sweep::BestBoxes by_chance = search.best(marks);
        detected.of_one &= found.of_one.score > by_chance.of_one.score;
        detected.of_two &= found.of_two.score > by_chance.of_two.score;
    }
    return detected;
}

}  // namespace

std::vector<Region> regions(std::span<const double> matrix, std::size_t factors, std::span<const Sign> signs,
                            std::uint64_t seed) {
    if (matrix.size() != factors * signs.size())
        throw std::invalid_argument("a design matrix needs a row for each sign");
    std::vector<Region> result;
    const sweep::BoxSearch search(matrix, factors, signs.size());
    for (const Sign sign : {Sign::lowers, Sign::none, Sign::raises}) {
        const auto of_sign = static_cast<std::size_t>(std::count(signs.begin(), signs.end(), sign));
        const double share = static_cast<double>(of_sign) / static_cast<double>(signs.size());
        if (of_sign == 0 || share < kLeastShare) continue;
        const std::vector<std::uint8_t> marks = marks_of(signs, sign);
        const sweep::BestBoxes found = search.best(marks);
        const Detected detected = detect(search, found, marks, seed);
        if (detected.of_one) result.push_back(region_of(search, found.of_one, sign, of_sign, signs.size()));
        if (detected.of_two) result.push_back(region_of(search, found.of_two, sign, of_sign, signs.size()));
    }
    return result;
}

}  // namespace firebreak
