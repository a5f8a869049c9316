// A scenario as plain data: what the YAML file says with every default filled in, entities named by their
// ids, in the order of the file.
//
// A Spec is made by load_scenario() or by hand, changed by measures (parameters.hpp), and turned into
// something that runs by compile() (model.hpp). The format page engine/docs/scenario-format.md says what each
// key means; the defaults stand here and nowhere else.
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

// A law for a duration (parameters in milliseconds) or for a plain number (parameters in its own unit).
struct Distribution {
    enum class Kind { fixed, exponential, lognormal, uniform, triangular, weibull, empirical };

    Kind kind = Kind::fixed;
    // fixed: a = the value.  exponential: a = mean.  lognormal: a = median, b = sigma (standard deviation of
    // the logarithm). uniform: a = low, b = high.  triangular: a = low, b = mode, c = high.  weibull: a =
    // scale, b = shape.
    double a = 0;
    double b = 0;
    double c = 0;
    // empirical: the values, each as likely as any other (the variate is the ceil(u n)-th smallest). Empty
    // for all other kinds. Sorted.
    std::vector<double> values;

    bool operator==(const Distribution&) const = default;
};

[[nodiscard]] inline Distribution fixed(double value) { return {Distribution::Kind::fixed, value, 0, 0, {}}; }

// The quantile function at u in (0,1); non-decreasing in u. Values are not cut to any range here.
[[nodiscard]] double quantile(const Distribution& law, double u);

// The expected value. Exact formula for each kind.
[[nodiscard]] double mean(const Distribution& law);

// The same law for a quantity multiplied by a factor >= 0 (a lognormal keeps its sigma, a Weibull its shape).
[[nodiscard]] Distribution scaled(Distribution law, double factor);

// Limits of the format. They keep names of draws and bit masks within their words.
inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kMaxRungs = 64;
inline constexpr std::size_t kMaxCauses = 12;
inline constexpr std::size_t kMaxMeasures = 24;
inline constexpr std::size_t kMaxEntities =
    1000;  // of each other kind: incidents, evidence, channels, moves, rules of one doctrine
inline constexpr std::size_t kActors = 2;

// Probabilities or weights over ids, in the order of the file.
using Weights = std::vector<std::pair<std::string, double>>;

struct RungSpec {
    std::string id;
    std::string name;
    std::string description;
    // name of the boundary crossed by stepping up to this rung; empty: none
    std::string firebreak;
    std::optional<Duration> accident_every;  // mean time to an accident while an actor stands here

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
    double hostility = 0;  // 0..1

    bool operator==(const CauseSpec&) const = default;
};

struct IncidentSpec {
    std::string id;
    std::string label;                  // default: the id
    std::vector<std::string> targets;   // one or both actors
    Weights causes;                     // weights > 0, need not sum to 1 here
    std::string author;                 // an actor whose doing it is; empty: neither's
    Distribution severity = fixed(1);   // cut to 0..10
    std::vector<Duration> at;           // moments since clock.start; either these or `every`
    std::optional<Distribution> every;  // gaps of a renewal process; the first gap starts at clock.start
    // from the opening of the case to the moment the target must have decided
    std::optional<Duration> window;
    bool phantom = false;  // a false alarm: nothing happened
    std::string needs;     // measure; empty: none
    std::string unless;    // measure; empty: none

    bool operator==(const IncidentSpec&) const = default;
};

struct EvidenceSpec {
    std::string id;
    std::string label;
    // mean of the exponential gaps between reports on one case
    Duration every;
    // 0..1: probability that a report names the true cause
    double accuracy = 0.5;
    // accuracy the actors believe; absent: the true one
    std::optional<double> believed;
    // true cause -> weights of the wrong causes; uniform where absent
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
    // per cause in (0,1]: P(sender says this | cause); empty: content is inert
    Weights likelihood;
    // the receiver's reading of the sender's posture becomes true with probability k
    bool clarifies_posture = false;
    // odds factor on the receiver's image of the sender, raised to the power k; 1: none
    double image = 1;
    // what it reads as when garbled; none: the default of scenario-format.md
    MessageKind garbled = MessageKind::none;
    std::string source;  // kind evidence: the evidence source
    int reports = 1;     // kind evidence: how many of its reports the message carries

    bool operator==(const MessageSpec&) const = default;
};

// When a channel's line is up: always, never, or in turns.
struct LineSpec {
    bool up = true;
    // time from repair to failure; with it `up` says how the line starts
    std::optional<Distribution> fails;
    std::optional<Distribution> repairs;  // time from failure to repair

