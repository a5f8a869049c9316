// A scenario as plain data: what the YAML file says, with every default filled in. Entities are in file order
// and refer to each other by id.
//
// load_scenario() makes a Spec, measures change it, and compile() (model.hpp) turns it into something that
// runs. engine/docs/scenario-format.md says what each key means. Defaults are defined here and nowhere else.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak {

struct RungSpec {
    std::string id;
    std::string name;
    std::string description;
    // name of the boundary crossed by climbing to this rung; empty: none
    std::string firebreak;
    std::optional<Duration> accident_every;  // mean time to an accident for an actor on this rung

    bool operator==(const RungSpec&) const = default;
};

struct SettledSpec {
    std::string at;    // rung
    Duration lasting;  // YAML key: for

    bool operator==(const SettledSpec&) const = default;
};

struct EndingsSpec {
    std::string crisis;  // rung
    std::string war;     // rung
    std::optional<SettledSpec> settled;

    bool operator==(const EndingsSpec&) const = default;
};

struct CauseSpec {
    std::string id;
    std::string name;      // default: the id
    double hostility = 0;  // 0 to 1

    bool operator==(const CauseSpec&) const = default;
};

struct IncidentSpec {
    std::string id;
    std::string label;                  // default: the id
    std::vector<std::string> targets;   // one or both actors
    Weights causes;                     // weights > 0; need not sum to 1
    std::string author;                 // actor behind it; empty: neither
    Distribution severity = fixed(1);   // clamped to 0..10
    std::vector<Duration> at;           // times from clock.start; either these or `every`
    std::optional<Distribution> every;  // gaps of a renewal process; the first starts at clock.start
    // time from the opening of the case by which the target must decide
    std::optional<Duration> window;
    bool phantom = false;  // a false alarm: nothing happened
    std::string needs;     // id of a measure; empty: none
    std::string unless;    // id of a measure; empty: none

    bool operator==(const IncidentSpec&) const = default;
};

struct EvidenceSpec {
    std::string id;
    std::string label;
    // mean of the exponential gaps between reports on one case
    Duration every;
    // probability that a report names the true cause
    double accuracy = 0.5;
    // accuracy that the actors assume; absent: the true one
    std::optional<double> believed;
    // by true cause: weights of the wrong causes; uniform if absent
    std::vector<std::pair<std::string, Weights>> confusion;
    std::string needs;
    std::string unless;

    bool operator==(const EvidenceSpec&) const = default;
};

enum class MessageKind : std::uint8_t {
    none,
    query,
    denial,
    admission,
    silence,
    reassurance,
    warning,
    proposal,
    evidence
};
inline constexpr std::size_t kMessageKinds = 9;

struct MessageSpec {
    MessageKind kind = MessageKind::none;
    std::string label;
    // by cause: P(sender says this | cause), in (0,1]; empty: the content is inert
    Weights likelihood;
    // with probability k, the receiver then reads the sender's posture correctly
    bool clarifies_posture = false;
    // odds factor on the receiver's image of the sender, to the power k; 1: no effect
    double image = 1;
    // what it reads as when garbled; none: the default in scenario-format.md
    MessageKind garbled = MessageKind::none;
    std::string source;  // kind evidence: id of the evidence source
    int reports = 1;     // kind evidence: how many of its reports the message carries

    bool operator==(const MessageSpec&) const = default;
};

// When a channel's line is up: always, never, or alternately.
struct LineSpec {
    bool up = true;
    // time from repair to failure; if present, `up` is the state at the start
    std::optional<Distribution> fails;
    std::optional<Distribution> repairs;  // time from failure to repair

    bool operator==(const LineSpec&) const = default;
};

// Daily working hours of a channel's desk, in UTC. A shift with `to` <= `from` runs past midnight.
struct StaffedSpec {
    int from_minute = 0;       // minutes since midnight, 0..1439
    int to_minute = 0;         // 0..1440
    std::uint8_t days = 0x7f;  // bit 0 = Monday; the day on which the shift starts

    bool operator==(const StaffedSpec&) const = default;
};

struct ChannelSpec {
    std::string id;
    std::string label;
    LineSpec line;  // YAML key: up
    Distribution link = fixed(0);
    Distribution translate = fixed(0);
    Distribution deliver = fixed(0);
    int translators = 0;                 // size of the pool; 0: no queue, every message is translated at once
    std::optional<StaffedSpec> staffed;  // absent: always
    double loss = 0;
    double garble = 0;
    double credibility = 1;  // k in 0..1
    Duration patience{std::numeric_limits<double>::infinity()};
    std::optional<Distribution> meets;  // gaps between regular consultations (YAML: meets: {every: ..})

    bool operator==(const ChannelSpec&) const = default;
};

