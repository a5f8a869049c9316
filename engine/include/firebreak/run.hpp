// One run of a model: simulate(model, noise key, script) -> result, plus a record of every event in it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/script.hpp>
#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// Selects the random numbers of a run. Under one key, draws of the same name are equal in every arm; the
// replicates of a seed are independent.
struct NoiseKey {
    std::uint64_t seed = 1;
    std::uint64_t replicate = 0;
    std::uint64_t branch = 0;  // nonzero only for a copied world that must diverge
    bool operator==(const NoiseKey&) const = default;
};

enum class Outcome : std::uint8_t { war, crisis, settled, unresolved };
inline constexpr std::size_t kOutcomes = 4;
[[nodiscard]] const char* outcome_name(Outcome outcome);
// For people: "war", "crisis", "calmed down", "no crisis by the end".
[[nodiscard]] const char* outcome_words(Outcome outcome);
// War is the end of a crisis.
[[nodiscard]] inline bool is_crisis(Outcome outcome) {
    return outcome == Outcome::crisis || outcome == Outcome::war;
}

enum class EndReason : std::uint8_t { war, settled, horizon, event_limit };
[[nodiscard]] const char* end_reason_name(EndReason reason);

// Limits on the work of one run. A run that exceeds one ends there, with end reason event_limit and the
// outcome it would have at the horizon.
inline constexpr std::uint32_t kEventLimit = 1'000'000;  // events handled
inline constexpr std::uint32_t kPendingLimit = 200'000;  // events scheduled but not handled, at any one time
// cases and queries that decisions examine, over the whole run
inline constexpr std::uint64_t kLookupLimit = 200'000'000;
enum class Limit : std::uint8_t { none, events, pending, lookups };
inline constexpr std::size_t kLimits = 4;
[[nodiscard]] const char* limit_name(Limit limit);

// What happened in a run, counted over both actors (model section 10): for one run, or summed over many.
// kCounts says what each count means.
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
    Number authored = 0;
    Number answered = 0;

    bool operator==(const Counts&) const = default;
};
using RunCounts = Counts<std::uint32_t>;

// One row per count. Whatever writes, adds up or explains counts iterates over these.
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
    {"misread", &Counts<Number>::misread, "of the moves seen: misread"},
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
    {"authored", &Counts<Number>::authored,
     "incidents that one of the two sides brought about, strikes included"},
    {"answered", &Counts<Number>::answered,
     "of the incidents authored: the other side struck back, with the incident in focus when it decided"},
};
static_assert(sizeof(RunCounts) == std::size(kCounts<std::uint32_t>) * sizeof(std::uint32_t),
              "each count has a row");

struct RunResult {
    Outcome outcome = Outcome::unresolved;
    EndReason end_reason = EndReason::horizon;
    Limit limit = Limit::none;  // the limit that ended the run
    bool crisis = false;        // an actor reached the crisis rung or war
    std::array<RungId, kActors> peak_rung;
    std::array<Millis, kActors> peak_time{};  // when each peak was first reached
    Millis crisis_time = kNever;
    Millis duration = 0;
    std::uint32_t events = 0;  // handled
    // most events pending at any one time, rounded up to a multiple of eight
    std::uint32_t most_pending = 0;
    RunCounts counts;
    double brier_sum = 0;      // over decisions_on_case
    std::uint64_t digest = 0;  // of the whole trace
};

// Records are numbered from 0 in order of occurrence. Record 0, the start of the run, is the root of every
// chain.
using RecordId = std::uint32_t;
inline constexpr RecordId kNoRecord = 0xffffffff;
// Probability of each cause, by CauseId; entries beyond the scenario's causes are 0.
using Belief = std::array<double, kMaxCauses>;

// A case as an actor sees it.
struct CaseView {
    IncidentIndex incident = kNoIndex;
    double severity = 0;  // as perceived
    Belief belief{};
    double hostility = 0;   // H, expected hostility (model section 5)
    double confidence = 0;  // probability of the likeliest cause
    bool concluded = false;
    CauseId likeliest;  // the cause believed most, among equals the least hostile; none without a case
    bool operator==(const CaseView&) const = default;
};

// The kinds of record. Times are Millis from clock.start; ids are none where they do not apply.
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
    ActorId author;   // the actor behind it; none: neither
    std::array<bool, kActors> targets{};
    CauseId cause;
    double severity = 0;
    bool phantom = false;  // a false alarm
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
    bool planted = false;  // by an umpire
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
    double image_before = 0;  // probability, as the observer sees it, that the other side is aggressive
    double image = 0;
    [[nodiscard]] bool misread() const { return reading != true_rung; }
};
struct DecisionOpened {
    ActorId actor;
    Trigger trigger = Trigger::incident;
    Millis closes = 0;  // due time; a window that opens later may bring it forward
};
// What the decider knew, what was true, what it chose, and what else it could have chosen.
struct DecisionMade {
    struct Option {
        MoveId move;
        double probability = 0;
        bool operator==(const Option&) const = default;
    };
    ActorId actor;
    // index among this actor's decisions that close, from 0; an at_once message carries that of the open one
    std::uint32_t number = 0;
    Trigger trigger = Trigger::incident;
    std::int32_t rule = -1;  // index in the doctrine; -1: no rule applied
    bool at_once = false;    // taken before the decision was due
    bool scripted = false;   // made by a person, or replaced by hold in a twin
    bool trembled = false;   // a slip: chosen evenly among the rule's moves and hold
    MoveId move;
    std::vector<Option> options;  // the rule's available moves, with the chance of each
    double threat = 0;
    double image = 0;
    RungId own_rung;
    RungId adversary_reading;
    RungId adversary_true;
    CaseView focal;      // focal.incident == kNoIndex: no focal case
    CauseId true_cause;  // of the focal case
};
struct MessageSent {
    MessageIndex message = kNoIndex;
    MessageKind kind = MessageKind::none;  // as sent
    ChannelId channel;
    ActorId sender;
    IncidentIndex about = kNoIndex;
    MessageIndex reply_to = kNoIndex;
    bool lost = false;
    std::uint32_t act = kNoIndex;  // place in the script of what people said; kNoIndex: the doctrine's
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
    CaseView before;  // the receiver's view; incident == kNoIndex: the message concerned no case
    CaseView after;
    RungId reading_before;
    RungId reading;
};
// A query went unanswered beyond the channel's patience.
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
    RecordId parent = kNoRecord;  // the record that brought this one about
    Millis time = 0;
    std::variant<RunStarted, MeasureInForce, IncidentHappened, CaseOpened, ReportReceived, MoveTookEffect,
                 MoveSeen, DecisionOpened, DecisionMade, MessageSent, MessageDelivered, SilenceFell,
                 LineChanged, Consultation, Injected, RunEnded>
        what;
    EventName name = 0;  // of a MoveSeen, DecisionMade or MessageSent; otherwise 0
};

