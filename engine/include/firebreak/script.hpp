// What people did in a run: decisions, injects, corrections, and acts at a moment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// A decision made by a person, in place of what the doctrine would choose.
struct ScriptedDecision {
    ActorId actor;
    std::uint32_t decision = 0;  // index among the actor's decisions that close, from 0
    MoveId move;                 // replaced by hold if not available
    bool operator==(const ScriptedDecision&) const = default;
};
// An inject: an event added from outside. With a cause, it is an incident that happens to the target; without
// one, it only prompts the target to decide (trigger: inject).
struct ScriptedInject {
    Millis at = 0;
    ActorId target;
    std::string text;
    CauseId cause;
    double severity = 0;  // 0 to 10
    bool operator==(const ScriptedInject&) const = default;
};
// Names an event by its draws, so that it has the same name in every arm of a replicate, whatever else
// happens there. 0: none.
using EventName = std::uint64_t;

using IncidentIndex = std::uint32_t;  // numbered from 0 within a run
using MessageIndex = std::uint32_t;   // numbered from 0 within a run
inline constexpr std::uint32_t kNoIndex = 0xffffffff;

// One thing corrected in a but-for twin, or overruled by an umpire. Has no effect if the event does not
// happen.
struct Correction {
    enum class Kind : std::uint8_t {
        reading,  // MoveSeen: the move is read exactly
        // DecisionMade: the focal case is seen as it truly is, a false alarm as one, from this decision on
        belief,
        // MessageSent: delivered at once, intact, in the tone intended
        message,
        hold,  // DecisionMade: the actor holds instead
        // MoveSeen: the move is read one rung too high or too low, if there is such a rung
        higher,
        lower,
        lost,       // MessageSent: it never arrives
        overlooked  // CaseOpened: the side never notices the incident
    };
    Kind kind = Kind::reading;
    EventName event = 0;
    bool operator==(const Correction&) const = default;
    auto operator<=>(const Correction&) const = default;
};
inline constexpr std::size_t kCorrectionKinds = 8;
// As files write it, "reading"; likewise below.
[[nodiscard]] const char* correction_name(Correction::Kind kind);

// What a doctrine does by itself for a side that people lead.
enum class Standing : std::uint8_t {
    doctrine,  // everything
    // It answers queries, and at a review does what neither strikes, nor raises the rung, nor sends anything.
    routine,
    hold  // nothing
};
inline constexpr std::size_t kStandings = 3;
[[nodiscard]] const char* standing_name(Standing standing);

// Something that people do at a moment of a run: a side, or an umpire.
namespace act {

// A side chooses a move: its open decision closes with it, or it acts of its own accord.
struct Order {
    ActorId actor;
    MoveId move;  // replaced by hold if not available
    bool operator==(const Order&) const = default;
};
// A side sends a message. Nothing is sent over a line that is down.
struct Say {
    ActorId actor;
    MessageKind kind = MessageKind::none;  // neither none nor silence
    ChannelId channel;
    IncidentIndex about = kNoIndex;    // of those that happened before; kNoIndex: none
    MessageIndex reply_to = kNoIndex;  // a query to this side, not yet answered; kNoIndex: none
    std::string text;
    bool operator==(const Say&) const = default;
};
// From now on the doctrine does this much for a side.
struct Stand {
    ActorId actor;
    Standing standing = Standing::doctrine;
    bool operator==(const Stand&) const = default;
};
// A side receives a report on an incident of which it has a case, as if from the source.
struct Plant {
    ActorId actor;
    IncidentIndex incident = kNoIndex;
    EvidenceId source;
    CauseId named;
    bool operator==(const Plant&) const = default;
};
// A line is down or up from now on, whatever befalls it; `as_drawn` gives it back to chance.
struct SetLine {
    enum class To : std::uint8_t { down, up, as_drawn };
    ChannelId channel;
    To to = To::down;
    bool operator==(const SetLine&) const = default;
};
// What becomes of a message on its way.
struct Fate {
    enum class Kind : std::uint8_t { lost, at_once, later };
    MessageIndex message = kNoIndex;
    Kind kind = Kind::lost;
    Millis by = 0;  // of kind later: this much later than it would have come
    bool operator==(const Fate&) const = default;
};

}  // namespace act

struct ScriptedAct {
    Millis at = 0;
    std::variant<act::Order, act::Say, act::Stand, act::Plant, act::SetLine, act::Fate> what;
    bool operator==(const ScriptedAct&) const = default;
};

// What people did in a run. Empty for a free run. What happens before the moment of an act does not depend on
// it.
struct Script {
    std::vector<ScriptedDecision> decisions;
    std::vector<ScriptedInject> injects;
    std::vector<Correction> corrections{};
    std::vector<ScriptedAct> acts{};  // at one moment in this order, and among its incidents
    bool operator==(const Script&) const = default;
};

}  // namespace firebreak
