// A run as a path: who moved when, from which true postures to which, and what the mover had wrong; and many
// runs as one table.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

struct PathOptions {
    enum class Steps {
        acts,      // decisions that take a posture or strike; holding and talking are not steps
        decisions  // every decision that closes
    };
    Steps steps = Steps::acts;
    // A path ends where the crisis rung is reached, for what became of the run is settled then. Otherwise it
    // goes on to the end of the run.
    bool past_crisis = false;
    bool operator==(const PathOptions&) const = default;
};

// One step of a path: a decision, or an accident, which is a step under any options.
struct PathStep {
    RecordId record = 0;  // of the run
    Millis time = 0;
    std::array<RungId, kActors> rungs;  // true postures just before
    ActorId mover;                      // none: an accident
    MoveId move;                        // none for an accident
    std::int32_t rule = -1;             // place in the mover's doctrine
    RungId reading;                     // the other side's rung as the mover read it
    // most believed cause of the mover's focal case; none without such a case
    CauseId believed;
    CauseId true_cause;  // of that case
    // rungs by which the mover reads the other side too high (below 0: too low)
    [[nodiscard]] int gap() const {
        return mover.valid()
                   ? static_cast<int>(reading.value) - static_cast<int>(rungs[other(mover).index()].value)
                   : 0;
    }
    [[nodiscard]] bool mistaken() const { return gap() != 0 || believed != true_cause; }
    bool operator==(const PathStep&) const = default;
};

struct RunPath {
    std::uint64_t replicate = 0;
    std::vector<PathStep> steps;
    std::array<RungId, kActors> last_rungs;  // true postures where the path ends
    Millis end = 0;
    Outcome outcome = Outcome::unresolved;
    bool operator==(const RunPath&) const = default;
};

// Makes the path of each run that it records. Not thread-safe; make one a thread.
class PathRecorder final : public Recorder {
public:
    PathRecorder(const Model& model, const PathOptions& options);
    void begin(std::uint64_t replicate);  // before each run
    void record(const Record& record) override;
    // After the run, until the next begin().
    [[nodiscard]] const RunPath& path() const { return path_; }

private:
    void see_decision(const Record& record, const DecisionMade& made);
    void see_effect(const Record& record, const MoveTookEffect& effect);

    PathOptions options_;
    std::vector<bool> acts_;  // by move: takes a posture or strikes
    RungId crisis_;
    bool ended_ = false;
    RunPath path_;
};

[[nodiscard]] RunPath path_of(const Model& model, const NoiseKey& key, const PathOptions& options = {},
                              const Script& script = {});

// The paths of many runs, step after step in columns. Rungs, movers and moves are small numbers, a byte or
// two each.
struct PathTable {
    static constexpr std::uint8_t kNobody = 2;  // as a mover: an accident
    static constexpr std::uint16_t kNoMove = 0xffff;

    PathOptions options;
    std::size_t rungs = 0;  // of the ladder
    // Steps, run after run.
    std::array<std::vector<std::uint8_t>, kActors> rung;  // before the step
    std::vector<std::uint8_t> mover;                      // 0, 1 or kNobody
    std::vector<std::uint16_t> move;
    std::vector<std::int16_t> rule;  // place in the mover's doctrine; below 0: none applied
    std::vector<std::int8_t> gap;
    std::vector<std::uint8_t> mistaken;  // 0 or 1
    std::vector<std::uint32_t> minute;   // since the start of the run
    // Runs. The steps of run i are first[i] .. first[i + 1] - 1.
    std::vector<std::size_t> first{0};
    std::vector<std::uint64_t> replicate;
    std::array<std::vector<std::uint8_t>, kActors> last_rung;
    std::vector<std::uint32_t> end_minute;
    std::vector<std::uint8_t> outcome;
    // 1: its clean-both twin has no crisis and it has; 0 where there was no twin to ask
    std::vector<std::uint8_t> inadvertent;

    [[nodiscard]] std::size_t runs() const { return replicate.size(); }
    [[nodiscard]] std::size_t steps(std::size_t run) const { return first[run + 1] - first[run]; }
    void add(const RunPath& path, bool is_inadvertent = false);
    void add(const PathTable& later);
    bool operator==(const PathTable&) const = default;
};

// Runs the replicates on all cores; the same table for any number of threads. With a twin (the same arm with
// clean perception) it is asked of each crisis whether it is inadvertent. Fewer runs than asked for if
// stopped.
[[nodiscard]] PathTable collect_paths(const Model& model, const PathOptions& options,
                                      const EnsembleOptions& runs, const Model* twin = nullptr);

