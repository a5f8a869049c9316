// The parts of write_scenario(); each writes its sections in full.
#pragma once

#include <firebreak/spec.hpp>

#include "scenario/section_writer.hpp"

namespace firebreak {

void write_sources_of_events(SectionWriter& out, const Spec& spec);  // incidents and evidence
void write_communication(SectionWriter& out, const Spec& spec);      // messages and channels
void write_moves(SectionWriter& out, const Spec& spec);
void write_actors(SectionWriter& out, const Spec& spec);
void write_measures(SectionWriter& out, const Spec& spec);
void write_expects(SectionWriter& out, const Spec& spec);

}  // namespace firebreak