    bool operator==(const LineSpec&) const = default;
};

// Daily hours in UTC in which a channel's desk works; `to` <= `from` runs past midnight.
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
    std::optional<Distribution> meets;  // gaps of regular consultations (YAML: meets: {every: ..})

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
    int by = 0;        // for by: rungs, + up, - down
    std::optional<StrikeSpec> strikes;
    MessageKind sends = MessageKind::none;
    std::string via;  // channel id, or "reply"
    Distribution delay = fixed(0);
    std::optional<double> seen;  // absent: 1 for a move of posture, 0 otherwise
    std::string needs;
    std::string unless;

    bool operator==(const MoveSpec&) const = default;
};

// What a condition of a doctrine may speak of; all of it is known to the actor.
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

// Values of the fact `trigger`.
enum class Trigger : std::uint8_t { incident, evidence, move, message, silence, review, inject };
inline constexpr std::size_t kTriggers = 7;

struct Interval {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;   // low itself is outside
    bool high_open = false;  // high itself is outside

    bool operator==(const Interval&) const = default;
};

// True when the fact lies in one of the intervals. Everything is a number: yes = 1, no = 0, a rung its index,
// a trigger or message kind its enumerator, a duration its milliseconds.
struct ConditionSpec {
    Fact fact = Fact::threat;
    std::string subject;  // cause, channel or measure id, or kind of message, for the facts that have one
    std::vector<Interval> any_of;

    bool operator==(const ConditionSpec&) const = default;
};

struct RuleSpec {
    std::vector<ConditionSpec> when;  // all must hold
    Weights moves;                    // move id -> weight > 0
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
    double skew = 0.5;   // probability that a misreading is upwards
    Duration delay{0};
    bool operator==(const PostureSpec&) const = default;
};

struct ImageSpec {
    // probability at the start that the other side is aggressive
    double hostile = 0.5;
    // odds factor when the other is read to step up
    double climb = 1;
    double step_down = 1;                                      // odds factor when it is read to step down
    Duration memory{std::numeric_limits<double>::infinity()};  // half-life of the way back to the start
    bool operator==(const ImageSpec&) const = default;
};

struct AttributionSpec {
    Weights prior;    // over all causes, sums to 1
    double tilt = 0;  // nats
    double carry = 0;
    double weight = 1;  // conservatism when < 1
    double close_at = 0.95;
    Duration half_life{std::numeric_limits<double>::infinity()};  // of a case's share in the threat
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
    // what it observes while a decision is open opens the next one; otherwise it opens none
    bool agenda = false;
    double tremble = 0;
    std::vector<RuleSpec> doctrine;

    bool operator==(const ActorSpec&) const = default;
};

// A value that a measure, --set or an expectation gives to a parameter path.
using ParameterValue = std::variant<double, bool, Duration, Distribution>;

struct SetSpec {
    std::string path;  // may hold * for any one part
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
    std::optional<Duration> in_force;  // since clock.start; absent: from the beginning
    std::vector<SetSpec> set;
    std::vector<ScaleSpec> scale;

    bool operator==(const MeasureSpec&) const = default;
};

// A statement about the scenario's runs whose exact value is known; `firebreak verify` measures it.
struct ExpectSpec {
    enum class Kind { share, mean };

    std::string name;
    std::vector<std::string> measures;  // in force; default none
    std::vector<SetSpec> set;
    Kind kind = Kind::share;
    std::string statistic;         // engine/docs/statistics in scenario-format.md
    std::vector<Interval> any_of;  // kind share: the runs counted
    double exact = 0;
    std::string formula;  // where the number comes from, for people

    bool operator==(const ExpectSpec&) const = default;
};

struct ProvenanceSpec {
    std::string path;    // parameter path, may hold *
    std::string grade;   // sourced, data, assumed or structural
    std::string source;  // id in sources; may be empty
    std::string note;

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
    std::vector<MoveSpec> moves;  // `hold` is always among them
    std::array<ActorSpec, kActors> actors;
    std::vector<MeasureSpec> measures;
    std::vector<ExpectSpec> expects;

    bool operator==(const Spec&) const = default;
};

// Names as the format writes them ("query", "incident.severity", "review"). fact_name leaves the subject out:
// "channel", "incident.belief".
[[nodiscard]] const char* message_name(MessageKind kind);
[[nodiscard]] const char* fact_name(Fact fact);
[[nodiscard]] const char* trigger_name(Trigger trigger);

}  // namespace firebreak
