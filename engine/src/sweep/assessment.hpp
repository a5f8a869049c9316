// What a study over many settings says of each question: how far the answer moves, what moves it, and where a
// measure helps or hurts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sweep/drivers.hpp"
#include "sweep/regions.hpp"
#include "sweep/spread.hpp"
#include "sweep/uncertainty.hpp"

namespace firebreak {

struct Assessment {
    enum class Question {
        crisis,       // the share of runs with a crisis
        inadvertent,  // the share of crises that are inadvertent, over settings that have any
        effect        // what the arm's measures add to the share of crises
    };

    Question question = Question::crisis;
    std::size_t arm = 0;
    std::size_t settings = 0;  // that have an answer
    TwoLevel spread;
    Drivers drivers;
    // Of an effect: settings whose own 95 % interval (Bonett-Price) lies below 0 or above it, and settings in
    // which the arm is the best of the single measures, that is, has the lowest estimate, below 0 and alone.
    std::size_t lowers = 0;
    std::size_t raises = 0;
    std::size_t best = 0;
    std::vector<Region> regions;  // of an effect
    // The same with the settings weighted by the scenario's targets: the spread, and the shares of weight.
    struct Weighted {
        TwoLevel spread;
        double lowers = 0, raises = 0, best = 0;
    };
    std::optional<Weighted> weighted = {};

    [[nodiscard]] std::size_t unclear() const { return settings - lowers - raises; }
};

// What a point answers to a question about crises or an effect, and the variance of that answer's error of
// chance; NaN where the point has no setting.
struct PointEstimate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double chance = std::numeric_limits<double>::quiet_NaN();
};
[[nodiscard]] PointEstimate estimate_at(const SweepPoint& point, Assessment::Question question,
                                        std::size_t arm);

// `weights`: of the points, as target_weights() has them; empty: nothing is weighted. One for each question:
// the crises of the first arm, their inadvertent share, the effect of each other arm.
[[nodiscard]] std::vector<Assessment> assess(const Uncertainty& sweep, std::span<const double> weights = {});

}  // namespace firebreak
