// What may be asked about a run by name: "outcome", "acts.moscow.sanction", "message_time.hotline".
#pragma once

#include <string>
#include <string_view>

#include <firebreak/spec.hpp>

namespace firebreak {

// A statistic with its subjects as indices into the Spec; -1: of both actors together, or of every move.
struct StatisticRef {
    enum class Kind {
        outcome,
        crisis,
        peak_rung,
        final_rung,
        duration,
        strikes,
        acts,
        count,  // any other count of a run
        belief,
        message_time,
        messages_in,
        time_at,
        first_time
    };

    Kind kind = Kind::outcome;
    int actor = -1;
    // acts: move; count: place in kCounts; belief: cause; message_time and messages_in: channel; time_at and
    // first_time: rung
    int subject = -1;

    bool operator==(const StatisticRef&) const = default;
};

// Whether a statistic is a span of time in milliseconds.
[[nodiscard]] bool is_span(StatisticRef::Kind kind);

// The name by which a scenario asks for a count: "misread", "concluded.right".
[[nodiscard]] std::string count_statistic(std::string_view count);

// Reads the name of a statistic; the failure names the nearest valid one.
[[nodiscard]] Result<StatisticRef> parse_statistic(const Spec& spec, std::string_view text);

// Whether the value of a measure is a span of time in milliseconds.
[[nodiscard]] bool is_span(const Spec& spec, const RunMeasure& measure);

}  // namespace firebreak
