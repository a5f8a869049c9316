// One arm: a scenario with a choice of measures and of clean perceptions, compiled and ready to run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <firebreak/spec.hpp>

namespace firebreak {

// What an actor can get wrong.
enum class Perception : std::uint8_t {
    posture,   // where the other side stands
    cause,     // what an incident was
    severity,  // how severe it was
    alarm,     // whether it happened at all (phantoms)
    tone       // how a message was meant (garbling)
};
inline constexpr std::size_t kPerceptions = 5;
// As files and options write it, "posture".
[[nodiscard]] const char* perception_name(Perception perception);

// The perceptions of an actor that are clean, that is, exact: none, some, or (`true`) all.
class Clean {
public:
    constexpr Clean() = default;
    // Implicit, so that callers can write `clean = true`.
    constexpr Clean(bool all) : bits_(all ? kAll : 0) {}  // NOLINT(google-explicit-constructor)
    constexpr explicit Clean(Perception only)
        : bits_(static_cast<std::uint8_t>(1U << static_cast<unsigned>(only))) {}
    constexpr void add(Perception perception) {
        bits_ = static_cast<std::uint8_t>(bits_ | Clean(perception).bits_);
    }
    [[nodiscard]] constexpr bool in(Perception perception) const {
        return (bits_ & Clean(perception).bits_) != 0;
    }
    [[nodiscard]] constexpr bool all() const { return bits_ == kAll; }
    [[nodiscard]] constexpr bool any() const { return bits_ != 0; }
    bool operator==(const Clean&) const = default;

private:
    static constexpr std::uint8_t kAll = (1U << kPerceptions) - 1;
    std::uint8_t bits_ = 0;
};

// A rule of an actor's doctrine, by index from 0.
struct RuleRef {
    ActorId actor;
    std::uint16_t rule = 0;
    bool operator==(const RuleRef&) const = default;
};

// What distinguishes one arm of a scenario from another (model section 9).
struct ArmSpec {
    // ids of measures switched on; each comes into force on its date, in scenario order
    std::vector<std::string> measures;
    std::array<Clean, kActors> clean{};  // clean perceptions of each actor
    // disabled rules: never evaluated; the remaining rules keep their indices
    std::vector<RuleRef> without{};

    bool operator==(const ArmSpec&) const = default;
};

// Convert the clean perceptions of an arm to text and back: "washington:posture", or the actor's id alone,
// "moscow", where all are clean. add_clean() returns false and changes nothing for any other text.
[[nodiscard]] std::vector<std::string> clean_words(const Spec& spec, const ArmSpec& arm);
[[nodiscard]] bool add_clean(const Spec& spec, std::string_view words, ArmSpec& arm);
// Convert a rule to text and back: "washington.7", where the first rule is 1.
[[nodiscard]] std::string rule_id(const Spec& spec, const RuleRef& rule);
[[nodiscard]] std::optional<RuleRef> find_rule(const Spec& spec, std::string_view words);

// One change of the scenario that holds for a whole run.
struct Change {
    enum class Kind : std::uint8_t { perception, rule, measure };
    Kind kind = Kind::perception;
    ActorId actor;                         // perception: whose; none: both sides'
    std::optional<Perception> perception;  // which; none: all
    RuleRef rule;                          // disabled
    MeasureId measure;                     // added
    ArmSpec arm;                           // the arm with this change
};

// A compiled scenario. Immutable, thread-safe, and cheap to copy (copies share).
class Model {
public:
    struct Compiled;  // engine/src/model/compiled.hpp

    explicit Model(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
    [[nodiscard]] const Compiled& compiled() const { return *compiled_; }
    [[nodiscard]] const Spec& spec() const;  // the scenario as given, before measures apply
    [[nodiscard]] const ArmSpec& arm() const;

private:
    std::shared_ptr<const Compiled> compiled_;
};

// Compiles a valid Spec: one made by load_scenario, or changed only through the parameters below. The caller
// must ensure that every measure of the arm exists.
[[nodiscard]] Model compile(const Spec& spec, const ArmSpec& arm = {});

// Find a measure or an actor of the scenario by its id; empty if there is none.
[[nodiscard]] std::optional<MeasureId> find_measure(const Spec& spec, std::string_view id);
[[nodiscard]] std::optional<ActorId> find_actor(const Spec& spec, std::string_view id);
// The place of a rung on the ladder; the number of rungs where none has this id.
[[nodiscard]] std::size_t rung_place(const Spec& spec, std::string_view id);

// The arm in words: "no measures", "hotline + cert-exchange, clean both", "no measures, clean
// washington:posture, without moscow.7".
[[nodiscard]] std::string describe_arm(const Spec& spec, const ArmSpec& arm);

// --- Parameters: how measures, --set, provenance, sweeps and sliders name a number of a scenario

// One number, switch, duration, distribution or rung of a Spec, named by a path such as
// "actors.moscow.posture.misread", "channels.hotline.up", "actors.moscow.doctrine.4.do.sanction",
// "moves.sanction.delay" or "actors.moscow.starts_at".
struct Parameter {
    enum class Kind { number, flag, duration, duration_law, number_law, integer, rung };

    std::string path;
    Kind kind = Kind::number;
    double low = 0;  // allowed range, ends included; durations and duration laws in ms; rungs counted from 0
    double high = 0;
    // "", "probability", "ms", "nats", "rungs", ...
    std::string_view unit;
    // Points into the Spec it came from. An optional: of a key that the file may leave out.
    std::variant<double*, bool*, Duration*, Distribution*, int*, std::string*, std::optional<double>*,
                 std::optional<Duration>*, std::optional<Distribution>*>
        value;
    const std::vector<RungSpec>* ladder = nullptr;  // of kind rung

