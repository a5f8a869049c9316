// Decisions: what opens and closes them, and the acts that follow.
#include <algorithm>
#include <cmath>

#include "model/stepper.hpp"

namespace firebreak {

void Stepper::observe(ActorId actor, Trigger trigger, const Subject& subject, RecordId record,
                      MessageKind message) {
    const Decision& decision = state(actor).decision;
    Knowledge knowledge = know(actor, trigger);
    const bool busy = decision.open;
    if (!busy) {
        if (trigger == Trigger::evidence && first_rule(actor, knowledge) == state(actor).last_rule) return;
        open_decision(actor, trigger, subject, record);
        // the open decision has a time
        knowledge.ready &= ~(std::uint32_t{1} << static_cast<unsigned>(Fact::time_left));
    }
    if (params(actor).doctrine.has_at_once) {
        if (corrected(Correction::Kind::belief, with_trigger(Purpose::at_once, trigger), subject))
            put_right(actor, knowledge);
        const int rule = first_at_once(actor, knowledge);
        if (rule >= 0 && act_on(actor, rule, subject, true, record, knowledge)) return;
    }
    // What was observed while a decision was open has its turn when that closes, unless it was acted on at
    // once.
    if (busy && params(actor).agenda) state(actor).agenda.push({trigger, message, subject, record});
}

// Opens a decision about the first thing on the agenda that calls for one.
void Stepper::open_from_agenda(ActorId actor) {
    ActorState& a = state(actor);
    while (!a.agenda.empty() && !a.decision.open) {
        const AgendaItem item = a.agenda.pop();
        if (item.message != MessageKind::none) a.last_message = item.message;  // in hand again
        if (item.trigger == Trigger::evidence) {
            Knowledge knowledge = know(actor, item.trigger);
            if (first_rule(actor, knowledge) == a.last_rule) continue;
        }
        open_decision(actor, item.trigger, item.subject, item.record);
    }
}

void Stepper::open_decision(ActorId actor, Trigger trigger, const Subject& subject, RecordId parent) {
    ActorState& a = state(actor);
    const double u = draw(with_trigger(Purpose::deliberation, trigger), subject).first;
    Millis closes = after(params(actor).deliberation, u);
    look_through(a.live.size());
    for (const std::uint32_t place : a.live) {
        const Case& c = a.cases[place];
        if (c.window_end >= world_.now && !cold(actor, c)) closes = std::min(closes, c.window_end);
    }
    const RecordId record = note(EventKind::review, actor, static_cast<std::uint64_t>(closes));
    if (recorder_ != nullptr) emit(record, parent, DecisionOpened{actor, trigger, closes});
    a.decision = {true, trigger, 0, subject, closes, record, {}};
    a.decision.close =
        schedule(closes, {EventKind::decision, static_cast<std::uint8_t>(actor.value), 0, 0, 0, record});
}

void Stepper::bring_forward(ActorId actor, Millis window_end) {
    Decision& decision = state(actor).decision;
    if (!decision.open || window_end >= decision.closes) return;
    if (decision.close.valid()) world_.queue.cancel(decision.close);
    decision.closes = window_end;
    decision.close = schedule(
        window_end, {EventKind::decision, static_cast<std::uint8_t>(actor.value), 0, 0, 0, decision.record});
}

void Stepper::on_decision(const Event& event) {
    const ActorId actor{event.actor};
    Decision& decision = state(actor).decision;
    decision.close = {};
    // good until act_on() is done with it: what follows from the agenda comes last
    const Subject& subject = decision.subject;
    Knowledge knowledge = know(actor, decision.trigger);
    if (corrected(Correction::Kind::belief, with_trigger(Purpose::choice, decision.trigger), subject)) {
        put_right(actor, knowledge);
    }
    act_on(actor, first_rule(actor, knowledge), subject, false, decision.record, knowledge);
}

void Stepper::on_review(const Event& event) {
    const ActorId actor{event.actor};
    Event next = event;
    ++next.b;
    schedule(later(params(actor).review), next);
    const Subject subject{params(actor).name, {}, {}, event.b, 0};
    if (!state(actor).decision.open) open_decision(actor, Trigger::review, subject, event.parent);
}

bool Stepper::available(ActorId actor, MoveId id) const {
    const CompiledMove& move = parameters_->moves[id.index()];
    if (!move.gate.open(parameters_->in_force)) return false;
    if (move.sends == MessageKind::none) return true;
    if (!move.via_reply) return world_.channels[move.via.index()].up;
    const auto& queries = state(actor).queries;
    return !queries.empty() && world_.channels[world_.messages[queries.front()].channel.index()].up;
}

// By inversion over the available moves in the order of the rule; a tremble is even over them and hold.
MoveId Stepper::choose_from(ActorId actor, const Rule& rule, kernel::Uniforms u, bool& trembled) {
    const std::vector<Choice>& choices = params(actor).doctrine.choices;
    double total = 0;
    std::uint32_t count = 0;
    bool has_hold = false;
    for (std::uint32_t i = rule.first_choice; i < rule.last_choice; ++i) {
        if (!(choices[i].weight > 0) || !available(actor, choices[i].move)) continue;
        total += choices[i].weight;
        ++count;
        has_hold = has_hold || choices[i].move == model_.hold;
    }
    const double tremble = params(actor).tremble;
    trembled = u.second < tremble;
    if (trembled) {
        const std::uint32_t options = count + (has_hold ? 0 : 1);
        auto pick = std::min(static_cast<std::uint32_t>(u.second / tremble * options), options - 1);
        for (std::uint32_t i = rule.first_choice; i < rule.last_choice; ++i) {
            if (choices[i].weight > 0 && available(actor, choices[i].move) && pick-- == 0)
                return choices[i].move;
        }
        return model_.hold;
    }
    MoveId move = model_.hold;
    if (!(total > 0)) return move;  // a setting took every weight away
    double left = u.first * total;
    for (std::uint32_t i = rule.first_choice; i < rule.last_choice; ++i) {
        if (!(choices[i].weight > 0) || !available(actor, choices[i].move)) continue;
        move = choices[i].move;
        left -= choices[i].weight;
        if (left < 0) break;
    }
    return move;
}

const ScriptedDecision* Stepper::scripted(ActorId actor) const {
    for (const ScriptedDecision& decision : script_.decisions) {
        if (decision.actor == actor && decision.decision == state(actor).decisions) return &decision;
    }
    return nullptr;
}

Stepper::Chosen Stepper::choose(ActorId actor, int rule, Trigger trigger, const Subject& subject,
                                bool at_once) {
    if (!at_once) {
        if (const ScriptedDecision* decision = scripted(actor)) {
            return {available(actor, decision->move) ? decision->move : model_.hold, false, true};
        }
    }
    const Purpose purpose = with_trigger(at_once ? Purpose::at_once : Purpose::choice, trigger);
    if (corrected(Correction::Kind::hold, purpose, subject)) return {model_.hold, false, true};
    Chosen chosen{model_.hold};
    if (rule < 0 || state(actor).standing == Standing::hold) return chosen;
    chosen.move = choose_from(actor, params(actor).doctrine.rules[static_cast<std::size_t>(rule)],
                              draw(purpose, subject), chosen.trembled);
    if (state(actor).standing == Standing::routine && !is_routine(actor, chosen.move, trigger, at_once))
        return {model_.hold};
    return chosen;
}

bool Stepper::act_on(ActorId actor, int rule, const Subject& subject, bool at_once, RecordId parent,
                     Knowledge& knowledge) {
    return decide(actor, rule, choose(actor, rule, knowledge.trigger, subject, at_once), subject, at_once,
                  parent, knowledge);
}

bool Stepper::decide(ActorId actor, int rule, const Chosen& chosen, const Subject& subject, bool at_once,
                     RecordId parent, Knowledge& knowledge) {
    const bool closes = !at_once || parameters_->moves[chosen.move.index()].acts();
    const RecordId record =
        note(EventKind::decision, actor, (static_cast<std::uint64_t>(rule + 1) << 16) | chosen.move.value);
    if (recorder_ != nullptr)
        record_decision(actor, rule, at_once, chosen, record, parent, subject, knowledge);
    IncidentIndex focal = kNoIndex;
    if (closes) {
        count_decision(actor, knowledge);
        if (knowledge.focal != kNoIndex) focal = state(actor).cases[knowledge.focal].incident;
        close_decision(actor, rule);
    }
    perform(actor, chosen.move, focal, record);
    if (closes && !state(actor).agenda.empty()) open_from_agenda(actor);
    return closes;
}

void Stepper::close_decision(ActorId actor, int rule) {
    ActorState& a = state(actor);
    if (a.decision.close.valid()) world_.queue.cancel(a.decision.close);
    a.decision.open = false;
    a.decision.close = {};
    a.last_rule = rule;
    a.last_message = MessageKind::none;
    look_through(a.queries.size());
    std::erase_if(a.queries, [&](MessageIndex query) {
        return !world_.channels[world_.messages[query].channel.index()].up;
    });
    ++a.decisions;
}

void Stepper::count_decision(ActorId actor, Knowledge& knowledge) {
    RunCounts& counts = world_.result.counts;
    ++counts.decisions;
    if (!knowledge.scanned) scan(actor, knowledge);
    if (knowledge.focal == kNoIndex) return;
    const Case& c = state(actor).cases[knowledge.focal];
    const std::size_t truth = world_.incidents[c.incident].cause.index();
    ++counts.decisions_on_case;
    if (most_believed(c) != truth) ++counts.misattributed_at_decision;
    for (std::size_t h = 0; h < model_.causes; ++h) {
        const double gap = c.belief[h] - (h == truth ? 1 : 0);
        world_.result.brier_sum += gap * gap;
    }
}

// An act that orders the crisis rung or above, or a strike, while there are live cases and none is of the
// other side's making.
bool Stepper::unjust(ActorId actor, const CompiledMove& move) {
    bool grave = move.strikes;
    const RungId own = state(actor).rung;
    if (move.posture == MoveSpec::Posture::to || move.posture == MoveSpec::Posture::raise_to) {
        grave = grave || (move.rung >= own && move.rung >= model_.crisis);
    } else if (move.posture == MoveSpec::Posture::by && move.by > 0) {
        grave = grave || own.value + move.by >= model_.crisis.value;
    }
    if (!grave) return false;
    bool any = false;
    look_through(state(actor).live.size());
    for (const std::uint32_t place : state(actor).live) {
        const Case& c = state(actor).cases[place];
        if (cold(actor, c)) continue;
        if (world_.incidents[c.incident].author == other(actor)) return false;
        any = true;
    }
    return any;
}

// `focal` is the incident in focus; kNoIndex: none.
void Stepper::perform(ActorId actor, MoveId id, IncidentIndex focal, RecordId parent) {
    const CompiledMove& move = parameters_->moves[id.index()];
    const bool message_only = !move.acts() && move.seen <= 0;
    if (message_only) {
        if (move.sends != MessageKind::none) order_message(actor, move, kNever, parent);
        return;
    }
    ActorState& a = state(actor);
    const std::uint32_t ordinal = a.acts++;
    const Subject subject{params(actor).name, {}, {}, ordinal, 0};
    const Millis time = move.instant ? world_.now : after(move.delay, draw(Purpose::effect, subject).first);
    // before its own act answers the cases
    if (move.sends != MessageKind::none) order_message(actor, move, time, parent);
    if (move.acts()) {
        ++world_.result.counts.acts;
        if (unjust(actor, move)) ++world_.result.counts.unjust_acts;
        a.live.clear();
    }
    schedule(time,
             {EventKind::effect, static_cast<std::uint8_t>(actor.value), id.value, ordinal, focal, parent});
}

void Stepper::record_decision(ActorId actor, int rule, bool at_once, const Chosen& chosen, RecordId id,
                              RecordId parent, const Subject& subject, Knowledge& knowledge) {
    const ActorState& a = state(actor);
    if (!knowledge.scanned) scan(actor, knowledge);
    DecisionMade made;
    made.actor = actor;
    made.number = a.decisions;
    made.trigger = knowledge.trigger;
    made.rule = rule;
    made.at_once = at_once;
    made.scripted = chosen.scripted;
    made.trembled = chosen.trembled;
    made.move = chosen.move;
    if (rule >= 0) {
        const Doctrine& doctrine = params(actor).doctrine;
        const Rule& r = doctrine.rules[static_cast<std::size_t>(rule)];
        double total = 0;
        for (std::uint32_t i = r.first_choice; i < r.last_choice; ++i) {
            const Choice& choice = doctrine.choices[i];
            if (!(choice.weight > 0) || !available(actor, choice.move)) continue;
            made.options.push_back({choice.move, choice.weight});
            total += choice.weight;
        }
        for (auto& option : made.options) option.probability /= total;
    }
    made.threat = knowledge.threat;
    made.image = image(actor);
    made.own_rung = a.rung;
    made.adversary_reading = a.reading;
    made.adversary_true = state(other(actor)).rung;
    if (knowledge.focal != kNoIndex) {
        made.focal = view(a.cases[knowledge.focal]);
        made.true_cause = world_.incidents[made.focal.incident].cause;
    }
    emit(id, parent, std::move(made),
         event_name(with_trigger(at_once ? Purpose::at_once : Purpose::choice, made.trigger), subject));
}

}  // namespace firebreak
