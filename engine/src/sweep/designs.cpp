#include "sweep/designs.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include <firebreak/text.hpp>

#include "kernel/noise.hpp"
#include "sweep/design.hpp"
#include "sweep/keyed_permutation.hpp"

namespace firebreak {
namespace {

constexpr std::uint64_t kMostPoints = std::uint64_t{1} << 63;
constexpr std::uint64_t kMostOfSequence = std::uint64_t{1} << 32;

// Keeps the choices of a design apart from those of Sobol' scrambling and of runs with the same seed.
constexpr std::uint64_t kLatin = 0x6c6174696eULL;
constexpr std::uint64_t kMorris = 0x6d6f72726973ULL;

std::uint64_t word_of(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
    return kernel::mix(kernel::mix(kernel::mix(seed) ^ a) ^ b);
}

class Sequence final : public Design {
public:
    Sequence(std::uint64_t size, std::size_t dimensions, std::uint64_t seed)
        : size_(size), sobol_(dimensions, seed) {}
    [[nodiscard]] std::uint64_t points() const override { return size_; }
    [[nodiscard]] std::size_t dimensions() const override { return sobol_.dimensions(); }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < size_);
        sobol_.point(index, coordinates);
    }

private:
    std::uint64_t size_;
    SobolDesign sobol_;
};

// The place within a stratum is random, so that means over the seeds have no bias (McKay, Beckman and Conover
// 1979). It is one of 2^16 places, so that up to 2^36 strata no rounding moves a point out of its own.
class Latin final : public Design {
public:
    Latin(std::uint64_t size, std::size_t dimensions, std::uint64_t seed)
        : size_(size), dimensions_(dimensions), seed_(seed ^ kLatin) {}
    [[nodiscard]] std::uint64_t points() const override { return size_; }
    [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < size_);
        for (std::size_t d = 0; d < dimensions_; ++d) {
            const std::uint64_t key = kernel::mix(kernel::mix(seed_) ^ d);
            const auto stratum = static_cast<double>(sweep::KeyedPermutation(size_, key)(index));
            const double within = (static_cast<double>(word_of(seed_, d, index) >> 48) + 0.5) * 0x1p-16;
            coordinates[d] = std::min((stratum + within) / static_cast<double>(size_), 1 - 0x1p-53);
        }
    }

private:
    std::uint64_t size_;
    std::size_t dimensions_;
    std::uint64_t seed_;
};

double middle_of(std::uint64_t level, std::uint32_t levels) {
    return (static_cast<double>(level) + 0.5) / levels;
}

class Grid final : public Design {
public:
    Grid(std::vector<std::uint32_t> levels, std::uint64_t points)
        : levels_(std::move(levels)), points_(points) {}
    [[nodiscard]] std::uint64_t points() const override { return points_; }
    [[nodiscard]] std::size_t dimensions() const override { return levels_.size(); }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < points_);
        for (std::size_t d = levels_.size(); d-- > 0; index /= levels_[d])
            coordinates[d] = middle_of(index % levels_[d], levels_[d]);
    }

private:
    std::vector<std::uint32_t> levels_;
    std::uint64_t points_;
};

class List final : public Design {
public:
    List(std::vector<std::uint32_t> levels, std::vector<std::uint32_t> rows)
        : levels_(std::move(levels)), rows_(std::move(rows)) {}
    [[nodiscard]] std::uint64_t points() const override { return rows_.size() / levels_.size(); }
    [[nodiscard]] std::size_t dimensions() const override { return levels_.size(); }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < points());
        for (std::size_t d = 0; d < levels_.size(); ++d)
            coordinates[d] = middle_of(rows_[index * levels_.size() + d], levels_[d]);
    }

private:
    std::vector<std::uint32_t> levels_;
    std::vector<std::uint32_t> rows_;
};

// One sequence of twice the dimensions has A in its first half, which is the better one, and B in its second.
class Saltelli final : public Design {
public:
    Saltelli(std::uint64_t size, std::size_t dimensions, std::uint64_t seed)
        : size_(size), dimensions_(dimensions), base_(2 * dimensions, seed) {}
    [[nodiscard]] std::uint64_t points() const override { return size_ * (dimensions_ + 2); }
    [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < points());
        std::vector<double> both(2 * dimensions_);
        base_.point(index / (dimensions_ + 2), both);
        const std::uint64_t row = index % (dimensions_ + 2);
        for (std::size_t d = 0; d < dimensions_; ++d)
            coordinates[d] = both[row == 1 || row == d + 2 ? dimensions_ + d : d];
    }

private:
    std::uint64_t size_;
    std::size_t dimensions_;
    SobolDesign base_;
};

