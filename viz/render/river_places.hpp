// Places of the river: what stands there, what a filter asks of it, and which is next to it.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "session/view.hpp"

namespace firebreak::viz {

// One run through the river: the rung on which it stands in each column until it ends or leaves the picture.
[[nodiscard]] std::vector<std::size_t> stops_of(const PathTable& paths, std::size_t run, const River& river);

// True if all runs of the river stand on the same rung in each column and end in the same one.
[[nodiscard]] bool all_alike(const River& river);

// What a filter asks of the runs that pass a place.
[[nodiscard]] RiverClause clause_of(const RiverPlace& place, const RiverOptions& options);

// The curves of runs that have ended, and what a filter asks of the runs of one that end in the columns from
// `first` to `last`.
enum class RiverCurve { none, crisis, settled, unresolved };
[[nodiscard]] RiverClause end_clause(RiverCurve curve, const RiverOptions& options, std::size_t first = 0,
                                     std::size_t last = std::numeric_limits<std::size_t>::max());

// The selected place as the river counts its columns now; nothing if no runs stand there, or no column at
// that step any more.
[[nodiscard]] std::optional<RiverPlace> place_of(const ViewState& state, const River& river);

// True if the place is in the river and runs pass there.
[[nodiscard]] bool has_runs_at(const River& river, const RiverPlace& place);

// The nearest place with runs in the direction of the arrows; the fullest one of the second column from
// nowhere.
[[nodiscard]] std::optional<RiverPlace> moved(const River& river, const std::optional<RiverPlace>& from,
                                              int right, int down);

}  // namespace firebreak::viz
