// Pictures of pairs of runs. For the compare screen only; the caller has made the place and registers
// nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/paths.hpp>

#include "panels/widgets.hpp"

namespace firebreak::viz {

// What the screen compares: the runs before and after, worked out once.
struct Comparison {
    const PathTable* before = nullptr;
    const PathTable* after = nullptr;
    Paired paired;
    std::vector<std::uint64_t> highest;  // pairs by highest rung, [before * rungs + after]
    [[nodiscard]] std::uint64_t crises_before() const { return paired.crisis.n11 + paired.crisis.n10; }
    [[nodiscard]] std::uint64_t crises_after() const { return paired.crisis.n11 + paired.crisis.n01; }
};

// A cell of the matrix of outcomes.
struct OutcomeCell {
    Outcome before = Outcome::settled, after = Outcome::settled;
    bool operator==(const OutcomeCell&) const = default;
};
// From the least to the gravest, as the matrix shows them.
inline constexpr Outcome kOutcomeOrder[] = {Outcome::settled, Outcome::unresolved, Outcome::crisis,
                                            Outcome::war};

// Two arrays of dots with the same denominator: `of` dots each, 100 or 1,000.
void draw_icon_arrays(Context& context, const Rect& place, const Comparison& comparison);
// Counts and shares per 1,000; gives the cell that was clicked or opened with Enter. `chosen` moves with the
// arrows.
[[nodiscard]] bool draw_outcome_matrix(Context& context, const Rect& place, const Comparison& comparison,
                                       std::optional<OutcomeCell>& chosen);
// A line for each way from the highest rung before to that after, as thick as there are pairs that go it.
void draw_slopes(Context& context, const Rect& place, const Comparison& comparison);
// How many pairs have a highest rung so much lower or higher after than before: columns of dots.
void draw_rung_differences(Context& context, const Rect& place, const Comparison& comparison);

// A bar of the histogram of partings: the steps that it stands for, the last included.
struct PartingBar {
    std::size_t first = 0, last = 0;
    bool operator==(const PartingBar&) const = default;
};
// How many pairs first part at each step, and who parted them most often. `chosen` moves with the arrows and
// by clicks; true when its pairs are to be listed.
[[nodiscard]] bool draw_partings(Context& context, const Rect& place, const Comparison& comparison,
                                 std::optional<PartingBar>& chosen);
// "Moscow's decision by rule 3: 112 of 859", the commonest first, at most so many.
[[nodiscard]] std::vector<std::string> parted_by_words(const Spec& spec, const Paired& paired,
                                                       std::size_t most);

}  // namespace firebreak::viz