struct StrikeSpec {
    std::string cause;
    Distribution severity = fixed(1);

    bool operator==(const StrikeSpec&) const = default;
};

struct MoveSpec {
    enum class Posture { none, to, raise_to, by };

    std::string id;
    std::string label;
    Posture posture = Posture::none;
    std::string rung;  // for to and raise_to
    int by = 0;        // for by: rungs, positive up, negative down
    std::optional<StrikeSpec> strikes;
    MessageKind sends = MessageKind::none;
    std::string via;  // channel id, or "reply"
    Distribution delay = fixed(0);
    std::optional<double> seen;  // absent: 1 for a move of posture, otherwise 0
    std::string needs;
    std::string unless;

    bool operator==(const MoveSpec&) const = default;
};

// What the conditions of a doctrine may refer to: only what the actor itself can know.
enum class Fact : std::uint8_t {
    threat,
    incident_severity,
    incident_hostility,
    incident_confidence,
    incident_age,
    incident_belief,
    image,
    own_rung,
    adversary_rung,
    rung_gap,
    trigger,
    message,
    guilty,
    asked,
    heard,
    said,
    channel,
    measure,
    time_left
};
inline constexpr std::size_t kFacts = 19;

// Values of the fact `trigger`, and `initiative`: of people who act of their own accord.
enum class Trigger : std::uint8_t { incident, evidence, move, message, silence, review, inject, initiative };
inline constexpr std::size_t kTriggers = 8;

// Holds if the fact lies in one of the intervals. Every fact is a number: yes = 1, no = 0, a rung its index,
// a trigger or message kind its enumerator, a duration its milliseconds.
struct ConditionSpec {
    Fact fact = Fact::threat;
    std::string subject;  // for facts that have one: a cause, channel or measure id, or a message kind
    std::vector<Interval> any_of;

    bool operator==(const ConditionSpec&) const = default;
};

struct RuleSpec {
    std::vector<ConditionSpec> when;  // all must hold
    Weights moves;                    // by move id, weights > 0
    bool at_once = false;

    bool operator==(const RuleSpec&) const = default;
};

struct DetectionSpec {
    double probability = 1;
    Distribution delay = fixed(0);
    bool operator==(const DetectionSpec&) const = default;
};

struct SeveritySpec {
    double bias = 0;   // of the logarithm
    double noise = 0;  // standard deviation of the logarithm
    bool operator==(const SeveritySpec&) const = default;
};

struct PostureSpec {
    double misread = 0;  // probability of reading one rung off
    double skew = 0.5;   // probability that a misreading is upward
    Duration delay{0};
    bool operator==(const PostureSpec&) const = default;
};

struct ImageSpec {
    // probability, at the start, that the other side is aggressive
    double hostile = 0.5;
    // odds factor when the other side is read as stepping up
    double climb = 1;
    double step_down = 1;                                      // odds factor when it is read as stepping down
    Duration memory{std::numeric_limits<double>::infinity()};  // half-life of the return to the start value
    bool operator==(const ImageSpec&) const = default;
};

struct AttributionSpec {
    Weights prior;    // over all causes; sums to 1
    double tilt = 0;  // nats
    double carry = 0;
    double weight = 1;  // below 1: conservatism
    double close_at = 0.95;
    Duration half_life{std::numeric_limits<double>::infinity()};  // of a case's contribution to the threat
    Duration cold_after{180.0 * 24 * 3600 * 1000};
    bool operator==(const AttributionSpec&) const = default;
};

struct ActorSpec {
    std::string id;
    std::string name;
    std::string starts_at;  // rung; default: the lowest
    DetectionSpec detection;
    SeveritySpec severity;
    PostureSpec posture;
    ImageSpec image;
    AttributionSpec attribution;
    Distribution deliberation = fixed(0);
    std::optional<Duration> review;
    // keep what it observes during a decision, to open the next one; otherwise it opens none
    bool agenda = false;
    double tremble = 0;
    std::vector<RuleSpec> doctrine;

    bool operator==(const ActorSpec&) const = default;
};

// A value for a parameter, given by a measure, --set or an expectation. A text is the id of a rung.
using ParameterValue = std::variant<double, bool, Duration, Distribution, std::string>;

struct SetSpec {
    std::string path;  // may contain * for any one part
    ParameterValue value;
    bool operator==(const SetSpec&) const = default;
};

struct ScaleSpec {
    std::string path;
    double factor = 1;  // >= 0
    bool operator==(const ScaleSpec&) const = default;
};

struct MeasureSpec {
    std::string id;
    std::string label;
    std::optional<Duration> in_force;  // from clock.start; absent: from the beginning
    std::vector<SetSpec> set;
    std::vector<ScaleSpec> scale;

    bool operator==(const MeasureSpec&) const = default;
};

