// Single records of runs: whether two say the same, whose doing they are, and what kind of thing happened, in
// a few words.
#pragma once

#include <cstdint>
#include <string>

#include <firebreak/run.hpp>

namespace firebreak::report {

// A number that is equal for records that say the same at the same time, whatever their ids and parents.
[[nodiscard]] std::uint64_t fingerprint(const Record& record);

// The actor whose record it is: who saw, decided, sent or moved. None for what concerns nobody in particular.
[[nodiscard]] ActorId actor_of(const Record& record);

// "reads a move", "sends a query via hotline", "botnet-us happens": without the actor's name.
[[nodiscard]] std::string happening(const Spec& spec, const Record& record);

// Whether the record only says that a measure came into force.
[[nodiscard]] bool is_measure(const Record& record);

}  // namespace firebreak::report
