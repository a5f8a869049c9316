// A session of an exercise: a run that people steer. A session is a model, its chance and what people did so
// far; after each act the run is made again from its start and cut at the clock. What lies behind the clock
// never changes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>
#include <firebreak/trace.hpp>

namespace firebreak {

// A move that a side could order now.
struct MoveChoice {
    MoveId move;
    std::string why_not;  // "the hotline is down"; empty: it can be ordered
    bool operator==(const MoveChoice&) const = default;
};

// What lies on a side's desk at the clock, in its own numbers: nothing here is more than the side knows.
struct Desk {
    RungId rung;
    std::vector<MoveChoice> moves;         // in the order of the scenario
    std::vector<std::uint32_t> questions;  // messages that wait for an answer, oldest first
    std::vector<std::uint32_t> incidents;  // those it has a case of, oldest first
    std::vector<ChannelId> lines;          // those that are up
    Standing standing = Standing::doctrine;
    bool operator==(const Desk&) const = default;
};

// What a side writes, in its own numbers.
struct Letter {
    MessageKind kind = MessageKind::none;
    ChannelId channel;                     // of an answer: that of the question
    std::optional<std::uint32_t> about;    // one of its incidents
    std::optional<std::uint32_t> answers;  // one of its questions
    std::string text;
};

// How long a move of the exercise lasts.
struct Pace {
    Millis least = 0;
    Millis greatest = 0;  // at least `least`, and above 0
};

// How continuations from the clock go if a side orders a move now, by fresh chance.
struct Odds {
    MoveId move;
    std::uint64_t runs = 0;
    std::uint64_t crises = 0;  // after the clock or before
    std::uint64_t wars = 0;
};

// The longest text that people give a message or an inject, in bytes.
inline constexpr std::size_t kLongestWords = 2000;
// Acts, injects and corrections of a session, together.
inline constexpr std::size_t kMostActs = 10'000;

class Session {
public:
    // Stands at the start of the scenario: what happens at that very moment has happened.
    Session(Model model, const NoiseKey& key);

    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] const Spec& spec() const { return model_.spec(); }
    [[nodiscard]] const NoiseKey& key() const { return key_; }
    [[nodiscard]] const Script& script() const { return script_; }
    // Milliseconds from the start of the scenario.
    [[nodiscard]] Millis clock() const { return clock_; }
    // Whether the run ended, at the clock or before.
    [[nodiscard]] bool ended() const { return trace_.result.duration <= clock_; }

    // --- What people do. It happens one millisecond after the clock. Each returns why it cannot be, in
    // words, and then changes nothing; empty: it is done.

    [[nodiscard]] std::string order(ActorId actor, MoveId move);
    [[nodiscard]] std::string write(ActorId actor, const Letter& letter);
    [[nodiscard]] std::string stand(ActorId actor, Standing standing);
    // What an umpire does; incidents and messages by their true numbers.
    [[nodiscard]] std::string plant(const act::Plant& plant);
    [[nodiscard]] std::string set_line(const act::SetLine& set);
    [[nodiscard]] std::string decide_fate(const act::Fate& fate);
    // inject.at counts from the clock and may be 0.
    [[nodiscard]] std::string inject(ScriptedInject inject);
    // The event must be one that ahead() shows.
    [[nodiscard]] std::string overrule(const Correction& correction);

    // Does again what a journal holds, which must come one millisecond after the clock.
    [[nodiscard]] std::string repeat(const ScriptedAct& act);

    // --- Time

    // Moves the clock forward, at most to the end of the run; a moment before the clock leaves it.
    void advance(Millis to);
    // When the move of the exercise that begins now ends: at the first occasion for a side to think again
    // (an incident noticed, a message, a move of the other side seen, an answer that stayed away, an inject)
    // between the least length and the greatest, or at the greatest, or at the end of the run.
    [[nodiscard]] Millis next_stop(const Pace& pace) const;

    // --- What there is to see

    // Everything up to the clock, as a view shows it.
    [[nodiscard]] std::vector<Seen> seen(PointOfView view) const;
    [[nodiscard]] Desk desk(ActorId actor) const;
    // What is to come by then if nobody does anything more: for an umpire's eyes only.
    [[nodiscard]] std::vector<Record> ahead(Millis until) const;
    // The whole run, with what is to come: likewise.
    [[nodiscard]] const Trace& run() const { return trace_; }
    // For each move that the side could order, what becomes of `runs` continuations; for an umpire's eyes
    // only. On `jobs` threads, 0: one per processor; the result does not depend on them.
    [[nodiscard]] std::vector<Odds> odds(ActorId actor, std::uint64_t runs, unsigned jobs = 0,
                                         const StopFlag* stop = nullptr) const;

private:
    [[nodiscard]] std::string add(ScriptedAct act);
    [[nodiscard]] std::string room() const;
    void remake();

    Model model_;
    NoiseKey key_;
    Script script_;
    Millis clock_ = 0;
    Trace trace_;
};

}  // namespace firebreak
