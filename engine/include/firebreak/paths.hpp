// A run as a path: who moved when, from which true postures to which, and what the mover had wrong. Also many
// runs as one table, and as one graph.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/run.hpp>
#include <firebreak/spec.hpp>

namespace firebreak {

struct PathOptions {
    enum class Steps {
        acts,      // decisions that take a posture or strike; holding and talking are not steps
        decisions  // every decision that closes
    };
    Steps steps = Steps::acts;
    // Whether a path goes on to the end of the run after it reaches the crisis rung. By default it ends
    // there, since the outcome is then decided.
    bool past_crisis = false;
    bool operator==(const PathOptions&) const = default;
};

// One step of a path: a decision, or an accident, which is always a step.
struct PathStep {
    RecordId record = 0;  // in the run
    Millis time = 0;
    std::array<RungId, kActors> rungs;  // true postures just before the step
    ActorId mover;                      // none: an accident
    MoveId move;                        // none for an accident
    std::int32_t rule = -1;             // index in the mover's doctrine
    RungId reading;                     // the other side's rung as the mover reads it
    // likeliest cause of the mover's focal case; none without one
    CauseId believed;
    CauseId true_cause;  // of that case
    // Rungs by which the mover reads the other side too high; negative: too low.
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

// Builds the path of each run that it records. Not thread-safe; use one per thread.
class PathRecorder final : public Recorder {
public:
    PathRecorder(const Model& model, const PathOptions& options);
    void begin(std::uint64_t replicate);  // call before each run
    void record(const Record& record) override;
    // Valid after the run, until the next begin().
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

// The paths of many runs, as columns.
struct PathTable {
    static constexpr std::uint8_t kNobody = 2;  // the mover of an accident
    static constexpr std::uint16_t kNoMove = 0xffff;

    PathOptions options;
    std::size_t rungs = 0;  // of the ladder
    // One entry per step, run after run.
    std::array<std::vector<std::uint8_t>, kActors> rung;  // before the step
    std::vector<std::uint8_t> mover;                      // 0, 1 or kNobody
    std::vector<std::uint16_t> move;
    std::vector<std::int16_t> rule;  // index in the mover's doctrine; negative: none applied
    std::vector<std::int8_t> gap;
    std::vector<std::uint8_t> mistaken;  // 0 or 1
    std::vector<std::uint32_t> minute;   // since the start of the run
    // One entry per run. The steps of run i are first[i] .. first[i + 1] - 1.
    std::vector<std::size_t> first{0};
    std::vector<std::uint64_t> replicate;
    std::array<std::vector<std::uint8_t>, kActors> last_rung;
    std::vector<std::uint32_t> end_minute;
    std::vector<std::uint8_t> outcome;
    // 1: a crisis whose clean-both twin has none; 0 without a twin to compare with
    std::vector<std::uint8_t> inadvertent;

