// Basic values: ids, simulated time, durations and intervals; and the result of an operation that can fail.
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

// Index of an entity in its list of the Spec. A default-constructed id refers to nothing.
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

// A point or span of simulated time in milliseconds. Points count from clock.start.
using Millis = std::int64_t;

// Later than any horizon: "does not happen".
inline constexpr Millis kNever = std::numeric_limits<Millis>::max();

// The longest horizon of a scenario, 120 years; keeps event keys within 64 bits.
inline constexpr Millis kLongestHorizon = Millis{120} * 365 * 24 * 3600 * 1000;

// A duration as a scenario states it: in milliseconds, not yet rounded, so that measures can scale it. May be
// infinite ("never").
struct Duration {
    double ms = 0;
    bool operator==(const Duration&) const = default;
};

// Rounds to the nearest millisecond and clamps to 0..kNever. NaN becomes kNever.
[[nodiscard]] inline Millis to_millis(double ms) {
    if (!(ms > 0)) return ms <= 0 ? 0 : kNever;
    return ms < 9.2e18 ? static_cast<Millis>(ms + 0.5) : kNever;
}

// Parses "6h", "1.5 d", "90s", "never" or "0". Units: ms s m h d w y (y = 365 d). Empty if the text is not a
// duration or is negative.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);

// The shortest text that parse_duration() reads back as the same value ("36h", "8m", "never").
[[nodiscard]] std::string format_duration(Duration duration);

// A duration for people, in at most two units and rounded down ("3 d 4 h", "12 min 30 s").
[[nodiscard]] std::string describe_duration(Millis span);

// Parses an ISO 8601 date ("2011-12-31") or UTC time ("2011-07-01T00:00:00Z", "2011-07-01T08:47Z") into
// milliseconds since 1970-01-01T00:00:00Z. Empty if the text is not one of the years 1 to 9999.
[[nodiscard]] std::optional<Millis> parse_date(std::string_view text);

// ISO 8601 text of a time in milliseconds since 1970: "2011-07-01T00:00:00Z". Shows milliseconds only if not
// 0.
[[nodiscard]] std::string format_date(Millis since_1970);

// A value, or why there is none, in words. Made from a value or from failure("...").
template <class Value>
using Result = tl::expected<Value, std::string>;
[[nodiscard]] inline tl::unexpected<std::string> failure(std::string words) {
    return tl::make_unexpected(std::move(words));
}

// An interval, ends included.
struct Bounds {
    double low = 0;
    double high = 0;
};

}  // namespace firebreak
