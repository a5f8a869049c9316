// The sections that the format table does not hold in full.
#pragma once

#include <firebreak/spec.hpp>

#include "scenario/section_writer.hpp"

namespace firebreak {

void write_messages(SectionWriter& out, const Spec& spec);
void write_moves(SectionWriter& out, const Spec& spec);
void write_measures(SectionWriter& out, const Spec& spec);
void write_expects(SectionWriter& out, const Spec& spec);

}  // namespace firebreak
