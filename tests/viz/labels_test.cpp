
#include <algorithm>
#include <cmath>

#include <firebreak/picture.hpp>

#include "session/timeline_picture.hpp"
#include "support/catch.hpp"

using namespace firebreak;
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
                for (const AxisTick& tick :
                     date_ticks(kStart, frame.place, frame.window, 10 * letter + 24 * scale))
                    wishes.push_back({tick.x, letter * static_cast<float>(tick.words.size())});
                clear_of_each_other(wishes, 0, static_cast<float>(width), 8 * scale);
                shown += place_labels(wishes, 0, static_cast<float>(width), 8 * scale).size();
            }
        }
    }
    CHECK(shown > 1'000);
}
