// One run of a model: simulate(model, noise key, script) -> result, and the records of everything that
// happened in it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// Which noise a run sees: replicates of one seed are independent; the same key gives every arm the same named
// draws.
struct NoiseKey {
    std::uint64_t seed = 1;
    std::uint64_t replicate = 0;
    std::uint64_t branch = 0;  // 0 unless a copied world must differ
    bool operator==(const NoiseKey&) const = default;
};

// What people did: decisions that replace the doctrine's act, and events added from outside. Empty for a free
// run.
struct ScriptedDecision {
    ActorId actor;
    std::uint32_t decision = 0;  // the actor's decisions that close count from 0
    MoveId move;                 // holds if the move is not available
    bool operator==(const ScriptedDecision&) const = default;
};
struct ScriptedInject {
    Millis at = 0;
    ActorId target;
    std::string text;
    // With a cause, an incident happens to the target; without, the target is only given occasion to decide
    // (trigger: inject).
    CauseId cause;
    double severity = 0;
    bool operator==(const ScriptedInject&) const = default;
};
// The name of an event, made of the names of its draws: the same in every arm of a replicate, whatever else
// happens there. 0: none.
using EventName = std::uint64_t;

// One thing put right, for but-for twins. An event of that name that does not happen is nothing to put right.
struct Correction {
    enum class Kind : std::uint8_t {
        reading,  // MoveSeen: the move is read as it was
        // DecisionMade: when it is taken, the focal case is seen as it is; a false alarm is known for one. It
        // stays known.
        belief,
        // MessageSent: it is delivered the moment it is sent, whole and in the tone in which it was meant
        message,
        hold  // DecisionMade: the side holds instead
    };
    Kind kind = Kind::reading;
    EventName event = 0;
    bool operator==(const Correction&) const = default;
    auto operator<=>(const Correction&) const = default;
};
inline constexpr std::size_t kCorrectionKinds = 4;
[[nodiscard]] const char* correction_name(Correction::Kind kind);

struct Script {
    std::vector<ScriptedDecision> decisions;
    std::vector<ScriptedInject> injects;
    std::vector<Correction> corrections{};
    bool operator==(const Script&) const = default;
};

enum class Outcome : std::uint8_t { war, crisis, settled, unresolved };
inline constexpr std::size_t kOutcomes = 4;
[[nodiscard]] const char* outcome_name(Outcome outcome);

enum class EndReason : std::uint8_t { war, settled, horizon, event_limit };
[[nodiscard]] const char* end_reason_name(EndReason reason);

// How much a run may do. One that goes beyond ends there, with end reason event_limit and the outcome that a
// horizon would give it.
inline constexpr std::uint32_t kEventLimit = 1'000'000;  // events handled
// events scheduled and not yet handled, at one time
inline constexpr std::uint32_t kPendingLimit = 200'000;
// cases and queries that decisions looked through, over the whole run
inline constexpr std::uint64_t kLookupLimit = 200'000'000;
enum class Limit : std::uint8_t { none, events, pending, lookups };
inline constexpr std::size_t kLimits = 4;
[[nodiscard]] const char* limit_name(Limit limit);

// What happened in a run, in numbers (model section 10), over both actors: counts of one run, or their sums
// over many. What each one means stands in its row of kCounts.
template <class Number>
struct Counts {
    Number incidents = 0;
    Number strikes = 0;
    Number detections = 0;
    Number reports = 0;
    Number decisions = 0;
    Number acts = 0;
    Number accidents = 0;
    Number moves_seen = 0;
    Number misread = 0;
    Number decisions_on_case = 0;
    Number misattributed_at_decision = 0;
    Number unjust_acts = 0;
    Number missed_hostile = 0;
    Number messages = 0;
    Number delivered = 0;
    Number silences = 0;
    Number concluded_right = 0;
    Number concluded_wrong = 0;

    bool operator==(const Counts&) const = default;
};
using RunCounts = Counts<std::uint32_t>;

