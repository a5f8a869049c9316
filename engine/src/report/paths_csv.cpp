#include <firebreak/text.hpp>

#include "report/paths_json.hpp"

namespace firebreak::report {
namespace {

void add_situation_names(CsvRow& row, const std::string& side) {
    for (const char* name : {"kind", "step", "first_posture", "second_posture", "first_under_way",
                             "second_under_way", "mover", "reading", "believed", "outcome"}) {
        row.add(std::string_view(side + "_" + name));
    }
}

template <class SomeId, class List>
void add_id(CsvRow& row, SomeId id, const List& list) {
    row.add(id.valid() ? std::string_view(list[id.index()].id) : std::string_view());
}

void add_situation(CsvRow& row, const Spec& spec, const PathGraph& graph, std::uint32_t node) {
    const Situation& situation = graph.nodes[node].situation;
    const bool ends = situation.kind == Situation::Kind::outcome;
    const bool starts = situation.kind == Situation::Kind::start;
    row.add(std::string_view(ends ? "outcome" : starts ? "start" : "situation"));
    if (ends || starts || graph.options.timeless) row.skip(1);
    else row.add(std::uint64_t{situation.step});
    for (const RungId rung : situation.rungs) add_id(row, rung, spec.ladder);
    for (const RungId rung : situation.under_way) add_id(row, rung, spec.ladder);
    add_id(row, situation.mover, spec.actors);
    add_id(row, situation.reading, spec.ladder);
    add_id(row, situation.believed, spec.causes);
    row.add(std::string_view(ends ? outcome_name(situation.outcome) : ""));
}

std::string heading() {
    CsvRow row;
    row.add(std::string_view("from"));
    add_situation_names(row, "from");
    for (const char* name : {"mover", "move", "accident", "to"}) row.add(std::string_view(name));
    add_situation_names(row, "to");
    for (const char* name : {"passes", "runs", "crises", "came_down", "reach", "reach_low", "reach_high",
                             "crisis", "crisis_low", "crisis_high"}) {
        row.add(std::string_view(name));
    }
    return row.line();
}

void add_share(CsvRow& row, const Proportion& share) {
    for (const double value : {share.share(), share.bounds.low, share.bounds.high}) row.add(value);
}

}  // namespace

std::string paths_csv(const Spec& spec, const PathsAnswer& answer) {
    const PathGraph& graph = answer.graph;
    std::string text = heading();
    for (const GraphEdge& edge : graph.edges) {
        const Act& act = graph.decisions[edge.decision].act;
        CsvRow row;
        row.add(std::uint64_t{graph.from(edge)});
        add_situation(row, spec, graph, graph.from(edge));
        add_id(row, act.mover, spec.actors);
        add_id(row, act.move, spec.moves);
        row.add(std::string_view(act.accident ? "yes" : "no"));
        row.add(std::uint64_t{edge.to});
        add_situation(row, spec, graph, edge.to);
        for (const std::uint64_t n :
             {edge.counts.passes, edge.counts.runs, edge.counts.crises, edge.counts.came_down})
            row.add(n);
        add_share(row, proportion(edge.counts.runs, graph.runs));
        add_share(row, proportion(edge.counts.crises, edge.counts.runs));
        text += row.line();
    }
    return text;
}

}  // namespace firebreak::report
