// Plain text laid out in columns of at most a given width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace firebreak {

// The text broken at spaces, and within words that are too long, into lines of at most `width` columns. The
// first line starts after `first` columns that are already taken, the others are indented by `indent` blanks.
// Ends without a line break.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::size_t first = 0,
                                  std::size_t indent = 0);

}  // namespace firebreak
