// The graph as DOT and GraphML, by Boost's writers. Names come from a scenario and may hold anything; what
// the writers do not make safe is made safe here.
#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <firebreak/paths.hpp>
#include <firebreak/text.hpp>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

struct Place {
    std::uint32_t index = 0;  // of the node, or of the edge, in the path graph
};
// Bidirectional for its plain list of edges, as in graph_cuts.cpp.
using Drawing = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Place, Place>;
using DrawnNode = boost::graph_traits<Drawing>::vertex_descriptor;
using DrawnEdge = boost::graph_traits<Drawing>::edge_descriptor;

struct Selection {
    Drawing drawing;
    std::uint64_t min_runs = 0;
    std::size_t nodes_left_out = 0;
    std::size_t edges_left_out = 0;

    [[nodiscard]] std::string remark() const {
        if (edges_left_out == 0) return {};
        return fmt::format(
            "Left out: {} taken by fewer than {} runs, and {} that only they touch.",
            edges_left_out == 1 ? "1 edge" : std::to_string(edges_left_out) + " edges", min_runs,
            nodes_left_out == 1 ? "1 situation" : std::to_string(nodes_left_out) + " situations");
    }
};

Selection select(const PathGraph& graph, std::uint64_t min_runs) {
    Selection selection;
    selection.min_runs = min_runs;
    const auto keeps = [&](const GraphEdge& edge) { return edge.counts.runs >= min_runs; };
    std::vector<char> touched(graph.nodes.size(), 0);
    for (const GraphEdge& edge : graph.edges) {
        if (keeps(edge)) touched[graph.from(edge)] = touched[edge.to] = 1;
    }
    if (!touched.empty()) touched[graph.start] = 1;
    std::vector<DrawnNode> drawn(graph.nodes.size(), 0);
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (touched[node] != 0) drawn[node] = boost::add_vertex(Place{node}, selection.drawing);
        else ++selection.nodes_left_out;
    }
    for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
        const GraphEdge& edge = graph.edges[i];
        if (keeps(edge))
            boost::add_edge(drawn[graph.from(edge)], drawn[edge.to], Place{i}, selection.drawing);
        else ++selection.edges_left_out;
    }
    return selection;
}

// Collects what is written about each node, each edge and the whole.
class Properties {
public:
    Properties(const PathGraph& graph, const Drawing& drawing) : graph_(graph), drawing_(drawing) {}

    template <class Value>  // of a GraphNode
    void node(const std::string& name, Value value) {
        add<DrawnNode>(name,
                       [this, value](DrawnNode node) { return value(graph_.nodes[drawing_[node].index]); });
    }
    template <class Value>  // of a GraphEdge
    void edge(const std::string& name, Value value) {
        add<DrawnEdge>(
            name, [this, value](const DrawnEdge& edge) { return value(graph_.edges[drawing_[edge].index]); });
    }
    template <class Value>
    void whole(const std::string& name, const Value& value) {
        add<Drawing*>(name, [value](Drawing*) { return value; });
    }
    [[nodiscard]] const boost::dynamic_properties& all() const { return all_; }

private:
    template <class Key, class Function>
    void add(const std::string& name, Function function) {
        using Value = decltype(function(std::declval<Key>()));
        all_.property(name, boost::function_property_map<Function, Key, Value>(function));
    }

    const PathGraph& graph_;
    const Drawing& drawing_;
    boost::dynamic_properties all_;
};

// Text for a label of Graphviz, which reads backslashes and entities; Boost sees to the quotes. A picture is
// for people, so that what must not reach a page is shown as an escape.
std::string label_text(const std::string& text) {
    std::string label;
    for (const char c : printable(text, 1000)) {
        if (c == '\\') label += "\\\\";
        else if (c == '&') label += "&amp;";
        else label += c;
    }
    return label;
}

// Text that XML 1.0 can hold; Boost sees to the markup. What it cannot hold, and what is not UTF-8, becomes a
// replacement character.
std::string xml_text(const std::string& text) {
    std::string clean;
    for (std::string_view rest = text; !rest.empty();) {
        const Utf8Char next = decode_utf8(rest);
        const bool control = next.code < 0x20 && next.code != '\t' && next.code != '\n';
        if (!next.valid || control || next.code == 0xfffe || next.code == 0xffff) clean += "\xef\xbf\xbd";
        else clean += rest.substr(0, next.length);
        rest.remove_prefix(next.length);
    }
    return clean;
}

