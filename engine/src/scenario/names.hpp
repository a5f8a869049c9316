// The ids that a scenario declares, known before anything is read that refers to them.
#pragma once

#include <string_view>
#include <vector>

#include "scenario/node.hpp"

namespace firebreak {

// Views into the tree; each list in the order of the file. Rungs and causes are empty where their section is
// missing or useless: that is a fault already, and what refers to them is then not checked.
struct Names {
    std::vector<std::string_view> rungs;
    std::vector<std::string_view> causes;
    std::vector<std::string_view> incidents;
    std::vector<std::string_view> evidence;
    std::vector<std::string_view> channels;
    std::vector<std::string_view> moves;  // `hold` is always among them
    std::vector<std::string_view> actors;
    std::vector<std::string_view> measures;
    std::vector<std::string_view> sources;
};

[[nodiscard]] Names declared_names(const Node& root);

// The message kinds that a scenario may write, without `none`; the same with it; and the values of `trigger`.
[[nodiscard]] const std::vector<std::string_view>& message_names();
[[nodiscard]] const std::vector<std::string_view>& message_names_and_none();
// Those that a side can send: all but silence.
[[nodiscard]] const std::vector<std::string_view>& names_of_sent_messages();
[[nodiscard]] const std::vector<std::string_view>& trigger_names();

[[nodiscard]] bool contains(const std::vector<std::string_view>& names, std::string_view name);

}  // namespace firebreak
