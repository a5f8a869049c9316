// What a seat knows of a run, as typed values: everything shown of a run, as JSON, as a story or on a screen,
// comes from these alone. And the trace: one JSON object per line, in three ledgers, written
// and read back.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <firebreak/run.hpp>

namespace firebreak {

// A point of view on a run. `truth` shows all three ledgers, `both` what both sides observed and
// concluded but not what was true, an actor only its own; ids and parents are then numbered anew, so that
// nothing hidden shows through their gaps.
struct PointOfView {
    enum class Kind { truth, both, actor };
    Kind kind = Kind::truth;
    ActorId actor;
};
// "truth", "both" or an actor's id.
[[nodiscard]] std::optional<PointOfView> parse_point_of_view(const Spec& spec, std::string_view text);

// In the order of the alternatives of Record::what.
enum class SeenKind : std::uint8_t {
    started,
    measure,
    incident,
    case_opened,
    report,
    move,
    reading,
    deliberation,
    decision,
    sent,
    delivered,
    silence,
    line,
    consultation,
    inject,
    ended
};
inline constexpr std::size_t kSeenKinds = 16;
// As the trace format writes it: "case", "report".
[[nodiscard]] const char* seen_kind_name(SeenKind kind);

// What the ledgers hold. Numbers of incidents and messages are those of the ledger's owner; kNoIndex: none
// that it knows.
namespace seen {

using Nothing = std::monostate;

// --- The ledger of truth. Where a record is true as a whole, it stands there itself.

struct TrueCase {
    IncidentIndex incident = kNoIndex;
    CauseId cause;
    double severity = 0;
    bool phantom = false;
    bool operator==(const TrueCase&) const = default;
};
// Of the incident that a report or a silence is about.
struct TrueCause {
    CauseId cause;         // none where the silence is about no incident
    bool planted = false;  // the report, by an umpire
    bool operator==(const TrueCause&) const = default;
};
struct TrueReading {
    RungId adversary_rung;
    bool misread = false;
    bool operator==(const TrueReading&) const = default;
};
struct TrueDecision {
    RungId adversary_rung;
    CauseId cause;  // of the focal case; none without one
    bool operator==(const TrueDecision&) const = default;
};
struct TrueDelivery {
    MessageIndex message = kNoIndex;
    MessageKind kind = MessageKind::none;  // as sent
    bool garbled = false;
    // when each stage ended; translation: when it began
    Millis sent = 0, linked = 0, translation = 0, translated = 0, delivered = 0;
    bool operator==(const TrueDelivery&) const = default;
};
struct Consulted {
    ChannelId channel;
    bool operator==(const Consulted&) const = default;
};
struct TrueInject {
    std::uint32_t inject = 0;  // its place in the script
    ActorId target;
    std::string text;
    CauseId cause;
    bool operator==(const TrueInject&) const = default;
};

using Truth = std::variant<Nothing, RunStarted, MeasureInForce, IncidentHappened, TrueCase, TrueCause,
                           MoveTookEffect, TrueReading, TrueDecision, MessageSent, TrueDelivery, LineChanged,
                           Consulted, TrueInject, RunEnded>;

// --- What a side observes

struct Start {
    RungId own_rung, adversary_rung;
    bool operator==(const Start&) const = default;
};
// Its own doing, though not how hard it hit.
struct OwnIncident {
    std::uint32_t incident = 0;
    SourceId source;
    std::array<bool, kActors> targets{};
    CauseId cause;
    bool operator==(const OwnIncident&) const = default;
};
struct Notice {
    std::uint32_t incident = 0;
    double severity = 0;
    std::string text;  // of the inject that made the incident
    bool operator==(const Notice&) const = default;
};
struct Report {
    EvidenceId source;
    std::uint32_t incident = 0;
    CauseId named;
    bool operator==(const Report&) const = default;
};
// How it reads the other side; in a consultation over `channel`.
struct Reading {
    RungId adversary_rung;
    ChannelId channel;
    bool operator==(const Reading&) const = default;
};
// Of what a message is about, a side is told what it knows already.
struct Sent {
    std::uint32_t message = 0;
    MessageKind kind = MessageKind::none;
    ChannelId channel;
    std::uint32_t reply_to = kNoIndex, about = kNoIndex;
    std::string text{};  // what people wrote
    bool operator==(const Sent&) const = default;
};
struct Received {
    std::uint32_t message = 0;
    MessageKind read_as = MessageKind::none;
    ChannelId channel;
    std::uint32_t reply_to = kNoIndex, about = kNoIndex;
    std::optional<bool> own_doing{};  // of a query: whether it is about what this side did
    std::string text{};               // what people wrote
    bool operator==(const Received&) const = default;
};
struct Unanswered {
    std::uint32_t message = 0;
    bool operator==(const Unanswered&) const = default;
};
struct Told {
    std::string text;
    bool operator==(const Told&) const = default;
};
struct Ended {
    EndReason reason = EndReason::horizon;
    bool operator==(const Ended&) const = default;
};

using Observed = std::variant<Nothing, Start, MeasureInForce, OwnIncident, Notice, Report, MoveTookEffect,
                              Reading, Sent, Received, Unanswered, LineChanged, Told, Ended>;

// --- What a side concludes. A CaseView bears its owner's number of the incident.

struct ChangeOfMind {
    CaseView before, after;
    bool operator==(const ChangeOfMind&) const = default;
};
struct ChangedReading {
    RungId before, after;
    bool operator==(const ChangedReading&) const = default;
};
// Of a move seen: the reading, and the probability that the other side is aggressive.
struct ChangedImage {
    ChangedReading reading;
    double before = 0, after = 0;
    bool operator==(const ChangedImage&) const = default;
};
struct AfterMessage {
    ChangedReading reading;
    std::optional<ChangeOfMind> change;
    bool operator==(const AfterMessage&) const = default;
};
struct AfterSilence {
    std::optional<ChangeOfMind> change;
    bool operator==(const AfterSilence&) const = default;
};
struct Deliberation {
    Trigger trigger = Trigger::incident;
    std::optional<Millis> closes;  // none: at no set time
    bool operator==(const Deliberation&) const = default;
};
struct Decision {
    // of this side's decisions that closed; of one taken at once that of the open decision
    std::uint32_t number = 0;
    Trigger trigger = Trigger::incident;
    std::uint32_t rule = 0;  // of its doctrine, from 1; 0: none applied
    // the rule with the thresholds that the measures in force give it; null: none applied
    std::shared_ptr<const RuleSpec> when;
    bool at_once = false, scripted = false, trembled = false;
    MoveId move;
    std::vector<DecisionMade::Option> options;
    double threat = 0;
    double image = 0;
    RungId own_rung, adversary_rung;
    std::optional<CaseView> focal;
    // Rules are equal if they say the same.
    bool operator==(const Decision& other) const;
};

using Concluded = std::variant<Nothing, CaseView, ChangeOfMind, ChangedImage, ChangedReading, Deliberation,
                               Decision, AfterMessage, AfterSilence>;

}  // namespace seen

// One record as a view shows it.
struct Seen {
    RecordId id = 0;  // lines of a view count from 0 without gaps
    // a line of the same view; none where the view does not know what brought this about
    RecordId parent = kNoRecord;
    Millis time = 0;
    SeenKind kind = SeenKind::started;
    seen::Truth truth;
    std::array<seen::Observed, kActors> observed;
    std::array<seen::Concluded, kActors> concluded;

