// The names of draws: how (purpose, entities, ordinals) are packed into the 128-bit counter without
// collisions.
#pragma once

#include <cstdint>

#include <firebreak/run.hpp>

#include "kernel/noise.hpp"

namespace firebreak {

// An entity's name: a hash of its kind and id, so that a draw's name does not depend on the place of an
// entity in the file, nor on what other entities there are. Names are made different in as many low bits as
// their field of the counter has (compile_parameters.cpp).
struct NameId {
    std::uint32_t value = 0;
    friend bool operator==(NameId, NameId) = default;
};

enum class Purpose : std::uint8_t {
    source_gap,        // (source, ordinal): gap before the occurrence
    incident,          // (source or mover, ordinal): cause, severity
    detection,         // (actor, incident): whether, delay
    severity,          // (actor, incident): perceived severity
    report,            // (actor, incident, evidence source, ordinal): gap before it, cause named
    dossier,           // (channel, sender, message ordinal, report): cause named
    reading,           // (observer, mover, ordinal): misread or not, up or down
    accident_reading,  // the same for an accident
    effect,            // (actor, ordinal of the move): delay, seen
    send_delay,        // (actor, ordinal of the order): delay
    // (channel, sender, ordinal), n = 0: link, translate; 1: deliver, loss; 2: garbling, clarifying
    message,
    line,               // (channel, n): time to the next change
    consultation,       // (channel, n): gap
    accident,           // (actor, n): unit exponential of the hazard
    deliberation = 32,  // + trigger, named by what opened the decision: deliberation
    choice = 48,        // + trigger, likewise: choice, tremble
    at_once = 64,       // + trigger, named by the observation: choice, tremble
};

inline constexpr unsigned kActorBits = 12;
inline constexpr unsigned kFirstBits = 24;
inline constexpr unsigned kSecondBits = 20;

// What a draw is about: up to three entities and two ordinals. Bits: n 32 | ordinal 32 | first 24, purpose 8
// | second 20, actor 12.
struct Subject {
    NameId actor;
    NameId first;   // a source of incidents, a mover or a channel
    NameId second;  // a source of evidence or a sender
    std::uint32_t ordinal = 0;
    std::uint32_t n = 0;
};

inline kernel::DrawName draw_name(Purpose purpose, const Subject& subject) {
    return {subject.n, subject.ordinal, (subject.first.value << 8) | static_cast<std::uint8_t>(purpose),
            (subject.second.value << kActorBits) | (subject.actor.value & ((1U << kActorBits) - 1))};
}

// The name of the event that these draws are about.
inline EventName event_name(Purpose purpose, const Subject& subject) {
    const kernel::DrawName name = draw_name(purpose, subject);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < name.size(); i += 2) {
        hash = kernel::mix(hash ^ ((std::uint64_t{name[i + 1]} << 32) | name[i]));
    }
    return hash != 0 ? hash : 1;
}

// The purposes of a decision's draws differ by what kind of thing opened it.
inline Purpose with_trigger(Purpose base, Trigger trigger) {
    return static_cast<Purpose>(static_cast<std::uint8_t>(base) + static_cast<std::uint8_t>(trigger));
}

}  // namespace firebreak
