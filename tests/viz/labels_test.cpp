#include "render/labels.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "render/timeline_picture.hpp"
#include "support/catch.hpp"

using namespace firebreak::viz;
using firebreak::Millis;

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

TEST_CASE("no two dates of an axis cover each other, whatever it spans and however wide it is") {
    constexpr Millis kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
    constexpr Millis kStart = -81'475'200'000;  // 1967-06-03
    std::size_t shown = 0;
    for (const Millis span : {kHour, 5 * kHour, kDay, 4 * kDay, 6 * kDay + 3 * kHour, 30 * kDay, 90 * kDay,
                              400 * kDay, 4'000 * kDay, 40'000 * kDay}) {
        for (int width = 40; width <= 2'000; width += 37) {
            for (const float scale : {0.75F, 1.0F, 2.5F}) {
                PictureFrame frame;
                frame.place = {0, 0, static_cast<float>(width), 100};
                frame.window = {span / 7, span / 7 + span};
                // Letters are about half as wide as high.
                const float letter = 8 * scale;
                std::vector<LabelWish> wishes;
                for (const PictureTick& tick : date_ticks(kStart, frame, 10 * letter + 24 * scale))
                    wishes.push_back({tick.x, letter * static_cast<float>(tick.words.size())});
                clear_of_each_other(wishes, 0, static_cast<float>(width), 8 * scale);
                shown += place_labels(wishes, 0, static_cast<float>(width), 8 * scale).size();
            }
        }
    }
    CHECK(shown > 1'000);
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