// Something in a run that could have gone differently, and the correction that undoes it.
struct Flaw {
    enum class Kind : std::uint8_t {
        misreading,      // a move was read one rung off
        misattribution,  // a decision was made while the likeliest cause of the focal case was wrong
        doubt,           // likewise right, but not certain
        misjudgement,    // likewise right and certain, but the severity was wrong
        false_alarm,     // a decision was made on a case in which nothing had happened
        lost,            // a message never arrived
        // a message arrived after its receiver had decided, or after its sender had been taken to be silent
        late,
        garbled,    // a message was read in another tone than intended
        escalation  // a decision raised the actor's own posture or struck
    };
    Kind kind = Kind::misreading;
    Correction correction;
    RecordId record = 0;  // the reading, the decision, or the sending of the message
    Millis time = 0;
    ActorId actor;  // who misperceived or decided; for a message, the receiver
    int off = 0;    // misreading: +1 too high, -1 too low
    // misattribution, doubt, misjudgement: the true cause; false alarm: the cause it appears to have
    CauseId truth;
    CauseId believed;  // likewise, the cause believed most
    MessageKind message = MessageKind::none;
    ChannelId channel;
    MoveId move;  // escalation: the move; misattribution and the like: the move then chosen

    // Every flaw but an escalation: a wrong perception, or a message that went wrong.
    [[nodiscard]] bool misperception() const { return kind != Kind::escalation; }
    bool operator==(const Flaw&) const = default;
};
inline constexpr std::size_t kFlawKinds = 9;
// As JSON writes it, "false-alarm".
[[nodiscard]] const char* flaw_name(Flaw::Kind kind);

// Flaws of one kind, by one actor, on one subject.
struct FlawGroup {
    Flaw::Kind kind = Flaw::Kind::misreading;
    ActorId actor;
    // The subject, as far as the kind has one: `off` of a misreading, causes, message and channel, move of an
    // escalation.
    int off = 0;
    CauseId truth, believed;
    MessageKind message = MessageKind::none;
    ChannelId channel;
    MoveId move;
    auto operator<=>(const FlawGroup&) const = default;
};
[[nodiscard]] FlawGroup group_of(const Flaw& flaw);
// Kind and actor only, without the subject.
[[nodiscard]] FlawGroup coarse_group_of(const Flaw& flaw);

// Receives every record of a run, in order. A record is valid only for the duration of the call; copy what
// you keep.
class Recorder {
public:
    virtual ~Recorder() = default;
    virtual void record(const Record& record) = 0;
    // Called whenever a doctrine is evaluated, with the first rule that applies, whether or not it is then
    // acted on.
    virtual void rule_applied(const RuleRef&) {}
};

// Keeps every record.
class RecordList final : public Recorder {
public:
    void record(const Record& record) override { records.push_back(record); }
    std::vector<Record> records;
};

// Set it from another thread or a signal handler to interrupt a simulation.
using StopFlag = std::atomic<bool>;

// Thrown when a stop flag interrupts a run. The partial run is discarded so that nobody takes it for a whole
// one. Not a std::exception, so that nobody takes it for an error.
struct Stopped {};

// Runs a model to its end. The same arguments give the same result and records, bit for bit. Thread-safe.
// Checks `stop` every 65,536 events (a few hundredths of a second) and throws Stopped if it is set; the
// recorder has then seen only part of the run.
[[nodiscard]] RunResult simulate(const Model& model, const NoiseKey& key, const Script& script = {},
                                 Recorder* recorder = nullptr, const StopFlag* stop = nullptr);

// Same as simulate(), but ends when the crisis rung is reached. `crisis`, `crisis_time` and `events` describe
// the part simulated; the rest of the result is meaningful only without a crisis.
[[nodiscard]] RunResult simulate_to_crisis(const Model& model, const NoiseKey& key, const Script& script = {},
                                           Recorder* recorder = nullptr, const StopFlag* stop = nullptr);
// Same as simulate(...).crisis, but stops as soon as the answer is known.
[[nodiscard]] inline bool reaches_crisis(const Model& model, const NoiseKey& key, const Script& script = {},
                                         const StopFlag* stop = nullptr) {
    return simulate_to_crisis(model, key, script, nullptr, stop).crisis;
}

}  // namespace firebreak