    [[nodiscard]] std::size_t runs() const { return replicate.size(); }
    [[nodiscard]] std::size_t steps(std::size_t run) const { return first[run + 1] - first[run]; }
    // Ends in a crisis or in war.
    [[nodiscard]] bool crisis(std::size_t run) const { return is_crisis(static_cast<Outcome>(outcome[run])); }
    void add(const RunPath& path, bool is_inadvertent = false);
    void add(const PathTable& later);
    bool operator==(const PathTable&) const = default;
};

// Runs the replicates on all cores; the table is the same for any number of threads. With `twin`, the same
// arm with clean perception, finds out which crises are inadvertent. Holds fewer runs if stopped.
[[nodiscard]] PathTable collect_paths(const Model& model, const PathOptions& options,
                                      const EnsembleOptions& runs, const Model* twin = nullptr);

// Two sets of runs under the same noise, pair by pair: how each run of a pair ended, and where the two
// diverge.

// Who made the step at which the paths of a pair first differ.
struct Parter {
    // one of the two ends while the other goes on
    static constexpr std::uint8_t kEnd = PathTable::kNobody + 1;
    // a side, PathTable::kNobody for an accident, or kEnd
    std::uint8_t mover = kEnd;
    // place in the side's doctrine; below 0: none
    std::int16_t rule = -1;
    bool operator==(const Parter&) const = default;
};
struct PartedBy {
    Parter who;
    std::uint64_t pairs = 0;
    bool operator==(const PartedBy&) const = default;
};

struct Paired {
    // the replicates that both have, from the first on
    std::uint64_t pairs = 0;
    // as far as the shorter reaches, one for one
    bool same_replicates = false;
    std::array<std::array<std::uint64_t, kOutcomes>, kOutcomes> outcomes{};  // [in the first][in the second]
    // n10: only in the first (avoided); n01: only in the second (caused)
    PairTotals crisis;
    // pairs whose paths first differ at this step, from 0; equal ones are in none
    std::vector<std::uint64_t> parting;
    std::vector<PartedBy> parted_by;           // commonest first
    std::uint64_t equal = 0;                   // pairs with the same path and outcome
    std::vector<std::size_t> avoided, caused;  // places of runs
};

// The tables must be of the same ladder and options. Pairs end at the first place where they do not hold the
// same replicate.
[[nodiscard]] Paired pair_up(const PathTable& first, const PathTable& second);
// Only the crises of the pairs.
[[nodiscard]] PairTotals crisis_pairs(const PathTable& first, const PathTable& second);
// Whether two paths are the same as far as the table tells them; the step at which they first differ.
[[nodiscard]] std::size_t parting_step(const PathTable& first, std::size_t run, const PathTable& second,
                                       std::size_t other_run);
inline constexpr std::size_t kNeverPart = static_cast<std::size_t>(-1);

// Who took the earlier of the two steps that differ; of two in the same minute, that of the first run.
// None if the runs never differ.
[[nodiscard]] std::optional<Parter> parter_of(const PathTable& first, std::size_t run,
                                              const PathTable& second, std::size_t other_run);

// The highest rung of either side on a run's path.
[[nodiscard]] std::uint8_t highest_rung(const PathTable& table, std::size_t run);

// The places of the pairs that first differ at one of these steps, the last included, at most so many.
[[nodiscard]] std::vector<std::size_t> pairs_parting(const PathTable& first, const PathTable& second,
                                                     std::size_t pairs, std::size_t first_step,
                                                     std::size_t last_step, std::size_t most);

// Pairs of runs by the highest rung of either side, [before * rungs + after]. The tables must have the same
// ladder.
[[nodiscard]] std::vector<std::uint64_t> count_highest(const PathTable& before, const PathTable& after,
                                                       std::size_t pairs);

// The places of the pairs that end in one way before and in another after, at most so many.
[[nodiscard]] std::vector<std::size_t> pairs_ending(const PathTable& before, const PathTable& after,
                                                    std::size_t pairs, Outcome first, Outcome second,
                                                    std::size_t most);

// The steps that lead into the crises: whose, by which move, and how many of them by a side that was
// mistaken.

// Crises that the same side enters by the same move, or an accident begins.
struct CrisisStep {
    std::uint8_t mover = 0;  // as in PathTable; kNobody: an accident
    MoveId move;             // none for an accident
    std::uint64_t runs = 0;  // that have their first crisis by it
    // of those, in which the mover had the other side's rung or the cause of an incident wrong
    std::uint64_t mistaken = 0;
    std::size_t example = 0;  // the shortest such path, as its place in the table
    bool operator==(const CrisisStep&) const = default;
};

struct CrisisSteps {
    std::uint64_t crises = 0;      // a run that begins at the crisis rung is none of them
    std::vector<CrisisStep> list;  // most runs first
    bool operator==(const CrisisSteps&) const = default;
};

// Of the runs of the mask in which a side comes to stand at the crisis rung or higher; an empty mask takes
// all runs. The step is the last by which this side meant to go there, or the accident that put it there.
// `spec`: that the table was made of.
[[nodiscard]] CrisisSteps crisis_steps(const PathTable& table, std::span<const std::uint8_t> mask,
                                       const Spec& spec);

// --- Many runs as one graph: situations, and the decisions that lead from one to the next, with counts
//
// The graph remembers situations, not how a run came to be in them, so a path through it need not be the path
// of any run; count_exactly() checks such paths against the runs. Nothing here says that a decision not taken
// would have prevented anything: only twins of the runs can tell that.

// What distinguishes situations, besides the true postures of both sides.
struct GraphOptions {
    PathOptions path;
    bool timeless = false;  // ignore the number of the step; a run may then return to a situation
    // The highest posture that each side has decided to raise itself to but not reached. Without it, a
    // decision that takes effect days later seems to lead nowhere, and whatever is decided in the meantime
    // seems to lead to the effect.
    bool by_under_way = true;
    bool by_decider = false;  // who moves next
    // how the mover reads the other side's posture, and the cause it believes in its focal case
    bool by_belief = false;
    bool operator==(const GraphOptions&) const = default;
};

// A node. Situations compare in the order of the graph: the start, situations step by step, outcomes.
struct Situation {
    enum class Kind : std::uint8_t {
        // of all runs, if situations differ by more than postures; otherwise the first situation is the start
        start,
        situation,  // just before a step, or the last of a run
        outcome
    };
    static constexpr std::uint32_t kTimeless = 0;