// One row for each count; whatever writes, adds up or explains counts goes through these.
template <class Number>
struct CountRow {
    const char* name;  // in files
    Number Counts<Number>::*member;
    const char* meaning;
};
template <class Number>
inline constexpr CountRow<Number> kCounts[] = {
    {"incidents", &Counts<Number>::incidents, "incidents that happened, strikes and false alarms included"},
    {"strikes", &Counts<Number>::strikes, "strikes carried out"},
    {"detections", &Counts<Number>::detections, "cases opened"},
    {"reports", &Counts<Number>::reports, "reports of evidence"},
    {"decisions", &Counts<Number>::decisions, "decisions closed"},
    {"acts", &Counts<Number>::acts, "moves of posture or strike chosen"},
    {"accidents", &Counts<Number>::accidents, "accidents on the ladder"},
    {"moves_seen", &Counts<Number>::moves_seen, "moves of the other side seen"},
    {"misread", &Counts<Number>::misread, "of the moves seen: read at another rung than the true one"},
    {"decisions_on_case", &Counts<Number>::decisions_on_case, "decisions closed on a case"},
    {"misattributed_at_decision", &Counts<Number>::misattributed_at_decision,
     "of these: with the wrong cause in mind"},
    {"unjust_acts", &Counts<Number>::unjust_acts,
     "of the acts: against a side that had done nothing in the case"},
    {"missed_hostile", &Counts<Number>::missed_hostile, "hostile incidents that their target never noticed"},
    {"messages", &Counts<Number>::messages, "messages sent"},
    {"delivered", &Counts<Number>::delivered, "messages delivered"},
    {"silences", &Counts<Number>::silences, "queries left without an answer"},
    {"concluded_right", &Counts<Number>::concluded_right, "cases concluded on the true cause"},
    {"concluded_wrong", &Counts<Number>::concluded_wrong, "cases concluded on another"},
};
static_assert(sizeof(RunCounts) == std::size(kCounts<std::uint32_t>) * sizeof(std::uint32_t),
              "each count has a row");

struct RunResult {
    Outcome outcome = Outcome::unresolved;
    EndReason end_reason = EndReason::horizon;
    Limit limit = Limit::none;  // that ended it
    bool crisis = false;        // either actor reached the crisis rung (or war)
    std::array<RungId, kActors> peak_rung;
    std::array<Millis, kActors> peak_time{};  // when first reached
    Millis crisis_time = kNever;
    Millis duration = 0;
    std::uint32_t events = 0;  // events handled
    // the most that were pending at one time, rounded up to a multiple of eight
    std::uint32_t most_pending = 0;
    RunCounts counts;
    double brier_sum = 0;      // over decisions_on_case
    std::uint64_t digest = 0;  // of the whole trace
};

// Record ids count from 0 in the order of happening; 0 is the start of the run and the root of all chains.
using RecordId = std::uint32_t;
inline constexpr RecordId kNoRecord = 0xffffffff;
using IncidentIndex = std::uint32_t;  // incidents of a run count from 0
using MessageIndex = std::uint32_t;   // messages of a run count from 0
inline constexpr std::uint32_t kNoIndex = 0xffffffff;

// A belief over causes; entries beyond the scenario's causes are 0.
using Belief = std::array<double, kMaxCauses>;

// An actor's view of a case.
struct CaseView {
    IncidentIndex incident = kNoIndex;
    double severity = 0;  // as perceived
    Belief belief{};
    double hostility = 0;   // H
    double confidence = 0;  // max b
    bool concluded = false;
    CauseId likeliest;  // the most believed cause, of equal ones the least hostile; none without a case
    bool operator==(const CaseView&) const = default;
};

