// What a screen says, in one sentence with its numbers: for a room that reads no more than that.
#pragma once

#include <string>

#include "session/session.hpp"

namespace firebreak::viz {

// Of the screen that is shown, as the point of view has it; never empty.
[[nodiscard]] std::string headline(Session& session);

}  // namespace firebreak::viz
