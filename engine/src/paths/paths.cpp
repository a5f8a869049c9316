#include <firebreak/paths.hpp>

#include <algorithm>

#include "model/compiled.hpp"
#include "sweep/blocks.hpp"

namespace firebreak {
namespace {

std::uint32_t minutes(Millis time) {
    constexpr Millis kMinute = 60'000;
    return static_cast<std::uint32_t>(std::min<Millis>(time / kMinute, 0xffff'ffff));
}

template <class T>
void append(std::vector<T>& list, const std::vector<T>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

PathRecorder::PathRecorder(const Model& model, const PathOptions& options)
    : options_(options), crisis_(model.compiled().crisis) {
    for (const CompiledMove& move : model.compiled().epochs[0].parameters.moves) acts_.push_back(move.acts());
}

void PathRecorder::begin(std::uint64_t replicate) {
    path_.replicate = replicate;
    path_.steps.clear();
    ended_ = false;
}

void PathRecorder::record(const Record& record) {
    if (const auto* start = std::get_if<RunStarted>(&record.what)) {
        path_.last_rungs = start->rungs;
        const bool crisis = std::max(start->rungs[0], start->rungs[1]) >= crisis_;
        ended_ = crisis && !options_.past_crisis;
        path_.end = 0;
    } else if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
        if (!ended_) see_decision(record, *made);
    } else if (const auto* effect = std::get_if<MoveTookEffect>(&record.what)) {
        if (!ended_) see_effect(record, *effect);
    } else if (const auto* end = std::get_if<RunEnded>(&record.what)) {
        path_.outcome = end->outcome;
        if (!ended_) path_.end = record.time;
    }
}

void PathRecorder::see_decision(const Record& record, const DecisionMade& made) {
    const bool acts = acts_[made.move.index()];
    if (!acts && (made.at_once || options_.steps == PathOptions::Steps::acts)) return;
    path_.steps.push_back({record.id, record.time, path_.last_rungs, made.actor, made.move, made.rule,
                           made.adversary_reading, made.focal.likeliest, made.true_cause});
}

void PathRecorder::see_effect(const Record& record, const MoveTookEffect& effect) {
    if (effect.accident && effect.after != effect.before) {
        path_.steps.push_back({record.id, record.time, path_.last_rungs, {}, {}, -1, {}, {}, {}});
    }
    path_.last_rungs[effect.actor.index()] = effect.after;
    if (effect.after < crisis_ || options_.past_crisis) return;
    ended_ = true;
    path_.end = record.time;
}

RunPath path_of(const Model& model, const NoiseKey& key, const PathOptions& options, const Script& script) {
    PathRecorder recorder(model, options);
    recorder.begin(key.replicate);
    static_cast<void>(simulate(model, key, script, &recorder));
    return recorder.path();
}

void PathTable::add(const RunPath& path, bool is_inadvertent) {
    for (const PathStep& step : path.steps) {
        for (std::size_t i = 0; i < kActors; ++i)
            rung[i].push_back(static_cast<std::uint8_t>(step.rungs[i].value));
        mover.push_back(step.mover.valid() ? static_cast<std::uint8_t>(step.mover.value) : kNobody);
        move.push_back(step.move.valid() ? step.move.value : kNoMove);
        rule.push_back(static_cast<std::int16_t>(std::clamp(step.rule, -1, 0x7fff)));
        gap.push_back(static_cast<std::int8_t>(step.gap()));
        mistaken.push_back(step.mistaken() ? 1 : 0);
        minute.push_back(minutes(step.time));
    }
    first.push_back(mover.size());
    replicate.push_back(path.replicate);
    for (std::size_t i = 0; i < kActors; ++i)
        last_rung[i].push_back(static_cast<std::uint8_t>(path.last_rungs[i].value));
    end_minute.push_back(minutes(path.end));
    outcome.push_back(static_cast<std::uint8_t>(path.outcome));
    inadvertent.push_back(is_inadvertent ? 1 : 0);
}

void PathTable::add(const PathTable& later) {
    const std::size_t before = mover.size();
    for (std::size_t i = 0; i < kActors; ++i) {
        append(rung[i], later.rung[i]);
        append(last_rung[i], later.last_rung[i]);
    }
    append(mover, later.mover);
    append(move, later.move);
    append(rule, later.rule);
    append(gap, later.gap);
    append(mistaken, later.mistaken);
    append(minute, later.minute);
    for (std::size_t run = 0; run < later.runs(); ++run) first.push_back(before + later.first[run + 1]);
    append(replicate, later.replicate);
    append(end_minute, later.end_minute);
    append(outcome, later.outcome);
    append(inadvertent, later.inadvertent);
}

PathTable collect_paths(const Model& model, const PathOptions& options, const EnsembleOptions& runs,
                        const Model* twin) {
    PathTable empty;
    empty.options = options;
    empty.rungs = model.spec().ladder.size();
    PathTable table = empty;
    const auto work = [&](PathTable& block, std::uint64_t replicate) {
        PathRecorder recorder(model, options);
        const NoiseKey key{runs.seed, replicate, 0};
        recorder.begin(replicate);
        const bool crisis = simulate(model, key, {}, &recorder, runs.stop).crisis;
        block.add(recorder.path(), crisis && twin != nullptr && !reaches_crisis(*twin, key, {}, runs.stop));
    };
    run_blocks(runs, empty, work, [&](const PathTable& block) { table.add(block); });
    return table;
}

}  // namespace firebreak
