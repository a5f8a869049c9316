// The cells of an answer's tables as people read them.
#pragma once

#include <string>
#include <vector>

#include <firebreak/answer.hpp>

namespace firebreak::report {

// The decimals of each column: what the most precise of its intervals justifies, within reason. A further
// share has those of the interval column before it.
[[nodiscard]] std::vector<int> column_decimals(const answer::Table& table);

// A cell on a terminal: a Name is its id. "-" for a share of nothing.
[[nodiscard]] std::string cell_text(const answer::Cell& cell, answer::Column::Kind kind, int decimals);

// "13.5 %"; "< 0.1 %" where rounding would claim that there are none.
[[nodiscard]] std::string share_text(const Proportion& proportion, int decimals);

// Whether the cells of a column are figures, which are never broken.
[[nodiscard]] bool is_figure(answer::Column::Kind kind);

}  // namespace firebreak::report
