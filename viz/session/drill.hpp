// A node of the river opened: its runs divided by who moved into or out of it, by which move, and by how far
// the mover misread the other side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "session/view.hpp"

namespace firebreak::viz {

// Rungs, up or down, by which the mover misread the other side: 0, 1, 2, 3 or more. The last place is for
// accidents, which nobody decides.
inline constexpr std::size_t kGapParts = 4;

struct SubNode {
    std::uint8_t mover = 0;  // as in PathTable; kNobody: an accident
    MoveId move;             // none for an accident
    std::size_t gap = 0;     // below kGapParts
    std::uint64_t runs = 0, crises = 0;
    // What a filter asks of these runs besides passing the node; nothing where merged steps cannot be told
    // apart.
    std::optional<RiverClause> clause;
    bool operator==(const SubNode&) const = default;
};

enum class DrillWay { in, out };

struct Drill {
    std::vector<SubNode> nodes;   // most runs first
    std::uint64_t runs = 0;       // in the node
    std::uint64_t resting = 0;    // of those, that have no step on this way: they begin here, or end here
    std::uint64_t left_runs = 0;  // in sub-nodes that are left out
    std::size_t left_nodes = 0;   // of those
    bool operator==(const Drill&) const = default;
};

inline constexpr std::size_t kMostSubNodes = 5'000;

// The node must be a cell of a river with these options; of a ribbon the cell at which it begins is taken. An
// empty mask takes all runs.
[[nodiscard]] Drill drill_into(const PathTable& table, std::span<const std::uint8_t> mask,
                               const RiverPlace& place, const RiverOptions& options, DrillWay way,
                               std::size_t most = kMostSubNodes);

}  // namespace firebreak::viz
