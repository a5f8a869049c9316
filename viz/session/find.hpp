// What can be found by a few letters: rungs, moves, rules, incidents, measures, numbers, bookmarks, runs,
// commands, and lines of the open run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/trace.hpp>

#include "session/actions.hpp"

namespace firebreak::viz {

class Session;

enum class FindKind { run, command, rung, move, rule, incident, measure, number, bookmark, line };
[[nodiscard]] const char* find_kind_words(FindKind kind);  // "rung", "move", ...

struct FindEntry {
    FindKind kind = FindKind::rung;
    // what is searched and shown, safe to show; a number of a rule has its rule in place of its path
    std::string words;
    // in the scenario's list, the bookmarks, the lines of the run, or of a rule from 0
    std::size_t place = 0;
    std::size_t actor = 0;  // of a rule
    std::uint64_t replicate = 0;
    Action action = Action::run;
    std::string path;  // of a number; searched too
    bool operator==(const FindEntry&) const = default;
};

// Everything that the present point of view may find. Without the truth there are no incidents, none of the
// other side's rules, and only those lines of the open run that the view tells.
[[nodiscard]] std::vector<FindEntry> findable(const Session& session);

inline constexpr std::size_t kMostFound = 200;

struct FindResult {
    std::vector<FindEntry> found;  // best first
    std::size_t all = 0;           // also those beyond the first kMostFound
};

// Entries that hold every word of the query, in whatever case: those that are the query come first, then
// those that begin with it, then those with a word that begins with it, then the others; within each in the
// order of the list. A number, or "run" and a number, finds that run too. An empty query finds nothing.
[[nodiscard]] FindResult find_in(const std::vector<FindEntry>& entries, std::string_view query);

}  // namespace firebreak::viz