    [[nodiscard]] bool shows_truth() const { return truth.index() != 0; }
    [[nodiscard]] bool known_to(std::size_t actor) const {
        return observed[actor].index() != 0 || concluded[actor].index() != 0;
    }
    // The side that has a ledger in it, the first where both have; kActors where none has.
    [[nodiscard]] std::size_t side() const { return known_to(0) ? 0 : known_to(1) ? 1 : kActors; }

    // What a ledger holds; null where it holds something else or nothing.
    template <class Value>
    [[nodiscard]] const Value* true_as() const {
        return std::get_if<Value>(&truth);
    }
    template <class Value>
    [[nodiscard]] const Value* seen_as(std::size_t actor) const {
        return actor < kActors ? std::get_if<Value>(&observed[actor]) : nullptr;
    }
    template <class Value>
    [[nodiscard]] const Value* thought_as(std::size_t actor) const {
        return actor < kActors ? std::get_if<Value>(&concluded[actor]) : nullptr;
    }
};
// Whether they say the same, apart from their ids.
[[nodiscard]] bool says_the_same(const Seen& first, const Seen& second);

// Turns the records of one run, in their order, into what a view shows of them: this is the one filter.
//
// An actor sees the records in which it has a ledger, and of those its own ledgers only. A parent is shown
// only if the same actor sees it too, or if it is the sending of a query that the record answers. The nearest
// visible ancestor would not do: that the other side moved because of what one did oneself is hidden, and a
// link across the hidden records would show it. Incidents and messages are numbered in the order in which
// they first appear to the actor. The view of both is the union of the two actors' views; each ledger keeps
// its owner's numbers.
class SeenRecorder final : public Recorder {
public:
    using Take = std::function<void(const Seen&)>;

