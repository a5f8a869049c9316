// "set:" maps of parameter paths to values, as measures and expectations have them.
#pragma once

#include "scenario/sections.hpp"

namespace firebreak {

// Faults for paths that match no parameter, values of the wrong type and values out of range.
[[nodiscard]] std::vector<SetSpec> read_settings(const Place& at, Reading& reading,
                                                 const std::vector<Parameter>& all);

// The same of "scale:" maps, of paths to factors; a fault for what cannot be multiplied.
[[nodiscard]] std::vector<ScaleSpec> read_scales(const Place& at, Reading& reading,
                                                 const std::vector<Parameter>& all);

}  // namespace firebreak
