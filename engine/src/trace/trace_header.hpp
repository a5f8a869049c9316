// The first line of a written trace, and back: what is needed to make the run again; and the last one.
#pragma once

#include <string>

#include <firebreak/trace.hpp>

#include "trace/seen_json.hpp"

namespace firebreak {

// For a view other than truth without all that says which run it is, since to run it again would show the
// truth, and without the arm, the overlays and the script, which say what the other side is like and what it
// is going to do.
[[nodiscard]] Fields header_fields(const Spec& spec, const TraceHeader& header, PointOfView view);

// Reads what header_fields writes for the view of truth. False with `error` in words
// ("script.decisions.1.move: unknown move 'sanctoin'; did you mean 'sanction'?") if the fields are no such
// header or speak of what the scenario does not have.
[[nodiscard]] bool read_header(const Spec& spec, const Fields& fields, TraceHeader& header,
                               std::string& error);

// The end line. A view other than truth is told when and how the run ended, and nothing that one side alone
// knows.
[[nodiscard]] Fields end_fields(const Spec& spec, const RunResult& result, PointOfView view);

}  // namespace firebreak
