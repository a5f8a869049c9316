// A scenario with one choice of measures and of clean perception, compiled and ready to run: one arm.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
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
    severity,  // how grave it was
    alarm,     // that it happened at all: phantoms
    tone       // how a message was meant: garbling
};
inline constexpr std::size_t kPerceptions = 5;
[[nodiscard]] const char* perception_name(Perception perception);

// Which of an actor's perceptions are clean, that is exact; none, one, several or (`true`) all.
class Clean {
public:
    constexpr Clean() = default;
    // "Clean or not" is how one speaks of it.
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

// A rule of an actor's doctrine, by its place, the first being 0.
struct RuleRef {
    ActorId actor;
    std::uint16_t rule = 0;
    bool operator==(const RuleRef&) const = default;
};

// What distinguishes one arm of a scenario from another (model section 9).
struct ArmSpec {
    // switched on; each comes into force on its date, in the order of the scenario
    std::vector<std::string> measures;
    std::array<Clean, kActors> clean{};  // whose perception is clean
    // rules knocked out: never looked at, as if they did not stand there; the others keep their places
    std::vector<RuleRef> without{};

    bool operator==(const ArmSpec&) const = default;
};

// "moscow", "washington:posture": the clean perceptions of an arm, an actor's id alone where all of them are;
// and back. The reading back says false, and changes nothing, for any other text.
[[nodiscard]] std::vector<std::string> clean_words(const Spec& spec, const ArmSpec& arm);
[[nodiscard]] bool add_clean(const Spec& spec, std::string_view words, ArmSpec& arm);
// "washington.7": a rule by its number, the first being 1; and back.
[[nodiscard]] std::string rule_id(const Spec& spec, const RuleRef& rule);
[[nodiscard]] std::optional<RuleRef> find_rule(const Spec& spec, std::string_view words);

// One change of the scenario that holds for a whole run.
struct Change {
    enum class Kind : std::uint8_t { perception, rule, measure };
    Kind kind = Kind::perception;
    ActorId actor;                         // perception: whose; none: both sides'
    std::optional<Perception> perception;  // which; none: all of it
    RuleRef rule;                          // knocked out
    MeasureId measure;                     // added
    ArmSpec arm;                           // the arm so changed
};

// Immutable and cheap to copy (copies share). Thread-safe.
class Model {
public:
    struct Compiled;  // engine/src/model/compiled.hpp

    explicit Model(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
    [[nodiscard]] const Compiled& compiled() const { return *compiled_; }
    [[nodiscard]] const Spec& spec() const;  // the scenario as given, without overlays
    [[nodiscard]] const ArmSpec& arm() const;

private:
    std::shared_ptr<const Compiled> compiled_;
};

// Compiles a valid Spec (as load_scenario makes it, or changed only through parameters.hpp). An unknown
// measure is a programmer error.
[[nodiscard]] Model compile(const Spec& spec, const ArmSpec& arm = {});

// The measure's place in the scenario, if there is one of that id; likewise the actor's.
[[nodiscard]] std::optional<MeasureId> find_measure(const Spec& spec, std::string_view id);
[[nodiscard]] std::optional<ActorId> find_actor(const Spec& spec, std::string_view id);

// "no measures", "hotline", "hotline + cert-exchange, clean both", "no measures, clean washington:posture,
// without moscow.7": the arm in words.
[[nodiscard]] std::string describe_arm(const Spec& spec, const ArmSpec& arm);

// --- Parameters: the one way to name a number of a scenario, used by measures, --set, provenance, sweeps
// and sliders

// One number, switch, duration or distribution of a Spec under its path, for instance
// "actors.moscow.posture.misread", "channels.hotline.up", "actors.moscow.doctrine.4.do.sanction",
// "moves.sanction.delay", "clock.horizon".
struct Parameter {
    enum class Kind { number, flag, duration, duration_law, number_law };

    std::string path;
    Kind kind = Kind::number;
    double low = 0;  // allowed range, both ends allowed; durations and laws of durations in ms
    double high = 0;
    // "", "probability", "ms", "nats", "rungs" ...
    std::string_view unit;
    std::variant<double*, bool*, Duration*, Distribution*> value;  // into the Spec it came from
};

// All parameters of a scenario, in the order of the format page. The pointers live as long as the Spec does
// and is not resized.
[[nodiscard]] std::vector<Parameter> parameters(Spec& spec);

// Whether a path matches a pattern: parts are divided by '.', and "*" stands for any one part. Entries
// of a list count from 1.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

// Why a value cannot be given to a parameter ("expected a probability 0..1, found 1.2"); empty if it can.
[[nodiscard]] std::string why_not(const Parameter& parameter, const ParameterValue& value);

// Gives a value to every parameter that the path matches; how many there were. A plain number given to a law
// or duration parameter is not accepted (why_not says so), but a Duration is accepted by a law of durations
// and a number by a law of numbers: they become fixed laws. Values that why_not refuses are not applied and
// not counted.
int set_parameter(Spec& spec, const SetSpec& change);

// Multiplies every number, duration or law that the path matches, cutting numbers to their range; how many
// there were. Flags do not count.
int scale_parameter(Spec& spec, const ScaleSpec& change);

// What a measure sets or scales by: a number of the scenario like any other, with a path of its own, but one
// that is changed in the file only.
struct OverlayValue {
    std::string path;   // "measures.hotline.set.channels.hotline.up"
    std::string value;  // as the format writes it
};
// Those of all measures, in the order of the file. Together with parameters() they are the numbers of a
// scenario.
[[nodiscard]] std::vector<OverlayValue> overlay_values(const Spec& spec);

// Applies a measure's overlays: first every `set`, then every `scale`.
void apply_measure(Spec& spec, const MeasureSpec& measure);

// Reads "path=value" as the command line gives it. Fails where the path names no number of the scenario or
// its number cannot have the value; the scenario stays as it is.
[[nodiscard]] Result<SetSpec> parse_set(Spec& spec, std::string_view text);

}  // namespace firebreak
