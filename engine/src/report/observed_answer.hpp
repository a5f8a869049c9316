// What the scenario's `observe:` asks of its runs, for people and for files.
#pragma once

#include <string>
#include <vector>

#include "report/answers.hpp"

namespace firebreak::report {

// "5 %", of a level of 0.05.
[[nodiscard]] std::string level_words(double level);

// A row for each measure, or each of its quantiles, and arm; no rows where nothing is asked.
[[nodiscard]] answer::Table observed_table(const Spec& spec, const StudyAnswer& study);

// A value of a mean, ratio or quantile in words; "not reached" if it is infinite.
[[nodiscard]] std::string measured_words(const Spec& spec, const RunMeasure& measure, double value);

// The columns of a table with a row for each arm, and an arm's cells in them.
[[nodiscard]] std::vector<answer::Column> observed_file_columns(const Spec& spec);
[[nodiscard]] std::vector<answer::Cell> observed_file_cells(const ArmAnswer& arm);

}  // namespace firebreak::report
