// What was dropped on the window: a list of addresses as text/uri-list has them, and the file among them that
// can be opened.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

inline constexpr std::size_t kMostDroppedBytes = std::size_t{64} << 10U;
inline constexpr std::size_t kMostDropped = 200;  // addresses that are looked at

// The path that an address of the form file:///home/me/a%20b.yaml means; none if it is of another kind, of
// another machine, or no path.
[[nodiscard]] std::optional<std::string> path_of_uri(std::string_view uri);

struct Dropped {
    std::string path;   // of the scenario to open; empty: none
    std::string words;  // what a person has to be told; may be empty if there is a path
};

// Judges a text/uri-list, from whoever: lines that end with \r\n or \n, comments with #. The first scenario
// file (.yaml, .yml) or folder of a sweep that is there is the one to open. With `look` set the disk is
// looked at; without it only the names are judged, and one without a dot may be such a folder.
[[nodiscard]] Dropped judge_drop(std::string_view uri_list, bool look = true);

}  // namespace firebreak::viz
