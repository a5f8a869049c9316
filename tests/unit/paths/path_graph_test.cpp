#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <random>
#include <sstream>
#include <tuple>

#include <firebreak/model.hpp>
#include <firebreak/paths.hpp>

#include "paths/graph_tally.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

EnsembleOptions some_runs(std::uint64_t runs, unsigned jobs = 0) {
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    return options;
}

// A run as a list of situations and acts, made from its path step by step.
struct Story {
    std::vector<Situation> situations;  // the last one is the outcome
    std::vector<Act> acts;
    std::vector<bool> up, down;  // by situation: above the start; not above it and before any crisis
    bool crisis = false;
};

Story story_of(const Model& model, const GraphOptions& options, std::uint64_t replicate) {
    const NoiseKey key{1, replicate, 0};
    const RunPath path = path_of(model, key, options.path);
    RecordList list;
    const RunResult run = simulate(model, key, {}, &list);
    RecordId crisis_record = kNoRecord;
    for (const Record& record : list.records) {
        const auto* effect = std::get_if<MoveTookEffect>(&record.what);
        if (effect != nullptr && effect->after >= kCrisis) crisis_record = std::min(crisis_record, record.id);
    }
    const std::array<RungId, kActors> start{kCalm, kCalm};
    Story story;
    story.crisis = run.crisis;
    const auto add = [&](const Situation& situation, const Act& act, RecordId record) {
        const bool above = situation.rungs[0] > start[0] || situation.rungs[1] > start[1];
        story.situations.push_back(situation);
        story.acts.push_back(act);
        story.up.push_back(above);
        story.down.push_back(!above && record < crisis_record);
    };
    if (options.by_decider || options.by_belief || path.steps.empty()) {
        Situation first;
        first.kind =
            options.by_decider || options.by_belief ? Situation::Kind::start : Situation::Kind::situation;
        first.rungs = start;
        add(first, {}, 0);
    }
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const PathStep& step = path.steps[i];
        Situation situation;
        situation.step = options.timeless ? 0 : static_cast<std::uint32_t>(i);
        situation.rungs = step.rungs;
        if (options.by_decider) situation.mover = step.mover;
        if (options.by_belief)
            std::tie(situation.reading, situation.believed) = std::tie(step.reading, step.believed);
        add(situation, {step.mover, step.move, !step.mover.valid()}, step.record);
    }
    Situation end;
    end.kind = Situation::Kind::outcome;
    end.outcome = run.outcome;
    story.situations.push_back(end);
    // Where the run ends counts as a place to have come down to, but not as one to come down from.
    const bool above = path.last_rungs[0] > start[0] || path.last_rungs[1] > start[1];
    story.up.push_back(false);
    story.down.push_back(!above && !run.crisis);
    return story;
}

bool comes_down(const Story& story, std::size_t from) {
    for (std::size_t i = from; i < story.up.size(); ++i) {
        for (std::size_t later = i + 1; story.up[i] && later < story.down.size(); ++later) {
            if (story.down[later]) return true;
        }
    }
    return false;
}

template <class Key>
void pass(std::map<Key, PassCounts>& counts, std::vector<Key>& seen, const Key& key, const Story& story,
          std::size_t place) {
    PassCounts& to = counts[key];
    ++to.passes;
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) return;
    seen.push_back(key);
    ++to.runs;
    to.crises += story.crisis ? 1 : 0;
    to.came_down += comes_down(story, place) ? 1 : 0;
}

using Choice = std::tuple<Situation, Act>;
using Step = std::tuple<Situation, Act, Situation>;

struct Counted {
    std::map<Situation, PassCounts> nodes;
    std::map<Choice, PassCounts> decisions;
    std::map<Step, PassCounts> edges;
    std::map<Act, PassCounts> acts;

