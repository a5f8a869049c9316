#include <firebreak/paths.hpp>

#include <algorithm>

#include "model/compiled.hpp"
#include "paths/graph_tally.hpp"
#include "sweep/blocks.hpp"

namespace firebreak {
namespace {

std::array<RungId, kActors> start_rungs(const Model& model) {
    std::array<RungId, kActors> rungs;
    for (std::size_t i = 0; i < kActors; ++i)
        rungs[i] = model.compiled().epochs[0].parameters.actors[i].starts_at;
    return rungs;
}

Walk walk_of(const PathGraph& graph, const GraphPath& path) {
    Walk walk;
    walk.nodes.push_back(pack(graph.nodes[graph.start].situation));
    for (const std::uint32_t index : path.edges) {
        const GraphEdge& edge = graph.edges[index];
        walk.acts.push_back(pack(graph.decisions[edge.decision].act));
        walk.nodes.push_back(pack(graph.nodes[edge.to].situation));
    }
    return walk;
}

}  // namespace

bool PathGraph::is_crisis(std::uint32_t node) const {
    const Situation& situation = nodes[node].situation;
    return situation.kind == Situation::Kind::outcome && firebreak::is_crisis(situation.outcome);
}

bool PathGraph::is_down(std::uint32_t node) const {
    const Situation& situation = nodes[node].situation;
    if (situation.kind == Situation::Kind::outcome) return false;
    for (std::size_t i = 0; i < kActors; ++i) {
        const RungId to = situation.under_way[i];
        if (situation.rungs[i] > start_rungs[i] || (to.valid() && to > start_rungs[i])) return false;
    }
    return true;
}

std::size_t PathGraph::bytes() const {
    return sizeof *this + nodes.capacity() * sizeof(GraphNode) +
           decisions.capacity() * sizeof(GraphDecision) + edges.capacity() * sizeof(GraphEdge) +
           acts.capacity() * sizeof(ActTotal);
}

std::vector<PathGraph> build_path_graphs(const Model& model, const std::vector<GraphOptions>& kinds,
                                         const EnsembleOptions& runs) {
    const std::array<RungId, kActors> start = start_rungs(model);
    std::vector<GraphTally> empty;
    empty.reserve(kinds.size());
    for (const GraphOptions& options : kinds) empty.emplace_back(options, start);
    std::vector<GraphTally> sums = empty;
    const PathOptions path_options = kinds.empty() ? PathOptions{} : kinds.front().path;
    const auto work = [&](std::vector<GraphTally>& block, std::uint64_t replicate) {
        PathTracker tracker(model, path_options);
        tracker.begin(replicate);
        const RunResult run = simulate(model, {runs.seed, replicate, 0}, {}, &tracker, runs.stop);
        const std::int64_t descent = last_descent(start, tracker.tracked());
        for (GraphTally& tally : block) tally.add(tracker.tracked(), run.crisis, descent);
    };
    run_blocks(runs, empty, work, [&](const std::vector<GraphTally>& block) {
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(block[i]);
    });
    std::vector<PathGraph> graphs;
    graphs.reserve(sums.size());
    for (const GraphTally& sum : sums) graphs.push_back(sum.graph());
    return graphs;
}

void count_exactly(const Model& model, const PathGraph& graph, std::vector<GraphPath>& paths,
                   const EnsembleOptions& runs) {
    std::vector<Walk> wanted;
    wanted.reserve(paths.size());
    for (const GraphPath& path : paths) wanted.push_back(walk_of(graph, path));
    std::vector<std::uint64_t> counts(paths.size(), 0);
    const auto work = [&](std::vector<std::uint64_t>& block, std::uint64_t replicate) {
        PathTracker tracker(model, graph.options.path);
        tracker.begin(replicate);
        static_cast<void>(simulate(model, {runs.seed, replicate, 0}, {}, &tracker, runs.stop));
        Walk walk;
        make_walk(graph.options, graph.start_rungs, tracker.tracked(), walk);
        for (std::size_t i = 0; i < wanted.size(); ++i) block[i] += wanted[i] == walk ? 1 : 0;
    };
    const std::uint64_t counted = run_blocks(runs, std::vector<std::uint64_t>(paths.size(), 0), work,
                                             [&](const std::vector<std::uint64_t>& block) {
                                                 for (std::size_t i = 0; i < counts.size(); ++i)
                                                     counts[i] += block[i];
                                             });
    for (std::size_t i = 0; i < paths.size(); ++i) {
        paths[i].count = counts[i];
        paths[i].counted = counted;
    }
}

}  // namespace firebreak
