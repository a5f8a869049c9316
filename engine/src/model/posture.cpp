// Postures: moves taking effect, accidents, and how the other side reads them.
#include <algorithm>

#include "model/stepper.hpp"

namespace firebreak {

void Stepper::on_effect(const Event& event) {
    const ActorId actor{event.actor};
    const CompiledMove& move = parameters_->moves[event.a];
    const RungId before = state(actor).rung;
    const auto top = static_cast<int>(model_.rungs) - 1;
    RungId after_move = before;
    switch (move.posture) {
        case MoveSpec::Posture::none: break;
        case MoveSpec::Posture::to: after_move = move.rung; break;
        case MoveSpec::Posture::raise_to: after_move = std::max(before, move.rung); break;
        case MoveSpec::Posture::by:
            after_move = RungId{static_cast<std::size_t>(std::clamp(before.value + move.by, 0, top))};
            break;
    }
    const RecordId record = note(EventKind::effect, actor, (std::uint64_t{event.a} << 16) | after_move.value);
    if (recorder_ != nullptr)
        emit(record, event.parent, MoveTookEffect{actor, MoveId{event.a}, false, before, after_move});
    set_posture(actor, after_move, record);
    if (world_.ended) return;
    if (move.strikes)
        schedule(world_.now, {EventKind::strike, event.actor, event.a, event.b, event.c, record});
    if (move.seen <= 0) return;
    const Subject subject{params(actor).name, {}, {}, event.b, 0};
    if (move.seen < 1 && draw(Purpose::effect, subject).second >= move.seen) return;
    show_move(actor, Purpose::reading, event.b, record);
}

void Stepper::on_accident(const Event& event) {
    const ActorId actor{event.actor};
    ActorState& a = state(actor);
    a.accident = {};
    const RungId before = a.rung;
    const RungId after_accident{std::min(before.index() + 1, model_.rungs - 1)};
    ++world_.result.counts.accidents;
    const std::uint32_t ordinal = a.accidents++;
    const RecordId record = note(EventKind::accident, actor, std::uint64_t{after_accident.value});
    if (recorder_ != nullptr)
        emit(record, event.parent, MoveTookEffect{actor, {}, true, before, after_accident});
    if (after_accident == before) return;
    set_posture(actor, after_accident, record);
    if (!world_.ended) show_move(actor, Purpose::accident_reading, ordinal, record);
}

void Stepper::set_posture(ActorId actor, RungId rung, RecordId record, bool arrives) {
    ActorState& a = state(actor);
    RunResult& result = world_.result;
    arrives = arrives || rung != a.rung;
    a.rung = rung;
    if (rung > result.peak_rung[actor.index()]) {
        result.peak_rung[actor.index()] = rung;
        result.peak_time[actor.index()] = world_.now;
    }
    if (rung >= model_.crisis && !result.crisis) {
        result.crisis = true;
        result.crisis_time = world_.now;
    }
    if (rung >= model_.war) return end_run(EndReason::war, record);
    if (arrives) start_accident_clock(actor, record);
}

void Stepper::start_accident_clock(ActorId actor, RecordId record) {
    ActorState& a = state(actor);
    if (a.accident.valid()) world_.queue.cancel(a.accident);
    // Drawn also where there are no accidents (yet), so that clocks have the same names in every arm.
    const Subject subject{params(actor).name, {}, {}, a.accident_clocks++, 0};
    a.hazard = kernel::unit_exponential(draw(Purpose::accident, subject).first);
    schedule_accident(actor, record);
}

void Stepper::schedule_accident(ActorId actor, RecordId record) {
    ActorState& a = state(actor);
    a.hazard_time = world_.now;
    const double mean_time = parameters_->accident_mean[a.rung.index()];
    if (mean_time == kForever) return;
    const Millis span = to_millis(a.hazard * mean_time);
    a.accident =
        schedule(later(span), {EventKind::accident, static_cast<std::uint8_t>(actor.value), 0, 0, 0, record});
}

// A measure changed the mean time to an accident: the hazard already gone through counts.
void Stepper::rescale_accident_clock(ActorId actor, double old_mean, RecordId record) {
    ActorState& a = state(actor);
    if (parameters_->accident_mean[a.rung.index()] == old_mean) return;
    if (old_mean != kForever)
        a.hazard = std::max(0.0, a.hazard - static_cast<double>(world_.now - a.hazard_time) / old_mean);
    if (a.accident.valid()) world_.queue.cancel(a.accident);
    schedule_accident(actor, record);
}

void Stepper::show_move(ActorId mover, Purpose purpose, std::uint32_t ordinal, RecordId record) {
    const ActorId observer = other(mover);
    schedule(later(params(observer).posture_delay),
             {EventKind::seen, static_cast<std::uint8_t>(observer.value), state(mover).rung.value, ordinal,
              static_cast<std::uint32_t>(purpose), record});
}

void Stepper::on_seen(const Event& event) {
    const ActorId actor{event.actor};
    const CompiledActor& p = params(actor);
    const auto purpose = static_cast<Purpose>(event.c);
    const RungId truth{event.a};
    RungId reading = truth;
    const Subject subject{p.name, params(other(actor)).name, {}, event.b, 0};
    if (p.misread > 0 && !clean(actor, Perception::posture) &&
        !corrected(Correction::Kind::reading, purpose, subject)) {
        const kernel::Uniforms u = draw(purpose, subject);
        if (u.first < p.misread) {
            const int off = truth.value + (u.second < p.skew ? 1 : -1);
            reading =
                RungId{static_cast<std::size_t>(std::clamp(off, 0, static_cast<int>(model_.rungs) - 1))};
        }
    }
    const RungId top{model_.rungs - 1};
    if (truth < top && corrected(Correction::Kind::higher, purpose, subject))
        reading = RungId{truth.index() + 1};
    if (truth.value > 0 && corrected(Correction::Kind::lower, purpose, subject))
        reading = RungId{truth.index() - 1};
    ++world_.result.counts.moves_seen;
    if (reading != truth) ++world_.result.counts.misread;
    const RecordId record = note(EventKind::seen, actor, (std::uint64_t{reading.value} << 16) | truth.value);
    MoveSeen seen{actor, truth, state(actor).reading, reading, 0, 0};
    if (recorder_ != nullptr) seen.image_before = image(actor);
    read_posture(actor, reading);
    world_.digest.add(state(actor).image);
    if (recorder_ != nullptr) {
        seen.image = image(actor);
        emit(record, event.parent, seen, event_name(purpose, subject));
    }
    const std::uint32_t accident = purpose == Purpose::accident_reading ? 1 : 0;
    observe(actor, Trigger::move, {p.name, params(other(actor)).name, {}, event.b, accident}, record);
}

void Stepper::read_posture(ActorId actor, RungId reading) {
    ActorState& a = state(actor);
    if (reading > a.reading) add_image(actor, params(actor).log_climb);
    if (reading < a.reading) add_image(actor, params(actor).log_step_down);
    a.reading = reading;
}

}  // namespace firebreak
