// Changes of scenarios as options of the command line; in words they are in telling.hpp.
#pragma once

#include <string>

#include <firebreak/causes.hpp>
#include <firebreak/telling.hpp>

namespace firebreak::report {

// The change as options of `firebreak compare` against the arm that it changes: "--measures hotline", "--arm
// clean-washington:cause --against-arm factual".
[[nodiscard]] std::string change_options(const Spec& spec, const Change& change);

}  // namespace firebreak::report
