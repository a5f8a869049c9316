// Small graphs made by hand or at random, for tests of what a graph can tell.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include <firebreak/paths.hpp>

namespace firebreak::test {

// A choice in situation `from` to make move `move`, which leads to `to`, taken by so many runs. Situations
// are numbered from 0, the start; the outcomes follow them in the order of Outcome.
struct Way {
    std::uint32_t from = 0;
    std::uint16_t move = 0;
    std::uint32_t to = 0;
    std::uint64_t runs = 1;
};

inline PathGraph handmade(std::uint32_t situations, std::vector<Way> ways) {
    PathGraph graph;
    for (std::uint32_t i = 0; i < situations; ++i) {
        GraphNode node;
        node.situation.step = i;
        node.situation.rungs = {RungId{std::size_t{i}}, RungId{std::size_t{0}}};
        graph.nodes.push_back(node);
    }
    graph.start_rungs = {RungId{std::size_t{0}}, RungId{std::size_t{0}}};
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        GraphNode node;
        node.situation.kind = Situation::Kind::outcome;
        node.situation.outcome = static_cast<Outcome>(i);
        graph.nodes.push_back(node);
    }
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::map<std::uint32_t, std::uint64_t>> sorted;
    for (const Way& way : ways) sorted[{way.from, way.move}][way.to] += way.runs;
    for (const auto& [choice, targets] : sorted) {
        GraphDecision decision;
        decision.from = choice.first;
        decision.act = {ActorId{std::size_t{0}}, MoveId{std::size_t{choice.second}}, false};
        for (const auto& [to, runs] : targets) {
            decision.counts.runs += runs;
            graph.edges.push_back(
                {static_cast<std::uint32_t>(graph.decisions.size()), to, {runs, runs, 0, 0}});
        }
        decision.counts.passes = decision.counts.runs;
        graph.decisions.push_back(decision);
    }
    return graph;
}

// after the situations
inline constexpr std::uint32_t kWarAfter = 0, kCrisisAfter = 1, kSettledAfter = 2, kUnresolvedAfter = 3;

// With `loops` a way may lead back; otherwise it leads on.
inline PathGraph random_graph(std::mt19937& random, std::uint32_t situations, std::size_t ways, bool loops) {
    const auto pick = [&](std::uint32_t low, std::uint32_t high) {
        return low + static_cast<std::uint32_t>(random() % (high - low + 1));
    };
    std::vector<Way> list;
    for (std::size_t i = 0; i < ways; ++i) {
        const std::uint32_t from = pick(0, situations - 1);
        const std::uint32_t last = situations + static_cast<std::uint32_t>(kOutcomes) - 1;
        const std::uint32_t to = loops ? pick(1, last) : pick(from + 1, last);
        if (to != from) list.push_back({from, static_cast<std::uint16_t>(pick(0, 2)), to, pick(1, 20)});
    }
    return handmade(situations, list);
}

// Calls `found` with each path from the start to an outcome that comes to no node twice.
inline void all_paths(const PathGraph& graph,
                      const std::function<void(const std::vector<std::uint32_t>&)>& found) {
    std::vector<char> passed(graph.nodes.size(), 0);
    std::vector<std::uint32_t> path;
    const std::function<void(std::uint32_t)> go = [&](std::uint32_t node) {
        if (graph.nodes[node].situation.kind == Situation::Kind::outcome) {
            found(path);
            return;
        }
        passed[node] = 1;
        for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
            if (graph.from(graph.edges[i]) != node || passed[graph.edges[i].to] != 0) continue;
            path.push_back(i);
            go(graph.edges[i].to);
            path.pop_back();
        }
        passed[node] = 0;
    };
    go(graph.start);
}

// The nodes that can be reached from the start without some decisions and without one node.
inline std::vector<char> reached_without(const PathGraph& graph, const std::vector<char>& decisions,
                                         std::uint32_t node) {
    std::vector<char> reached(graph.nodes.size(), 0);
    reached[graph.start] = graph.start == node ? 0 : 1;
    for (bool more = true; more;) {
        more = false;
        for (const GraphEdge& edge : graph.edges) {
            if (decisions[edge.decision] != 0 || edge.to == node) continue;
            if (reached[graph.from(edge)] == 0 || reached[edge.to] != 0) continue;
            reached[edge.to] = 1;
            more = true;
        }
    }
    return reached;
}

inline bool reaches_crisis(const PathGraph& graph, const std::vector<char>& reached) {
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (reached[node] != 0 && graph.is_crisis(node)) return true;
    }
    return false;
}

inline constexpr std::uint32_t kNoNode = 0xffff'ffff;

}  // namespace firebreak::test
