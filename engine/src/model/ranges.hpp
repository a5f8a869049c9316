// The allowed ranges of a scenario's numbers; the loader and the parameter list read the same table.
#pragma once

#include <limits>
#include <string>
#include <string_view>

#include <firebreak/spec.hpp>

namespace firebreak {

// Both ends are allowed; kAboveZero and kBelowOne stand for ends that are not.
struct Range {
    double low;
    double high;
    std::string_view unit;
};

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();
inline constexpr double kAboveZero = std::numeric_limits<double>::min();
inline constexpr double kBelowOne = 1.0 - std::numeric_limits<double>::epsilon() / 2;

inline constexpr Range kProbability{0, 1, "probability"};
inline constexpr Range kInnerProbability{kAboveZero, kBelowOne, "probability"};
inline constexpr Range kLikelihood{kAboveZero, 1, "probability"};
inline constexpr Range kHostility{0, 1, ""};
inline constexpr Range kSeverity{0, 10, ""};
inline constexpr Range kWeight{0, 1e9, "weight"};
inline constexpr Range kNats{-50, 50, "nats"};
inline constexpr Range kSeverityBias{-10, 10, "nats"};
inline constexpr Range kSeverityNoise{0, 10, "nats"};
inline constexpr Range kConservatism{0, 10, ""};
inline constexpr Range kOddsFactor{1e-6, 1e6, "odds"};
inline constexpr Range kAnyNumber{-kUnlimited, kUnlimited, ""};
inline constexpr Range kScaleFactor{0, 1e9, ""};

// Spans of time, in milliseconds. A delay may be 0, a period must take time, and both may be `never`.
inline constexpr Range kDelay{0, kUnlimited, "ms"};
inline constexpr Range kPeriod{1, kUnlimited, "ms"};
inline constexpr Range kMoment{0, static_cast<double>(kLongestHorizon), "ms"};
inline constexpr Range kHorizon{1, static_cast<double>(kLongestHorizon), "ms"};

// What values a fact can have, given the number of rungs of the ladder.
[[nodiscard]] Range fact_range(Fact fact, std::size_t rungs);

// Whether a fact is a span of time, so that its conditions take durations.
[[nodiscard]] inline bool is_span(Fact fact) { return fact == Fact::incident_age || fact == Fact::time_left; }

// How far a value may lie beside a bound and still count as equal to it: far less than anybody means by a
// number, and far more than binary fractions err (0.36 * 5 is a little less than 1.8). Spans of time are
// whole milliseconds.
[[nodiscard]] double tolerance(double bound, bool span);

struct ClosedInterval {
    double low, high;
};
// The values for which a condition holds, with that tolerance: both ends belong to them.
[[nodiscard]] ClosedInterval values_of(const Interval& interval, bool span);

// "14 is outside 0..10", "0 must be above 0", "130y is outside 0..120y"; empty if the value lies in the
// range.
[[nodiscard]] std::string range_fault(double value, const Range& range);

}  // namespace firebreak