// --------------------------------------------------------------------------
// Many runs as one graph: situations, and the decisions that lead from one to the next, with counts; and what
// such a graph can tell.
//
// A path through the graph need not be the path of any run: the graph remembers the situation, not how a run
// came to be in it. What the graph says about a path is therefore checked against the runs themselves
// (count_exactly). Nothing here says that a decision not taken would have averted anything: that takes twins
// of the runs.

// What distinguishes situations, besides the true postures of both sides.
struct GraphOptions {
    PathOptions path;
    bool timeless = false;  // not the number of the step; a run may then come back to a situation
    // To what posture a side has decided to go up without being there yet. Without it a decision that takes
    // effect days later looks as if it led nowhere, and whatever is decided in the meantime as if it led to
    // the effect.
    bool by_under_way = true;
    bool by_decider = false;  // who moves next
    bool by_belief = false;   // what the mover takes the other side's posture and its focal case for
    bool operator==(const GraphOptions&) const = default;
};

// A node. Its order is that of the graph: the start, situations step by step, outcomes.
struct Situation {
    enum class Kind : std::uint8_t {
        // of all runs, where situations differ by more than postures; otherwise the first situation is the
        // start
        start,
        situation,  // just before a step, or the last one of a run
        outcome
    };
    static constexpr std::uint32_t kTimeless = 0;

    Kind kind = Kind::situation;
    std::uint32_t step = kTimeless;     // steps before it
    std::array<RungId, kActors> rungs;  // true postures; none for an outcome
    // the highest above that the side is on its way to; none: none, or it is not asked for
    std::array<RungId, kActors> under_way;
    ActorId mover;                   // none: an accident is next, or the run ends, or it is not asked for
    RungId reading;                  // of the other side's posture; likewise
    CauseId believed;                // of the mover's focal case; likewise
    Outcome outcome = Outcome::war;  // of the run; outcomes only
    auto operator<=>(const Situation&) const = default;
};

// How many runs pass a place. Each run counts once, but in `passes`.
struct PassCounts {
    std::uint64_t passes = 0;  // more than `runs` only in a timeless graph
    std::uint64_t runs = 0;
    std::uint64_t crises = 0;  // of these: reach the crisis rung at some time
    // of these: stand above where they started, then or later, and later still, before any crisis, no
    // longer do
    std::uint64_t came_down = 0;
    bool operator==(const PassCounts&) const = default;
};

struct GraphNode {
    Situation situation;
    PassCounts counts;
    bool operator==(const GraphNode&) const = default;
};

// What is done, by whom: a move, an accident, or nothing (the run goes to its outcome without a further
// step).
struct Act {
    ActorId mover;
    MoveId move;
    bool accident = false;
    [[nodiscard]] bool nothing() const { return !mover.valid() && !accident; }
    auto operator<=>(const Act&) const = default;
};

// An act in a situation.
struct GraphDecision {
    std::uint32_t from = 0;  // node
    Act act;
    PassCounts counts;
    bool operator==(const GraphDecision&) const = default;
};

// What a decision leads to: the situation before the next step.
struct GraphEdge {
    std::uint32_t decision = 0;
    std::uint32_t to = 0;  // node
    PassCounts counts;
    bool operator==(const GraphEdge&) const = default;
};

// An act in any situation.
struct ActTotal {
    Act act;
    PassCounts counts;
    bool operator==(const ActTotal&) const = default;
};

struct PathGraph {
    GraphOptions options;
    std::array<RungId, kActors> start_rungs;
    std::uint64_t runs = 0;                // finished: the first so many of those asked for
    std::uint64_t crises = 0;              // of them
    std::uint32_t start = 0;               // node
    std::vector<GraphNode> nodes;          // in the order of their situations
    std::vector<GraphDecision> decisions;  // in the order of (from, act)
    std::vector<GraphEdge> edges;          // in the order of (decision, to)
    std::vector<ActTotal> acts;            // in order

    [[nodiscard]] std::uint32_t from(const GraphEdge& edge) const { return decisions[edge.decision].from; }
    [[nodiscard]] bool is_crisis(std::uint32_t node) const;  // an outcome: crisis or war
    [[nodiscard]] bool is_down(
        std::uint32_t node) const;  // neither side is, or is on its way, above where it started; no outcome
    // The memory that it takes.
    [[nodiscard]] std::size_t bytes() const;
    bool operator==(const PathGraph&) const = default;
};

