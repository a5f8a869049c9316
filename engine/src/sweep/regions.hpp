// Boxes of one or two factors in which an effect is nearly always of one sign.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firebreak {

// What an effect is at a point; `none`: it makes no difference.
enum class Sign : std::int8_t { lowers = -1, none = 0, raises = 1 };

// low <= value < high, on the scale of the factor's column; its greatest value is inside a side that ends
// there.
struct Side {
    std::size_t factor = 0;
    double low = 0;
    double high = 0;
};

struct Region {
    Sign sign = Sign::none;
    std::vector<Side> sides;   // one or two, of different factors; each leaves something out
    std::size_t points = 0;    // in the box
    std::size_t agree = 0;     // of them of this sign
    double share_outside = 0;  // of the points outside the box those of this sign
};

// For each sign that at least 5 % of the points have (lowers, none, raises) the best box of one factor and,
// after it, the best of two where that is clearly better: its score is 1.15 times as high or more. Sides lie
// on the deciles of their factors; boxes hold at least 10 % of the points, and 10.
//
// The score is sqrt(share of points in the box) x (share of the sign in the box - share in all points),
// Kloesgen's (1996): it asks more for purity than weighted relative accuracy, which has the first factor
// without the root. With more than six factors, boxes of two are sought among the six that have the best box
// of one.
//
// A box is left out unless its score is above the best of each of 199 searches with the signs dealt to the
// points anew (p = .005 for each sign and number of factors, which allows for all boxes tried). That the box
// is the best of many flatters it: agree / points is above what new points will show.
//
// Row by row one point with a value of each factor, finite ones. The same seed gives the same result. Throws
// std::invalid_argument where the sizes do not fit.
[[nodiscard]] std::vector<Region> regions(std::span<const double> matrix, std::size_t factors,
                                          std::span<const Sign> signs, std::uint64_t seed);

}  // namespace firebreak
