// What stands between the start and crisis: dominators and minimum cuts, over a graph in which situations and
// decisions are vertices alike.
#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>

#include <firebreak/paths.hpp>

namespace firebreak {
namespace {

// Vertices are the nodes, then the decisions, then one crisis that all crisis outcomes lead to.
struct Places {
    explicit Places(const PathGraph& graph)
        : nodes(graph.nodes.size()), all(nodes + graph.decisions.size() + 1) {}
    [[nodiscard]] std::size_t decision(std::size_t index) const { return nodes + index; }
    [[nodiscard]] std::size_t crisis() const { return all - 1; }
    std::size_t nodes;
    std::size_t all;
};

bool has_crisis(const PathGraph& graph) {
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (graph.is_crisis(node)) return true;
    }
    return false;
}

using Ways = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

// All places that can be reached, joined by the ways between them. Boost's dominator tree takes a place that
// cannot be reached for the start where it leads to one that can, so nothing leads away from those.
Ways ways_of(const PathGraph& graph, const Places& places) {
    Ways ways(places.all);
    for (std::size_t i = 0; i < graph.decisions.size(); ++i) {
        boost::add_edge(graph.decisions[i].from, places.decision(i), ways);
    }
    for (const GraphEdge& edge : graph.edges) boost::add_edge(places.decision(edge.decision), edge.to, ways);
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (graph.is_crisis(node)) boost::add_edge(node, places.crisis(), ways);
    }
    std::vector<boost::default_color_type> colours(places.all, boost::white_color);
    const auto colour =
        boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, ways));
    boost::depth_first_visit(ways, graph.start, boost::default_dfs_visitor(), colour);
    for (std::size_t place = 0; place < places.all; ++place) {
        if (colours[place] == boost::white_color) boost::clear_out_edges(place, ways);
    }
    return ways;
}

// The network of a cut: a decision is an arc of its cost from its situation to its vertex, whence free arcs
// lead on.
class Network {
public:
    Network(const PathGraph& graph, CutCost cost) : graph_(graph), places_(graph), arcs_(places_.all) {
        std::int64_t sum = 1;
        for (const GraphDecision& decision : graph.decisions) sum += cost_of(decision, cost);
        free_ = sum;
        for (std::size_t i = 0; i < graph.decisions.size(); ++i) {
            const GraphDecision& decision = graph.decisions[i];
            add(decision.from, places_.decision(i), decision.act.nothing() ? free_ : cost_of(decision, cost));
        }
        for (const GraphEdge& edge : graph.edges) add(places_.decision(edge.decision), edge.to, free_);
        for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
            if (graph.is_crisis(node)) add(node, places_.crisis(), free_);
        }
    }

    Cut cut() {
        const std::int64_t flow = boost::boykov_kolmogorov_max_flow(
            arcs_, boost::get(&Arc::capacity, arcs_), boost::get(&Arc::residual, arcs_),
            boost::get(&Arc::reverse, arcs_), boost::get(&Vertex::predecessor, arcs_),
            boost::get(&Vertex::colour, arcs_), boost::get(&Vertex::distance, arcs_),
            boost::get(boost::vertex_index, arcs_), graph_.start, places_.crisis());
        Cut cut;
        cut.possible = flow < free_;
        if (!cut.possible) return cut;
        cut.cost = static_cast<std::uint64_t>(flow);
        const std::vector<char> reached = reached_from_start();
        for (std::size_t i = 0; i < graph_.decisions.size(); ++i) {
            const bool crosses = reached[graph_.decisions[i].from] != 0 && reached[places_.decision(i)] == 0;
            if (crosses) cut.decisions.push_back(static_cast<std::uint32_t>(i));
        }
        return cut;
    }

private:
    // Bidirectional for its plain list of edges: those of a merely directed graph make gcc warn of Boost's
    // own iterators.
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::bidirectionalS>;
    struct Arc {
        std::int64_t capacity = 0;
        std::int64_t residual = 0;
        Traits::edge_descriptor reverse;
    };
    struct Vertex {
        Traits::edge_descriptor predecessor;
        boost::default_color_type colour = boost::white_color;
        std::int64_t distance = 0;
    };
    using Arcs = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Vertex, Arc>;

    static std::int64_t cost_of(const GraphDecision& decision, CutCost cost) {
        return cost == CutCost::runs ? static_cast<std::int64_t>(decision.counts.runs) : 1;
    }

    void add(std::size_t from, std::size_t to, std::int64_t capacity) {
        const auto there = boost::add_edge(from, to, Arc{capacity, 0, {}}, arcs_).first;
        const auto back = boost::add_edge(to, from, Arc{0, 0, {}}, arcs_).first;
        arcs_[there].reverse = back;
        arcs_[back].reverse = there;
    }

    // The places to which more could flow: the side of the start of the cut that is nearest to it.
    std::vector<char> reached_from_start() const {
        std::vector<char> reached(places_.all, 0);
        std::vector<std::size_t> open{graph_.start};
        reached[graph_.start] = 1;
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (auto [arc, end] = boost::out_edges(at, arcs_); arc != end; ++arc) {
                const std::size_t next = boost::target(*arc, arcs_);
                if (arcs_[*arc].residual <= 0 || reached[next] != 0) continue;
                reached[next] = 1;
                open.push_back(next);
            }
        }
        return reached;
    }

    const PathGraph& graph_;
    Places places_;
    Arcs arcs_;
    std::int64_t free_ = 0;  // a capacity that no flow fills
};

}  // namespace

std::vector<Passage> passages_to_crisis(const PathGraph& graph) {
    if (!has_crisis(graph)) return {};
    const Places places(graph);
    const Ways ways = ways_of(graph, places);
    const auto nobody = boost::graph_traits<Ways>::null_vertex();
    std::vector<Ways::vertex_descriptor> dominator(places.all, nobody);
    const auto index = boost::get(boost::vertex_index, ways);
    boost::lengauer_tarjan_dominator_tree(ways, graph.start,
                                          boost::make_iterator_property_map(dominator.begin(), index));

    std::vector<Passage> passages;
    for (auto at = dominator[places.crisis()]; at != nobody && at != graph.start; at = dominator[at]) {
        if (at >= places.nodes) {
            const auto decision = static_cast<std::uint32_t>(at - places.nodes);
            if (!graph.decisions[decision].act.nothing()) passages.push_back({true, decision});
        } else if (graph.nodes[at].situation.kind != Situation::Kind::outcome) {
            passages.push_back({false, static_cast<std::uint32_t>(at)});
        }
    }
    std::reverse(passages.begin(), passages.end());
    return passages;
}

Cut cheapest_cut(const PathGraph& graph, CutCost cost) {
    if (!has_crisis(graph)) return {};
    return Network(graph, cost).cut();
}

}  // namespace firebreak
