#include "sweep/design.hpp"

#include <stdexcept>
#include <string>

#include <boost/random/sobol.hpp>

#include "kernel/noise.hpp"

namespace firebreak {
namespace {

constexpr unsigned kBits = 32;

static_assert(kMostDimensions <= boost::random::default_sobol_table::max_dimension);

std::uint32_t reverse(std::uint32_t x) {
    x = (x >> 16) | (x << 16);
    x = ((x & 0xff00ff00U) >> 8) | ((x & 0x00ff00ffU) << 8);
    x = ((x & 0xf0f0f0f0U) >> 4) | ((x & 0x0f0f0f0fU) << 4);
    x = ((x & 0xccccccccU) >> 2) | ((x & 0x33333333U) << 2);
    return ((x & 0xaaaaaaaaU) >> 1) | ((x & 0x55555555U) << 1);
}

// Each bit is flipped or not as the bits above it decide. The hash works from low bits to high ones, hence
// the two reversals.
std::uint32_t scramble(std::uint32_t word, std::uint32_t seed) {
    std::uint32_t x = reverse(word);
    x ^= x * 0x3d20adeaU;
    x += seed;
    x *= (seed >> 16) | 1U;
    x ^= x * 0x05526c56U;
    x ^= x * 0x53a22864U;
    return reverse(x);
}

// Boost leaves out the point 0 and numbers the next one 0. Its point 2^(bit+1) - 2 has the Gray code 2^bit,
// so that its coordinates are the direction numbers of that bit.
std::vector<std::uint32_t> sobol_directions(std::size_t dimensions) {
    std::vector<std::uint32_t> directions;
    if (dimensions == 0) return directions;
    directions.reserve(kBits * dimensions);
    boost::random::sobol sequence(dimensions);
    for (unsigned bit = 0; bit < kBits; ++bit) {
        sequence.seed((std::uint64_t{2} << bit) - 2);
        for (std::size_t d = 0; d < dimensions; ++d)
            directions.push_back(static_cast<std::uint32_t>(sequence() >> 32));
    }
    return directions;
}

}  // namespace

SobolDesign::SobolDesign(std::size_t dimensions, std::uint64_t seed) {
    if (dimensions > kMostDimensions)
        throw std::invalid_argument("a Sobol' design has at most " + std::to_string(kMostDimensions) +
                                    " dimensions");
    directions_ = sobol_directions(dimensions);
    seeds_.reserve(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d)
        seeds_.push_back(static_cast<std::uint32_t>(kernel::mix(kernel::mix(seed) ^ d) >> 32));
}

void SobolDesign::point(std::uint64_t index, std::span<double> coordinates) const {
    if (index >> kBits != 0) throw std::out_of_range("a Sobol' design has 2^32 points");
    const auto code = static_cast<std::uint32_t>(index ^ (index >> 1));
    for (std::size_t d = 0; d < seeds_.size(); ++d) {
        std::uint32_t word = 0;
        for (unsigned bit = 0; code >> bit != 0; ++bit) {
            if ((code >> bit & 1U) != 0) word ^= directions_[bit * seeds_.size() + d];
            if (bit + 1 == kBits) break;
        }
        coordinates[d] = (scramble(word, seeds_[d]) + 0.5) * 0x1p-32;
    }
}

}  // namespace firebreak
