#include <firebreak/picture.hpp>

#include <algorithm>
#include <iterator>

namespace firebreak {

std::string fitted(std::string_view words, float room, const TextWidth& width) {
    if (width(words) <= room) return std::string(words);
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
    std::size_t length = words.size();
    while (length > 0) {
        // Not within a letter of several bytes.
        do --length;
        while (length > 0 && continues(words[length]));
        if (width(std::string(words.substr(0, length)) + "\u2026") > room) continue;
        // Rather between words, if that costs little.
        const std::size_t blank = words.rfind(' ', length);
        if (blank != std::string_view::npos && blank > length * 2 / 3) length = blank;
        return std::string(words.substr(0, length)) + "\u2026";
    }
    return {};
}

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

}  // namespace firebreak