    Kind kind = Kind::situation;
    std::uint32_t step = kTimeless;     // steps before it
    std::array<RungId, kActors> rungs;  // true postures; none for an outcome
    // highest rung above the current one that the side is on its way to; none if there is none, or not
    // by_under_way
    std::array<RungId, kActors> under_way;
    ActorId mover;                   // none: an accident comes next, the run ends, or not by_decider
    RungId reading;                  // the other side's posture as the mover reads it; none if not by_belief
    CauseId believed;                // likeliest cause of the mover's focal case; likewise
    Outcome outcome = Outcome::war;  // of the run; for outcomes only
    auto operator<=>(const Situation&) const = default;
};

// How many runs pass a place. Each run counts once, except in `passes`.
struct PassCounts {
    std::uint64_t passes = 0;  // exceeds `runs` only in a timeless graph
    std::uint64_t runs = 0;
    std::uint64_t crises = 0;  // of these: reach the crisis rung at any time
    // of these: stand above their start here or later, and after that, before any crisis, no longer do
    std::uint64_t came_down = 0;
    bool operator==(const PassCounts&) const = default;
};

struct GraphNode {
    Situation situation;
    PassCounts counts;
    bool operator==(const GraphNode&) const = default;
};

// What is done and by whom: a move, an accident, or nothing (the run goes to its outcome without another
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

// Leads from a decision to the situation before the next step, or to an outcome.
struct GraphEdge {
    std::uint32_t decision = 0;
    std::uint32_t to = 0;  // node
    PassCounts counts;
    bool operator==(const GraphEdge&) const = default;
};

// An act, over all situations.
struct ActTotal {
    Act act;
    PassCounts counts;
    bool operator==(const ActTotal&) const = default;
};

struct PathGraph {
    GraphOptions options;
    std::array<RungId, kActors> start_rungs;
    std::uint64_t runs = 0;                // finished, always the first ones of those requested
    std::uint64_t crises = 0;              // of these
    std::uint32_t start = 0;               // index of a node
    std::vector<GraphNode> nodes;          // sorted by situation
    std::vector<GraphDecision> decisions;  // sorted by (from, act)
    std::vector<GraphEdge> edges;          // sorted by (decision, to)
    std::vector<ActTotal> acts;            // sorted by act

