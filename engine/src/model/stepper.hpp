// What happens when: the event handlers of a run, over a World.
#pragma once

#include "kernel/math.hpp"
#include "model/compiled.hpp"
#include "model/world.hpp"

namespace firebreak {

// What an actor knows at one moment, worked out when first asked for. Only this reaches the doctrine; none of
// it is the truth.
struct Knowledge {
    Trigger trigger = Trigger::review;
    MessageKind message = MessageKind::none;  // in hand
    bool scanned = false;                     // focal and threat are known
    std::uint32_t focal = kNoIndex;           // in the actor's cases
    double threat = 0;
    std::uint32_t ready = 0;  // facts worked out, as bits by Fact
    std::array<double, kFacts> facts;
};

// Steps a World through a model. Holds references; make one where it is used. Not thread-safe; different
// worlds are independent.
class Stepper {
public:
    Stepper(const Model& model, World& world, const Script& script, Recorder* recorder,
            const StopFlag* stop = nullptr)
        : model_(model.compiled()),
          world_(world),
          script_(script),
          recorder_(recorder),
          stop_(stop),
          parameters_(&model_.epochs[world.epoch].parameters) {}

    // Makes the world the start of a run; memory of an earlier run is kept for use.
    void start(const NoiseKey& key);
    // Handles the next event. Not after the end. Throws Stopped.
    void step();
    void run() {
        while (!world_.ended) step();
    }
    void run_to_crisis() {
        while (!world_.ended && !world_.result.crisis) step();
    }
    // Handles what happens up to and at this moment, and stands there unless the run ended before.
    void run_until(Millis moment);
    // Schedules an act that was added to the script after the start, at its moment or now if that is later.
    void add_act(std::uint32_t place);

    // Whether the actor could choose this move now.
    [[nodiscard]] bool available(ActorId actor, MoveId move) const;

    // What the actor knows now, if this is what it is about to act on.
    [[nodiscard]] Knowledge know(ActorId actor, Trigger trigger) const;
    // The value of a fact; NaN where it is not known. `subject` is the index of a cause, channel or measure,
    // or a kind of message.
    [[nodiscard]] double fact(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge);
    // The place of the first rule whose conditions hold, of all or of those marked at_once; or -1.
    [[nodiscard]] int first_rule(ActorId actor, Knowledge& knowledge);
    [[nodiscard]] int first_at_once(ActorId actor, Knowledge& knowledge);

private:
    // stepper.cpp
    void reset(const NoiseKey& key);
    void schedule_start();
    void dispatch(const Event& event);
    void on_measure(const Event& event);  // a = epoch
    void on_settled();
    void end_run(EndReason reason, RecordId parent);
    [[nodiscard]] bool within_limits();
    void exceed(Limit limit);
    void look_through(std::size_t things) { world_.lookups += things; }
    void count_missed_hostile();
    void watch_calm();
    [[nodiscard]] bool pending_case(ActorId actor);

    // incidents.cpp
    void schedule_occurrence(std::uint16_t source, std::uint32_t ordinal, Millis after);
    void on_source(const Event& event);  // a = source, b = ordinal
    void on_strike(
        const Event& event);  // actor = mover, a = move, b = ordinal of the move, c as for an effect
    void on_inject(const Event& event);  // b = place in the script
    void happen(const Incident& incident, RecordId parent);
    void answer(Incident& incident, ActorId striker);
    void on_detection(const Event& event);  // b = incident

