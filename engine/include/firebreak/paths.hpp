// A run as a path: who moved when, from which true postures to which, and what the mover had wrong; and many
// runs as one table.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/replicates.hpp>
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

}  // namespace firebreak
