#include "model/ranges.hpp"

#include <cmath>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

std::string value_text(double value, const Range& range) {
    return range.unit == "ms" && value >= 0 ? format_duration(Duration{value}) : number_text(value);
}

}  // namespace

Range fact_range(Fact fact, std::size_t rungs) {
    const double top = rungs == 0 ? 0 : static_cast<double>(rungs - 1);
    switch (fact) {
        case Fact::threat: return {0, kUnlimited, ""};
        case Fact::incident_severity: return kSeverity;
        case Fact::incident_age:
        case Fact::time_left: return kDelay;
        case Fact::own_rung:
        case Fact::adversary_rung: return {0, top, "rungs"};
        case Fact::rung_gap: return {-top, top, "rungs"};
        case Fact::trigger: return {0, static_cast<double>(kTriggers - 1), ""};
        case Fact::message: return {0, static_cast<double>(kMessageKinds - 1), ""};
        case Fact::incident_belief:
        case Fact::incident_confidence:
        case Fact::image: return kProbability;
        default: return {0, 1, ""};
    }
}

double tolerance(double bound, bool span) {
    if (!std::isfinite(bound)) return 0;
    return span ? 0.01 : 1e-9 * std::fabs(bound) + 1e-15;
}

ClosedInterval values_of(const Interval& interval, bool span) {
    const double below = tolerance(interval.low, span);
    const double above = tolerance(interval.high, span);
    return {interval.low_open ? std::nextafter(interval.low + below, kUnlimited) : interval.low - below,
            interval.high_open ? std::nextafter(interval.high - above, -kUnlimited) : interval.high + above};
}

std::string range_fault(double value, const Range& range) {
    if (value >= range.low && value <= range.high) return {};
    const bool open_below = range.low == kAboveZero || (range.unit == "ms" && range.low == 1) ||
                            (range.unit == "odds" && value <= 0);
    const bool open_above = range.high == kBelowOne;
    std::string text = value_text(value, range);
    const bool too_low = value <= 0 && (open_below || range.unit == "weight");
    if (range.high == kUnlimited || (too_low && !open_above)) {
        return text + (open_below ? " is not above 0" : " is not at least " + value_text(range.low, range));
    }
    const double low = open_below && range.unit != "ms" ? 0 : range.low;
    text += " is outside " + value_text(low, range) + ".." + value_text(open_above ? 1 : range.high, range);
    return open_below && open_above ? text + " (both ends excluded)" : text;
}

}  // namespace firebreak
