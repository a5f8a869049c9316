// What may be asked about a run by name: "outcome", "acts.moscow.sanction", "message_time.hotline".
#pragma once

#include <string>
#include <string_view>
#include <variant>

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
        incidents,
        detections,
        reports,
        decisions,
        messages,
        delivered,
        concluded_right,
        concluded_wrong,
        belief,
        message_time,
        messages_in,
        time_at
    };

    Kind kind = Kind::outcome;
    int actor = -1;
    int subject = -1;  // acts: move; belief: cause; message_time and messages_in: channel; time_at: rung

    bool operator==(const StatisticRef&) const = default;
};

// Whether a statistic is a span of time in milliseconds.
[[nodiscard]] bool is_span(StatisticRef::Kind kind);

// Reads the name of a statistic; otherwise what is wrong with it, with the nearest valid name.
[[nodiscard]] std::variant<StatisticRef, std::string> parse_statistic(const Spec& spec,
                                                                      std::string_view text);

// The text of the error of parse_statistic; empty if the name is valid.
[[nodiscard]] std::string check_statistic(const Spec& spec, std::string_view text);

}  // namespace firebreak
