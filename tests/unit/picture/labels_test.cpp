// Labels of an axis, and words that are cut to their room.
#include <algorithm>
#include <cmath>
#include <random>

#include <firebreak/picture.hpp>

#include "support/catch.hpp"

using namespace firebreak;

namespace {

// No two nearer than the gap, all between the ends, each near what it names.
void clear_of_each_other(const std::vector<LabelWish>& wishes, float low, float high, float gap) {
    const auto placed = place_labels(wishes, low, high, gap);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const LabelWish& wish = wishes[placed[i].index];
        REQUIRE(placed[i].left >= low);
        REQUIRE(placed[i].left + wish.width <= high + 0.01F);
        REQUIRE(std::abs(placed[i].left + wish.width / 2 - wish.middle) <= wish.width / 2 + 0.01F);
        if (i > 0) REQUIRE(placed[i].left >= placed[i - 1].left + wishes[placed[i - 1].index].width + gap);
    }
}

}  // namespace

TEST_CASE("labels that have the room all stand, and of those that have not the first") {
    const std::vector<LabelWish> wishes{{10, 20}, {40, 20}, {50, 20}, {65, 20}, {99, 20}};
    const auto placed = place_labels(wishes, 0, 100, 4);
    REQUIRE(placed.size() == 4);
    CHECK(placed[0].left == 0);
    CHECK(placed[1].left == 30);
    CHECK(placed[2].index == 3);
    CHECK(placed[3].left == 80);
    CHECK(place_labels(std::vector<LabelWish>{{50, 200}}, 0, 100, 4).empty());
    CHECK(place_labels(std::vector<LabelWish>{{-5, 2}, {105, 2}}, 0, 100, 4).empty());
    CHECK(place_labels({}, 0, 100, 4).empty());
}

TEST_CASE("those that are to be first are there, and the others only where they leave room") {
    const std::vector<LabelWish> wishes{{10, 10}, {20, 10}, {30, 10, true}, {38, 10}, {60, 10}};
    const auto placed = place_labels(wishes, 0, 100, 2);
    REQUIRE(placed.size() == 3);
    CHECK(placed[0].index == 0);
    CHECK(placed[1].index == 2);
    CHECK(placed[2].index == 4);
}

TEST_CASE("no two of any labels cover each other") {
    std::mt19937 random(20260711);
    const auto number = [&](double low, double high) {
        return static_cast<float>(std::uniform_real_distribution(low, high)(random));
    };
    for (int round = 0; round < 2'000; ++round) {
        std::vector<LabelWish> wishes(static_cast<std::size_t>(number(0, 60)));
        for (LabelWish& wish : wishes) wish = {number(-50, 900), number(1, 120), number(0, 1) < 0.2F};
        std::sort(wishes.begin(), wishes.end(),
                  [](const LabelWish& a, const LabelWish& b) { return a.middle < b.middle; });
        clear_of_each_other(wishes, number(0, 100), number(200, 800), number(0, 20));
    }
}

TEST_CASE("words that are too wide are cut with dots, between letters and rather between words") {
    const TextWidth letters = [](std::string_view text) {
        return static_cast<float>(std::count_if(text.begin(), text.end(), [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
        }));
    };
    CHECK(fitted("Blockade", 8, letters) == "Blockade");
    CHECK(fitted("Blockade", 6, letters) == "Block\u2026");
    CHECK(fitted("Sanctions and blockade", 16, letters) == "Sanctions and\u2026");
    CHECK(fitted("\u041c\u043e\u0441\u043a\u0432\u0430", 4, letters) == "\u041c\u043e\u0441\u2026");
    CHECK(fitted("Blockade", 0, letters).empty());
}
