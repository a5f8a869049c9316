// The running digest of a run's trace: 64 bits that differ when anything that happened differs.
#pragma once

#include <bit>
#include <cstdint>

namespace firebreak::kernel {

// Order-sensitive. Each word goes through one round of XXH64's accumulator (Y. Collet), which costs about a
// nanosecond; finish() mixes.
class Digest {
public:
    void add(std::uint64_t word) {
        state_ = std::rotl(state_ + word * 0xc2b2ae3d27d4eb4fULL, 31) * 0x9e3779b185ebca87ULL;
    }
    void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
    [[nodiscard]] std::uint64_t finish() const {
        std::uint64_t x = state_;
        x = (x ^ (x >> 33)) * 0xc2b2ae3d27d4eb4fULL;
        x = (x ^ (x >> 29)) * 0x165667b19e3779f9ULL;
        return x ^ (x >> 32);
    }

private:
    std::uint64_t state_ = 0x27d4eb2f165667c5ULL;
};

}  // namespace firebreak::kernel
