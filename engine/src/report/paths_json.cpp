#include "report/json.hpp"

namespace firebreak::report {
namespace {

Json situation_json(const Spec& spec, const PathGraph& graph, const Situation& situation) {
    const bool ends = situation.kind == Situation::Kind::outcome;
    Json json = {{"kind", kind_name(situation.kind)}};
    if (ends) {
        json["outcome"] = outcome_name(situation.outcome);
        return json;
    }
    const bool numbered = situation.kind == Situation::Kind::situation && !graph.options.timeless;
    json["step"] = numbered ? Json(situation.step) : Json(nullptr);
    Json postures = Json::array();
    Json under_way = Json::array();
    for (std::size_t i = 0; i < kActors; ++i) {
        postures.push_back(id_json(situation.rungs[i], spec.ladder));
        under_way.push_back(id_json(situation.under_way[i], spec.ladder));
    }
    json["postures"] = postures;
    json["under_way"] = under_way;
    json["mover"] = id_json(situation.mover, spec.actors);
    json["reading"] = id_json(situation.reading, spec.ladder);
    json["believed"] = id_json(situation.believed, spec.causes);
    return json;
}

void add_counts(Json& json, const PassCounts& counts) {
    json["passes"] = counts.passes;
    json["runs"] = counts.runs;
    json["crises"] = counts.crises;
    json["came_down"] = counts.came_down;
}

// With how likely it is that a run comes here, and that it then ends in crisis.
void add_shares(Json& json, const PassCounts& counts, std::uint64_t runs) {
    add_counts(json, counts);
    json["reach"] = proportion_json(proportion(counts.runs, runs));
    json["crisis"] = proportion_json(proportion(counts.crises, counts.runs));
}

void add_act(Json& json, const Spec& spec, const Act& act) {
    json["mover"] = id_json(act.mover, spec.actors);
    json["move"] = id_json(act.move, spec.moves);
    json["accident"] = act.accident;
}

Json graph_json(const Spec& spec, const PathGraph& graph) {
    Json nodes = Json::array();
    for (const GraphNode& node : graph.nodes) {
        Json json = situation_json(spec, graph, node.situation);
        add_shares(json, node.counts, graph.runs);
        nodes.push_back(std::move(json));
    }
    Json decisions = Json::array();
    for (const GraphDecision& decision : graph.decisions) {
        Json json = {{"from", decision.from}};
        add_act(json, spec, decision.act);
        add_shares(json, decision.counts, graph.runs);
        decisions.push_back(std::move(json));
    }
    Json edges = Json::array();
    for (const GraphEdge& edge : graph.edges) {
        Json json = {{"decision", edge.decision}, {"from", graph.from(edge)}, {"to", edge.to}};
        add_counts(json, edge.counts);
        edges.push_back(std::move(json));
    }
    Json acts = Json::array();
    for (const ActTotal& total : graph.acts) {
        Json json = Json::object();
        add_act(json, spec, total.act);
        add_shares(json, total.counts, graph.runs);
        acts.push_back(std::move(json));
    }
    return {
        {"start", graph.start}, {"nodes", nodes}, {"decisions", decisions}, {"edges", edges}, {"acts", acts}};
}

Json paths_list(const PathGraph& graph, const std::vector<GraphPath>& paths) {
    Json list = Json::array();
    for (const GraphPath& path : paths) {
        const auto last = last_way_down(graph, path);
        const Json exact =
            path.counted == 0 ? Json(nullptr) : proportion_json(proportion(path.count, path.counted));
        list.push_back({{"edges", path.edges},
                        {"graph_share", path.share},
                        {"exact", exact},
                        {"last_way_down", last ? Json(path.edges[*last]) : Json(nullptr)}});
    }
    return list;
}

Json cut_json(const PathGraph& graph, const Cut& cut) {
    std::uint64_t crises = 0;
    for (const std::uint32_t decision : cut.decisions) crises += graph.decisions[decision].counts.crises;
    return {{"possible", cut.possible}, {"cost", cut.cost}, {"crises", crises}, {"decisions", cut.decisions}};
}

Json options_json(const GraphOptions& options) {
    Json by = Json::array();
    if (options.by_decider) by.push_back("decider");
    if (options.by_belief) by.push_back("belief");
    if (options.by_under_way) by.push_back("under-way");
    return {{"steps", options.path.steps == PathOptions::Steps::acts ? "acts" : "decisions"},
            {"past_crisis", options.path.past_crisis},
            {"timeless", options.timeless},
            {"by", by}};
}

}  // namespace

std::string paths_json(const Spec& spec, const PathsAnswer& answer) {
    Json json = origin_json(spec, answer.origin, answer.runs, answer.complete);
    json["seconds"] = answer.seconds;
    json["measures"] = answer.arm.measures;
    json["clean"] = clean_words(spec, answer.arm);
    json["options"] = options_json(answer.graph.options);
    json["crisis"] = proportion_json(answer.crisis());
    json["graph"] = graph_json(spec, answer.graph);
    json["commonest"] = paths_list(answer.graph, answer.commonest);
    json["to_crisis"] = paths_list(answer.graph, answer.to_crisis);
    json["timeless"] = graph_json(spec, answer.timeless);
    Json passages = Json::array();
    for (const Passage& passage : answer.passages) {
        passages.push_back(
            {{"kind", passage.is_decision ? "decision" : "situation"}, {"index", passage.index}});
    }
    json["passages"] = passages;
    json["cuts"] = {{"runs", cut_json(answer.timeless, answer.fewest_runs)},
                    {"decisions", cut_json(answer.timeless, answer.fewest_decisions)}};
    json["off_ramps"] = {{"descents", answer.ramps.descents}, {"closed", answer.ramps.closed}};
    return json_line(json);
}

}  // namespace firebreak::report
