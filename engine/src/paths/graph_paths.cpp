// Likeliest paths: Yen's algorithm over Dijkstra's, where an edge is as long as its share is unlikely.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>

#include <firebreak/paths.hpp>

namespace firebreak {
namespace {

constexpr std::uint32_t kNoEdge = 0xffff'ffff;

struct Link {
    std::uint32_t edge = kNoEdge;  // of the path graph; none: from an outcome to the goal
    double length = 0;
};
using Links = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Link>;
using LinkDescriptor = boost::graph_traits<Links>::edge_descriptor;

// What a search must leave out.
struct Closed {
    std::vector<char> edges, nodes;
};
struct EdgeOpen {
    const Links* links = nullptr;
    const Closed* closed = nullptr;
    bool operator()(const LinkDescriptor& link) const {
        const std::uint32_t edge = (*links)[link].edge;
        return edge == kNoEdge || closed->edges[edge] == 0;
    }
};
struct NodeOpen {
    const Closed* closed = nullptr;
    bool operator()(std::size_t node) const { return closed->nodes[node] == 0; }
};

// Remembers by which link each node was reached, for two links may join the same nodes.
class ReachedBy : public boost::default_dijkstra_visitor {
public:
    ReachedBy(std::vector<LinkDescriptor>& links, std::vector<char>& reached)
        : links_(&links), reached_(&reached) {}
    template <class Graph>
    void edge_relaxed(const LinkDescriptor& link, const Graph&) const {
        (*links_)[link.m_target] = link;
        (*reached_)[link.m_target] = 1;
    }

private:
    std::vector<LinkDescriptor>* links_;
    std::vector<char>* reached_;
};

struct Candidate {
    double length = 0;
    std::vector<std::uint32_t> edges;
    bool operator<(const Candidate& other) const {
        return std::tie(length, edges) < std::tie(other.length, other.edges);
    }
};

class PathSearch {
public:
    PathSearch(const PathGraph& graph, PathsTo to)
        : graph_(graph), goal_(graph.nodes.size()), links_(graph.nodes.size() + 1) {
        std::vector<std::uint64_t> leaving(graph.nodes.size(), 0);
        for (const GraphEdge& edge : graph.edges) leaving[graph.from(edge)] += edge.counts.passes;
        for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
            const GraphEdge& edge = graph.edges[i];
            const std::uint32_t from = graph.from(edge);
            lengths_.push_back(
                std::log(static_cast<double>(leaving[from]) / static_cast<double>(edge.counts.passes)));
            boost::add_edge(from, edge.to, Link{i, lengths_.back()}, links_);
        }
        for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
            const bool outcome = graph.nodes[node].situation.kind == Situation::Kind::outcome;
            if (outcome && (to == PathsTo::any_outcome || graph.is_crisis(node)))
                boost::add_edge(node, goal_, Link{}, links_);
        }
        closed_.edges.assign(graph.edges.size(), 0);
        closed_.nodes.assign(graph.nodes.size() + 1, 0);
    }

    std::vector<Candidate> best(std::size_t k) {
        std::vector<Candidate> found;
        std::set<Candidate> candidates;
        Candidate first;
        if (k > 0 && extend(first, graph_.start)) candidates.insert(first);
        while (!candidates.empty() && found.size() < k) {
            found.push_back(*candidates.begin());
            candidates.erase(candidates.begin());
            add_deviations(found, candidates);
        }
        return found;
    }

private:
    // Yen's step: paths that follow the last one found for a while and then leave it, and all others that
    // begin in the same way.
    void add_deviations(const std::vector<Candidate>& found, std::set<Candidate>& candidates) {
        const std::vector<std::uint32_t> last = found.back().edges;
        Candidate root;
        std::uint32_t node = graph_.start;
        for (const std::uint32_t next : last) {
            for (const Candidate& path : found) {
                const bool alike = path.edges.size() > root.edges.size() &&
                                   std::equal(root.edges.begin(), root.edges.end(), path.edges.begin());
                if (alike) closed_.edges[path.edges[root.edges.size()]] = 1;
            }
            Candidate spur = root;
            if (extend(spur, node)) candidates.insert(spur);
            std::fill(closed_.edges.begin(), closed_.edges.end(), char{0});
            closed_.nodes[node] = 1;
            root.edges.push_back(next);
            root.length += lengths_[next];
            node = graph_.edges[next].to;
        }
        std::fill(closed_.nodes.begin(), closed_.nodes.end(), char{0});
    }

    // Goes on from a node to the goal by the shortest way that is open; false if there is none.
    bool extend(Candidate& path, std::uint32_t node) const {
        const boost::filtered_graph<Links, EdgeOpen, NodeOpen> open(links_, EdgeOpen{&links_, &closed_},
                                                                    NodeOpen{&closed_});
        std::vector<LinkDescriptor> by(boost::num_vertices(links_));
        std::vector<char> reached(boost::num_vertices(links_), 0);
        boost::dijkstra_shortest_paths(
            open, node, boost::weight_map(boost::get(&Link::length, links_)).visitor(ReachedBy(by, reached)));
        if (reached[goal_] == 0) return false;
        std::vector<std::uint32_t> way;
        for (std::size_t at = goal_; at != node; at = by[at].m_source) {
            if (links_[by[at]].edge != kNoEdge) way.push_back(links_[by[at]].edge);
        }
        std::reverse(way.begin(), way.end());
        for (const std::uint32_t edge : way) {
            path.edges.push_back(edge);
            path.length += lengths_[edge];
        }
        return true;
    }

    const PathGraph& graph_;
    std::size_t goal_;
    Links links_;
    std::vector<double> lengths_;
    Closed closed_;
};

}  // namespace

std::vector<GraphPath> likeliest_paths(const PathGraph& graph, std::size_t k, PathsTo to) {
    if (graph.nodes.empty()) return {};
    std::vector<GraphPath> paths;
    for (Candidate& candidate : PathSearch(graph, to).best(k)) {
        paths.push_back({std::move(candidate.edges), std::exp(-candidate.length), 0, 0});
    }
    return paths;
}

}  // namespace firebreak
