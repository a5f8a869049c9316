#include "sweep/factorial.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>

#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

#include "sweep/database.hpp"
#include "sweep/measure_sums.hpp"
#include "sweep/resample.hpp"
#include "sweep/run_sweep.hpp"
#include "sweep/spread.hpp"

namespace firebreak {
namespace {

constexpr int kDraws = 1000;
constexpr std::uint64_t kMostHeld = 20'000'000;  // numbers
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

// The combination that each arm is.
std::vector<std::size_t> combinations(const std::vector<ArmSpec>& arms,
                                      const std::vector<std::string>& measures) {
    std::vector<std::size_t> of_arms;
    for (const ArmSpec& arm : arms) {
        std::size_t combination = 0;
        for (const std::string& measure : arm.measures)
            combination |= std::size_t{1} << place_of(measures, measure);
        of_arms.push_back(combination);
    }
    return of_arms;
}

std::vector<std::size_t> members(std::size_t effect) {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; effect >> i != 0; ++i)
        if ((effect >> i & 1) != 0) list.push_back(i);
    return list;
}

// Which effects are looked at: singles, pairs, and where there are few measures all others.
std::vector<std::size_t> looked_at(std::size_t measures) {
    const int most = measures <= kMostWholeMeasures ? static_cast<int>(measures) : 2;
    std::vector<std::size_t> effects;
    for (std::size_t effect = 1; effect < std::size_t{1} << measures; ++effect)
        if (std::popcount(effect) <= most) effects.push_back(effect);
    std::sort(effects.begin(), effects.end(), [](std::size_t a, std::size_t b) {
        const int of_a = std::popcount(a);
        const int of_b = std::popcount(b);
        return of_a != of_b ? of_a < of_b : members(a) < members(b);
    });
    return effects;
}

double half_of(const Bounds& bounds) { return (bounds.high - bounds.low) / 2; }
double middle_of(const Bounds& bounds) { return (bounds.high + bounds.low) / 2; }

class Analysis {
public:
    Analysis(const SweepFolder& folder, const Uncertainty& results)
        : folder_(folder), plan_(folder.sweep->plan()), measures_(factorial_measures(plan_.arms)) {
        combinations_ = combinations(plan_.arms, measures_);
        effects_ = looked_at(measures_.size());
        for (const SweepPoint& point : results.points)
            if (point.runs > 0 && point.arms.size() == plan_.arms.size()) points_.push_back(&point);
        for (const SweepPoint* point : points_) {
            by_point_.push_back(effects_at(*point));
            runs_ = std::max(runs_, point->runs);
        }
    }

    Factorial result() {
        Factorial made;
        made.measures = measures_;
        made.whole = measures_.size() <= kMostWholeMeasures;
        made.points = points_.size();
        made.runs = runs_;
        made.interval = interval();
        const std::vector<Bounds> bounds = all_bounds(made.interval);
        for (std::size_t i = 0; i < effects_.size(); ++i)
            made.effects.push_back({members(effects_[i]), mean(i), bounds[i]});
        return made;
    }

private:
    [[nodiscard]] std::vector<double> chosen(std::vector<double> by_combination) const {
        const std::vector<double> all = factorial_effects(std::move(by_combination));
        std::vector<double> values;
        for (const std::size_t effect : effects_) values.push_back(all[effect]);
        return values;
    }

    [[nodiscard]] std::vector<double> effects_at(const SweepPoint& point) const {
        std::vector<double> shares(combinations_.size());
        for (std::size_t arm = 0; arm < combinations_.size(); ++arm)
            shares[combinations_[arm]] =
                static_cast<double>(point.arms[arm].crises) / static_cast<double>(point.runs);
        return chosen(std::move(shares));
    }

    [[nodiscard]] double mean(std::size_t effect) const {
        double sum = 0;
        for (const std::vector<double>& values : by_point_) sum += values[effect];
        return sum / static_cast<double>(by_point_.size());
    }

