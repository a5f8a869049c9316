// Text of scenarios made safe to stand in HTML and in SVG.
#pragma once

#include <string>
#include <string_view>

namespace firebreak::report {

// The text as it may stand between tags and in attributes, both in HTML and in XML 1.0: & < > " ' become references. The result is always
// valid UTF-8 without characters that XML forbids or that could turn a page around: what is not well formed, controls and bidirectional
// marks become U+FFFD. Tabs and line ends stay; a carriage return becomes a blank.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace firebreak::report
