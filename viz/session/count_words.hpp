// Counts of runs in words, always with their interval.
#pragma once

#include <cstdint>
#include <string>

#include <firebreak/statistics.hpp>

namespace firebreak::viz {

[[nodiscard]] std::string count_words(std::uint64_t count);                     // "12,345"
[[nodiscard]] std::string per_hundred_words(std::uint64_t k, std::uint64_t n);  // "41 of 100 (38-44)"; "none of 0" without any
[[nodiscard]] std::string share_words(std::uint64_t k, std::uint64_t n);        // "312 of 1,000 (28.3-34.2 %)"

// Of pairs that are so only before (`avoided`) or only after (`caused`): "44 fewer per 1,000 (95 % CI 27 to 61)" or "no detectable difference
// per 1,000 (95 % CI -4 to +3)".
[[nodiscard]] std::string difference_words(std::uint64_t avoided, std::uint64_t caused, std::uint64_t pairs);

// What one set of runs has more or less of than another under the same noise. `avoided` pairs are crises only before, `caused` only after.
struct PairedWords {
    std::string counts;  // "Crisis: 72 \u2192 46 of 1,000."
    std::string
        difference;  // "26 fewer per 1,000 (95 % CI 21 to 31)." or "No detectable difference per 1,000 (95 % CI -4 to +3)."
};
[[nodiscard]] PairedWords paired_words(std::uint64_t both, std::uint64_t avoided, std::uint64_t caused, std::uint64_t pairs);

}  // namespace firebreak::viz
