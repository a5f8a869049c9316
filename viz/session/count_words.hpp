// Counts of runs in words, always with their interval.
#pragma once

#include <cstdint>
#include <string>

#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

namespace firebreak::viz {

// "41 of 100 (38 to 44)"; "none of 411 (at most 0.9 %)"
[[nodiscard]] std::string per_hundred_words(std::uint64_t k, std::uint64_t n);
// "312 of 1,000 (28.3 to 34.2 %)"
[[nodiscard]] std::string share_words(std::uint64_t k, std::uint64_t n);

using firebreak::interval_words;
using firebreak::percent_words;

// "14 of 100"; never 0 or 100 unless it is so: "fewer than 1 of 100".
[[nodiscard]] std::string of_hundred(std::uint64_t count, std::uint64_t of);

// What is drawn where rare paths are left out: "the commonest paths, 97.4 % of the runs; 1,204 rarer ones are
// hidden".
[[nodiscard]] std::string coverage_words(std::uint64_t runs, std::uint64_t left_runs,
                                         std::uint64_t left_paths);

// Of pairs that are so only before (`avoided`) or only after (`caused`): "44 fewer per 1,000 (95 % interval
// 27 to 61)" or "no detectable difference per 1,000 (95 % interval -4 to +3)".
[[nodiscard]] std::string difference_words(std::uint64_t avoided, std::uint64_t caused, std::uint64_t pairs);

// What one set of runs has more or less of than another under the same noise. `avoided` pairs are crises only
// before, `caused` only after.
struct PairedWords {
    std::string counts;  // "Crisis: 72 \u2192 46 of 1,000."
    // "26 fewer per 1,000 (95 % interval 21 to 31)." or "No detectable difference per 1,000 (95 % interval -4
    // to +3)."
    std::string difference;
};
[[nodiscard]] PairedWords paired_words(std::uint64_t both, std::uint64_t avoided, std::uint64_t caused,
                                       std::uint64_t pairs);

}  // namespace firebreak::viz
