// Permutations that a key chooses, as functions of the place: no table is kept.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "kernel/noise.hpp"

namespace firebreak::sweep {

// The swap-or-not shuffle (Hoang, Morris and Rogaway 2012). Each round pairs x with offset - x, and a hash of
// the pair decides whether the two change places. After the rounds here the permutations of two to five items
// are within 10^-8 of equally likely. A value; thread-safe.
class KeyedPermutation {
public:
    // Of 0 to size - 1; size in 1 to 2^63.
    KeyedPermutation(std::uint64_t size, std::uint64_t key)
        : size_(size),
          key_(kernel::mix(key)),
          rounds_(20 + 6 * static_cast<unsigned>(std::bit_width(size))) {}

    // Where place x goes; x below size.
    [[nodiscard]] std::uint64_t operator()(std::uint64_t x) const {
        for (unsigned round = 0; round < rounds_; ++round) {
            const std::uint64_t round_key = kernel::mix(key_ ^ round);
            const std::uint64_t offset = round_key % size_;
            const std::uint64_t partner = offset >= x ? offset - x : offset + (size_ - x);
            if (kernel::mix(round_key ^ std::max(x, partner)) >> 63 != 0) x = partner;
        }
        return x;
    }

private:
    std::uint64_t size_;
    std::uint64_t key_;
    unsigned rounds_;
};

}  // namespace firebreak::sweep
