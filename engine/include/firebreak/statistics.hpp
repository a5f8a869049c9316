// Intervals for what a finite number of runs can say, and words for how likely things are.
#pragma once

#include <cstdint>
#include <string>

namespace firebreak {

struct Bounds {
    double low = 0;
    double high = 0;
};

// Exact (Clopper-Pearson) interval for a proportion of k in n; 0..1 for n = 0. `level` is the coverage, 0.95
// by default.
[[nodiscard]] Bounds clopper_pearson(std::uint64_t k, std::uint64_t n, double level = 0.95);

// Interval for the difference p(second) - p(first) of paired proportions, from the discordant counts:
// `caused` pairs are yes only in the second, `avoided` only in the first, n pairs in all. Wald interval with
// Bonett and Price's adjustment (D. G. Bonett and R. M. Price, J. Educ. Behav. Stat. 37 (2012) 479-488).
[[nodiscard]] Bounds paired_difference(std::uint64_t avoided, std::uint64_t caused, std::uint64_t n,
                                       double level = 0.95);

// The factor by which pairing shrinks the variance of the difference: variance with independent noise over
// variance with shared noise. 1 if there is no variance.
[[nodiscard]] double variance_reduction(std::uint64_t n00, std::uint64_t n01, std::uint64_t n10,
                                        std::uint64_t n11);

// A share of runs in per cent, with the decimals that its 95 % interval justifies, at most two: "4.3 %". "-"
// where there are no runs.
[[nodiscard]] std::string percent_words(std::uint64_t count, std::uint64_t of);
// The interval (Clopper-Pearson, 95 %) with the same decimals: "55.6 to 58.5 %".
[[nodiscard]] std::string interval_words(std::uint64_t count, std::uint64_t of);
// In whole per cents, for what need not be exact: "40 %", "under 1 %", "over 99 %". `of` is above 0.
[[nodiscard]] std::string rough_percent_words(std::uint64_t count, std::uint64_t of);

// How likely that is which happened in `count` of `n` runs (count <= n), in the words of US Intelligence
// Community Directive 203 (2015), as far as the 95 % interval (Clopper-Pearson) justifies them. Where it lies
// within one of the seven bands, the word of that band: "very unlikely (5 to 20 %)". Where it crosses a
// border, both words, and where the thing is rare also how rare: "about 1 in 20, almost no chance to very
// unlikely (below 20 %)". Where it lies in three bands or more, nothing: the runs are too few for a word.
[[nodiscard]] std::string likelihood_words(std::uint64_t count, std::uint64_t n);

}  // namespace firebreak