// Runs the replicates on all cores and makes a graph of each kind from the same runs, which must have the
// same PathOptions. The same graphs for any number of threads. Thread-safe, as is everything below.
[[nodiscard]] std::vector<PathGraph> build_path_graphs(const Model& model,
                                                       const std::vector<GraphOptions>& kinds,
                                                       const EnsembleOptions& runs);

// A path from the start to an outcome that passes no situation twice.
struct GraphPath {
    std::vector<std::uint32_t> edges;
    // of all runs, by the graph: the product of the shares of its edges among what leaves their situations
    double share = 0;
    std::uint64_t count = 0;    // runs that took exactly this path,
    std::uint64_t counted = 0;  // of so many; 0: not counted
    bool operator==(const GraphPath&) const = default;
};

enum class PathsTo : std::uint8_t { any_outcome, crisis };

// The k paths with the largest shares, largest first (J. Y. Yen, Management Science 17 (1971) 712-716). Fewer
// if there are fewer.
[[nodiscard]] std::vector<GraphPath> likeliest_paths(const PathGraph& graph, std::size_t k, PathsTo to);

// Runs the replicates again and fills in how many take exactly each of the paths.
void count_exactly(const Model& model, const PathGraph& graph, std::vector<GraphPath>& paths,
                   const EnsembleOptions& runs);

// A place that every path of the graph from the start to crisis passes.
struct Passage {
    bool is_decision = false;
    std::uint32_t index = 0;  // of the decision or the node
    bool operator==(const Passage&) const = default;
};
// In the order in which they are passed, without the start and the outcomes; empty if there is no crisis.
// Dominators after T. Lengauer and R. E. Tarjan, ACM TOPLAS 1 (1979) 121-141.
[[nodiscard]] std::vector<Passage> passages_to_crisis(const PathGraph& graph);

// Decisions without which the graph has no path from the start to crisis: a minimum cut, where a decision
// costs
enum class CutCost : std::uint8_t {
    runs,      // the runs that take it, whatever becomes of them
    decisions  // 1: the cut with the fewest decisions
};
struct Cut {
    // False if crisis comes without anybody's doing: runs that start in it. There is then nothing else in the
    // cut.
    bool possible = true;
    std::uint64_t cost = 0;
    std::vector<std::uint32_t> decisions;
    bool operator==(const Cut&) const = default;
};
// Of several cuts of the least cost the one nearest to the start. Accidents can be cut like decisions.
// Max-flow after Y. Boykov and V. Kolmogorov, IEEE PAMI 26 (2004) 1124-1137. By runs the cost is at least the
// number of runs with a crisis; what it is above that is runs that are touched for nothing, or that take
// several decisions of the cut. A cut of the graph is no promise: a side that is kept from one move may make
// another, and what would follow is not in these runs.
[[nodiscard]] Cut cheapest_cut(const PathGraph& graph, CutCost cost);

// Ways back down.
struct OffRamps {
    // decisions by which a side takes a lower posture than it stands at, most runs first
    std::vector<std::uint32_t> descents;
    // situations above the start, passed by enough runs, from which none came down; most runs first
    std::vector<std::uint32_t> closed;
    bool operator==(const OffRamps&) const = default;
};
inline constexpr std::uint64_t kEnoughRuns = 30;
inline constexpr double kOpenShare = 0.1;
[[nodiscard]] OffRamps off_ramps(const Spec& spec, const PathGraph& graph);
// The place in path.edges of the edge at which the way back down closes: the last one that leaves a situation
// that is down or from which at least kOpenShare of the runs came down. None if the path does not start in
// one.
[[nodiscard]] std::optional<std::size_t> last_way_down(const PathGraph& graph, const GraphPath& path);

// Names for people, as the scenario has them and not made safe for anything: "Washington: Accuse publicly",
// "accident", "no further step"; "Washington at Routine competition, Moscow at War", with what else is known
// of a situation; "Crisis".
[[nodiscard]] std::string act_name(const Spec& spec, const Act& act);
[[nodiscard]] std::string situation_name(const Spec& spec, const Situation& situation);
[[nodiscard]] const char* outcome_title(Outcome outcome);
// "start", "situation", "outcome": as the files write it.
[[nodiscard]] const char* kind_name(Situation::Kind kind);

// The graph for Graphviz and as GraphML (engine/docs/paths-format.md). Edges that fewer than `min_runs` runs
// take are left out, with the situations that this leaves without edges; the file says so.
void write_dot(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs = 0);
void write_graphml(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs = 0);

}  // namespace firebreak
