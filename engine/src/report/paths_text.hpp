// The answer of `firebreak paths` in words and tables.
#pragma once

#include <string>

#include "base/text_layout.hpp"
#include "report/paths_answer.hpp"

namespace firebreak::report {

[[nodiscard]] std::string paths_text(const Spec& spec, const PathsAnswer& answer, const Page& page);

}  // namespace firebreak::report
