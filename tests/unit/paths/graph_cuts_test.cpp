#include <bit>

#include <firebreak/paths.hpp>

#include "support/catch.hpp"
#include "unit/paths/handmade_graph.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

std::uint64_t cost_of(const PathGraph& graph, const std::vector<char>& decisions, CutCost cost) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        if (decisions[i] != 0) sum += cost == CutCost::runs ? graph.decisions[i].counts.runs : 1;
    }
    return sum;
}

std::vector<char> marked(const PathGraph& graph, const std::vector<std::uint32_t>& decisions) {
    std::vector<char> marks(graph.decisions.size(), 0);
    for (const std::uint32_t decision : decisions) marks[decision] = 1;
    return marks;
}

// Tries every set of decisions.
void check_cut(const PathGraph& graph, CutCost cost) {
    const Cut cut = cheapest_cut(graph, cost);
    REQUIRE(cut.possible);
    const std::vector<char> marks = marked(graph, cut.decisions);
    const std::vector<char> kept = reached_without(graph, marks, kNoNode);
    CHECK_FALSE(reaches_crisis(graph, kept));
    CHECK(cost_of(graph, marks, cost) == cut.cost);
    for (std::uint32_t set = 0; set < (1U << graph.decisions.size()); ++set) {
        std::vector<char> tried(graph.decisions.size(), 0);
        for (std::size_t i = 0; i < tried.size(); ++i) tried[i] = static_cast<char>((set >> i) & 1U);
        const std::uint64_t price = cost_of(graph, tried, cost);
        if (price > cut.cost) continue;
        const std::vector<char> reached = reached_without(graph, tried, kNoNode);
        if (reaches_crisis(graph, reached)) continue;
        REQUIRE(price == cut.cost);
        // No cut of that cost stands nearer to the start.
        for (std::size_t node = 0; node < reached.size(); ++node) {
            if (kept[node] != 0) CHECK(reached[node] != 0);
        }
    }
}

std::vector<Passage> passages_by_removal(const PathGraph& graph) {
    std::vector<Passage> passages;
    const std::vector<char> none(graph.decisions.size(), 0);
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        const bool inner =
            node != graph.start && graph.nodes[node].situation.kind != Situation::Kind::outcome;
        if (inner && !reaches_crisis(graph, reached_without(graph, none, node)))
            passages.push_back({false, node});
    }
    for (std::uint32_t i = 0; i < graph.decisions.size(); ++i) {
        std::vector<char> one = none;
        one[i] = 1;
        if (!reaches_crisis(graph, reached_without(graph, one, kNoNode))) passages.push_back({true, i});
    }
    return passages;
}

}  // namespace

TEST_CASE(
    "the cheapest cut is the cheapest of all sets of decisions that cut crisis off, and the nearest to the "
    "start") {
    std::mt19937 random(1967);
    int cuts = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const PathGraph graph = random_graph(random, 5, 11, trial % 2 == 0);
        if (graph.decisions.size() > 10) continue;
        check_cut(graph, CutCost::runs);
        check_cut(graph, CutCost::decisions);
        cuts += cheapest_cut(graph, CutCost::decisions).cost > 1 ? 1 : 0;
    }
    CHECK(cuts > 30);
}

TEST_CASE("on a ladder the cut by runs is the last narrow rung and the cut by decisions a single decision") {
    // Two ways up from the start; each run that steps from rung 2 to crisis had other choices before.
    const std::uint32_t crisis = 3 + kCrisisAfter, unresolved = 3 + kUnresolvedAfter;
    const PathGraph graph = handmade(3, {{0, 0, 1, 90},
                                         {0, 1, unresolved, 10},
                                         {1, 0, 2, 30},
                                         {1, 1, unresolved, 60},
                                         {2, 0, crisis, 4},
                                         {2, 1, crisis, 3},
                                         {2, 2, unresolved, 23}});
    const Cut by_runs = cheapest_cut(graph, CutCost::runs);
    CHECK(by_runs.cost == 7);
    CHECK(by_runs.decisions == std::vector<std::uint32_t>{4, 5});
    const Cut by_decisions = cheapest_cut(graph, CutCost::decisions);
    CHECK(by_decisions.cost == 1);
    CHECK(by_decisions.decisions == std::vector<std::uint32_t>{0});
    const std::vector<Passage> passages = passages_to_crisis(graph);
    CHECK(passages == std::vector<Passage>{{true, 0}, {false, 1}, {true, 2}, {false, 2}});
}

TEST_CASE("what every path to crisis passes is what crisis cannot be reached without") {
    std::mt19937 random(1995);
    std::size_t some = 0;
    for (int trial = 0; trial < 400; ++trial) {
        const PathGraph graph = random_graph(random, 7, 12, trial % 2 == 0);
        if (!reaches_crisis(graph,
                            reached_without(graph, std::vector<char>(graph.decisions.size(), 0), kNoNode))) {
            CHECK(passages_to_crisis(graph).empty());
            continue;
        }
        std::vector<Passage> found = passages_to_crisis(graph);
        std::vector<Passage> wanted = passages_by_removal(graph);
        // The order along the paths: each passage is found while all later ones are closed.
        for (std::size_t i = 0; i + 1 < found.size(); ++i) {
            const Passage& later = found[i + 1];
            std::vector<char> without(graph.decisions.size(), 0);
            if (later.is_decision) without[later.index] = 1;
            const std::vector<char> reached =
                reached_without(graph, without, later.is_decision ? kNoNode : later.index);
            CHECK(reached[found[i].is_decision ? graph.decisions[found[i].index].from : found[i].index] != 0);
        }
        const auto order = [](const Passage& a, const Passage& b) {
            return a.is_decision != b.is_decision ? b.is_decision : a.index < b.index;
        };
        std::sort(found.begin(), found.end(), order);
        CHECK(found == wanted);
        some += found.size() > 1 ? 1 : 0;
    }
    CHECK(some > 50);
}

TEST_CASE("runs that start in a crisis cannot be cut off, and where there is no crisis nothing need be") {
    PathGraph graph = handmade(1, {{0, 0, 1 + kCrisisAfter, 3}});
    graph.decisions[0].act = {};
    CHECK_FALSE(cheapest_cut(graph, CutCost::runs).possible);
    CHECK_FALSE(cheapest_cut(graph, CutCost::decisions).possible);
    const PathGraph calm = handmade(1, {{0, 0, 1 + kSettledAfter, 3}});
    CHECK(cheapest_cut(calm, CutCost::runs) == Cut{});
    CHECK(passages_to_crisis(calm).empty());
}

TEST_CASE("an accident can be cut off like a decision") {
    PathGraph graph = handmade(1, {{0, 0, 1 + kWarAfter, 3}});
    graph.decisions[0].act = {{}, {}, true};
    CHECK(cheapest_cut(graph, CutCost::runs) == Cut{true, 3, {0}});
}