    [[nodiscard]] std::uint32_t from(const GraphEdge& edge) const { return decisions[edge.decision].from; }
    [[nodiscard]] bool is_crisis(std::uint32_t node) const;  // an outcome: crisis or war
    // A situation where neither side is above its start or on its way there.
    [[nodiscard]] bool is_down(std::uint32_t node) const;
    // Memory used.
    [[nodiscard]] std::size_t bytes() const;
    bool operator==(const PathGraph&) const = default;
};

// Runs the replicates on all cores and builds one graph of each kind from the same runs. All kinds must have
// the same PathOptions. The graphs are the same for any number of threads. Thread-safe, as is everything
// below.
[[nodiscard]] std::vector<PathGraph> build_path_graphs(const Model& model,
                                                       const std::vector<GraphOptions>& kinds,
                                                       const EnsembleOptions& runs);

// A path from the start to an outcome that passes no situation twice.
struct GraphPath {
    std::vector<std::uint32_t> edges;
    // share of all runs as the graph has it: the product, along the path, of the share of passes that take
    // each edge
    double share = 0;
    std::uint64_t count = 0;    // runs that took exactly this path,
    std::uint64_t counted = 0;  // out of this many; 0: not counted
    bool operator==(const GraphPath&) const = default;
};

enum class PathsTo : std::uint8_t { any_outcome, crisis };

// The k paths with the largest shares, largest first; fewer if there are fewer. Algorithm: J. Y. Yen,
// Management Science 17 (1971) 712-716.
[[nodiscard]] std::vector<GraphPath> likeliest_paths(const PathGraph& graph, std::size_t k, PathsTo to);

// Runs the replicates again and counts how many take exactly each of the paths.
void count_exactly(const Model& model, const PathGraph& graph, std::vector<GraphPath>& paths,
                   const EnsembleOptions& runs);

// A node or decision that every path of the graph from the start to a crisis passes.
struct Passage {
    bool is_decision = false;
    std::uint32_t index = 0;  // of the decision or node
    bool operator==(const Passage&) const = default;
};
// In the order in which they are passed, without the start and the outcomes; empty if there is no crisis.
// Dominators by T. Lengauer and R. E. Tarjan, ACM TOPLAS 1 (1979) 121-141.
[[nodiscard]] std::vector<Passage> passages_to_crisis(const PathGraph& graph);

// What a decision costs in a cut.
enum class CutCost : std::uint8_t {
    runs,      // the runs that take it, whatever becomes of them
    decisions  // 1: gives the cut with the fewest decisions
};
// A set of decisions without which the graph has no path from the start to a crisis.
struct Cut {
    // False if some runs start in crisis. The other fields are then empty.
    bool possible = true;
    std::uint64_t cost = 0;
    std::vector<std::uint32_t> decisions;
    bool operator==(const Cut&) const = default;
};
// The cut of least total cost (a minimum cut); among equals, the one nearest to the start. Accidents can be
// cut like decisions. Max-flow by Y. Boykov and V. Kolmogorov, IEEE PAMI 26 (2004) 1124-1137. With
// CutCost::runs the cost is at least the number of runs with a crisis; the excess is runs without one, or
// runs that take several decisions of the cut.
//
// A cut is no promise. A side that is kept from one move may make another, and what would follow is not in
// these runs.
[[nodiscard]] Cut cheapest_cut(const PathGraph& graph, CutCost cost);

// Ways back down.
struct OffRamps {
    // decisions by which a side takes a lower posture than its current one, most runs first
    std::vector<std::uint32_t> descents;
    // situations above the start from which no run came down, most runs first; at least kEnoughRuns runs pass
    // each
    std::vector<std::uint32_t> closed;
    bool operator==(const OffRamps&) const = default;
};
inline constexpr std::uint64_t kEnoughRuns = 30;
inline constexpr double kOpenShare = 0.1;
[[nodiscard]] OffRamps off_ramps(const Spec& spec, const PathGraph& graph);
// Index in path.edges of the edge that closes the way back down: the last one to leave a situation that is
// down, or from which at least kOpenShare of the runs came down. Empty if the path leaves no such situation.
[[nodiscard]] std::optional<std::size_t> last_way_down(const PathGraph& graph, const GraphPath& path);

// Names for people: "Washington: Accuse publicly", "accident", "no further step"; "Washington at Routine
// competition, Moscow at War", followed by whatever else distinguishes the situation; "Crisis". Names come
// from the scenario as they are: make them safe before you show them.
[[nodiscard]] std::string act_name(const Spec& spec, const Act& act);
[[nodiscard]] std::string situation_name(const Spec& spec, const Situation& situation);
[[nodiscard]] const char* outcome_title(Outcome outcome);
// "start", "situation", "outcome", as files write it.
[[nodiscard]] const char* kind_name(Situation::Kind kind);

// Write the graph for Graphviz and as GraphML (engine/docs/paths-format.md). Edges taken by fewer than
// `min_runs` runs are omitted, with the situations left without edges; the file says so.
void write_dot(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs = 0);
void write_graphml(std::ostream& out, const Spec& spec, const PathGraph& graph, std::uint64_t min_runs = 0);

}  // namespace firebreak
