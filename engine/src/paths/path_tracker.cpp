#include "paths/path_tracker.hpp"

#include <algorithm>
#include <variant>

#include "model/compiled.hpp"

namespace firebreak {
namespace {

bool above(const std::array<RungId, kActors>& rungs, const std::array<RungId, kActors>& start) {
    return rungs[0] > start[0] || rungs[1] > start[1];
}

}  // namespace

PathTracker::PathTracker(const Model& model, const PathOptions& options)
    : model_(model.compiled()), recorder_(model, options) {}

void PathTracker::begin(std::uint64_t replicate) {
    recorder_.begin(replicate);
    tracked_.under_way.clear();
    tracked_.steps_to_crisis.reset();
    for (std::vector<MoveId>& moves : pending_) moves.clear();
}

void PathTracker::record(const Record& record) {
    recorder_.record(record);
    // A step comes before what it brings about.
    if (recorder_.path().steps.size() > tracked_.under_way.size()) {
        tracked_.under_way.push_back({highest(ActorId{std::size_t{0}}), highest(ActorId{std::size_t{1}})});
    }
    if (const auto* start = std::get_if<RunStarted>(&record.what)) {
        rungs_ = start->rungs;
        if (std::max(rungs_[0], rungs_[1]) >= model_.crisis) tracked_.steps_to_crisis = 0;
    } else if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
        decided(*made);
    } else if (const auto* effect = std::get_if<MoveTookEffect>(&record.what)) {
        rungs_[effect->actor.index()] = effect->after;
        if (effect->after >= model_.crisis && !tracked_.steps_to_crisis)
            tracked_.steps_to_crisis = recorder_.path().steps.size();
        std::vector<MoveId>& pending = pending_[effect->actor.index()];
        const auto done = std::find(pending.begin(), pending.end(), effect->move);
        if (done != pending.end()) pending.erase(done);
    } else if (std::holds_alternative<RunEnded>(record.what)) {
        tracked_.path = recorder_.path();
    }
}

void PathTracker::decided(const DecisionMade& made) {
    const CompiledMove& move = model_.epochs[0].parameters.moves[made.move.index()];
    if (move.posture != MoveSpec::Posture::none) pending_[made.actor.index()].push_back(made.move);
}

// The highest rung above its own that the pending moves of an actor would take it to.
RungId PathTracker::highest(ActorId actor) const {
    const RungId own = rungs_[actor.index()];
    RungId best = own;
    for (const MoveId id : pending_[actor.index()]) {
        const CompiledMove& move = model_.epochs[0].parameters.moves[id.index()];
        const bool relative = move.posture == MoveSpec::Posture::by;
        const auto top = static_cast<int>(model_.rungs) - 1;
        const RungId to =
            relative ? RungId{static_cast<std::size_t>(std::clamp(own.value + move.by, 0, top))} : move.rung;
        best = std::max(best, to);
    }
    return best > own ? best : RungId{};
}

std::int64_t last_descent(const std::array<RungId, kActors>& start, const TrackedPath& tracked) {
    const RunPath& path = tracked.path;
    // The situations that count: before each step, and the last one, which has no step; but only those before
    // a crisis.
    const auto steps = static_cast<std::int64_t>(path.steps.size());
    std::int64_t last =
        tracked.steps_to_crisis ? static_cast<std::int64_t>(*tracked.steps_to_crisis) - 1 : steps;
    const auto is_above = [&](std::int64_t place) {
        return above(place == steps ? path.last_rungs : path.steps[static_cast<std::size_t>(place)].rungs,
                     start);
    };
    while (last >= 0 && is_above(last)) --last;   // to where it is last down
    while (last >= 0 && !is_above(last)) --last;  // to where it was last above before that
    return last;
}

}  // namespace firebreak
