// A script as JSON, and back.
#pragma once

#include <string>

#include <firebreak/script.hpp>

#include "trace/seen_json.hpp"

namespace firebreak {

[[nodiscard]] Fields script_fields(const Spec& spec, const Script& script);
[[nodiscard]] Fields act_fields(const Spec& spec, const ScriptedAct& act);

// Reads what the above write. After a fault `error`, which must be empty before, says what is wrong where
// ("script.acts.1.order.move: unknown move 'hld'; did you mean 'hold'?"), and the result is of no use.
[[nodiscard]] Script read_script(const Spec& spec, const Fields& fields, std::string& error);
[[nodiscard]] ScriptedAct read_act(const Spec& spec, const Fields& fields, const std::string& path,
                                   std::string& error);

}  // namespace firebreak