// Runs whose statistic, one of those listed in scenario-format.md, lies in one of the intervals.
struct RunCondition {
    std::string statistic;
    std::vector<Interval> any_of;

    bool operator==(const RunCondition&) const = default;
};

// What is asked of many runs of one arm.
struct RunMeasure {
    // the share of runs for which all of `share` hold; the mean of `statistic` over the runs that have it;
    // the sum of `statistic` divided by the sum of `per`; quantiles of `statistic`
    enum class Kind : std::uint8_t { share, mean, ratio, quantiles };

    Kind kind = Kind::share;
    std::vector<RunCondition> share;
    std::string statistic;
    std::string per;
    std::vector<double> levels;       // of quantiles: above 0 and below 1, ascending
    std::vector<RunCondition> where;  // of all runs, only those for which all of these hold

    bool operator==(const RunMeasure&) const = default;
};

// A statement about the scenario's runs whose exact value is known. `firebreak verify` checks it.
struct ExpectSpec {
    std::string name;
    std::vector<std::string> measures;  // in force; default: none
    std::vector<SetSpec> set;
    RunMeasure of;  // a share or a mean
    double exact = 0;
    std::string formula;  // where the exact value comes from, for people

    bool operator==(const ExpectSpec&) const = default;
};

// Something that the scenario's author wants to know of its runs.
struct ObserveSpec {
    std::string id;
    std::string label;  // default: the id
    RunMeasure of;

    bool operator==(const ObserveSpec&) const = default;
};

// What the record says of something that runs tell as well. Settings are weighted by how near they come.
struct TargetSpec {
    std::string id;
    std::string label;                  // default: the id
    std::vector<std::string> measures;  // in force; default: none
    RunMeasure of;                      // not quantiles
    double value = 0;                   // spans in ms
    double sd = 0;                      // standard deviation of the record about `value`, above 0
    std::string source;                 // id in sources; may be empty
    std::string note;

    bool operator==(const TargetSpec&) const = default;
};

// One of several ways in which a part of the scenario may be.
struct ChoiceSpec {
    std::string id;
    double weight = 1;   // above 0
    std::string change;  // sections that replace those of the scenario, as YAML; empty: as written

    bool operator==(const ChoiceSpec&) const = default;
};

struct VariantSpec {
    std::string id;
    std::vector<ChoiceSpec> choices;  // at least two, of which one changes nothing

    bool operator==(const VariantSpec&) const = default;
};

// How far a number could be from the one that the file gives.
struct RangeSpec {
    // of the value, durations in ms; or, if `factor`, uniform: the bounds of a factor on the value, whose
    // logarithm is uniform between theirs
    Distribution law;
    bool factor = false;
    bool durations = false;    // `law` is one of durations
    bool independent = false;  // each number that the path names is drawn for itself; else one draw for all

    bool operator==(const RangeSpec&) const = default;
};

struct ProvenanceSpec {
    std::string path;    // parameter path; may contain *
    std::string grade;   // sourced, data, assumed or structural
    std::string source;  // id in sources; may be empty
    std::string note;
    std::string label = {};               // what people call the number; may be empty
    std::optional<RangeSpec> range = {};  // YAML keys: range, law or scale, and independent

    bool operator==(const ProvenanceSpec&) const = default;
};

struct ClockSpec {
    Millis start = 0;  // milliseconds since 1970-01-01T00:00:00Z
    Duration horizon;
    bool operator==(const ClockSpec&) const = default;
};

struct Spec {
    std::string id;
    std::string title;
    std::string question;
    std::string summary;
    std::vector<std::pair<std::string, std::string>> sources;
    std::vector<ProvenanceSpec> provenance;
    ClockSpec clock;
    std::vector<RungSpec> ladder;  // lowest first
    EndingsSpec endings;
    std::vector<CauseSpec> causes;
    std::vector<IncidentSpec> incidents;
    std::vector<EvidenceSpec> evidence;
    std::vector<MessageSpec> messages;
    std::vector<ChannelSpec> channels;
    std::vector<MoveSpec> moves;  // always includes `hold`
    std::array<ActorSpec, kActors> actors;
    std::vector<MeasureSpec> measures;
    std::vector<ExpectSpec> expects;
    std::vector<ObserveSpec> observe;
    std::vector<TargetSpec> targets;
    std::vector<VariantSpec> variants;

    bool operator==(const Spec&) const = default;
};

// Names as the format writes them ("query", "incident.severity", "review"). fact_name() omits the subject:
// "channel", "incident.belief".
[[nodiscard]] const char* message_name(MessageKind kind);
[[nodiscard]] const char* fact_name(Fact fact);
[[nodiscard]] const char* trigger_name(Trigger trigger);

}  // namespace firebreak
