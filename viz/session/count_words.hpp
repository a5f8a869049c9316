// Counts of runs in words, always with their interval.
#pragma once

#include <cstdint>
#include <string>

#include <firebreak/ensemble.hpp>

namespace firebreak::viz {

[[nodiscard]] std::string count_words(std::uint64_t count);                 // "12,345"
[[nodiscard]] std::string counted(std::uint64_t number, const char* noun);  // "1 run", "1,000 runs"
// "41 of 100 (38 to 44)"; "none of 0" without any
[[nodiscard]] std::string per_hundred_words(std::uint64_t k, std::uint64_t n);
// "312 of 1,000 (28.3 to 34.2 %)"
[[nodiscard]] std::string share_words(std::uint64_t k, std::uint64_t n);

// "13.7 %", with the decimals that the interval justifies.
[[nodiscard]] std::string percent_words(std::uint64_t count, std::uint64_t of);
[[nodiscard]] std::string interval_words(std::uint64_t count, std::uint64_t of);  // "12.1 to 15.4 %"

// "14 of 100"; never 0 or 100 unless it is so: "fewer than 1 of 100".
[[nodiscard]] std::string of_hundred(std::uint64_t count, std::uint64_t of);

// Of the commonest paths, where rare ones are left out: "taken by 97.4 % of the runs; 1,204 rarer paths are
// not drawn".
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
