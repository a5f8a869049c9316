#include "render/labels.hpp"

#include <algorithm>
#include <iterator>

namespace firebreak::viz {

std::vector<PlacedLabel> place_labels(std::span<const LabelWish> wishes, float low, float high, float gap) {
    std::vector<PlacedLabel> placed;
    const auto place = [&](std::size_t i) {
        const auto& [middle, width, first] = wishes[i];
        if (middle < low || middle > high || width > high - low) return;
        const float left = std::clamp(middle - width / 2, low, high - width);
        const auto next = std::find_if(placed.begin(), placed.end(),
                                       [&](const PlacedLabel& other) { return other.index > i; });
        if (next != placed.end() && left + width + gap > next->left) return;
        if (next != placed.begin() &&
            left < std::prev(next)->left + wishes[std::prev(next)->index].width + gap)
            return;
        placed.insert(next, {i, left});
    };
    for (const bool first : {true, false}) {
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            if (wishes[i].first == first) place(i);
        }
    }
    return placed;
}

}  // namespace firebreak::viz
