// A river of any size, for --bench.
#pragma once

#include <cstddef>

#include <firebreak/paths.hpp>

namespace firebreak::viz {

// Paths through so many places of the scenario's ladder, with so many ways on from each (at most four).
[[nodiscard]] PathTable synthetic_paths(const Spec& spec, std::size_t nodes, std::size_t ways);

}  // namespace firebreak::viz