    // A grid and a list are what they are; other points stand for all that the ranges hold.
    [[nodiscard]] Factorial::Interval interval() const {
        const DesignPlan::Kind kind = plan_.design.kind;
        const bool drawn = kind == DesignPlan::Kind::sobol || kind == DesignPlan::Kind::latin;
        if (drawn && points_.size() > 1 && !plan_.shared_chance) return Factorial::Interval::points;
        if (!plan_.keeps_rows) return Factorial::Interval::none;
        return drawn && points_.size() > 1 ? Factorial::Interval::both : Factorial::Interval::chance;
    }

    [[nodiscard]] std::vector<Bounds> all_bounds(Factorial::Interval kind) {
        if (kind == Factorial::Interval::none) return {effects_.size(), Bounds{kUnknown, kUnknown}};
        if (kind == Factorial::Interval::points) return drawn_again();
        std::vector<Bounds> bounds = plan_.shared_chance ? over_shared_chance() : over_own_chance();
        for (std::size_t i = 0; kind == Factorial::Interval::both && i < bounds.size(); ++i) {
            const double half = std::hypot(half_of(bounds[i]), kNormal95 * error_over_points(i));
            bounds[i] = {mean(i) - half, mean(i) + half};
        }
        return bounds;
    }

    [[nodiscard]] std::vector<Bounds> drawn_again() const {
        sweep::Choices choices(plan_.seed);
        std::vector<std::uint32_t> counts(by_point_.size());
        std::vector<std::vector<double>> draws(effects_.size());
        for (int draw = 0; draw < kDraws; ++draw) {
            sweep::draw_counts(choices, counts);
            for (std::size_t i = 0; i < effects_.size(); ++i) {
                double sum = 0;
                for (std::size_t p = 0; p < counts.size(); ++p) sum += counts[p] * by_point_[p][i];
                draws[i].push_back(sum / static_cast<double>(counts.size()));
            }
        }
        std::vector<Bounds> bounds;
        for (const std::vector<double>& of_effect : draws) bounds.push_back(percentiles(of_effect));
        return bounds;
    }

    [[nodiscard]] double error_over_points(std::size_t effect) const {
        const auto n = static_cast<double>(by_point_.size());
        const double middle = mean(effect);
        double squares = 0;
        for (const std::vector<double>& values : by_point_)
            squares += (values[effect] - middle) * (values[effect] - middle);
        return std::sqrt(squares / (n - 1) / n);
    }

    // Calls take(place of the point, replicate, effects of its crises) for each replicate, in order.
    template <class Take>
    void each_replicate(Take take) const {
        merge_sweep(folder_);
        const Database database(folder_.file(kResultsFile), Database::Mode::read);
        Statement rows(database,
                       "SELECT point, rep, arm, crisis FROM run WHERE arm % 2 = 0 ORDER BY point, rep, arm");
        std::size_t place = 0;
        std::vector<double> crises(combinations_.size());
        while (rows.step()) {
            while (place < points_.size() && points_[place]->index < rows.whole(0)) ++place;
            const std::uint64_t arm = rows.whole(2) / 2;
            // What was done since the results were read is left for the next time.
            if (place == points_.size() || points_[place]->index != rows.whole(0) || arm >= crises.size())
                continue;
            crises[combinations_[arm]] = rows.whole(3) != 0 ? 1 : 0;
            if (arm + 1 == crises.size()) take(place, rows.whole(1), chosen(crises));
        }
    }

