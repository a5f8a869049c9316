#include "model/stepper.hpp"

#include <algorithm>

namespace firebreak {
namespace {

constexpr std::uint32_t kCheckEvery = 1U << 16;  // events

static_assert(kPendingLimit < Queue::kMostPending && kPendingLimit % 8 == 0);

}  // namespace

void Stepper::reset(const NoiseKey& key) {
    world_.noise = kernel::Noise(key.seed, key.replicate, key.branch);
    world_.now = 0;
    world_.epoch = 0;
    parameters_ = &model_.epochs[0].parameters;
    world_.queue.clear();
    world_.incidents.clear();
    world_.messages.clear();
    world_.channels.resize(parameters_->channels.size());
    for (std::size_t i = 0; i < world_.channels.size(); ++i) {
        ChannelState& channel = world_.channels[i];
        channel.waiting.clear();
        const bool up = parameters_->channels[i].line.up;
        channel = {up, up, false, 0, 0, 0, std::move(channel.waiting), {}};
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        ActorState& actor = world_.actors[i];
        ActorState fresh;
        fresh.cases = std::move(actor.cases);
        fresh.live = std::move(actor.live);
        fresh.queries = std::move(actor.queries);
        fresh.agenda = std::move(actor.agenda);
        fresh.cases.clear();
        fresh.live.clear();
        fresh.queries.clear();
        fresh.agenda.clear();
        fresh.rung = parameters_->actors[i].starts_at;
        fresh.reading = parameters_->actors[1 - i].starts_at;
        actor = std::move(fresh);
    }
    world_.records = 0;
    world_.next_check = kCheckEvery;
    world_.lookups = 0;
    world_.ended = false;
    world_.calm = false;
    world_.settling = {};
    world_.digest = {};
    world_.result = {};
}

void Stepper::start(const NoiseKey& key) {
    reset(key);
    const RecordId root = note(EventKind::horizon, ActorId{}, std::uint64_t{0});
    if (recorder_ != nullptr)
        emit(root, kNoRecord, RunStarted{{world_.actors[0].rung, world_.actors[1].rung}});
    for (std::size_t i = 0; i < kActors; ++i) world_.result.peak_rung[i] = world_.actors[i].rung;
    for (const MeasureId measure : model_.epochs[0].measures) {
        const RecordId record = note(EventKind::measure, ActorId{}, std::uint64_t{measure.value});
        if (recorder_ != nullptr) emit(record, root, MeasureInForce{measure});
    }
    schedule_start();
    for (const std::uint16_t i : model_.actor_order) {
        if (!world_.ended) set_posture(ActorId{i}, world_.actors[i].rung, root, true);
    }
    if (!world_.ended) watch_calm();
}

void Stepper::schedule_start() {
    for (std::size_t i = 1; i < model_.epochs.size(); ++i) {
        schedule(model_.epochs[i].start, {EventKind::measure, 0, static_cast<std::uint16_t>(i), 0, 0, 0});
    }
    for (const std::uint16_t channel : model_.channel_order) start_channel(channel);
    for (const std::uint16_t source : model_.source_order) schedule_occurrence(source, 0, 0);
    for (std::size_t i = 0; i < script_.injects.size(); ++i) {
        const ScriptedInject& inject = script_.injects[i];
        schedule(std::max<Millis>(0, inject.at),
                 {EventKind::inject, static_cast<std::uint8_t>(inject.target.value), 0,
                  static_cast<std::uint32_t>(i), 0, 0});
    }
    for (std::size_t i = 0; i < script_.acts.size(); ++i) add_act(static_cast<std::uint32_t>(i));
    for (const std::uint16_t i : model_.actor_order) {
        const Millis period = params(ActorId{i}).review;
        if (period != kNever) schedule(period, {EventKind::review, static_cast<std::uint8_t>(i), 0, 1, 0, 0});
    }
}

void Stepper::add_act(std::uint32_t place) {
    schedule(std::max(world_.now, script_.acts[place].at), {EventKind::act, 0, 0, place, 0, 0});
}

void Stepper::run_until(Millis moment) {
    while (!world_.ended && !world_.queue.empty() && world_.queue.peek().time <= moment) step();
    if (!world_.ended) world_.now = std::max(world_.now, std::min(moment, model_.horizon));
}

void Stepper::step() {
    if (world_.queue.empty()) {
        world_.now = model_.horizon;
        end_run(EndReason::horizon, 0);
        return;
    }
    if ((world_.result.events >= world_.next_check || world_.lookups > kLookupLimit) && !within_limits()) {
        end_run(EndReason::event_limit, 0);
        return;
    }
    const Queue::Next next = world_.queue.peek();
    const Event event = world_.queue.take(next);
    world_.now = next.time;
    ++world_.result.events;
    dispatch(event);
    if (model_.settled_at.valid() && !world_.ended) watch_calm();
}

// Looked at every so many events, and at once after a limit was exceeded.
bool Stepper::within_limits() {
    if (world_.result.events >= kEventLimit) exceed(Limit::events);
    if (world_.lookups > kLookupLimit) exceed(Limit::lookups);
    if (world_.result.limit != Limit::none) return false;
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) throw Stopped();
    world_.next_check = std::min(world_.result.events + kCheckEvery, kEventLimit);
    return true;
}

// The run ends before its next event.
void Stepper::exceed(Limit limit) {
    if (world_.result.limit == Limit::none) world_.result.limit = limit;
    world_.next_check = 0;
}