struct RunStarted {
    std::array<RungId, kActors> rungs;
    bool operator==(const RunStarted&) const = default;
};
struct MeasureInForce {
    MeasureId measure;
    bool operator==(const MeasureInForce&) const = default;
};
struct IncidentHappened {
    IncidentIndex incident = kNoIndex;
    SourceId source;  // none for a strike or an inject
    ActorId author;   // none for an outside incident without author
    std::array<bool, kActors> targets{};
    CauseId cause;
    double severity = 0;
    bool phantom = false;
    bool operator==(const IncidentHappened&) const = default;
};
struct CaseOpened {
    ActorId actor;
    CaseView view;
};
struct ReportReceived {
    ActorId actor;
    EvidenceId source;
    CauseId named;
    CaseView before;
    CaseView after;
};
struct MoveTookEffect {
    ActorId actor;
    MoveId move;  // none for an accident
    bool accident = false;
    RungId before;
    RungId after;
    bool operator==(const MoveTookEffect&) const = default;
};
struct MoveSeen {
    ActorId actor;  // the observer
    RungId true_rung;
    RungId reading_before;
    RungId reading;
    double image_before = 0;  // probability that the other side is aggressive
    double image = 0;
    [[nodiscard]] bool misread() const { return reading != true_rung; }
};
struct DecisionOpened {
    ActorId actor;
    Trigger trigger = Trigger::incident;
    Millis closes = 0;
};
// What the decider knew, what was true, what it chose and what else it could have chosen.
struct DecisionMade {
    struct Option {
        MoveId move;
        double probability = 0;
        bool operator==(const Option&) const = default;
    };
    ActorId actor;
    // of the decisions of this actor that closed; at_once messages have the number of the open decision
    std::uint32_t number = 0;
    Trigger trigger = Trigger::incident;
    std::int32_t rule = -1;  // place in the doctrine; -1: none applied
    bool at_once = false;
    bool scripted = false;  // or replaced by hold in a twin
    bool trembled = false;
    MoveId move;
    std::vector<Option> options;  // of the rule, as they could be chosen
    double threat = 0;
    double image = 0;
    RungId own_rung;
    RungId adversary_reading;
    RungId adversary_true;
    CaseView focal;      // focal.incident == kNoIndex: none
    CauseId true_cause;  // of the focal case
};
struct MessageSent {
    MessageIndex message = kNoIndex;
    MessageKind kind = MessageKind::none;
    ChannelId channel;
    ActorId sender;
    IncidentIndex about = kNoIndex;
    MessageIndex reply_to = kNoIndex;
    bool lost = false;
    bool operator==(const MessageSent&) const = default;
};
struct MessageDelivered {
    MessageIndex message = kNoIndex;
    MessageKind kind = MessageKind::none;     // as sent
    MessageKind read_as = MessageKind::none;  // as received
    ChannelId channel;
    ActorId receiver;
    // when each stage ended; desk: when translation began
    Millis sent = 0, linked = 0, desk = 0, translated = 0;
    CaseView before;  // incident == kNoIndex: it concerned no case
    CaseView after;
    RungId reading_before;
    RungId reading;
};
struct SilenceFell {
    ActorId actor;
    MessageIndex query = kNoIndex;
    CaseView before;
    CaseView after;
};
struct LineChanged {
    ChannelId channel;
    bool up = true;
    bool operator==(const LineChanged&) const = default;
};
struct Consultation {
    ChannelId channel;
    std::array<RungId, kActors> readings_before;
    std::array<RungId, kActors> readings;
};
struct Injected {
    ActorId target;
    std::uint32_t inject = 0;
};
struct RunEnded {
    EndReason reason = EndReason::horizon;
    Outcome outcome = Outcome::unresolved;
    Limit limit = Limit::none;
    bool operator==(const RunEnded&) const = default;
};

struct Record {
    RecordId id = 0;
    RecordId parent = kNoRecord;  // what brought this about
    Millis time = 0;
    std::variant<RunStarted, MeasureInForce, IncidentHappened, CaseOpened, ReportReceived, MoveTookEffect,
                 MoveSeen, DecisionOpened, DecisionMade, MessageSent, MessageDelivered, SilenceFell,
                 LineChanged, Consultation, Injected, RunEnded>
        what;
    EventName name = 0;  // of a MoveSeen, a DecisionMade, a MessageSent; else 0
};

