// What one arm came to at one point of a sweep, as a row of a table: what its columns are called and mean,
// and its values in them.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sweep/run_row.hpp"
#include "sweep/sweep.hpp"

namespace firebreak {

inline constexpr std::size_t kPointColumns = 15;

// The columns, in the order of PointRow::values(). Names that a table of `firebreak run --csv` has as well
// mean the same.
[[nodiscard]] std::span<const RunColumn, kPointColumns> point_columns();

// The values of one arm at one point at a time.
class PointRow {
public:
    // `runs`: replicates made, at least 1; `first`: it is the arm that the others are compared with.
    void set(const PointArm& arm, std::uint64_t runs, bool first);
    [[nodiscard]] std::span<const RunValue, kPointColumns> values() const { return values_; }

private:
    std::array<RunValue, kPointColumns> values_;
};

}  // namespace firebreak
