// A run as a path, with what a graph of runs must know besides.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <firebreak/paths.hpp>

namespace firebreak {

// A run as a path, and what was under way before each step.
struct TrackedPath {
    RunPath path;
    std::vector<std::array<RungId, kActors>> under_way;  // one for each step
    // how many steps come before the crisis rung is reached; none: it is not
    std::optional<std::size_t> steps_to_crisis;
};

// Makes the tracked path of each run that it records. Not thread-safe; make one a thread.
class PathTracker final : public Recorder {
public:
    PathTracker(const Model& model, const PathOptions& options);
    void begin(std::uint64_t replicate);  // before each run
    void record(const Record& record) override;
    // After the run, until the next begin().
    [[nodiscard]] const TrackedPath& tracked() const { return tracked_; }

private:
    void decided(const DecisionMade& made);
    [[nodiscard]] RungId highest(ActorId actor) const;

    const Model::Compiled& model_;
    PathRecorder recorder_;
    TrackedPath tracked_;
    std::array<RungId, kActors> rungs_;
    std::array<std::vector<MoveId>, kActors> pending_;  // moves decided and not carried out
};

// The last step before which a run that is coming down is still above its start; -1: it never comes down, or
// not before its crisis.
[[nodiscard]] std::int64_t last_descent(const std::array<RungId, kActors>& start, const TrackedPath& tracked);

}  // namespace firebreak