    // belief.cpp
    void open_case(ActorId actor, IncidentIndex incident, RecordId parent);
    void start_reports(ActorId actor, std::uint32_t place, EvidenceId source, std::uint32_t ordinal,
                       RecordId parent);
    [[nodiscard]] Subject report_subject(const Event& event, const Incident& incident) const;
    void schedule_report(Event event, const Incident& incident);
    [[nodiscard]] std::size_t named_cause(const std::array<double, kMaxCauses>& cumulative, double u) const;
    // a = evidence source, b = case, c = ordinal of the report, u = names the cause
    void on_report(const Event& event);
    void update_belief(ActorId actor, Case& c, const std::array<double, kMaxCauses>& factors);
    void conclude(ActorId actor, Case& c);  // if it is sure enough
    void add_to_digest(const Case& c);
    void watch_cold(ActorId actor, std::uint32_t place);
    void add_image(ActorId actor, double log_odds);
    [[nodiscard]] double image_log_odds(ActorId actor) const;  // above the start
    // probability that the other side is aggressive
    [[nodiscard]] double image(ActorId actor) const;
    [[nodiscard]] bool takes_reports(ActorId actor, const Case& c) const;
    [[nodiscard]] bool cold(ActorId actor, const Case& c) const {
        return world_.now - c.opened >= params(actor).cold_after;
    }
    [[nodiscard]] CaseView view(const Case& c) const;
    [[nodiscard]] std::size_t most_believed(const Case& c) const;

    // decision.cpp
    // `message`: the kind of what was delivered, unless it is a query.
    void observe(ActorId actor, Trigger trigger, const Subject& subject, RecordId record,
                 MessageKind message = MessageKind::none);
    void open_decision(ActorId actor, Trigger trigger, const Subject& subject, RecordId record);
    void bring_forward(ActorId actor, Millis window_end);
    void on_decision(const Event& event);
    void on_review(const Event& event);  // b = ordinal
    // Whether that closed the decision.
    bool act_on(ActorId actor, int rule, const Subject& subject, bool at_once, RecordId parent,
                Knowledge& knowledge);
    void put_right(ActorId actor, Knowledge& knowledge);
    struct Chosen {
        MoveId move;
        bool trembled = false;
        bool scripted = false;
    };
    // Whether that closed the decision.
    bool decide(ActorId actor, int rule, const Chosen& chosen, const Subject& subject, bool at_once,
                RecordId parent, Knowledge& knowledge);
    [[nodiscard]] Chosen choose(ActorId actor, int rule, Trigger trigger, const Subject& subject,
                                bool at_once);
    [[nodiscard]] MoveId choose_from(ActorId actor, const Rule& rule, kernel::Uniforms u, bool& trembled);
    [[nodiscard]] const ScriptedDecision* scripted(ActorId actor) const;
    void close_decision(ActorId actor, int rule);
    void open_from_agenda(ActorId actor);
    void count_decision(ActorId actor, Knowledge& knowledge);
    void perform(ActorId actor, MoveId move, IncidentIndex focal, RecordId parent);
    [[nodiscard]] bool unjust(ActorId actor, const CompiledMove& move);
    void scan(ActorId actor, Knowledge& knowledge);
    void work_out(ActorId actor, Fact fact, std::uint16_t subject, Knowledge& knowledge);
    void work_out_case(ActorId actor, Knowledge& knowledge);
    [[nodiscard]] std::uint16_t said(ActorId actor, Knowledge& knowledge);
    [[nodiscard]] int first_of(ActorId actor, const std::vector<Candidate>& candidates, Knowledge& knowledge);
    void record_decision(ActorId actor, int rule, bool at_once, const Chosen& chosen, RecordId id,
                         RecordId parent, const Subject& subject, Knowledge& knowledge);

    // posture.cpp
    // a = move, b = ordinal of the move, c = incident in focus when it was chosen; kNoIndex: none
    void on_effect(const Event& event);
    void on_accident(const Event& event);
    // `arrives`: the actor comes to stand there, and an accident clock starts; it does so whenever the rung
    // changes.
    void set_posture(ActorId actor, RungId rung, RecordId record, bool arrives = false);
    void show_move(ActorId mover, Purpose purpose, std::uint32_t ordinal, RecordId record);
    void on_seen(const Event& event);  // actor = observer, a = rung, b = ordinal, c = purpose of the reading
    void read_posture(ActorId actor, RungId reading);
    void start_accident_clock(ActorId actor, RecordId record);
    void schedule_accident(ActorId actor, RecordId record);
    void rescale_accident_clock(ActorId actor, double old_mean, RecordId record);