    void add(const Story& story) {
        std::vector<Situation> seen_nodes;
        std::vector<Choice> seen_decisions;
        std::vector<Step> seen_edges;
        std::vector<Act> seen_acts;
        for (std::size_t i = 0; i < story.situations.size(); ++i) {
            pass(nodes, seen_nodes, story.situations[i], story, i);
            if (i == story.acts.size()) break;
            pass(decisions, seen_decisions, {story.situations[i], story.acts[i]}, story, i);
            pass(edges, seen_edges, {story.situations[i], story.acts[i], story.situations[i + 1]}, story, i);
            pass(acts, seen_acts, story.acts[i], story, i);
        }
    }
};

Counted read_back(const PathGraph& graph) {
    Counted counted;
    for (const GraphNode& node : graph.nodes) counted.nodes[node.situation] = node.counts;
    for (const GraphDecision& d : graph.decisions)
        counted.decisions[{graph.nodes[d.from].situation, d.act}] = d.counts;
    for (const GraphEdge& e : graph.edges) {
        counted.edges[{graph.nodes[graph.from(e)].situation, graph.decisions[e.decision].act,
                       graph.nodes[e.to].situation}] = e.counts;
    }
    for (const ActTotal& total : graph.acts) counted.acts[total.act] = total.counts;
    return counted;
}

std::string graphml_of(const Spec& spec, const PathGraph& graph) {
    std::ostringstream out;
    write_graphml(out, spec, graph);
    return out.str();
}

void check_share(std::uint64_t count, std::uint64_t n, double exact) {
    INFO(count << " of " << n << ", exact " << exact);
    if (exact <= 0 || exact >= 1) {
        CHECK(static_cast<double>(count) == exact * static_cast<double>(n));
        return;
    }
    const double error = std::sqrt(exact * (1 - exact) / static_cast<double>(n));
    CHECK(std::fabs(static_cast<double>(count) / static_cast<double>(n) - exact) < 4.5 * error);
}

// P(the walk comes to `top` before it comes to `bottom` | it is at i), r = q / p (W. Feller, vol. 1, on ruin
// problems).
double hits(int i, int bottom, int top, double r) {
    if (r == 1) return static_cast<double>(i - bottom) / (top - bottom);
    return (1 - std::pow(r, i - bottom)) / (1 - std::pow(r, top - bottom));
}

}  // namespace

TEST_CASE("every count of a graph is what looking at the runs one by one gives") {
    const Model model = compile(scenario(busy()));
    for (int bits = 0; bits < 32; ++bits) {
        GraphOptions options;
        options.by_under_way = false;
        options.timeless = (bits & 1) != 0;
        options.by_decider = (bits & 2) != 0;
        options.by_belief = (bits & 4) != 0;
        options.path.past_crisis = (bits & 8) != 0;
        options.path.steps = (bits & 16) != 0 ? PathOptions::Steps::decisions : PathOptions::Steps::acts;
        const std::uint64_t runs = 40;
        const PathGraph graph = build_path_graphs(model, {options}, some_runs(runs)).front();
        Counted wanted;
        std::uint64_t crises = 0;
        for (std::uint64_t i = 0; i < runs; ++i) {
            const Story story = story_of(model, options, i);
            wanted.add(story);
            crises += story.crisis ? 1 : 0;
        }
        INFO("options " << bits);
        const Counted counted = read_back(graph);
        CHECK(graph.runs == runs);
        CHECK(graph.crises == crises);
        CHECK(counted.nodes == wanted.nodes);
        CHECK(counted.decisions == wanted.decisions);
        CHECK(counted.edges == wanted.edges);
        CHECK(counted.acts == wanted.acts);
        CHECK(graph.nodes[graph.start].counts.runs == runs);
    }
}

