// The small values that everything is made of: ids, simulated time, spans and intervals; and the result of
// what can fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace firebreak {

// The place of an entity in its list of the Spec. A default-made id names nothing.
template <class Tag>
struct Id {
    static constexpr std::uint16_t kNone = 0xffff;

    std::uint16_t value = kNone;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint16_t>(index)) {}
    [[nodiscard]] constexpr bool valid() const { return value != kNone; }
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using ActorId = Id<struct ActorTag>;
using RungId = Id<struct RungTag>;
using CauseId = Id<struct CauseTag>;
using SourceId = Id<struct SourceTag>;  // an outside source of incidents
using EvidenceId = Id<struct EvidenceTag>;
using ChannelId = Id<struct ChannelTag>;
using MoveId = Id<struct MoveTag>;
using MeasureId = Id<struct MeasureTag>;

[[nodiscard]] constexpr ActorId other(ActorId actor) { return ActorId{std::size_t{1} - actor.index()}; }

// A moment or a span of simulated time in milliseconds. Moments count from clock.start.
using Millis = std::int64_t;

// Later than every horizon: "does not happen".
inline constexpr Millis kNever = std::numeric_limits<Millis>::max();

// The longest horizon a scenario may have (120 years); it keeps event keys within 64 bits.
inline constexpr Millis kLongestHorizon = Millis{120} * 365 * 24 * 3600 * 1000;

// A span of time as a scenario states it: milliseconds, not rounded yet, so that measures may scale it. May
// be infinite ("never").
struct Duration {
    double ms = 0;
    bool operator==(const Duration&) const = default;
};

// Rounds a span once, to the nearest millisecond, and cuts it to 0..kNever. NaN becomes kNever.
[[nodiscard]] inline Millis to_millis(double ms) {
    if (!(ms > 0)) return ms <= 0 ? 0 : kNever;
    return ms < 9.2e18 ? static_cast<Millis>(ms + 0.5) : kNever;
}

// Reads "6h", "1.5 d", "90s", "never" or "0"; units are ms s m h d w y (y = 365 d). Empty if the text is not
// a duration that is at least 0.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);

// The shortest text that parse_duration reads back to the same value ("36h", "8m", "never").
[[nodiscard]] std::string format_duration(Duration duration);

// A span for people: two units at most ("3 d 4 h", "12 min 30 s"). Rounded down.
[[nodiscard]] std::string describe_duration(Millis span);

// Reads an ISO 8601 date ("2011-12-31") or moment in UTC ("2011-07-01T00:00:00Z", "2011-07-01T08:47Z");
// result in milliseconds since 1970-01-01T00:00:00Z. Empty if the text is no date of the years 1 to 9999.
[[nodiscard]] std::optional<Millis> parse_date(std::string_view text);

// The ISO 8601 text of a moment given in milliseconds since 1970: "2011-07-01T00:00:00Z"; with milliseconds
// only where they are not 0.
[[nodiscard]] std::string format_date(Millis since_1970);

// What was asked for, or in words why it cannot be had. Made of a value, or of failure("...").
template <class Value>
using Result = tl::expected<Value, std::string>;
[[nodiscard]] inline tl::unexpected<std::string> failure(std::string words) {
    return tl::make_unexpected(std::move(words));
}

// An interval, both ends in it.
struct Bounds {
    double low = 0;
    double high = 0;
};

}  // namespace firebreak
