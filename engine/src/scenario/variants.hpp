// Variants: one of several ways in which a part of the scenario may be. A choice holds the sections that it
// changes, as they are merged over those of the scenario.
#pragma once

#include <optional>
#include <string>

#include <firebreak/scenario.hpp>

#include "scenario/faults.hpp"
#include "scenario/node.hpp"
#include "scenario/sections.hpp"

namespace firebreak {

inline constexpr std::size_t kMostVariants = 16;
inline constexpr std::size_t kMostChoices = 16;  // of one variant

// The tree on one line, as YAML that parse_yaml() reads back to an equal one.
[[nodiscard]] std::string flow_text(const Node& node);

void read_variants(const Place& at, Reading& reading);

// Notes what is wrong with the scenario under each choice alone. To be called where the scenario itself has
// no error.
void check_variants(const Node& root, const Spec& spec, Faults& faults);

// Reads the sections of a merged tree.
[[nodiscard]] Spec read_spec(const Node& root, Faults& faults,
                             std::optional<ExerciseSpec>* exercise = nullptr);

}  // namespace firebreak
