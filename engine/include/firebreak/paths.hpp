// A run as a path: who moved when, from which true postures to which, and what the mover had wrong; and many
// runs as one table.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/replicates.hpp>
#include <firebreak/run.hpp>
#include <firebreak/spec.hpp>

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
    // Ends in a crisis or in war.
    [[nodiscard]] bool crisis(std::size_t run) const { return is_crisis(static_cast<Outcome>(outcome[run])); }
    void add(const RunPath& path, bool is_inadvertent = false);
    void add(const PathTable& later);
    bool operator==(const PathTable&) const = default;
};

// Runs the replicates on all cores; the same table for any number of threads. With a twin (the same arm with
// clean perception) it is asked of each crisis whether it is inadvertent. Fewer runs than asked for if
// stopped.
[[nodiscard]] PathTable collect_paths(const Model& model, const PathOptions& options,
                                      const EnsembleOptions& runs, const Model* twin = nullptr);

// Two sets of runs under the same noise, pair by pair: what became of each in the one and in the other, and
// where they part.

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

// The earlier of the two steps that differ is what parted them; of two at the same minute that of the first.
// None if they never part.
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

// The steps that lead into the crises: whose, by which move, and how many were taken on something misread.

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

}  // namespace firebreak