TEST_CASE("the same graph, to the last byte of its file, for any number of threads") {
    const Spec spec = scenario(busy());
    const Model model = compile(spec);
    GraphOptions stepped;
    stepped.by_belief = true;
    GraphOptions timeless;
    timeless.timeless = true;
    const std::vector<PathGraph> one = build_path_graphs(model, {stepped, timeless}, some_runs(1000, 1));
    for (const unsigned jobs : {2U, 3U}) {
        const std::vector<PathGraph> several =
            build_path_graphs(model, {stepped, timeless}, some_runs(1000, jobs));
        CHECK(several == one);
        CHECK(graphml_of(spec, several[0]) == graphml_of(spec, one[0]));
    }
}

TEST_CASE("keys of situations and acts read back and keep the order of what they stand for") {
    std::mt19937 random(7);
    const auto id = [&](std::size_t most) { return random() % (most + 1); };
    const auto rung = [&] { return random() % 3 == 0 ? RungId{} : RungId{id(kMaxRungs - 1)}; };
    std::vector<Situation> situations;
    for (int i = 0; i < 2000; ++i) {
        Situation s;
        s.kind = static_cast<Situation::Kind>(id(2));
        if (s.kind == Situation::Kind::outcome) {
            s.outcome = static_cast<Outcome>(id(kOutcomes - 1));
        } else {
            s.step = static_cast<std::uint32_t>(id(kEventLimit));
            s.rungs = {RungId{id(kMaxRungs - 1)}, RungId{id(kMaxRungs - 1)}};
            s.under_way = {rung(), rung()};
            s.mover = random() % 3 == 0 ? ActorId{} : ActorId{id(1)};
            s.reading = rung();
            s.believed = random() % 3 == 0 ? CauseId{} : CauseId{id(kMaxCauses - 1)};
        }
        CHECK(unpack_situation(pack(s)) == s);
        situations.push_back(s);
    }
    for (std::size_t i = 1; i < situations.size(); ++i) {
        CHECK((situations[i - 1] < situations[i]) == (pack(situations[i - 1]) < pack(situations[i])));
    }
    for (const Act& act : {Act{}, Act{{}, {}, true}, Act{kNorth, MoveId{std::size_t{0}}, false},
                           Act{kSouth, MoveId{kMaxEntities}, false}}) {
        CHECK(unpack_act(pack(act)) == act);
    }
}

TEST_CASE("a posture that is decided and not yet taken tells situations apart") {
    const Spec spec = scenario(R"(
incidents:
  first: {target: north, cause: attack, at: 1d}
  second: {target: south, cause: attack, at: 2d}
moves: {loom: {raise_to: crisis, delay: 5d}, stir: {raise_to: tense}}
north: {doctrine: [{when: {trigger: incident}, do: loom}, {do: hold}]}
south: {doctrine: [{when: {trigger: incident}, do: stir}, {do: hold}]}
)");
    const PathGraph graph = build_path_graphs(compile(spec), {{}}, some_runs(10)).front();
    REQUIRE(graph.nodes.size() == 3);
    CHECK(graph.nodes[0].situation.under_way == std::array<RungId, kActors>{});
    CHECK(graph.nodes[1].situation.under_way == std::array<RungId, kActors>{kCrisis, RungId{}});
    CHECK(graph.nodes[1].situation.rungs == std::array<RungId, kActors>{kCalm, kCalm});
    CHECK_FALSE(graph.is_down(1));
    CHECK(graph.is_crisis(2));
    CHECK(situation_name(spec, graph.nodes[1].situation) ==
          "north at calm, south at calm; north on its way to crisis");
    GraphOptions plain;
    plain.by_under_way = false;
    plain.timeless = true;
    CHECK(build_path_graphs(compile(spec), {plain}, some_runs(10)).front().nodes.size() == 2);
}

