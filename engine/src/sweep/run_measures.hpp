// What a scenario asks of its runs beyond what every run counts: of single runs, and of many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/run.hpp>
#include <firebreak/spec.hpp>

#include "sweep/measure_sums.hpp"
#include "sweep/run_spread.hpp"
#include "sweep/run_statistic.hpp"

namespace firebreak {

// Several measures, ready to be taken of runs. Each has a column of values of single runs; a ratio has two,
// of what is divided and what it is divided by. Immutable; thread-safe.
class RunMeasures {
public:
    // Every statistic must be one of the scenario, as the loader ensures.
    RunMeasures(const Spec& spec, std::vector<RunMeasure> measures);

    [[nodiscard]] const std::vector<RunMeasure>& measures() const { return measures_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::size_t column(std::size_t measure) const { return first_column_[measure]; }
    // What its values are multiplied by to be counted as whole numbers.
    [[nodiscard]] double scale(std::size_t measure) const { return scales_[measure]; }

private:
    friend class RunWatch;

    // A condition with its statistic as a place in `statistics_`.
    struct Test {
        std::size_t statistic;
        std::vector<Interval> any_of;
        bool span;
    };
    struct Plan {
        std::vector<Test> where, share;
        std::size_t statistic = 0, per = 0;
    };

    [[nodiscard]] std::size_t place_of(const Spec& spec, const std::string& statistic);
    [[nodiscard]] std::vector<Test> tests_of(const Spec& spec, const std::vector<RunCondition>& conditions);

    std::vector<RunMeasure> measures_;
    std::vector<Plan> plans_;
    std::vector<std::size_t> first_column_;
    std::vector<double> scales_;
    std::size_t columns_ = 0;
    std::vector<RunStatistic> statistics_;
    bool needs_records_ = false;
};

// What a scenario's `observe:` asks, in its order.
[[nodiscard]] std::vector<RunMeasure> observed_measures(const Spec& spec);

// The column of it in tables: "observe_late_crisis".
[[nodiscard]] std::string observed_column(const ObserveSpec& observe);
// The columns that a row of a run has for all of them; a ratio has a second one,
// "observe_strikes_per_incident_per", of what it divides by.
[[nodiscard]] std::vector<std::string> observed_columns(const Spec& spec);

// What such a column holds.
struct ObservedColumn {
    std::string name;
    std::string unit;  // "ms", or empty
    std::string words;
    std::string missing;
};
[[nodiscard]] std::vector<ObservedColumn> observed_meanings(const Spec& spec);

// Takes the measures of one run after another. The measures must outlive it.
class RunWatch final : public Recorder {
public:
    explicit RunWatch(const RunMeasures& measures) : measures_(measures), statistics_(measures.statistics_) {}

    // Before each run; what the run has to record to, if anything.
    [[nodiscard]] Recorder* begin();
    void record(const Record& record) override;
    // Appends the values of the run, one for each column: 1 or 0 for a share; NaN where the run does not
    // count or has no such value; infinite for a time that the run did not reach.
    void append(const RunResult& run, std::vector<double>& values) const;

private:
    [[nodiscard]] double value(std::size_t statistic, const RunResult& run) const {
        return statistics_[statistic].value(run);
    }
    [[nodiscard]] double holds(const std::vector<RunMeasures::Test>& tests, const RunResult& run) const;

    const RunMeasures& measures_;
    std::vector<RunStatistic> statistics_;
};

// The measures of each arm of a study, taken as an ensemble runs.
class MeasureTotals final : public RunObserver {
public:
    MeasureTotals(const RunMeasures& measures, std::size_t arms);

    void take(const RunBlock& block, const std::string& prepared) override;
    // Of the arm at this place in the ensemble. Quantiles of one measure are given level by level, each with
    // the 95 % interval of its order statistics; infinite where too few runs reached the time.
    [[nodiscard]] std::vector<Measured> of(std::size_t arm, std::size_t measure) const;

private:
    struct Cell {
        MeasureSums sums;
        ValueTally tally;         // of quantiles, times the measure's scale
        std::uint64_t never = 0;  // runs that did not reach the time
    };
    [[nodiscard]] std::vector<Measured> quantiles(const Cell& cell, std::size_t measure) const;

    const RunMeasures& measures_;
    std::size_t arms_;
    std::vector<Cell> cells_;  // by arm, then measure
};

}  // namespace firebreak
