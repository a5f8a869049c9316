// The search for boxes in which points of one sign are dense, on a grid of deciles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firebreak::sweep {

inline constexpr std::size_t kCells = 10;

// One factor by deciles: cell c holds the values from threshold c on and below threshold c + 1.
struct Grid {
    std::array<double, kCells + 1> thresholds{};
    std::vector<std::uint8_t> cells;  // by point
};

[[nodiscard]] Grid grid_of(std::span<const double> values);

// Cells from the first up to before the second.
struct Range {
    std::size_t factor = 0;
    std::size_t from = 0;
    std::size_t to = kCells;
};

struct Box {
    double score = 0;
    std::vector<Range> ranges;
    std::size_t points = 0;
    std::size_t agree = 0;
};

// The score is 0 where no box is denser than all points.
struct BestBoxes {
    Box of_one;
    Box of_two;
};

// Searches the same points for different marks.
class BoxSearch {
public:
    BoxSearch(std::span<const double> matrix, std::size_t factors, std::size_t points);

    // `marked` says of each point whether it has the sign sought.
    [[nodiscard]] BestBoxes best(std::span<const std::uint8_t> marked) const;
    [[nodiscard]] const Grid& grid(std::size_t factor) const { return grids_[factor]; }

private:
    using Marks = std::span<const std::uint8_t>;
    // The share of marked points in all is `base`; the score is 0 where no box is denser.
    [[nodiscard]] Box best_of_one(std::size_t factor, Marks marked, double base) const;
    [[nodiscard]] Box best_of_two(std::size_t first, std::size_t second, Marks marked, double base) const;

    std::vector<Grid> grids_;
    std::size_t points_;
    std::vector<double> per_agreeing_;  // by points of a box: what one agreeing point adds to the score
    std::vector<double> roots_;         // by points of a box: sqrt(share)
};

}  // namespace firebreak::sweep
