// What the program remembers from one start to the next: files opened lately, window, theme and sizes. As
// text; no file is touched here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

inline constexpr std::size_t kMostRecent = 10;
inline constexpr std::size_t kMostStateBytes = std::size_t{64} << 10U;  // a larger file is not one of ours

// Zero, or an empty text, stands for what was never chosen.
struct SavedState {
    std::vector<std::string> recent;  // paths of scenarios, the last opened first
    int width = 0, height = 0;        // of the window, in pixels
    std::string theme;                // a name, or the path of a file
    double scale = 0;                 // of text and controls
    double side_width = 0;            // of the side panel, at scale 1
    double transport_height = 0;      // at scale 1
    std::uint64_t runs = 0;           // to make at a time
    bool reduced_motion = false;      // nothing moves by itself

    bool operator==(const SavedState&) const = default;
};

struct ParsedState {
    SavedState state;
    std::string fault;  // why nothing could be taken from the text; empty if something could
};

// The text of a state file. Unknown keys and values of a wrong kind are passed over; numbers are brought
// within their limits.
[[nodiscard]] ParsedState parse_state(std::string_view text);

// What parse_state reads. A path that is not UTF-8 is left out: JSON cannot hold it.
[[nodiscard]] std::string write_state(const SavedState& state);

// Puts a path first; what was there moves up, and the oldest falls out.
void add_recent(std::vector<std::string>& recent, const std::string& path);

// What another program wrote meanwhile (`disk`), with all that was changed here: of `now` what differs from
// `before`, and on top of its files those opened here, the last opened last.
[[nodiscard]] SavedState merge_state(const SavedState& disk, const SavedState& before, const SavedState& now,
                                     const std::vector<std::string>& opened);

}  // namespace firebreak::viz