    // Calls `take` with every line that the view shows; the line is valid only during the call. Model and
    // script must outlive the recorder.
    SeenRecorder(const Model& model, const Script& script, PointOfView view, Take take);
    ~SeenRecorder() override;
    SeenRecorder(const SeenRecorder&) = delete;
    SeenRecorder& operator=(const SeenRecorder&) = delete;

    void record(const Record& record) override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// --- Traces

inline constexpr int kTraceVersion = 1;

// Everything needed to repeat a run.
struct TraceHeader {
    int version = kTraceVersion;
    std::string scenario;         // id
    std::string scenario_sha256;  // of its files; may be empty
    NoiseKey key;
    ArmSpec arm;
    std::vector<std::string> set;  // "path=value" as given on the command line
    Script script;
};

// A run with all its records.
struct Trace {
    TraceHeader header;
    RunResult result;
    std::vector<Record> records;  // records[i].id == i
    // as given to trace_run(); functions that tell or write the run throw Stopped when it is set
    const StopFlag* stop = nullptr;
};

// Runs the model and keeps every record. Throws Stopped when `stop` is set.
[[nodiscard]] Trace trace_run(const Model& model, const NoiseKey& key, const Script& script = {},
                              const StopFlag* stop = nullptr);

// The record in which a side first reaches the crisis rung: a move, an accident, or the start of a run that
// begins there. kNoRecord if none does.
[[nodiscard]] RecordId crisis_record(const Model& model, const Trace& trace);

// Writes the header, one line per record, and an end line with result and digest
// (engine/docs/trace-format.md).
void write_trace(std::ostream& out, const Model& model, const Trace& trace, PointOfView view = {});

// The header that trace_run() gives the run.
[[nodiscard]] TraceHeader trace_header(const Model& model, const NoiseKey& key, const Script& script = {});

// Repeats the run of the header (its key and script), writes what write_trace() would, line by line as it
// happens, and returns the result. Keeps no records, so memory does not grow with the run. Throws Stopped
// when `stop` is set, leaving an incomplete trace.
RunResult write_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
                    const StopFlag* stop = nullptr);

// What read_trace() found: the header, and the digest in the end line.
struct ReadTrace {
    TraceHeader header;
    std::uint64_t digest = 0;
    std::uint64_t lines = 0;
    std::string error;  // in words, "line 1: not a Firebreak trace"; empty: success
};
// Reads a written trace to its end. Does not check its records.
[[nodiscard]] ReadTrace read_trace(std::istream& in, const Spec& spec);

// How a written trace compares with the run that its header names.
struct TraceCheck {
    std::uint64_t records = 0;  // that agree
    RunResult run;              // the run, repeated
    // why this is not a complete trace ("line 7: nested too deep"); empty: it is, as far as it was read
    std::string error;
    // the first difference ("line 41: observed.north.severity: the trace says 9.9, the run gives 3.2");
    // empty: none
    std::string difference;
};

// Reads a written trace in the view of truth: first its header, which identifies the run, then the rest.
class TraceReader {
public:
    // Reads the header. Stream and scenario must outlive the reader.
    TraceReader(std::istream& in, const Spec& spec);
    ~TraceReader();
    TraceReader(const TraceReader&) = delete;
    TraceReader& operator=(const TraceReader&) = delete;

    [[nodiscard]] const TraceHeader& header() const;
    // What is wrong with the header, in words; empty if nothing.
    [[nodiscard]] const std::string& error() const;
    // Repeats the run and compares it, line by line, with the rest of the trace: header, every record,
    // outcome, counts and digest. The order of JSON keys does not matter. Call it once, only if error() is
    // empty, with a model of the header's arm and settings. Throws Stopped when `stop` is set.
    [[nodiscard]] TraceCheck check(const Model& model, const StopFlag* stop = nullptr);

private:
    class Lines;
    std::unique_ptr<Lines> lines_;
    ReadTrace read_;
    friend ReadTrace read_trace(std::istream& in, const Spec& spec);
};

// Calls `take` with every line that the view shows of a recorded run, in order.
void each_seen(const Model& model, const Trace& trace, PointOfView view, const SeenRecorder::Take& take);

// The chain of parents from a record back to the start of the run, the record itself first. Empty if there is
// no such record.
[[nodiscard]] std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record);
// The same chain as lines of the trace format in the ids of the view, without header and end line. Writes
// nothing if the view has no such record.
void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view = {});

}  // namespace firebreak