    // Whether the file leaves the key out. Only its path in full names such a parameter, no "*".
    [[nodiscard]] bool absent() const;
};

// All numbers, durations, laws and lines of a scenario, in the order of the format page: what provenance has
// to account for. The pointers are valid while the Spec lives and none of its lists is resized.
[[nodiscard]] std::vector<Parameter> parameters(Spec& spec);

// Everything that a path can set: the parameters, and after them switches, whole numbers, rungs, both ends of
// conditions that have two, keys that the file leaves out, the parts of laws ("incidents.outage.every.mean")
// and what measures set and scale by ("measures.hotline.set.channels.hotline.up"). Pointers as above.
[[nodiscard]] std::vector<Parameter> settable(Spec& spec);

// Its value as the format writes it; parse_set() reads it back to the same value. Empty: absent.
[[nodiscard]] std::string parameter_text(const Parameter& parameter);

// Whether a path matches a pattern. Parts are separated by '.'; "*" matches any one part. List entries count
// from 1.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

// Why a parameter cannot take a value ("expected a probability 0..1, found 1.2"); empty if it can.
[[nodiscard]] std::string why_not(const Parameter& parameter, const ParameterValue& value);

// A number as a value of the type that the parameter takes: a duration in ms; a whole number rounded; a rung
// by its place, rounded, counted from 0 and cut to the ladder; a switch, yes unless 0.
[[nodiscard]] ParameterValue value_for(const Parameter& parameter, double number);

// Sets everything settable that the path matches and returns how many were set. Values that why_not() refuses
// are skipped and not counted. A law of durations also accepts a Duration, and a law of numbers a number:
// each becomes a fixed law. A plain number is refused wherever a duration is expected.
int set_parameter(Spec& spec, const SetSpec& change);

// Multiplies every settable number, duration or law that the path matches, clamping numbers to their range
// and rounding whole ones. Returns how many there were, not counting switches, rungs and absent ones.
int scale_parameter(Spec& spec, const ScaleSpec& change);

// A value that a measure sets or scales by: a number of the scenario with its own path.
struct OverlayValue {
    std::string path;   // "measures.hotline.set.channels.hotline.up"
    std::string value;  // as the format writes it
};
// The overlay values of all measures, in file order. Together with parameters() they are all the numbers of a
// scenario.
[[nodiscard]] std::vector<OverlayValue> overlay_values(const Spec& spec);

// Applies a measure's overlays: first every `set`, then every `scale`.
void apply_measure(Spec& spec, const MeasureSpec& measure);

// Parses "path=value" as given on the command line. Fails if the path names no number of the scenario or the
// number cannot take the value. Does not change the scenario.
[[nodiscard]] Result<SetSpec> parse_set(Spec& spec, std::string_view text);
// The same for "path=factor", as --scale gives it; the factor is 0 to 1e9.
[[nodiscard]] Result<ScaleSpec> parse_scale(Spec& spec, std::string_view text);

// The entry that says where the number or the section of a path comes from; nullptr: none does. An entry
// covers what its path names and all below. Of several, the one with the most parts counts; of equals, the
// one with the fewest "*", then the last.
[[nodiscard]] const ProvenanceSpec* provenance_of(std::span<const ProvenanceSpec> entries,
                                                  std::string_view path);

// How many numbers of a scenario there are of each grade.
struct GradeCounts {
    std::size_t sourced = 0;
    std::size_t data = 0;
    std::size_t assumed = 0;
    std::size_t structural = 0;
    std::size_t unmarked = 0;
    [[nodiscard]] std::size_t all() const { return sourced + data + assumed + structural + unmarked; }
};
// Over every parameter and every value that a measure sets.
[[nodiscard]] GradeCounts count_grades(const Spec& spec);

// --- Names: what people call the entities of a scenario, safe for a terminal; the id where there is no name

// By place or by id. An id that the scenario does not have stands for itself; a place that names nothing is
// "nothing". The scenario must outlive it.
class Labels {
public:
    // Names are cut after `longest` bytes.
    explicit Labels(const Spec& spec, std::size_t longest = 200) : spec_(&spec), longest_(longest) {}

    [[nodiscard]] const Spec& spec() const { return *spec_; }

    [[nodiscard]] std::string actor(std::string_view id) const;
    [[nodiscard]] std::string rung(std::string_view id) const;
    [[nodiscard]] std::string cause(std::string_view id) const;
    [[nodiscard]] std::string move(std::string_view id) const;
    [[nodiscard]] std::string channel(std::string_view id) const;
    [[nodiscard]] std::string source(std::string_view id) const;
    [[nodiscard]] std::string evidence(std::string_view id) const;
    [[nodiscard]] std::string measure(std::string_view id) const;

    [[nodiscard]] std::string actor(ActorId id) const;
    [[nodiscard]] std::string rung(RungId id) const;
    [[nodiscard]] std::string cause(CauseId id) const;
    [[nodiscard]] std::string move(MoveId id) const;
    [[nodiscard]] std::string channel(ChannelId id) const;
    [[nodiscard]] std::string source(SourceId id) const;
    [[nodiscard]] std::string evidence(EvidenceId id) const;
    [[nodiscard]] std::string measure(MeasureId id) const;
    [[nodiscard]] std::string actor(std::size_t index) const { return actor(ActorId{index}); }

private:
    const Spec* spec_;
    std::size_t longest_;
};

// The move that every scenario has: to do nothing.
[[nodiscard]] bool is_hold(const Spec& spec, MoveId move);

// "a query", "an admission", "a file of evidence".
[[nodiscard]] std::string message_words(MessageKind kind);
// "an incident", "a review", "a move of the other side".
[[nodiscard]] std::string trigger_words(Trigger trigger);

}  // namespace firebreak
