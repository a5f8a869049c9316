// What the crises of a scenario hinged on, ready to be shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <firebreak/causes.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

struct CausesAnswer {
    Origin origin;
    ArmSpec arm;
    Causes causes;

    [[nodiscard]] Proportion crisis() const { return proportion(causes.crises, causes.runs); }
    // A change against the arm: avoided and caused, pair by pair over all runs.
    [[nodiscard]] Effect effect(std::size_t change) const;
    // How many of the crises that is.
    [[nodiscard]] Proportion of_crises(std::uint64_t count) const { return proportion(count, causes.crises); }
    // How many of the crises a change averts.
    [[nodiscard]] Proportion averted_by(std::size_t change) const;
    // The place of the change that lowers the number of crises most; none if no change lowers it. Leaves out
    // that everything is seen as it is (by one side or both), which is no single thing to change.
    [[nodiscard]] std::optional<std::size_t> best_change(std::optional<Change::Kind> kind = {}) const;
    // Places of the changes of one kind that turn at least one run, those that lower the number of crises
    // most first.
    [[nodiscard]] std::vector<std::size_t> ranked(Change::Kind kind) const;
};

// Tallies of misperceptions, or of decisions, that turned at least one run; at most so many, heaviest first.
[[nodiscard]] std::vector<const FlawTally*> weighty(const std::vector<FlawTally>& tallies, bool decisions,
                                                    std::size_t most);

}  // namespace firebreak::report
