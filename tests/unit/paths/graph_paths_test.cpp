#include <cmath>

#include <firebreak/paths.hpp>

#include "support/catch.hpp"
#include "support/scenarios.hpp"
#include "unit/paths/handmade_graph.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

double share_of(const PathGraph& graph, const std::vector<std::uint32_t>& path) {
    double share = 1;
    for (const std::uint32_t index : path) {
        double leaving = 0;
        for (const GraphEdge& edge : graph.edges) {
            if (graph.from(edge) == graph.from(graph.edges[index]))
                leaving += static_cast<double>(edge.counts.passes);
        }
        share *= static_cast<double>(graph.edges[index].counts.passes) / leaving;
    }
    return share;
}

// The largest shares of all paths to a goal, found by looking at every path.
std::vector<double> best_shares(const PathGraph& graph, std::size_t k, PathsTo to) {
    std::vector<double> shares;
    all_paths(graph, [&](const std::vector<std::uint32_t>& path) {
        if (to == PathsTo::any_outcome || graph.is_crisis(graph.edges[path.back()].to))
            shares.push_back(share_of(graph, path));
    });
    std::sort(shares.rbegin(), shares.rend());
    if (shares.size() > k) shares.resize(k);
    return shares;
}

void check_paths(const PathGraph& graph, PathsTo to) {
    constexpr std::size_t kPaths = 12;
    const std::vector<GraphPath> found = likeliest_paths(graph, kPaths, to);
    const std::vector<double> best = best_shares(graph, kPaths, to);
    REQUIRE(found.size() == best.size());
    std::vector<std::vector<std::uint32_t>> seen;
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(std::fabs(found[i].share - best[i]) < 1e-12);
        CHECK(std::fabs(share_of(graph, found[i].edges) - found[i].share) < 1e-12);
        CHECK(std::find(seen.begin(), seen.end(), found[i].edges) == seen.end());
        seen.push_back(found[i].edges);
        std::uint32_t node = graph.start;
        for (const std::uint32_t edge : found[i].edges) {
            CHECK(graph.from(graph.edges[edge]) == node);
            node = graph.edges[edge].to;
        }
        CHECK(graph.nodes[node].situation.kind == Situation::Kind::outcome);
    }
}

}  // namespace

TEST_CASE("the likeliest paths are the likeliest of all paths, in graphs with and without ways back") {
    std::mt19937 random(2011);
    std::size_t several = 0;
    for (int trial = 0; trial < 300; ++trial) {
        const PathGraph graph = random_graph(random, 6, 14, trial % 2 == 0);
        check_paths(graph, PathsTo::any_outcome);
        check_paths(graph, PathsTo::crisis);
        several += likeliest_paths(graph, 12, PathsTo::crisis).size() > 3 ? 1 : 0;
    }
    CHECK(several > 50);
}

TEST_CASE("two moves between the same situations make two paths") {
    const PathGraph graph = handmade(1, {{0, 0, 1 + kCrisisAfter, 3}, {0, 1, 1 + kCrisisAfter, 1}});
    const std::vector<GraphPath> paths = likeliest_paths(graph, 5, PathsTo::crisis);
    REQUIRE(paths.size() == 2);
    CHECK(paths[0].share == Approx(0.75));
    CHECK(paths[1].share == Approx(0.25));
}

TEST_CASE("a path is counted in the runs that take exactly it") {
    const Model model = compile(scenario(busy()));
    EnsembleOptions runs;
    runs.runs = 400;
    GraphOptions options;
    options.by_under_way = false;
    const PathGraph graph = build_path_graphs(model, {options}, runs).front();
    std::vector<GraphPath> paths = likeliest_paths(graph, 20, PathsTo::any_outcome);
    count_exactly(model, graph, paths, runs);
    std::uint64_t found = 0;
    for (const GraphPath& path : paths) {
        std::uint64_t count = 0;
        for (std::uint64_t replicate = 0; replicate < runs.runs; ++replicate) {
            const RunPath run = path_of(model, {1, replicate, 0});
            bool same = run.steps.size() == path.edges.size();
            for (std::size_t i = 0; same && i < path.edges.size(); ++i) {
                const GraphEdge& edge = graph.edges[path.edges[i]];
                const Act& act = graph.decisions[edge.decision].act;
                same = act.mover == run.steps[i].mover && act.move == run.steps[i].move &&
                       graph.nodes[graph.from(edge)].situation.rungs == run.steps[i].rungs;
            }
            same = same && graph.nodes[graph.edges[path.edges.back()].to].situation.outcome == run.outcome;
            count += same ? 1 : 0;
        }
        CHECK(path.count == count);
        CHECK(path.counted == runs.runs);
        found += count;
    }
    CHECK(found > 20);
}
