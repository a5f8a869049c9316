// Ways back down, and where they close.
#include <algorithm>

#include <firebreak/paths.hpp>

namespace firebreak {
namespace {

// Whether a move takes the mover to a rung below its own, as the scenario defines it; measures do not change
// what a move does to posture.
bool lowers(const Spec& spec, const Situation& situation, const Act& act) {
    if (!act.move.valid() || !act.mover.valid()) return false;
    const MoveSpec& move = spec.moves[act.move.index()];
    const RungId own = situation.rungs[act.mover.index()];
    if (!own.valid() || own.value == 0) return false;
    if (move.posture == MoveSpec::Posture::by) return move.by < 0;
    if (move.posture != MoveSpec::Posture::to) return false;
    const auto rung = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                                   [&](const RungSpec& r) { return r.id == move.rung; });
    return rung - spec.ladder.begin() < static_cast<std::ptrdiff_t>(own.value);
}

// Most runs first, in the order of the graph among equals.
template <class List>
void sort_by_runs(std::vector<std::uint32_t>& indices, const List& list) {
    std::stable_sort(indices.begin(), indices.end(), [&](std::uint32_t a, std::uint32_t b) {
        return list[a].counts.runs > list[b].counts.runs;
    });
}

}  // namespace

OffRamps off_ramps(const Spec& spec, const PathGraph& graph) {
    OffRamps ramps;
    for (std::uint32_t i = 0; i < graph.decisions.size(); ++i) {
        const GraphDecision& decision = graph.decisions[i];
        if (lowers(spec, graph.nodes[decision.from].situation, decision.act)) ramps.descents.push_back(i);
    }
    for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
        const GraphNode& node = graph.nodes[i];
        const bool above = node.situation.kind != Situation::Kind::outcome && !graph.is_down(i);
        if (above && node.counts.runs >= kEnoughRuns && node.counts.came_down == 0) ramps.closed.push_back(i);
    }
    sort_by_runs(ramps.descents, graph.decisions);
    sort_by_runs(ramps.closed, graph.nodes);
    return ramps;
}

std::optional<std::size_t> last_way_down(const PathGraph& graph, const GraphPath& path) {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
        const std::uint32_t from = graph.from(graph.edges[path.edges[i]]);
        const PassCounts& counts = graph.nodes[from].counts;
        const bool open =
            static_cast<double>(counts.came_down) >= kOpenShare * static_cast<double>(counts.runs);
        if (graph.is_down(from) || open) last = i;
    }
    return last;
}

}  // namespace firebreak
