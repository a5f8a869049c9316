// Random choices for resampling that are the same with every standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "kernel/noise.hpp"

namespace firebreak::sweep {

// SplitMix64 (Steele, Lea and Flood 2014). Streams of different seeds and numbers are unrelated.
class Choices {
public:
    explicit Choices(std::uint64_t seed, std::uint64_t stream = 0)
        : state_(kernel::mix(kernel::mix(seed) ^ stream)) {}

    // 0 to n - 1, n in 1 to 2^32; the bias is below n / 2^32.
    std::size_t below(std::size_t n) {
        state_ += 0x9e3779b97f4a7c15ULL;
        return static_cast<std::size_t>(((kernel::mix(state_) >> 32) * n) >> 32);
    }

private:
    std::uint64_t state_;
};

// How often each of the items is among as many draws with replacement as there are items.
inline void draw_counts(Choices& choices, std::vector<std::uint32_t>& counts) {
    const std::size_t n = counts.size();
    counts.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) ++counts[choices.below(n)];
}

// Fisher and Yates.
template <class Item>
void shuffle(Choices& choices, std::vector<Item>& items) {
    for (std::size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[choices.below(left)]);
}

}  // namespace firebreak::sweep
