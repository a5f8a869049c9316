#include "report/paths_answer.hpp"

#include <algorithm>
#include <chrono>

namespace firebreak::report {
namespace {

// Counts paths of both kinds in one pass over the runs.
void count_both(const Model& model, PathsAnswer& answer, EnsembleOptions runs) {
    runs.runs = answer.runs;
    std::vector<GraphPath> paths = answer.commonest;
    paths.insert(paths.end(), answer.to_crisis.begin(), answer.to_crisis.end());
    count_exactly(model, answer.graph, paths, runs);
    const auto half = paths.begin() + static_cast<std::ptrdiff_t>(answer.commonest.size());
    answer.commonest.assign(paths.begin(), half);
    answer.to_crisis.assign(half, paths.end());
    for (std::vector<GraphPath>* list : {&answer.commonest, &answer.to_crisis}) {
        std::stable_sort(list->begin(), list->end(),
                         [](const GraphPath& a, const GraphPath& b) { return a.count > b.count; });
    }
}

}  // namespace

PathsAnswer find_paths(const Spec& spec, const ArmSpec& arm, const GraphOptions& options, std::size_t k,
                       const EnsembleOptions& runs) {
    const auto start = std::chrono::steady_clock::now();
    const Model model = compile(spec, arm);
    GraphOptions timeless = options;
    timeless.timeless = true;
    std::vector<PathGraph> graphs = build_path_graphs(model, {options, timeless}, runs);
    PathsAnswer answer;
    answer.arm = arm;
    answer.graph = std::move(graphs[0]);
    answer.timeless = std::move(graphs[1]);
    answer.runs = answer.graph.runs;
    answer.complete = answer.runs == runs.runs;
    answer.commonest = likeliest_paths(answer.graph, k, PathsTo::any_outcome);
    answer.to_crisis = likeliest_paths(answer.graph, k, PathsTo::crisis);
    if (answer.complete) count_both(model, answer, runs);
    answer.passages = passages_to_crisis(answer.timeless);
    answer.fewest_runs = cheapest_cut(answer.timeless, CutCost::runs);
    answer.fewest_decisions = cheapest_cut(answer.timeless, CutCost::decisions);
    answer.ramps = off_ramps(spec, answer.timeless);
    answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return answer;
}

std::vector<ActGroup> grouped_by_act(const PathGraph& graph, const std::vector<std::uint32_t>& decisions) {
    std::vector<ActGroup> groups;
    for (const std::uint32_t index : decisions) {
        const GraphDecision& decision = graph.decisions[index];
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const ActGroup& g) { return g.act == decision.act; });
        if (group == groups.end()) group = groups.insert(groups.end(), ActGroup{decision.act, {}, 0, 0});
        group->decisions.push_back(index);
        group->runs += decision.counts.runs;
        group->crises += decision.counts.crises;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const ActGroup& a, const ActGroup& b) {
        return a.crises != b.crises ? a.crises > b.crises : a.runs > b.runs;
    });
    return groups;
}

}  // namespace firebreak::report
