// What `firebreak paths` found: the graph of one arm, its likeliest paths, and what stands between the start
// and crisis.
#pragma once

#include <string>
#include <vector>

#include <firebreak/paths.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

struct PathsAnswer {
    Origin origin;
    ArmSpec arm;
    std::uint64_t runs = 0;
    bool complete = true;
    double seconds = 0;
    PathGraph graph;     // as asked for
    PathGraph timeless;  // the same runs without the numbers of steps; what follows the paths is found in it
    std::vector<GraphPath> commonest;
    std::vector<GraphPath> to_crisis;
    std::vector<Passage> passages;
    Cut fewest_runs;
    Cut fewest_decisions;
    OffRamps ramps;

    [[nodiscard]] Proportion crisis() const { return proportion(graph.crises, runs); }
};

// The k likeliest paths of each kind, in the order of how many runs took exactly them. An interrupted search
// has no such counts.
[[nodiscard]] PathsAnswer find_paths(const Spec& spec, const ArmSpec& arm, const GraphOptions& options,
                                     std::size_t k, const EnsembleOptions& runs);

// Acts of a list of decisions of a graph, in any situation, most runs to crisis first.
struct ActGroup {
    Act act;
    std::vector<std::uint32_t> decisions;
    std::uint64_t runs = 0;    // sum over decisions
    std::uint64_t crises = 0;  // likewise
};
[[nodiscard]] std::vector<ActGroup> grouped_by_act(const PathGraph& graph,
                                                   const std::vector<std::uint32_t>& decisions);

}  // namespace firebreak::report