double share(std::uint64_t count, std::uint64_t of) {
    return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of);
}

std::string counts_text(const PassCounts& counts) {
    return fmt::format("{} {}, {:.3g} % of them to crisis", counts.runs, counts.runs == 1 ? "run" : "runs",
                       100 * share(counts.crises, counts.runs));
}

std::string node_label(const Spec& spec, const GraphNode& node) {
    const Situation& situation = node.situation;
    std::string text = label_text(situation_name(spec, situation));
    if (situation.kind == Situation::Kind::outcome) return text + fmt::format("\\n{} runs", node.counts.runs);
    // One line for each side, and one for what else is known.
    Situation bare;
    bare.rungs = situation.rungs;
    std::string lines;
    for (std::size_t i = 0; i < kActors; ++i) {
        const ActorSpec& actor = spec.actors[i];
        const RungSpec& rung = spec.ladder[situation.rungs[i].index()];
        lines += label_text((actor.name.empty() ? actor.id : actor.name) + ": " +
                            (rung.name.empty() ? rung.id : rung.name)) +
                 "\\n";
    }
    const std::string more = situation_name(spec, situation).substr(situation_name(spec, bare).size());
    if (!more.empty()) lines += label_text(more.substr(2)) + "\\n";
    return lines + counts_text(node.counts);
}

struct Look {
    const char* shape;
    const char* fill;
    const char* ink;
};
Look look_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::war: return {"doubleoctagon", "#1a1a1a", "#ffffff"};
        case Outcome::crisis: return {"octagon", "#b2182b", "#ffffff"};
        case Outcome::settled: return {"ellipse", "#a6dba0", "#000000"};
        case Outcome::unresolved: return {"ellipse", "#d9d9d9", "#000000"};
    }
    return {"ellipse", "#ffffff", "#000000"};
}
Look look_of(const GraphNode& node) {
    return node.situation.kind == Situation::Kind::outcome ? look_of(node.situation.outcome)
                                                           : Look{"box", "", "#000000"};
}

// White where no run ends in crisis, red where all do.
std::string fill_of(const GraphNode& node) {
    const Look look = look_of(node);
    if (*look.fill != '\0') return look.fill;
    return fmt::format("0.000 {:.3f} 1.000", 0.7 * share(node.counts.crises, node.counts.runs));
}

const char* edge_colour(const Act& act) {
    if (!act.mover.valid()) return "#808080";
    return act.mover.index() == 0 ? "#2166ac" : "#b35806";
}

void add_dot_nodes(Properties& properties, const Spec& spec) {
    properties.node("label", [&spec](const GraphNode& n) { return node_label(spec, n); });
    properties.node("tooltip", [&spec](const GraphNode& n) {
        return label_text(situation_name(spec, n.situation)) + "\\n" + counts_text(n.counts) +
               fmt::format("\\n{} came down afterwards", n.counts.came_down);
    });
    properties.node("shape", [](const GraphNode& n) { return std::string(look_of(n).shape); });
    properties.node("style", [](const GraphNode&) { return std::string("filled"); });
    properties.node("fillcolor", fill_of);
    properties.node("fontcolor", [](const GraphNode& n) { return std::string(look_of(n).ink); });
}

void add_dot_edges(Properties& properties, const Spec& spec, const PathGraph& graph) {
    const auto act = [&graph](const GraphEdge& e) -> const Act& { return graph.decisions[e.decision].act; };
    properties.edge("label", [&spec, act](const GraphEdge& e) {
        return label_text(act_name(spec, act(e))) + fmt::format("\\n{}", e.counts.runs);
    });
    properties.edge("tooltip", [&spec, act](const GraphEdge& e) {
        return label_text(act_name(spec, act(e))) + "\\n" + counts_text(e.counts);
    });
    properties.edge("penwidth", [&graph](const GraphEdge& e) {
        return fmt::format("{:.2f}", 0.5 + 6 * std::sqrt(share(e.counts.runs, graph.runs)));
    });
    properties.edge("color", [act](const GraphEdge& e) { return std::string(edge_colour(act(e))); });
    properties.edge("style", [act](const GraphEdge& e) {
        return std::string(act(e).mover.valid() ? "solid" : "dashed");
    });
}

