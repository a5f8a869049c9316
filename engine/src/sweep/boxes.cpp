#include "sweep/boxes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "sweep/spread.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::size_t kPartners = 6;  // factors among which boxes of two are sought

// Points and marked ones together: the sums of both over the same cells.
struct Tally {
    std::uint32_t points = 0;
    std::uint32_t agree = 0;
    Tally& operator+=(const Tally& other) {
        points += other.points;
        agree += other.agree;
        return *this;
    }
    friend Tally operator-(const Tally& a, const Tally& b) {
        return {a.points - b.points, a.agree - b.agree};
    }
};

using Row = std::array<Tally, kCells + 1>;  // at c: of all cells below c

bool whole(std::size_t from, std::size_t to) { return from == 0 && to == kCells; }

// Calls visit(from, to, tally) for each range of cells that leaves a cell out.
template <class Visit>
void for_each_range(const Row& below, Visit visit) {
    for (std::size_t from = 0; from < kCells; ++from)
        for (std::size_t to = from + 1; to <= kCells; ++to)
            if (!whole(from, to)) visit(from, to, below[to] - below[from]);
}

}  // namespace

Grid grid_of(std::span<const double> values) {
    Grid grid;
    for (std::size_t k = 0; k <= kCells; ++k)
        grid.thresholds[k] = weighted_quantile(values, {}, static_cast<double>(k) / kCells);
    grid.cells.reserve(values.size());
    for (const double value : values) {
        const auto above = std::upper_bound(grid.thresholds.begin() + 1, grid.thresholds.end() - 1, value);
        grid.cells.push_back(static_cast<std::uint8_t>(above - grid.thresholds.begin() - 1));
    }
    return grid;
}

BoxSearch::BoxSearch(std::span<const double> matrix, std::size_t factors, std::size_t points)
    : points_(points), per_agreeing_(points + 1, 0), roots_(points + 1, 0) {
    std::vector<double> column(points);
    for (std::size_t f = 0; f < factors; ++f) {
        for (std::size_t i = 0; i < points; ++i) column[i] = matrix[i * factors + f];
        grids_.push_back(grid_of(column));
    }
    const auto n = static_cast<double>(points);
    const std::size_t fewest = std::max<std::size_t>(10, (points + 9) / 10);
    for (std::size_t inside = fewest; inside < points; ++inside) {  // elsewhere the score stays 0
        roots_[inside] = std::sqrt(static_cast<double>(inside) / n);
        per_agreeing_[inside] = roots_[inside] / static_cast<double>(inside);
    }
}

Box BoxSearch::best_of_one(std::size_t factor, Marks marked, double base) const {
    Row below{};
    const Grid& grid = grids_[factor];
    for (std::size_t i = 0; i < points_; ++i) below[grid.cells[i] + 1U] += {1, marked[i]};
    std::partial_sum(below.begin(), below.end(), below.begin(),
                     [](Tally a, const Tally& b) { return a += b; });
    Box best;
    for_each_range(below, [&](std::size_t from, std::size_t to, const Tally& inside) {
        const double score = inside.agree * per_agreeing_[inside.points] - base * roots_[inside.points];
        if (score > best.score) best = {score, {{factor, from, to}}, inside.points, inside.agree};
    });
    return best;
}

Box BoxSearch::best_of_two(std::size_t first, std::size_t second, Marks marked, double base) const {
    std::array<Row, kCells + 1> rows{};  // at r: of all cells of the first factor below r
    for (std::size_t i = 0; i < points_; ++i)
        rows[grids_[first].cells[i] + 1U][grids_[second].cells[i] + 1U] += {1, marked[i]};
    for (std::size_t r = 0; r <= kCells; ++r)
        for (std::size_t c = 1; c <= kCells; ++c) rows[r][c] += rows[r][c - 1];
    for (std::size_t r = 1; r <= kCells; ++r)
        for (std::size_t c = 0; c <= kCells; ++c) rows[r][c] += rows[r - 1][c];
    double best = 0;
    Box box;
    for (std::size_t low = 0; low < kCells; ++low) {
        for (std::size_t high = low + 1; high <= kCells; ++high) {
            if (whole(low, high)) continue;
            Row below;
            for (std::size_t c = 0; c <= kCells; ++c) below[c] = rows[high][c] - rows[low][c];
            for_each_range(below, [&](std::size_t from, std::size_t to, const Tally& inside) {
                const double score =
                    inside.agree * per_agreeing_[inside.points] - base * roots_[inside.points];
                if (score <= best) return;
                best = score;
                box = {score, {{first, low, high}, {second, from, to}}, inside.points, inside.agree};
            });
        }
    }
    return box;
}

BestBoxes BoxSearch::best(Marks marked) const {
    const auto count = std::accumulate(marked.begin(), marked.end(), std::size_t{0});
    const double base = static_cast<double>(count) / static_cast<double>(points_);
    std::vector<Box> singles;
    for (std::size_t f = 0; f < grids_.size(); ++f) singles.push_back(best_of_one(f, marked, base));
    std::vector<std::size_t> order(grids_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return singles[a].score > singles[b].score; });
    BestBoxes best;
    if (!order.empty()) best.of_one = singles[order.front()];
    order.resize(std::min(order.size(), kPartners));
    std::sort(order.begin(), order.end());
    for (std::size_t a = 0; a < order.size(); ++a) {
        for (std::size_t b = a + 1; b < order.size(); ++b) {
            Box box = best_of_two(order[a], order[b], marked, base);
            if (box.score > best.of_two.score) best.of_two = std::move(box);
        }
    }
    return best;
}

}  // namespace firebreak::sweep
