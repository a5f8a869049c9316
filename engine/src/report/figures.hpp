// How numbers are written for people: shares as per cents with as many digits as the number of runs supports,
// counts with commas.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <firebreak/statistics.hpp>

namespace firebreak::report {

// "10,000"
[[nodiscard]] std::string with_commas(std::uint64_t n);

// "1 run", "2,000 runs"; the plural is the noun with an s, or `plural`.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view noun, std::string_view plural = {});

// Decimals of a per cent that an interval of a share justifies: 1 for a half width of 0.2 to 2 points, 2
// below that, and so on. 0 to 6.
[[nodiscard]] int percent_decimals(const Bounds& share);

// "13.5": a share in per cent without the sign.
[[nodiscard]] std::string percent_number(double share, int decimals);
// "13.5 %"
[[nodiscard]] std::string percent(double share, int decimals);
// "-2.4", "+0.1": a difference of shares in percentage points, always with its sign.
[[nodiscard]] std::string points(double difference, int decimals);
// "12.8 to 14.2"; signed: "-2.9 to -1.9" with both signs.
[[nodiscard]] std::string percent_range(const Bounds& share, int decimals);
[[nodiscard]] std::string points_range(const Bounds& difference, int decimals);

// 16 hexadecimal digits, as digests are written everywhere.
[[nodiscard]] std::string hex_digest(std::uint64_t digest);

// The shortest text that reads back to the same number.
[[nodiscard]] std::string plain_number(double value);

}  // namespace firebreak::report