void add_counts(const auto& add) {
    add("runs", [](const PassCounts& c) { return c.runs; });
    add("passes", [](const PassCounts& c) { return c.passes; });
    add("crises", [](const PassCounts& c) { return c.crises; });
    add("came_down", [](const PassCounts& c) { return c.came_down; });
}

void add_graphml_nodes(Properties& properties, const Spec& spec, const PathGraph& graph) {
    const auto text = [&](const char* name, auto value) {
        properties.node(name, [value](const GraphNode& n) { return xml_text(value(n.situation)); });
    };
    const auto rung = [&spec](RungId id) { return id.valid() ? spec.ladder[id.index()].id : std::string(); };
    text("label", [&spec](const Situation& s) { return situation_name(spec, s); });
    text("kind", [](const Situation& s) { return std::string(kind_name(s.kind)); });
    text("first_posture", [rung](const Situation& s) { return rung(s.rungs[0]); });
    text("second_posture", [rung](const Situation& s) { return rung(s.rungs[1]); });
    text("first_under_way", [rung](const Situation& s) { return rung(s.under_way[0]); });
    text("second_under_way", [rung](const Situation& s) { return rung(s.under_way[1]); });
    text("mover", [&spec](const Situation& s) {
        return s.mover.valid() ? spec.actors[s.mover.index()].id : std::string();
    });
    text("reading", [rung](const Situation& s) { return rung(s.reading); });
    text("believed", [&spec](const Situation& s) {
        return s.believed.valid() ? spec.causes[s.believed.index()].id : std::string();
    });
    text("outcome", [](const Situation& s) {
        return s.kind == Situation::Kind::outcome ? std::string(outcome_name(s.outcome)) : std::string();
    });
    properties.node("step", [timeless = graph.options.timeless](const GraphNode& n) {
        return timeless || n.situation.kind != Situation::Kind::situation
                   ? -1
                   : static_cast<int>(n.situation.step);
    });
    add_counts([&](const char* name, auto value) {
        properties.node(name, [value](const GraphNode& n) { return value(n.counts); });
    });
}

void add_graphml_edges(Properties& properties, const Spec& spec, const PathGraph& graph) {
    const auto text = [&](const char* name, auto value) {
        properties.edge(name, [&graph, value](const GraphEdge& e) {
            return xml_text(value(graph.decisions[e.decision].act));
        });
    };
    text("label", [&spec](const Act& act) { return act_name(spec, act); });
    text("mover", [&spec](const Act& act) {
        return act.mover.valid() ? spec.actors[act.mover.index()].id : std::string();
    });
    text("move", [&spec](const Act& act) {
        return act.move.valid() ? spec.moves[act.move.index()].id : std::string();
    });
    properties.edge("accident",
                    [&graph](const GraphEdge& e) { return graph.decisions[e.decision].act.accident; });
    add_counts([&](const char* name, auto value) {
        properties.edge(name, [value](const GraphEdge& e) { return value(e.counts); });
    });
}

}  // namespace

void write_dot(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs) {
    const Selection selection = select(graph, min_runs);
    Properties properties(graph, selection.drawing);
    add_dot_nodes(properties, spec);
    add_dot_edges(properties, spec, graph);
    properties.node("node_id",
                    [&graph](const GraphNode& n) { return fmt::format("n{}", &n - graph.nodes.data()); });
    properties.whole("rankdir", std::string("LR"));
    properties.whole("labelloc", std::string("t"));
    properties.whole("label", label_text(spec.title.empty() ? spec.id : spec.title) +
                                  fmt::format("\\n{} runs, {} to crisis", graph.runs, graph.crises) +
                                  (selection.edges_left_out == 0 ? "" : "\\n" + selection.remark()));
    boost::write_graphviz_dp(out, selection.drawing, properties.all());
}

void write_graphml(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs) {
    const Selection selection = select(graph, min_runs);
    Properties properties(graph, selection.drawing);
    add_graphml_nodes(properties, spec, graph);
    add_graphml_edges(properties, spec, graph);
    properties.whole("scenario", xml_text(spec.id));
    properties.whole("title", xml_text(spec.title));
    properties.whole("runs", graph.runs);
    properties.whole("crises", graph.crises);
    properties.whole("timeless", graph.options.timeless);
    properties.whole("left_out", selection.remark());
    boost::write_graphml(out, selection.drawing, boost::get(boost::vertex_index, selection.drawing),
                         properties.all());
}

}  // namespace firebreak