// Something in a run that could have gone otherwise, and what putting it right means.
struct Flaw {
    enum class Kind : std::uint8_t {
        misreading,      // a move was read one rung off
        misattribution,  // a decision was taken while the most believed cause of the focal case was wrong
        doubt,           // likewise right, but not known for sure
        misjudgement,    // likewise known for sure, but its severity was not
        false_alarm,     // a decision was taken on a case of which nothing had happened
        lost,            // a message never came
        // a message came when its receiver had decided, or when its sender had been taken to be silent
        late,
        garbled,    // a message was read in another tone than it was written in
        escalation  // a decision that raised the own posture or struck
    };
    Kind kind = Kind::misreading;
    Correction correction;
    RecordId record = 0;  // of the run: the reading, the decision, the sending of the message
    Millis time = 0;
    ActorId actor;  // who perceived wrongly or decided; of a message the receiver
    int off = 0;    // misreading: +1 too high, -1 too low
    // misattribution, doubt, misjudgement, false alarm: the true cause (of a false alarm: what it looked
    // like)
    CauseId truth;
    CauseId believed;  // likewise: the most believed one
    MessageKind message = MessageKind::none;
    ChannelId channel;
    MoveId move;  // escalation: which; misattribution and the like: what was then decided

    // Everything but an escalation: a fault of perception, or of the ways of messages.
    [[nodiscard]] bool misperception() const { return kind != Kind::escalation; }
    bool operator==(const Flaw&) const = default;
};
inline constexpr std::size_t kFlawKinds = 9;
[[nodiscard]] const char* flaw_name(Flaw::Kind kind);

// Flaws of one kind, of one actor, about one thing, over many runs.
struct FlawGroup {
    Flaw::Kind kind = Flaw::Kind::misreading;
    ActorId actor;
    // About what, as far as the kind has it: `off` of a misreading, causes, message and channel, move of an
    // escalation.
    int off = 0;
    CauseId truth, believed;
    MessageKind message = MessageKind::none;
    ChannelId channel;
    MoveId move;
    auto operator<=>(const FlawGroup&) const = default;
};
[[nodiscard]] FlawGroup group_of(const Flaw& flaw);
// Without what it is about: kind and actor alone.
[[nodiscard]] FlawGroup coarse_group_of(const Flaw& flaw);

// Receives every record of a run, in order. The record is good only during the call.
class Recorder {
public:
    virtual ~Recorder() = default;
    virtual void record(const Record& record) = 0;
    // The first rule of a doctrine that applied, each time the doctrine is looked at, whether it is then
    // acted on or not.
    virtual void rule_applied(const RuleRef&) {}
};

// Keeps all records.
class RecordList final : public Recorder {
public:
    void record(const Record& record) override { records.push_back(record); }
    std::vector<Record> records;
};

// Set from another thread or a signal handler to have what simulates give up.
using StopFlag = std::atomic<bool>;

// Thrown where a stop flag became true in the middle of a run. What was done of the run is lost, so that
// nobody takes it for a whole one. It is no std::exception, so that nobody takes it for a failure.
struct Stopped {};

// Runs a model to its end. The same arguments give the same result and records, bit for bit. Thread-safe.
// With a stop flag it looks at that every 65,536 events, which take some hundredths of a second, and throws
// Stopped if it is set; a recorder has then seen a part of the run.
[[nodiscard]] RunResult simulate(const Model& model, const NoiseKey& key, const Script& script = {},
                                 Recorder* recorder = nullptr, const StopFlag* stop = nullptr);

// The same up to the moment at which the crisis rung is reached, if it is. `crisis`, `crisis_time` and
// `events` are those of that part; the rest of the result means something only if there is no crisis.
[[nodiscard]] RunResult simulate_to_crisis(const Model& model, const NoiseKey& key, const Script& script = {},
                                           Recorder* recorder = nullptr, const StopFlag* stop = nullptr);
// Whether the run reaches the crisis rung: simulate(...).crisis, sooner known.
[[nodiscard]] inline bool reaches_crisis(const Model& model, const NoiseKey& key, const Script& script = {},
                                         const StopFlag* stop = nullptr) {
    return simulate_to_crisis(model, key, script, nullptr, stop).crisis;
}

}  // namespace firebreak
