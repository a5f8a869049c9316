// Compressed text.
#pragma once

#include <string>
#include <string_view>

namespace firebreak::report {

// The text as a member of a gzip file (RFC 1952). Members one after the other are a gzip file of their texts
// one after the other. The same text gives the same bytes. Throws std::bad_alloc.
[[nodiscard]] std::string gzipped(std::string_view text);

}  // namespace firebreak::report
