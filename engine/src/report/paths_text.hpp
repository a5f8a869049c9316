// The answer of `firebreak paths` in words and tables.
#pragma once

#include <string>

#include "report/paths_answer.hpp"
#include "report/text_layout.hpp"

namespace firebreak::report {

[[nodiscard]] std::string paths_text(const Spec& spec, const PathsAnswer& answer, const Page& page);

}  // namespace firebreak::report