    // channels.cpp
    void start_channel(std::uint16_t channel);
    void on_line(const Event& event);  // a = channel
    RecordId turn_line(ChannelId channel, bool up, RecordId parent);
    void on_consultation(const Event& event);  // a = channel
    // `leaves`: when it is sent; kNever: after the delay of the move.
    void order_message(ActorId actor, const CompiledMove& move, Millis leaves, RecordId parent);
    void note_said(ActorId actor, const Message& message);
    void on_send(const Event& event);    // b = message
    void on_linked(const Event& event);  // b = message; likewise below
    void on_desk(const Event& event);
    void start_translation(MessageIndex index);
    void on_translated(const Event& event);
    void on_delivered(const Event& event);
    void read_message(ActorId actor, const Message& message, MessageKind read_as, std::uint32_t place);
    void on_silence(const Event& event);
    void apply_likelihood(ActorId actor, Case& c, const CompiledMessage& content, double credibility);
    [[nodiscard]] std::uint32_t case_concerned(ActorId actor, const Message& message);
    [[nodiscard]] Millis desk_opens(const CompiledChannel& channel, Millis from) const;
    [[nodiscard]] Subject message_subject(const Message& message, std::uint32_t n) const;

    // acts.cpp
    void on_act(const Event& event);  // b = place in the script
    void carry_out(const act::Order& order, std::uint32_t place);
    void carry_out(const act::Say& say, std::uint32_t place);
    void carry_out(const act::Stand& stand, std::uint32_t place);
    void carry_out(const act::Plant& plant, std::uint32_t place);
    void carry_out(const act::SetLine& set, std::uint32_t place);
    void carry_out(const act::Fate& fate, std::uint32_t place);
    [[nodiscard]] bool is_routine(ActorId actor, MoveId move, Trigger trigger, bool at_once) const;

    // shared
    [[nodiscard]] const CompiledActor& params(ActorId actor) const {
        return parameters_->actors[actor.index()];
    }
    [[nodiscard]] ActorState& state(ActorId actor) { return world_.actors[actor.index()]; }
    [[nodiscard]] const ActorState& state(ActorId actor) const { return world_.actors[actor.index()]; }
    [[nodiscard]] bool clean(ActorId actor, Perception perception) const {
        return model_.arm.clean[actor.index()].in(perception);
    }
    // Whether the event of this name is to be put right.
    [[nodiscard]] bool corrected(Correction::Kind kind, Purpose purpose, const Subject& subject) const {
        return !script_.corrections.empty() && has_correction({kind, event_name(purpose, subject)});
    }
    [[nodiscard]] bool has_correction(const Correction& correction) const;
    [[nodiscard]] kernel::Uniforms draw(Purpose purpose, const Subject& subject) const {
        return world_.noise.draw(draw_name(purpose, subject));
    }
    // Nothing is scheduled at or after the horizon, nor beyond the limit of what may be pending; the handle
    // is then not valid.
    Queue::Handle schedule(Millis time, const Event& event) {
        if (time >= model_.horizon) return {};
        if (world_.queue.holds(kPendingLimit)) {
            exceed(Limit::pending);
            return {};
        }
        return world_.queue.schedule(time, rank_of(event.kind), event);
    }
    [[nodiscard]] Millis after(const Distribution& law, double u) const {
        return later(to_millis(quantile(law, u)));
    }
    [[nodiscard]] Millis later(Millis span) const {
        return span >= kNever - world_.now ? kNever : world_.now + span;
    }

    // Notes that something happened: gives it its id and adds it to the digest.
    template <class Value>
    RecordId note(EventKind kind, ActorId actor, Value value) {
        world_.digest.add((static_cast<std::uint64_t>(world_.now) << 8) |
                          (static_cast<std::uint64_t>(kind) << 1) | (actor.value & 1U));
        world_.digest.add(value);
        return world_.records++;
    }
    template <class What>
    void emit(RecordId id, RecordId parent, What&& what, EventName name = 0) {
        recorder_->record(Record{id, parent, world_.now, std::forward<What>(what), name});
    }

    const Model::Compiled& model_;
    World& world_;
    const Script& script_;
    Recorder* recorder_;
    const StopFlag* stop_;
    const Parameters* parameters_;
};

}  // namespace firebreak
