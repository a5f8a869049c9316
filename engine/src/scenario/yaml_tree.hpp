// YAML text to a Node tree. Refuses what no honest scenario needs (size, depth, alias bombs, several
// documents) before it costs anything.
#pragma once

#include <string_view>

#include "scenario/faults.hpp"
#include "scenario/node.hpp"

namespace firebreak {

inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
// yaml-cpp keeps the tokens of a whole line
inline constexpr std::size_t kMaxLineBytes = std::size_t{256} << 10;
inline constexpr int kMaxDepth = 64;
inline constexpr std::size_t kMaxNodes = 100'000;
inline constexpr std::size_t kMaxExpandedNodes = 200'000;

// The tree of a file with the given index, merge keys ("<<") resolved; null and a fault if the text is no
// single YAML document within the limits. Duplicate keys are faults but leave the tree usable. Never throws,
// except for want of memory.
[[nodiscard]] NodePtr parse_yaml(std::string_view text, int file, Faults& faults);

}  // namespace firebreak
