#include "report/paths_sections.hpp"

namespace firebreak::report {
namespace {

using Row = std::vector<answer::Cell>;

template <class SomeId, class List>
std::string id_text(SomeId id, const List& list) {
    return id.valid() ? list[id.index()].id : std::string();
}

void add_situation(Row& row, const Spec& spec, const PathGraph& graph, std::uint32_t node) {
    const Situation& situation = graph.nodes[node].situation;
    const bool ends = situation.kind == Situation::Kind::outcome;
    const bool starts = situation.kind == Situation::Kind::start;
    const bool numbered = !ends && !starts && !graph.options.timeless;
    row.emplace_back(std::uint64_t{node});
    row.emplace_back(std::string(ends ? "outcome" : starts ? "start" : "situation"));
    answer::Cell& step = row.emplace_back();  // empty where steps are not told apart
    if (numbered) step = std::uint64_t{situation.step};
    for (const RungId rung : situation.rungs) row.emplace_back(id_text(rung, spec.ladder));
    for (const RungId rung : situation.under_way) row.emplace_back(id_text(rung, spec.ladder));
    row.emplace_back(id_text(situation.mover, spec.actors));
    row.emplace_back(id_text(situation.reading, spec.ladder));
    row.emplace_back(id_text(situation.believed, spec.causes));
    row.emplace_back(std::string(ends ? outcome_name(situation.outcome) : ""));
}

void add_share(Row& row, const Proportion& share) {
    row.insert(row.end(), {share.share(), share.bounds.low, share.bounds.high});
}

Row edge_row(const Spec& spec, const PathGraph& graph, const GraphEdge& edge) {
    const Act& act = graph.decisions[edge.decision].act;
    Row row;
    add_situation(row, spec, graph, graph.from(edge));
    row.insert(row.end(), {id_text(act.mover, spec.actors), id_text(act.move, spec.moves),
                           std::string(act.accident ? "yes" : "no")});
    add_situation(row, spec, graph, edge.to);
    row.insert(row.end(), {edge.counts.passes, edge.counts.runs, edge.counts.crises, edge.counts.came_down});
    add_share(row, proportion(edge.counts.runs, graph.runs));
    add_share(row, proportion(edge.counts.crises, edge.counts.runs));
    return row;
}

}  // namespace

answer::Table paths_rows(const Spec& spec, const PathsAnswer& answer) {
    answer::Table table;
    const auto add = [&](std::string name) { table.columns.emplace_back(std::move(name)); };
    const auto add_side = [&](const std::string& side) {
        add(side);
        for (const char* name : {"kind", "step", "first_posture", "second_posture", "first_under_way",
                                 "second_under_way", "mover", "reading", "believed", "outcome"})
            add(side + "_" + name);
    };
    add_side("from");
    for (const char* name : {"mover", "move", "accident"}) add(name);
    add_side("to");
    for (const char* name : {"passes", "runs", "crises", "came_down", "reach", "reach_low", "reach_high",
                             "crisis", "crisis_low", "crisis_high"})
        add(name);
    for (const GraphEdge& edge : answer.graph.edges) table.rows.push_back(edge_row(spec, answer.graph, edge));
    add_origin(table, spec, answer.origin);
    return table;
}

}  // namespace firebreak::report