TEST_CASE("coming down and going to crisis the next moment is to have come down") {
    const PathGraph graph = build_path_graphs(compile(scenario(R"(
incidents:
  first: {target: north, cause: attack, at: 1d, severity: 1}
  second: {target: north, cause: attack, at: 2d, severity: 2}
  third: {target: north, cause: attack, at: 3d, severity: 3}
moves: {rise: {by: 1}, fall: {by: -1}, leap: {raise_to: crisis}}
north:
  doctrine:
    - {when: {trigger: incident, incident.severity: "<= 1"}, do: rise}
    - {when: {trigger: incident, incident.severity: "<= 2"}, do: fall}
    - {when: {trigger: incident}, do: leap}
    - {do: hold}
)")),
                                              {{}}, some_runs(10))
                                .front();
    REQUIRE(graph.nodes.size() == 4);
    CHECK(graph.nodes[0].counts == PassCounts{10, 10, 10, 10});
    CHECK(graph.nodes[1].counts == PassCounts{10, 10, 10, 10});
    CHECK(graph.nodes[2].counts == PassCounts{10, 10, 10, 0});
    CHECK(graph.is_crisis(3));
}

TEST_CASE("runs without a step go from the start to their outcome") {
    const PathGraph graph = build_path_graphs(compile(scenario("")), {{}}, some_runs(10)).front();
    REQUIRE(graph.nodes.size() == 2);
    REQUIRE(graph.edges.size() == 1);
    CHECK(graph.decisions[0].act.nothing());
    CHECK(graph.nodes[1].situation.outcome == Outcome::unresolved);
    CHECK(graph.edges[0].counts == PassCounts{10, 10, 0, 0});
}

TEST_CASE("a graph of no runs has nothing to tell") {
    const std::atomic<bool> stop{true};
    EnsembleOptions none = some_runs(100);
    none.stop = &stop;
    const Spec spec = scenario(busy());
    const PathGraph graph = build_path_graphs(compile(spec), {{}}, none).front();
    CHECK(graph.runs == 0);
    CHECK(graph.nodes.empty());
    CHECK(likeliest_paths(graph, 5, PathsTo::any_outcome).empty());
    CHECK(passages_to_crisis(graph).empty());
    CHECK(cheapest_cut(graph, CutCost::runs) == Cut{});
    CHECK(off_ramps(spec, graph) == OffRamps{});
    CHECK(graphml_of(spec, graph).find("<node") == std::string::npos);
}

TEST_CASE(
    "a random walk on the ladder meets crisis and comes down as often as gambler's ruin says, from every "
    "rung") {
    const std::string text = FIREBREAK_SOURCE_DIR "/scenarios/theory/ruin.yaml";
    for (const double p : {0.5, 0.45}) {
        Spec spec = *load_scenario(text).spec;
        for (const auto& [move, weight] : {std::pair("up", p), std::pair("down", 1 - p)}) {
            const Result<SetSpec> set = parse_set(
                spec, "actors.walker.doctrine.1.do." + std::string(move) + "=" + std::to_string(weight));
            REQUIRE(set);
            set_parameter(spec, *set);
        }
        const double r = (1 - p) / p;
        GraphOptions options;
        options.timeless = true;
        options.path.past_crisis = true;
        const PathGraph graph = build_path_graphs(compile(spec), {options}, some_runs(20'000)).front();
        int rungs = 0;
        for (const GraphNode& node : graph.nodes) {
            const int i = node.situation.rungs[0].value;
            if (node.situation.kind == Situation::Kind::outcome) {
                if (node.situation.outcome == Outcome::war)
                    check_share(node.counts.runs, graph.runs, hits(3, 0, 10, r));
                continue;
            }
            ++rungs;
            INFO("rung " << i << ", p " << p);
            // Crisis is rung 9. The walk starts on rung 3 and is down again there.
            check_share(node.counts.runs, graph.runs, i >= 3 ? hits(3, 0, i, r) : 1 - hits(3, i, 10, r));
            if (i >= 3) check_share(node.counts.crises, node.counts.runs, hits(i, 0, 9, r));
            if (i > 3) check_share(node.counts.came_down, node.counts.runs, 1 - hits(i, 3, 9, r));
        }
        CHECK(rungs == 9);
    }
}
