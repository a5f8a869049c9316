// Basic values: ids, simulated time, durations, laws and intervals; and the result of an operation that can
// fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// Limits of the format, so that the names of draws and bit masks fit their words.
inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kMaxRungs = 64;
inline constexpr std::size_t kMaxCauses = 12;
inline constexpr std::size_t kMaxMeasures = 24;
// each other kind: incidents, evidence, channels, moves, rules of one doctrine
inline constexpr std::size_t kMaxEntities = 1000;
inline constexpr std::size_t kActors = 2;

// Probabilities or weights by id, in file order.
using Weights = std::vector<std::pair<std::string, double>>;

// The law of a duration (parameters in milliseconds) or of a plain number (parameters in its own unit).
struct Distribution {
    enum class Kind { fixed, exponential, lognormal, uniform, triangular, weibull, empirical };

    Kind kind = Kind::fixed;
    // fixed: a = value. exponential: a = mean. lognormal: a = median, b = sigma (standard deviation of the
    // logarithm). uniform: a = low, b = high. triangular: a = low, b = mode, c = high. weibull: a = scale, b
    // = shape.
    double a = 0;
    double b = 0;
    double c = 0;
    // empirical: the values, sorted and equally likely (the variate is the ceil(u n)-th smallest). Empty for
    // all other kinds.
    std::vector<double> values;

    bool operator==(const Distribution&) const = default;
};

[[nodiscard]] inline Distribution fixed(double value) { return {Distribution::Kind::fixed, value, 0, 0, {}}; }

// Quantile function at u in (0,1), non-decreasing in u. Not clamped to any range.
[[nodiscard]] double quantile(const Distribution& law, double u);

// Expected value, by the exact formula of each kind.
[[nodiscard]] double mean(const Distribution& law);

// The law of the quantity times `factor` >= 0. A lognormal keeps its sigma, a Weibull its shape.
[[nodiscard]] Distribution scaled(Distribution law, double factor);

// Values between two ends, of which either may be excluded.
struct Interval {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;   // low itself is excluded
    bool high_open = false;  // high itself is excluded

    bool operator==(const Interval&) const = default;
};

// An interval, ends included.
struct Bounds {
    double low = 0;
    double high = 0;
};

}  // namespace firebreak