void Stepper::dispatch(const Event& event) {
    switch (event.kind) {
        case EventKind::report: return on_report(event);
        case EventKind::detection: return on_detection(event);
        case EventKind::decision: return on_decision(event);
        case EventKind::incident: return on_source(event);
        case EventKind::delivered: return on_delivered(event);
        case EventKind::review: return on_review(event);
        case EventKind::effect: return on_effect(event);
        case EventKind::seen: return on_seen(event);
        case EventKind::silence: return on_silence(event);
        case EventKind::strike: return on_strike(event);
        case EventKind::send: return on_send(event);
        case EventKind::linked: return on_linked(event);
        case EventKind::desk: return on_desk(event);
        case EventKind::translated: return on_translated(event);
        case EventKind::accident: return on_accident(event);
        case EventKind::measure: return on_measure(event);
        case EventKind::line: return on_line(event);
        case EventKind::consultation: return on_consultation(event);
        case EventKind::inject: return on_inject(event);
        case EventKind::act: return on_act(event);
        case EventKind::settled: return on_settled();
        case EventKind::cold:
        case EventKind::horizon: return;
    }
}

void Stepper::on_measure(const Event& event) {
    const Parameters& before = *parameters_;
    for (std::size_t i = 0; i < kActors; ++i) {
        const double memory = model_.epochs[event.a].parameters.actors[i].image_per_ms;
        // relaxed so far by the old half-life
        if (memory != before.actors[i].image_per_ms) add_image(ActorId{i}, 0);
    }
    world_.epoch = event.a;
    parameters_ = &model_.epochs[event.a].parameters;
    RecordId record = 0;
    for (const MeasureId measure : model_.epochs[event.a].measures) {
        record = note(EventKind::measure, ActorId{}, std::uint64_t{measure.value});
        if (recorder_ != nullptr) emit(record, 0, MeasureInForce{measure});
    }
    for (std::size_t i = 0; i < world_.channels.size(); ++i) {
        if (parameters_->channels[i].line.fails) continue;
        ChannelState& line = world_.channels[i];
        line.drawn_up = parameters_->channels[i].line.up;
        if (!line.set) line.up = line.drawn_up;
    }
    for (const std::uint16_t i : model_.actor_order) {
        const ActorId actor{i};
        rescale_accident_clock(actor, before.accident_mean[state(actor).rung.index()], record);
        for (const std::uint32_t place : state(actor).live) watch_cold(actor, place);
        for (const std::uint16_t e : model_.evidence_order) {
            if (before.evidence[e].gate.open(before.in_force) ||
                !parameters_->evidence[e].gate.open(parameters_->in_force))
                continue;
            // Reports that start with a later measure have ordinals of their own.
            const auto ordinal = static_cast<std::uint32_t>(world_.epoch << 20);
            const std::size_t cases = state(actor).cases.size();
            look_through(cases);
            for (std::uint32_t c = 0;
                 c < cases && world_.lookups <= kLookupLimit && world_.result.limit == Limit::none; ++c) {
                start_reports(actor, c, EvidenceId{e}, ordinal, record);
            }
        }
    }
}

bool Stepper::pending_case(ActorId actor) {
    const ActorState& a = state(actor);
    const auto pending = std::find_if(a.live.begin(), a.live.end(), [&](std::uint32_t place) {
        return !a.cases[place].concluded && !cold(actor, a.cases[place]);
    });
    look_through(static_cast<std::size_t>(pending - a.live.begin()));
    return pending != a.live.end();
}

// A run settles when both actors have been low and without pending cases for the given time without a break.
void Stepper::watch_calm() {
    if (!model_.settled_at.valid()) return;
    bool calm = true;
    for (std::size_t i = 0; i < kActors && calm; ++i) {
        calm = world_.actors[i].rung <= model_.settled_at && !pending_case(ActorId{i});
    }
    if (calm == world_.calm) return;
    world_.calm = calm;
    if (calm) {
        world_.settling = schedule(later(model_.settled_for), {EventKind::settled, 0, 0, 0, 0, 0});
    } else if (world_.settling.valid()) {
        world_.queue.cancel(world_.settling);
    }
}

void Stepper::on_settled() {
    world_.settling = {};
    end_run(EndReason::settled, 0);
}

void Stepper::count_missed_hostile() {
    for (const Incident& incident : world_.incidents) {
        if (!incident.author.valid() || incident.phantom) continue;
        const ActorId target = other(incident.author);
        if (!incident.targets[target.index()]) continue;
        const std::uint32_t place = incident.cases[target.index()];
        const bool seen =
            place != kNoIndex && parameters_->hostility[most_believed(state(target).cases[place])] >= 0.5;
        if (!seen) ++world_.result.counts.missed_hostile;
    }
}

void Stepper::end_run(EndReason reason, RecordId parent) {
    RunResult& result = world_.result;
    world_.ended = true;
    result.end_reason = reason;
    if (reason != EndReason::event_limit) result.limit = Limit::none;  // it ended first
    result.duration = world_.now;
    result.most_pending = static_cast<std::uint32_t>(world_.queue.room());
    result.outcome = reason == EndReason::war       ? Outcome::war
                     : result.crisis                ? Outcome::crisis
                     : reason == EndReason::settled ? Outcome::settled
                                                    : Outcome::unresolved;
    count_missed_hostile();
    const RecordId record = note(EventKind::horizon, ActorId{}, static_cast<std::uint64_t>(result.outcome));
    if (recorder_ != nullptr) emit(record, parent, RunEnded{reason, result.outcome, result.limit});
    result.digest = world_.digest.finish();
}

bool Stepper::has_correction(const Correction& correction) const {
    return std::find(script_.corrections.begin(), script_.corrections.end(), correction) !=
           script_.corrections.end();
}

}  // namespace firebreak
