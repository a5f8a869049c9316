// Where the labels of an axis stand, and which of them have the room.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace firebreak::viz {

struct LabelWish {
    float middle = 0, width = 0;  // in pixels
    bool first = false;           // to be there before all others
};

struct PlacedLabel {
    std::size_t index = 0;  // among the wishes
    float left = 0;
};

// Labels beside each other from left to right, each in the middle of what it names and all of it between
// `low` and `high`: at the ends it moves inwards by up to half its width. One that would come nearer than
// `gap` to another is left out: those that are to be first are placed before the others, and among those the
// left one before the right. The wishes are in the order of their middles, and so is the result.
[[nodiscard]] std::vector<PlacedLabel> place_labels(std::span<const LabelWish> wishes, float low, float high,
                                                    float gap);

}  // namespace firebreak::viz
