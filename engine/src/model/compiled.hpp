// A model as the event handlers read it: flat tables, ids resolved, doctrines as lists of comparisons.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

#include "model/draw_names.hpp"
#include "model/ranges.hpp"

namespace firebreak {

inline constexpr double kForever = std::numeric_limits<double>::infinity();

// Measures that must (needs) and must not (unless) be in force, as bits.
struct Gate {
    std::uint32_t needs = 0;
    std::uint32_t unless = 0;
    [[nodiscard]] bool open(std::uint32_t in_force) const {
        return (needs & ~in_force) == 0 && (unless & in_force) == 0;
    }
};

struct CompiledSource {
    NameId name;
    std::vector<double> cause_cumulative;  // normalised; in the order of cause_order
    std::array<bool, kActors> targets{};
    ActorId author;
    Distribution severity;
    std::vector<Millis> at;
    std::optional<Distribution> every;
    Millis window = kNever;
    bool phantom = false;
    Gate gate;
};

using CauseTable = std::array<std::array<double, kMaxCauses>, kMaxCauses>;

struct CompiledEvidence {
    NameId name;
    double mean_gap = 0;
    Gate gate;
    // [true cause][k]: P(one of the first k + 1 of cause_order is named)
    CauseTable cumulative{};
    std::array<CauseTable, kActors> factor{};  // [actor][named][h] = L(named | h)^weight
};

struct CompiledMessage {
    bool defined = false;
    bool informative = false;  // has likelihoods
    std::array<double, kMaxCauses> log_likelihood{};
    bool clarifies_posture = false;
    double log_image = 0;
    MessageKind garbled = MessageKind::none;
    EvidenceId source;
    int reports = 0;
};

struct CompiledChannel {
    NameId name;
    LineSpec line;
    Distribution link, translate, deliver;
    std::uint32_t translators = 0;
    std::optional<StaffedSpec> staffed;
    double loss = 0, garble = 0, credibility = 1;
    Millis patience = kNever;
    std::optional<Distribution> meets;
};

struct CompiledMove {
    MoveSpec::Posture posture = MoveSpec::Posture::none;
    RungId rung;
    int by = 0;
    bool strikes = false;
    CauseId strike_cause;
    Distribution strike_severity;
    MessageKind sends = MessageKind::none;
    bool via_reply = false;
    ChannelId via;
    Distribution delay;
    bool instant = true;  // delay is fixed 0
    double seen = 0;
    Gate gate;
    [[nodiscard]] bool acts() const { return posture != MoveSpec::Posture::none || strikes; }
};

// Holds when the fact lies in `interval` or in one of the doctrine's intervals first .. last - 1 (few
// conditions have more than one).
struct Condition {
    ClosedInterval interval;
    std::uint32_t first = 0, last = 0;
    Fact fact;
    std::uint16_t subject = 0;  // index of a cause, channel or measure; kind of message
};

struct Choice {
    MoveId move;
    double weight;
};

struct Rule {
    std::uint32_t first_choice = 0, last_choice = 0;
};

// A rule that may hold for one trigger and message in hand: what is left to test when those two are known.
struct Candidate {
    std::uint16_t rule = 0;
    std::uint32_t first_condition = 0, last_condition = 0;
};

struct Doctrine {
    std::vector<Rule> rules;
    // By trigger and message kind (candidates_for): rules that those do not rule out, in order; all rules,
    // and those marked at_once.
    std::array<std::vector<Candidate>, kTriggers * kMessageKinds> candidates;
    std::array<std::vector<Candidate>, kTriggers * kMessageKinds> at_once;
    bool has_at_once = false;
    std::vector<Condition> conditions;
    std::vector<ClosedInterval> intervals;  // the second and further ones of conditions
    std::vector<Choice> choices;

    static std::size_t place(Trigger trigger, MessageKind message) {
        return static_cast<std::size_t>(trigger) * kMessageKinds + static_cast<std::size_t>(message);
    }
};

struct CompiledActor {
    NameId name;
    RungId starts_at;
    DetectionSpec detection;
    SeveritySpec severity;
    double misread = 0, skew = 0.5;
    Millis posture_delay = 0;
    double image_start = 0;  // log-odds
    double log_climb = 0, log_step_down = 0;
    double image_per_ms = 0;  // 1 / half-life
    std::array<double, kMaxCauses> prior{};
    double tilt = 0, carry = 0, close_at = 1;
    double threat_per_ms = 0;  // 1 / half-life
    Millis cold_after = kNever;
    Distribution deliberation;
    Millis review = kNever;
    bool agenda = false;
    double tremble = 0;
    Doctrine doctrine;
};

// Everything that a measure can change.
struct Parameters {
    std::array<double, kMaxCauses> hostility{};
    std::array<std::uint8_t, kMaxCauses> cause_order{};  // causes by id: the order in which they are drawn
    std::array<double, kMaxRungs> accident_mean{};       // ms; kForever: none
    std::vector<CompiledSource> sources;
    std::vector<CompiledEvidence> evidence;
    std::array<CompiledMessage, kMessageKinds> messages;
    std::vector<CompiledChannel> channels;
    std::vector<CompiledMove> moves;
    std::array<CompiledActor, kActors> actors;
    std::uint32_t in_force = 0;  // measures, as bits
};

// From `start` on, `parameters` hold; `measures` are those that come into force then.
struct Epoch {
    Millis start = 0;
    std::vector<MeasureId> measures;
    Parameters parameters;
};

struct Model::Compiled {
    Spec spec;
    ArmSpec arm;
    std::size_t causes = 0;
    std::size_t rungs = 0;
    RungId crisis, war;
    RungId settled_at;  // none: runs do not settle
    Millis settled_for = 0;
    Millis horizon = 0;
    MoveId hold;
    std::vector<Epoch> epochs;  // the first starts at 0
    // Entities in the order of their ids, which is the order in which they are scheduled.
    std::vector<std::uint16_t> source_order, channel_order, evidence_order;
    std::array<std::uint16_t, kActors> actor_order{};
    int clock_start_minute = 0;  // minute of the week (Monday 00:00 = 0) at clock.start
    Millis clock_start_in_minute = 0;
};

}  // namespace firebreak
