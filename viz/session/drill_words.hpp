// The parts of an opened node, and the steps into crisis, in words, with counts and intervals.
#pragma once

#include <cstdint>
#include <string>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::viz {

// "Moscow: Covert disruption, reading the other right", "an accident"
[[nodiscard]] std::string sub_node_name(const Spec& spec, const SubNode& node);
// "...: 1,203 of 4,267 runs (28.2 %, 26.9 to 29.6 %). 57 of 100 end in crisis (54 to 60 %)."; `of`: the runs
// of the node. `ends_fixed`: without the second sentence, for the filter asks for how runs end.
[[nodiscard]] std::string sub_node_words(const Spec& spec, const SubNode& node, std::uint64_t of,
                                         bool ends_fixed = false);
// "57 of 92 (52 to 72 %): Washington, Covert disruption; 55 mistaken about something"; `of`: the crises.
[[nodiscard]] std::string crisis_step_words(const Spec& spec, const CrisisStep& step, std::uint64_t of);
// What is not in the list: runs without a step on this way, and sub-nodes beyond the most; empty if nothing
// is missing.
[[nodiscard]] std::string rest_words(const Drill& drill, DrillWay way);

}  // namespace firebreak::viz
