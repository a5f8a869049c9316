// The PAWN index of factors (Pianosi and Wagener 2015, 2018) over samples of the same points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sweep/regression.hpp"
#include "sweep/resample.hpp"

namespace firebreak::sweep {

class Pawn {
public:
    // Ten slices; with fewer than 100 points fewer, of ten points each, but at least two. At least one point.
    Pawn(std::span<const Column> factors, const Column& answer);

    // Counts say how often each point is in the sample.
    [[nodiscard]] double index(std::size_t factor, std::span<const std::uint32_t> counts) const;

    // The index of a factor that has nothing to do with the answer.
    [[nodiscard]] double noise(Choices& choices) const;

private:
    // Points in the order of a quantity; equal ones stand together.
    struct Order {
        std::vector<std::uint32_t> points;
        std::vector<std::uint32_t> ends;  // of each group of equal ones: one past its last place
    };
    using Slices = std::vector<std::uint32_t>;  // by point

    static Order order_of(const Column& values);
    [[nodiscard]] Slices slices_of(const Order& order, std::span<const std::uint32_t> counts) const;
    [[nodiscard]] double index_of(const Slices& slices, std::span<const std::uint32_t> counts) const;

    std::size_t slices_;
    std::vector<Order> factors_;
    Order answer_;
};

}  // namespace firebreak::sweep
