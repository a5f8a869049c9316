// Where the points of a sweep lie: a scrambled Sobol' sequence as a function of the index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firebreak {

inline constexpr std::size_t kMostDimensions =
    3667;  // as many as the table of Joe and Kuo (2008) in Boost has

// The points of a Sobol' sequence, scrambled in each dimension by itself as Owen (1995) describes, by the
// hash of Laine and Karras (2011) with the constants of Vegdahl (2021); see also Burley (2020). The order is
// that of Gray's code, and the first 2^m points are a net for every m. Point 0 belongs to it: without it the
// others are none (Owen 2020). One seed and index give the same point on every machine. A value; thread-safe.
class SobolDesign {
public:
    // Throws std::invalid_argument beyond kMostDimensions.
    SobolDesign(std::size_t dimensions, std::uint64_t seed);

    // Writes one coordinate in (0,1) for each dimension, the middle of one of 2^32 equal cells.
    // Throws std::out_of_range from index 2^32 on; `coordinates` must have room for all dimensions.
    void point(std::uint64_t index, std::span<double> coordinates) const;

    [[nodiscard]] std::size_t dimensions() const { return seeds_.size(); }

private:
    std::vector<std::uint32_t> directions_;  // by bit of the Gray code, then dimension
    std::vector<std::uint32_t> seeds_;       // of the scrambling, by dimension
};

}  // namespace firebreak
