#include "sweep/pawn.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace firebreak::sweep {
namespace {

constexpr std::size_t kMostSlices = 10;
using PerSlice = std::array<double, kMostSlices>;

double median_of(std::span<double> values) {
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

}  // namespace

Pawn::Pawn(std::span<const Column> factors, const Column& answer)
    : slices_(std::clamp<std::size_t>(answer.size() / 10, 2, kMostSlices)), answer_(order_of(answer)) {
    factors_.reserve(factors.size());
    for (const Column& factor : factors) factors_.push_back(order_of(factor));
}

Pawn::Order Pawn::order_of(const Column& values) {
    Order order;
    order.points.resize(values.size());
    std::iota(order.points.begin(), order.points.end(), 0U);
    std::stable_sort(order.points.begin(), order.points.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
    for (std::uint32_t i = 1; i <= values.size(); ++i)
        if (i == values.size() || values[order.points[i]] != values[order.points[i - 1]])
            order.ends.push_back(i);
    return order;
}

// Equal values are in one slice, that of the middle of their places, so that a factor of a few values has as
// many slices, and one that does not vary a single slice and the index 0.
Pawn::Slices Pawn::slices_of(const Order& order, std::span<const std::uint32_t> counts) const {
    const std::size_t total = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    Slices slices(counts.size());
    std::size_t before = 0;
    std::size_t from = 0;
    for (const std::size_t to : order.ends) {
        std::size_t inside = 0;
        for (std::size_t i = from; i < to; ++i) inside += counts[order.points[i]];
        const std::size_t slice = std::min((2 * before + inside) * slices_ / (2 * total), slices_ - 1);
        for (std::size_t i = from; i < to; ++i) slices[order.points[i]] = static_cast<std::uint32_t>(slice);
        before += inside;
        from = to;
    }
    return slices;
}

double Pawn::index_of(const Slices& slices, std::span<const std::uint32_t> counts) const {
    PerSlice sizes{};
    for (std::size_t i = 0; i < counts.size(); ++i) sizes[slices[i]] += counts[i];
    const double total = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    PerSlice per_point{};
    for (std::size_t s = 0; s < kMostSlices; ++s) per_point[s] = sizes[s] > 0 ? 1 / sizes[s] : 0;
    PerSlice below{};
    PerSlice distances{};
    double all = 0;
    std::size_t from = 0;
    for (const std::size_t to : answer_.ends) {
        for (; from < to; ++from) {
            const std::uint32_t point = answer_.points[from];
            below[slices[point]] += counts[point];
            all += counts[point];
        }
        const double share = all / total;
        for (std::size_t s = 0; s < kMostSlices; ++s)
            distances[s] = std::max(distances[s], std::abs(below[s] * per_point[s] - share));
    }
    std::size_t filled = 0;
    for (std::size_t s = 0; s < kMostSlices; ++s)
        if (sizes[s] > 0) distances[filled++] = distances[s];
    return median_of({distances.data(), filled});
}

double Pawn::index(std::size_t factor, std::span<const std::uint32_t> counts) const {
    return index_of(slices_of(factors_[factor], counts), counts);
}

double Pawn::noise(Choices& choices) const {
    const std::size_t n = answer_.points.size();
    Slices slices(n);
    for (std::size_t i = 0; i < n; ++i)
        slices[i] = static_cast<std::uint32_t>((2 * i + 1) * slices_ / (2 * n));
    shuffle(choices, slices);
    return index_of(slices, std::vector<std::uint32_t>(n, 1));
}

}  // namespace firebreak::sweep
