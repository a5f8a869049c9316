// A scenario in words and tables, as `firebreak show` prints it.
#pragma once

#include <string>

#include <firebreak/spec.hpp>

#include "base/text_layout.hpp"

namespace firebreak::report {

[[nodiscard]] std::string scenario_text(const Spec& spec, const Page& page);

// Its sections, each with its heading; empty where the scenario has none.
[[nodiscard]] std::string ladder_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string causes_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string incidents_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string evidence_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string channels_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string messages_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string moves_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string actor_section(const Spec& spec, const ActorSpec& actor, const Page& page);
[[nodiscard]] std::string measures_section(const Spec& spec, const Page& page);
[[nodiscard]] std::string sources_section(const Spec& spec, const Page& page);

// A mark behind a number: " [s]", " [d]", " [a]" or " [t]" after the grade that provenance gives the path;
// empty without one.
[[nodiscard]] std::string grade_mark(const Spec& spec, std::string_view path);

}  // namespace firebreak::report
