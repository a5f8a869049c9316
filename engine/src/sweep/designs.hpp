// Where the points of a sweep lie, as a function of the index: nothing is kept per point, so that a design of
// 10^9 points opens at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace firebreak {

struct DesignPlan {
    enum class Kind {
        sobol,     // scrambled Sobol' sequence, `size` points
        latin,     // Latin hypercube: a keyed permutation of `size` strata in each dimension
        grid,      // all combinations of the levels, the last dimension fastest
        list,      // the rows given, in their order
        saltelli,  // `size` base points j, each with the rows A, B and A with column i of B: size * (d + 2)
        morris     // `size` trajectories of d + 1 points on a grid of `morris_levels` levels
    };

    Kind kind = Kind::sobol;
    std::uint64_t size = 256;
    std::vector<std::uint32_t> levels;  // grid and list: how many each dimension has, at least 1
    std::vector<std::uint32_t> rows;    // list: the level of each dimension, row by row
    std::uint32_t morris_levels = 4;    // even, at least 2
    bool operator==(const DesignPlan&) const = default;
};

// A value; thread-safe.
class Design {
public:
    virtual ~Design() = default;
    [[nodiscard]] virtual std::uint64_t points() const = 0;
    [[nodiscard]] virtual std::size_t dimensions() const = 0;
    // Writes one coordinate in [0,1] for each dimension. Level k of n is (k + 1/2) / n. `index` must be below
    // points(), and `coordinates` must have room for all dimensions.
    virtual void point(std::uint64_t index, std::span<double> coordinates) const = 0;
};

// Throws std::invalid_argument, with a sentence for people, where there is no such design: no dimensions or
// too many for a sequence, more than 2^63 points, levels that do not fit.
[[nodiscard]] std::unique_ptr<Design> make_design(const DesignPlan& plan, std::size_t dimensions,
                                                  std::uint64_t seed);

}  // namespace firebreak