// Morris (1991): each dimension has a low level of the lower half of the grid and a high one half the grid
// above it, starts at either, and changes to the other when its turn comes.
class Morris final : public Design {
public:
    Morris(std::uint64_t size, std::size_t dimensions, std::uint32_t levels, std::uint64_t seed)
        : size_(size), dimensions_(dimensions), levels_(levels), seed_(seed ^ kMorris) {}
    [[nodiscard]] std::uint64_t points() const override { return size_ * (dimensions_ + 1); }
    [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }
    void point(std::uint64_t index, std::span<double> coordinates) const override {
        assert(index < points());
        const std::uint64_t trajectory = index / (dimensions_ + 1);
        const std::uint64_t step = index % (dimensions_ + 1);
        const sweep::KeyedPermutation turn(dimensions_, kernel::mix(kernel::mix(seed_) ^ trajectory));
        const std::uint32_t half = levels_ / 2;
        for (std::size_t d = 0; d < dimensions_; ++d) {
            const std::uint64_t word = word_of(seed_, trajectory, d);
            const bool starts_high = word >> 63 != 0;
            const bool changed = turn(d) < step;
            const std::uint64_t level = (word & 0xffffffffU) % half + (starts_high != changed ? half : 0);
            coordinates[d] = static_cast<double>(level) / (levels_ - 1);
        }
    }

private:
    std::uint64_t size_;
    std::size_t dimensions_;
    std::uint32_t levels_;
    std::uint64_t seed_;
};

void require(bool holds, const std::string& sentence) {
    if (!holds) throw std::invalid_argument(sentence);
}

// Points of `size` groups of rows.
void check_size(std::uint64_t size, std::uint64_t rows) {
    require(size > 0, "a design needs a size of at least 1");
    require(size <= kMostPoints / rows,
            "a design has at most 2^63 points; a size of " + with_commas(size) + " gives more");
}

void check_sequence(std::string_view name, std::uint64_t size, std::size_t dimensions, std::size_t most) {
    require(size <= kMostOfSequence, "a " + std::string(name) + " design has a size of at most " +
                                         with_commas(kMostOfSequence) + ", not " + with_commas(size));
    require(dimensions <= most, "a " + std::string(name) + " design has at most " + counted(most, "factor") +
                                    ", not " + with_commas(dimensions));
}

void check_levels(const std::vector<std::uint32_t>& levels, std::size_t dimensions) {
    require(levels.size() == dimensions, "a design of " + counted(dimensions, "factor") +
                                             " needs levels for each of them, not for " +
                                             with_commas(levels.size()));
    for (std::size_t d = 0; d < dimensions; ++d)
        require(levels[d] > 0, "factor " + with_commas(d + 1) + " of the design needs at least one level");
}

std::uint64_t grid_points(const std::vector<std::uint32_t>& levels) {
    std::uint64_t points = 1;
    for (const std::uint32_t n : levels) {
        require(points <= kMostPoints / n, "a design has at most 2^63 points; this grid has more");
        points *= n;
    }
    return points;
}

void check_rows(const DesignPlan& plan) {
    const std::size_t width = plan.levels.size();
    require(!plan.rows.empty(), "a list needs at least one row");
    require(plan.rows.size() % width == 0, "each row of a list of " + counted(width, "factor") +
                                               " needs as many levels; the last row has " +
                                               with_commas(plan.rows.size() % width));
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const std::uint32_t levels = plan.levels[i % width];
        if (plan.rows[i] < levels) continue;
        throw std::invalid_argument("row " + with_commas(i / width + 1) + " of the list asks for level " +
                                    with_commas(plan.rows[i]) + " of factor " + with_commas(i % width + 1) +
                                    ", which has levels 0 to " + with_commas(levels - 1));
    }
}

}  // namespace

std::unique_ptr<Design> make_design(const DesignPlan& plan, std::size_t dimensions, std::uint64_t seed) {
    using Kind = DesignPlan::Kind;
    require(dimensions > 0, "a design needs at least one factor");
    switch (plan.kind) {
        case Kind::sobol:
            check_size(plan.size, 1);
            check_sequence("Sobol'", plan.size, dimensions, kMostDimensions);
            return std::make_unique<Sequence>(plan.size, dimensions, seed);
        case Kind::latin:
            check_size(plan.size, 1);
            return std::make_unique<Latin>(plan.size, dimensions, seed);
        case Kind::grid:
            check_levels(plan.levels, dimensions);
            return std::make_unique<Grid>(plan.levels, grid_points(plan.levels));
        case Kind::list:
            check_levels(plan.levels, dimensions);
            check_rows(plan);
            return std::make_unique<List>(plan.levels, plan.rows);
        case Kind::saltelli:
            check_sequence("Saltelli", plan.size, dimensions, kMostDimensions / 2);
            check_size(plan.size, dimensions + 2);
            return std::make_unique<Saltelli>(plan.size, dimensions, seed);
        case Kind::morris:
            check_size(plan.size, dimensions + 1);
            require(plan.morris_levels >= 2 && plan.morris_levels % 2 == 0,
                    "a Morris design needs an even number of levels, 2 or more, not " +
                        with_commas(plan.morris_levels));
            return std::make_unique<Morris>(plan.size, dimensions, plan.morris_levels, seed);
    }
    throw std::invalid_argument("there is no such design");
}

}  // namespace firebreak
