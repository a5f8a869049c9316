// Keyed noise: every draw has a name and is a function of the name and the key alone (model section 3).
#pragma once

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include "kernel/math.hpp"

namespace firebreak::kernel {

// Two independent uniforms in (0,1), never 0 or 1: what one name yields.
struct Uniforms {
    double first;
    double second;
};

// The 128-bit name of a draw. How names are packed is the business of those who draw (model/draw_names.hpp).
using DrawName = std::array<std::uint32_t, 4>;

// A bijection of 64-bit words that mixes all bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// The middle of one of 2^52 equal cells of (0,1); 1 - to_uniform(x) is exact.
inline double to_uniform(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

// Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011) from Random123, keyed by seed, replicate and branch.
// For one seed and branch, different replicates have different keys. A value; thread-safe.
class Noise {
public:
    Noise() : Noise(0, 0) {}
    Noise(std::uint64_t seed, std::uint64_t replicate, std::uint64_t branch = 0) {
        std::uint64_t key = mix(mix(seed) ^ replicate);
        if (branch != 0) key = mix(key ^ mix(branch));
        key_.v[0] = static_cast<std::uint32_t>(key);
        key_.v[1] = static_cast<std::uint32_t>(key >> 32);
    }

    [[nodiscard]] Uniforms draw(const DrawName& name) const {
        const philox4x32_ctr_t counter = {{name[0], name[1], name[2], name[3]}};
        const philox4x32_ctr_t block = philox4x32(counter, key_);
        return {to_uniform((std::uint64_t{block.v[1]} << 32) | block.v[0]),
                to_uniform((std::uint64_t{block.v[3]} << 32) | block.v[2])};
    }

private:
    philox4x32_key_t key_;
};

// A unit exponential, increasing in u.
inline double unit_exponential(double u) { return -portable_log(1 - u); }

}  // namespace firebreak::kernel
