// From a Spec with its overlays applied to the tables that event handlers read.
#pragma once

#include "model/compiled.hpp"

namespace firebreak {

// Compiles everything that measures can change. `in_force` has the bits of the measures in force.
[[nodiscard]] Parameters compile_parameters(const Spec& spec, std::uint32_t in_force,
                                            const std::vector<RuleRef>& without);

// Rules named in `without` keep their places and never apply.
[[nodiscard]] Doctrine compile_doctrine(const Spec& spec, ActorId actor, const std::vector<RuleRef>& without);

// Places by id; an invalid id where there is none (an empty text, for instance).
[[nodiscard]] RungId find_rung(const Spec& spec, std::string_view id);
[[nodiscard]] CauseId find_cause(const Spec& spec, std::string_view id);
[[nodiscard]] MoveId find_move(const Spec& spec, std::string_view id);
[[nodiscard]] ChannelId find_channel(const Spec& spec, std::string_view id);
[[nodiscard]] EvidenceId find_evidence(const Spec& spec, std::string_view id);

}  // namespace firebreak
