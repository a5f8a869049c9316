// Predicates on which injects wait: their values in a run, and when they come true.
#pragma once

#include <optional>
#include <vector>

#include <firebreak/exercise.hpp>
#include <firebreak/exercise_spec.hpp>

namespace firebreak {

// The value at the clock: a rung by its place, yes = 1, a span in ms.
[[nodiscard]] double predicate_value(const Session& session, const PredicateRef& predicate);
// Whether all hold at the clock. They must be of the session's scenario.
[[nodiscard]] bool holds(const Session& session, const std::vector<PredicateSpec>& when);

// The first moment, after `from` and up to `to`, at which all hold in a run: looked at after each event, and
// at `to`. None: they never do. They must be of the model's scenario.
[[nodiscard]] std::optional<Millis> first_time(const Model& model, const NoiseKey& key, const Script& script,
                                               const std::vector<PredicateSpec>& when, Millis from, Millis to,
                                               const StopFlag* stop = nullptr);

}  // namespace firebreak
