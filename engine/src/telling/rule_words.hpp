// Laws, moves, weights and measures of a scenario in words.
#pragma once

#include <string>

#include <firebreak/telling.hpp>

namespace firebreak {

// "7d", "90d on average (exponential)", "1 to 5, most often 2".
[[nodiscard]] std::string law_words(const Distribution& law, bool durations);

// What a move does: "raises to Public accusation; strikes (attack, severity 2 to 5); after 5d; seen with
// 0.5".
[[nodiscard]] std::string move_words(const Spec& spec, const MoveSpec& move);

// "criminal", "criminal 75 %, attack 25 %".
[[nodiscard]] std::string weights_words(const Weights& weights);

// "only with hotline", "unless hotline"; empty for neither.
[[nodiscard]] std::string measure_condition_words(const std::string& needs, const std::string& unless);

// The value that a measure sets: "yes", "0.04", "2h to 6h".
[[nodiscard]] std::string value_words(const Spec& spec, const SetSpec& set);

}  // namespace firebreak
