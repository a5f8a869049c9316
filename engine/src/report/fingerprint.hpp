// Whether records of runs say the same.
#pragma once

#include <cstdint>

#include <firebreak/run.hpp>

namespace firebreak::report {

// A number that is equal for records that say the same at the same time, whatever their ids and parents.
[[nodiscard]] std::uint64_t fingerprint(const Record& record);

// Whether the record only says that a measure came into force.
[[nodiscard]] bool is_measure(const Record& record);

}  // namespace firebreak::report
