// Conditions at which a run that plays stops. They are judged on the run as a point of view tells it, so what
// a side cannot know stops nothing in its view.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "session/told_run.hpp"

namespace firebreak::viz {

enum class BreakKind { rung, gap, surprise, crisis, message, decision };
inline constexpr std::size_t kBreakKinds = 6;

struct Breakpoint {
    BreakKind kind = BreakKind::rung;
    std::size_t actor = 0;  // whose: rung, reader, believer, decider; kActors: either's
    std::size_t rung = 0;   // of kind rung: at least this one
    std::size_t gap = 1;    // of kind gap: at least so many rungs
    double moved = 0.2;     // of kind surprise: a belief moves by at least so much, 0 to 1, at one stroke
    double days = 1;        // of kind message: late is what takes longer
    bool operator==(const Breakpoint&) const = default;
};

// "Moscow stands at Public accusation or above", "Washington misreads the other by 2 rungs or more".
[[nodiscard]] std::string breakpoint_words(const Spec& spec, const Breakpoint& breakpoint);
// True of what only the view of truth can tell.
[[nodiscard]] bool needs_truth(BreakKind kind);

struct BreakHit {
    Millis time = 0;
    RecordId line = kNoRecord;   // the line that made it true; kNoRecord where it is none
    std::size_t breakpoint = 0;  // its place in the list
    bool operator==(const BreakHit&) const = default;
};

// The first moment after `after`, up to `until`, at which one of them comes true; of several then the one
// that stands first in the list. One that was true already comes true again only after it was false.
[[nodiscard]] std::optional<BreakHit> first_hit(const ToldRun& run, std::span<const Breakpoint> breakpoints,
                                                Millis after, Millis until);

// All moments at which it comes true, in the order of time.
[[nodiscard]] std::vector<BreakHit> hits_of(const ToldRun& run, const Breakpoint& breakpoint);

}  // namespace firebreak::viz
