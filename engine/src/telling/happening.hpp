// Single records of runs: whose doing they are, and what kind of thing happened.
#pragma once

#include <string>

#include <firebreak/run.hpp>

namespace firebreak {

// The actor whose record it is: who saw, decided, sent or moved. None for what concerns nobody in particular.
[[nodiscard]] ActorId actor_of(const Record& record);

// "reads a move", "sends a query via hotline", "botnet-us happens": without the actor's name, by the ids of
// the scenario.
[[nodiscard]] std::string happening(const Spec& spec, const Record& record);

}  // namespace firebreak
