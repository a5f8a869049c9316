// What goes with an exported picture and table: a name, where it comes from, and how to get the same again.
#pragma once

#include <string>
#include <vector>

#include "session/session.hpp"

namespace firebreak::viz {

// Why what is shown cannot be exported; empty if it can. Many runs tell what truly happens, and a side does
// not see that.
[[nodiscard]] std::string why_no_export(const Session& session);

// Of the screen that is shown: "reset-2011-river". Letters, digits, dots, hyphens and underscores only; never
// empty.
[[nodiscard]] std::string export_name(const Session& session);

// "The river of cyberspace incidents 2011: River".
[[nodiscard]] std::string export_title(Session& session);

// What was run: of the runs shown, or of the open run.
[[nodiscard]] const Settings& settings_shown(Session& session);

// The command lines that run the same as what is shown: one, or before and after.
[[nodiscard]] std::vector<std::string> export_commands(Session& session);

// What must be known of the picture, a sentence or two a line: scenario, runs, measures, filter, point of
// view, the commands.
[[nodiscard]] std::vector<std::string> export_captions(Session& session);

// The captions as a text file.
[[nodiscard]] std::string export_note(Session& session);

// The name of a fork as this point of view may know it: what a fork is made of may be the doing of the other
// side, or what only the truth knows.
[[nodiscard]] std::string fork_name(const Session& session, std::size_t fork);

// "truth", "both sides, without the truth"; of a side "side A"
[[nodiscard]] const char* eyes_words(Eyes view);
[[nodiscard]] const char* screen_words(ScreenId screen);

}  // namespace firebreak::viz