    // All points have the same chance: what a replicate comes to is its mean over the points.
    [[nodiscard]] std::vector<Bounds> over_shared_chance() const {
        const std::size_t width = effects_.size();
        std::map<std::uint64_t, std::vector<double>> of_replicates;
        each_replicate([&](std::size_t place, std::uint64_t rep, const std::vector<double>& effects) {
            std::vector<double>& sums = of_replicates[rep];
            sums.resize(width);
            if (of_replicates.size() > kMostHeld / width)
                throw DatabaseError(printable(folder_.path, 1000) + ": too many runs at a point to hold " +
                                    with_commas(width) + " effects of each");
            const double share = 1 / static_cast<double>(points_[place]->runs * points_.size());
            for (std::size_t i = 0; i < width; ++i) sums[i] += share * effects[i];
        });
        const std::uint64_t runs = of_replicates.size();
        std::vector<Bounds> bounds;
        for (std::size_t i = 0; i < width; ++i) {
            MeasureSums sums;
            for (const auto& [rep, effects] : of_replicates) sums.add(static_cast<double>(runs) * effects[i]);
            bounds.push_back(chance_interval(sums.sum, sums.squares, runs));
        }
        return bounds;
    }

    // The errors of points with their own chance have nothing to do with one another.
    [[nodiscard]] std::vector<Bounds> over_own_chance() const {
        std::vector<std::vector<MeasureSums>> sums(points_.size(), std::vector<MeasureSums>(effects_.size()));
        each_replicate([&](std::size_t place, std::uint64_t, const std::vector<double>& effects) {
            for (std::size_t i = 0; i < effects.size(); ++i) sums[place][i].add(effects[i]);
        });
        std::vector<Bounds> bounds;
        const auto n = static_cast<double>(points_.size());
        for (std::size_t i = 0; i < effects_.size(); ++i) {
            double middle = 0;
            double squares = 0;
            for (std::size_t p = 0; p < points_.size(); ++p) {
                const Bounds here = chance_interval(sums[p][i].sum, sums[p][i].squares, sums[p][i].runs);
                middle += middle_of(here) / n;
                squares += half_of(here) * half_of(here);
            }
            const double half = std::sqrt(squares) / n;
            bounds.push_back({middle - half, middle + half});
        }
        return bounds;
    }

    const SweepFolder& folder_;
    const Plan& plan_;
    std::vector<std::string> measures_;
    std::vector<std::size_t> combinations_;  // of the arms
    std::vector<std::size_t> effects_;
    std::vector<const SweepPoint*> points_;
    std::vector<std::vector<double>> by_point_;
    std::uint64_t runs_ = 0;  // of each arm at a point, at most
};

}  // namespace

std::vector<std::string> factorial_measures(const std::vector<ArmSpec>& arms) {
    std::vector<std::string> measures;
    for (const ArmSpec& arm : arms)
        if (arm.measures.size() > measures.size()) measures = arm.measures;
    if (measures.empty() || measures.size() > 20 || arms.size() != std::size_t{1} << measures.size())
        return {};
    for (const ArmSpec& arm : arms)
        for (const std::string& measure : arm.measures)
            if (place_of(measures, measure) == measures.size()) return {};
    std::vector<std::size_t> found = combinations(arms, measures);
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] != i) return {};
    return measures;
}

std::vector<double> factorial_effects(std::vector<double> values) {
    std::size_t measures = 0;
    for (std::size_t bit = 1; bit < values.size(); bit *= 2, ++measures) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if ((i & bit) != 0) continue;
            const double off = values[i];
            const double on = values[i | bit];
            values[i] = off + on;
            values[i | bit] = on - off;
        }
    }
    for (std::size_t effect = 0; effect < values.size(); ++effect)
        values[effect] /= static_cast<double>(std::size_t{1} << (measures - std::popcount(effect)));
    return values;
}

Bounds chance_interval(double sum, double squares, std::uint64_t n) {
    const double m = static_cast<double>(n) + 2;
    const double middle = sum / m;
    const double half = kNormal95 * std::sqrt(std::fmax(0.0, (squares + 2) / m - middle * middle) / m);
    return {middle - half, middle + half};
}

Factorial analyse_factorial(const SweepFolder& folder, const Uncertainty& results) {
    return Analysis(folder, results).result();
}

}  // namespace firebreak
