// Elementary functions that give the same bits on every machine: plain IEEE arithmetic, no library calls, no
// contraction.
//
// The C library picks different kernels by processor, so its last bits differ between machines; a run's
// digest must not.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace firebreak::kernel {

inline constexpr double kLn2 = 0.693147180559945309417;
inline constexpr double kLog2E = 1.44269504088896340736;

namespace detail {

// ln((1 + s) / (1 - s)) = 2 atanh(s) by its series; for the tables only.
constexpr double log_by_series(double x) {
    const double s = (x - 1) / (x + 1);
    const double square = s * s;
    double sum = 0;
    for (int k = 41; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
    return 2 * s * sum;
}

constexpr double exp_by_series(double x) {
    double sum = 1;
    for (int k = 24; k >= 1; --k) sum = 1 + sum * x / k;
    return sum;
}

inline constexpr int kLogBits = 7;
inline constexpr std::size_t kLogCells = std::size_t{1} << kLogBits;

struct LogCell {
    double inverse;    // 1 / c, c in the middle of the cell of mantissas
    double logarithm;  // ln c
};

constexpr std::array<LogCell, kLogCells> make_log_table() {
    std::array<LogCell, kLogCells> table{};
    for (std::size_t i = 0; i < kLogCells; ++i) {
        // The first cell is anchored at 1 and the last at 2, so that ln is exact at 1 and precise beside it.
        const double c = i == 0               ? 1.0
                         : i == kLogCells - 1 ? 2.0
                                              : 1 + (static_cast<double>(i) + 0.5) / kLogCells;
        table[i] = {1 / c, log_by_series(c)};
    }
    return table;
}

inline constexpr int kExpBits = 5;
inline constexpr std::size_t kExpCells = std::size_t{1} << kExpBits;

constexpr std::array<double, kExpCells> make_exp_table() {
    std::array<double, kExpCells> table{};
    for (std::size_t i = 0; i < kExpCells; ++i)
        table[i] = exp_by_series(kLn2 * static_cast<double>(i) / kExpCells);
    return table;
}

inline constexpr auto kLogTable = make_log_table();
inline constexpr auto kExpTable = make_exp_table();

// 2^k for a normal result.
inline double power_of_two(std::int64_t k) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

}  // namespace detail

// Natural logarithm of a positive, normal, finite x; absolute error below 3e-16 near 1, relative error below
// 1e-15 elsewhere.
inline double portable_log(double x) {
    using namespace detail;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
    const double mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
    const LogCell& cell = kLogTable[(bits >> (52 - kLogBits)) & (kLogCells - 1)];
    const double r = mantissa * cell.inverse - 1;
    const double square = r * r;
    // ln(1 + r), |r| <= 2^-7, in two halves that the processor can work on at once.
    const double low = 1.0 / 3 - r * 0.25 + square * (0.2 - r * (1.0 / 6));
    const double high = 1.0 / 7 - r * 0.125;
    const double tail = square * (-0.5 + r * (low + square * square * high));
    return (exponent * kLn2 + cell.logarithm) + (r + tail);
}

// 2^x; 0 below -1000, capped at 2^1000. Relative error below 1e-15.
inline double portable_exp2(double x) {
    using namespace detail;
    if (!(x > -1000)) return 0;
    if (x > 1000) x = 1000;
    constexpr double kRounder = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to an integer
    const double scaled = x * kExpCells;
    const double shifted = scaled + kRounder;
    const auto index = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(shifted) -
                                                 std::bit_cast<std::uint64_t>(kRounder));
    const double r = (scaled - (shifted - kRounder)) * (kLn2 / kExpCells);  // |r| <= 0.011
    const double p = r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720))))));
    const double cell = kExpTable[static_cast<std::size_t>(index) & (kExpCells - 1)];
    return (cell + cell * p) * power_of_two(index >> kExpBits);
}

// e^x with the same limits; relative error below 1e-15 (1 + |x|).
inline double portable_exp(double x) { return portable_exp2(x * kLog2E); }

// The standard normal quantile at u in (0,1): algorithm AS 241 (PPND16), M. J. Wichura, Applied Statistics 37
// (1988) 477-484.
double normal_quantile(double u);

}  // namespace firebreak::kernel
